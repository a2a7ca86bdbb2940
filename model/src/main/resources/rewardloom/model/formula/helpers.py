# How DuckDB orders numbers: NaN equals itself and is larger than every other.
def _less(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.dtype.kind not in "fiub" or b.dtype.kind not in "fiub":
        return a < b
    return np.where(np.isnan(a), False, np.where(np.isnan(b), True, a < b))


def _equal(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.dtype.kind not in "fiub" or b.dtype.kind not in "fiub":
        return a == b
    return (a == b) | (np.isnan(a) & np.isnan(b))


# Half away from zero, as SQL rounds.
def _round(x, digits=0):
    scale = 10.0 ** digits
    return np.sign(x) * np.floor(np.abs(x) * scale + 0.5) / scale


def _coalesce(*values):
    result = np.asarray(values[0], dtype=float)
    for value in values[1:]:
        result = np.where(np.isnan(result), value, result)
    return result


# Lists are stacked along a first axis, one row for each item.
def _list(*items):
    return np.stack(np.broadcast_arrays(*[np.asarray(i, dtype=float) for i in items]))


# Of whole numbers // cuts off the rest, of others it is the same as /.
def _divide(a, b):
    quotient = np.true_divide(a, b)
    return np.trunc(quotient) if np.asarray(a).dtype.kind in "iub" and np.asarray(b).dtype.kind in "iub" else quotient


# SQL's sign of NaN is 0.
def _sign(x):
    return np.where(np.isnan(x), 0, np.sign(x))


# A function over the other rows of a partition.
def _over(function, arguments, partitions, orders, descending, frame):
    rows = max(np.size(v) for v in arguments + partitions + orders)
    arguments = [np.broadcast_to(np.asarray(a, dtype=float), (rows,)) for a in arguments]
    keys = [np.unique(np.broadcast_to(np.asarray(p), (rows,)), return_inverse=True)[1] for p in partitions]
    sorts = []
    for key, down in zip(orders, descending):
        code = np.unique(np.broadcast_to(np.asarray(key), (rows,)), return_inverse=True)[1]
        sorts.append(-code if down else code)
    order = np.lexsort(sorts[::-1] + keys[::-1]) if sorts or keys else np.arange(rows)
    result = np.full(rows, np.nan)
    start = 0
    while start < rows:
        end = start + 1
        while end < rows and all(k[order[end]] == k[order[start]] for k in keys):
            end += 1
        _partition(function, arguments, order[start:end], sorts, frame, result)
        start = end
    return result


def _partition(function, arguments, rows, sorts, frame, result):
    n = len(rows)
    if function == "row_number":
        result[rows] = np.arange(1, n + 1)
        return
    values = arguments[0][rows] if arguments else np.ones(n)
    if function in ("lag", "lead"):
        distance = int(arguments[1][0]) if len(arguments) > 1 else 1
        default = arguments[2][rows] if len(arguments) > 2 else np.full(n, np.nan)
        at = np.arange(n) + (distance if function == "lead" else -distance)
        inside = (at >= 0) & (at < n)
        result[rows] = np.where(inside, values[np.clip(at, 0, n - 1)], default)
        return
    last = np.arange(n)
    if frame == "so_far":
        for i in range(n - 2, -1, -1):
            if all(s[rows[i]] == s[rows[i + 1]] for s in sorts):
                last[i] = last[i + 1]
    for i in range(n):
        first, end = {"so_far": (0, last[i]), "rows_so_far": (0, i), "rows_from_here": (i, n - 1), "all": (0, n - 1)}[frame]
        piece = values[first:end + 1]
        result[rows[i]] = {
            "sum": np.sum, "avg": np.mean, "min": np.fmin.reduce, "max": np.maximum.reduce, "count": len,
            "first_value": lambda v: v[0], "last_value": lambda v: v[-1],
        }[function](piece)
