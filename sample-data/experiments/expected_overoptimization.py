"""Readings of the over-optimisation study by other means than Rewardloom's: TensorBoard's own reader, numpy and scipy.

    python expected_overoptimization.py SAMPLE_DATA [FIXTURE.csv.gz]   (tensorboard, numpy, scipy, pandas, pyarrow)

Replaces the keys "overoptimization" and "shaping" of SAMPLE_DATA/expected.json and leaves the others alone. With a second
argument it also writes the runs' curves, rounded to single precision, for tests that must not depend on a reader.
"""
import glob, gzip, io, json, os, sys
import numpy as np, pandas as pd
from scipy.special import comb, expit, log_expit
from scipy.stats import kendalltau, rankdata, spearmanr, t as student
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

PARTS = ["relevance", "fluency", "novelty", "brevity"]
WINDOW = 15


def runs(root):
    found = {}
    for path in sorted(glob.glob(f"{root}/overoptimization/rl/*/events*")):
        log = EventAccumulator(path, size_guidance={"scalars": 0})
        log.Reload()
        tag = {t: np.array([e.value for e in log.Scalars(t)]) for t in log.Tags()["scalars"]}
        columns = {"step": [e.step for e in log.Scalars("objective/kl")], "kl": tag["objective/kl"], "proxy": tag["reward/proxy"], "gold": tag["reward/gold"]}
        columns |= {c: tag[f"reward_component/{c}"] for c in PARTS}
        found[path.split("/")[-2]] = pd.DataFrame(columns)
    return found


def dpo(root):
    found = {}
    for path in sorted(glob.glob(f"{root}/overoptimization/dpo/*/trainer_state.json")):
        found["dpo/" + path.split("/")[-2]] = pd.DataFrame(json.load(open(path))["log_history"])[["step", "kl", "proxy", "gold"]]
    return found


def fits(t):
    base = t.gold[0]
    u = t[t.kl > 0]
    d, y = np.sqrt(u.kl.to_numpy()), u.gold.to_numpy() - base
    out = {"baseline": base, "points": len(u)}
    for form, second in (("rl", -d * np.log(d)), ("bon", -d ** 2)):
        (a, b), rss, *_ = np.linalg.lstsq(np.c_[d, second], y, rcond=None)
        peak = (np.exp(a / b - 1) if form == "rl" else a / 2 / b) ** 2 if b > 0 else None
        out[form] = {"alpha": a, "beta": b, "r2": 1 - rss[0] / (y.var() * len(y)), "rmse": (rss[0] / len(y)) ** .5,
                     "aic": len(y) * np.log(rss[0] / len(y)) + 6, "peak_kl": peak}
    return out


def peak(t):
    smooth = t.rolling(WINDOW, center=True).mean()
    top = smooth.gold.idxmax()
    tail = t.iloc[-(len(t) // 10):].mean()
    best = smooth.loc[top]
    noise = (t.gold - smooth.gold).std() / np.sqrt(WINDOW)
    out = {"step": int(t.step[top]), **{k: best[k] for k in ("kl", "gold", "proxy")}, "last_gold": tail.gold, "last_proxy": tail.proxy,
           "fall_in_standard_errors": (best.gold - tail.gold) / noise}
    if "novelty" in t:
        out["components"] = {c: [best[c], tail[c]] for c in PARTS}
    return out


def best_of_n(root):
    t = pd.read_parquet(f"{root}/overoptimization/best_of_n/pool.parquet")
    scores = t.groupby("prompt_id", sort=True)
    models = [f"rm{k}" for k in range(5)]
    rules = {m: t[m] for m in models} | {"mean": t[models].mean(axis=1), "wco": t[models].min(axis=1),
                                         "uwo": t[models].mean(axis=1) - .5 * t[models].var(axis=1, ddof=0)}
    out = {}
    for rule, s in rules.items():
        work = pd.DataFrame({"p": t.prompt_id, "s": s.astype(float), "g": t.gold.astype(float)})
        for n in (1, 4, 64, 1024):
            total = np.zeros(2)
            for _, rows in work.groupby("p"):
                rows = rows.sort_values("s", kind="stable")
                i = np.arange(1, len(rows) + 1)
                w = np.array([comb(k - 1, n - 1, exact=True) / comb(len(rows), n, exact=True) for k in i])
                total += [w @ rows.s.to_numpy(), w @ rows.g.to_numpy()]
            out.setdefault(rule, {})[str(n)] = list(total / scores.ngroups)
    one = [[out[m][n][1] for m in models] for n in ("1", "4", "64", "1024")]
    out["one-model"] = {n: [None, float(np.mean(g))] for n, g in zip(("1", "4", "64", "1024"), one)}
    return out


def held_out(root):
    """Best of n by each model in standard deviations over the pool: by itself, by the others, and gold, means over models."""
    t, models = pool(root), [f"rm{k}" for k in range(5)]
    z = {c: ((t[c] - t[c].mean()) / t[c].std()).to_numpy() for c in models + ["gold"]}
    out = {}
    for n in (16, 1024):
        total = np.zeros(3)
        for _, rows in t.assign(at=np.arange(len(t))).groupby("prompt_id")["at"]:
            i = rows.to_numpy()
            w = np.array([comb(k, n - 1, exact=True) / comb(len(i), n, exact=True) for k in range(len(i))])
            for m in models:
                best = i[np.argsort(z[m][i], kind="stable")]
                total += [w @ z[m][best], np.mean([w @ z[o][best] for o in models if o != m]), w @ z["gold"][best]]
        out[str(n)] = list(total / t.prompt_id.nunique() / len(models))
    return out


def early_warning(found):
    """Part of the gold at the peak that is kept by stopping at a divergence, chosen on the other groups: mean over groups and half of the interval."""
    signal = {r: np.maximum(0, t.kl.rolling(10, min_periods=1).mean().to_numpy()) for r, t in found.items()}
    reached = np.concatenate(list(signal.values()))
    thresholds = [np.quantile(reached, (i + .5) / 60) for i in range(60)] + [np.inf]

    def kept(run, threshold):
        t = found[run]
        held = pd.Series(signal[run] >= threshold).rolling(5).sum() == 5
        smooth = t.gold.rolling(WINDOW, center=True, min_periods=1).mean()
        at = smooth[held.idxmax()] if held.any() else t.gold.iloc[-(len(t) // 10):].mean()
        return (at - t.gold[0]) / (t.gold.rolling(WINDOW, center=True).mean().max() - t.gold[0])

    groups = {}
    for run in found:
        groups.setdefault(run.rsplit("-seed", 1)[0], []).append([kept(run, t) for t in thresholds])
    means = {g: np.mean(v, axis=0) for g, v in groups.items()}
    chosen = []
    for g in means:
        others = np.mean([v for o, v in means.items() if o != g], axis=0)
        best = np.flatnonzero(others >= others.max() - 1e-12)
        chosen.append(means[g][(best[0] + best[-1]) // 2])
    return [np.mean(chosen), student.ppf(.975, len(chosen) - 1) * np.std(chosen, ddof=1) / len(chosen) ** .5]


def shaping(root):
    t = pd.read_parquet(f"{root}/overoptimization/best_of_n/pool.parquet")
    r = t.rm0.to_numpy(float)
    ref, sd = r.mean(), r.std()
    q = ref + 1.0364333894937898 * (sd + 1e-5)
    shapes = {"identity": r, "centred": r - ref, "clip": np.clip(r, ref - sd, ref + sd), "min-max": (r - r.min()) / np.ptp(r),
              "mean-std": (r - ref) / sd, "tanh": np.tanh(r - ref), "sigmoid": expit(r - ref), "log-sigmoid": log_expit(r - q)}
    out = {"reward": "rm0", "reference": ref, "sd": sd, "functions": {}}
    prompt = t.prompt_id.to_numpy()
    for name, v in shapes.items():
        winners, gold, changed = [], [], 0
        for p in np.unique(prompt):
            rows = prompt == p
            top = v[rows] == v[rows].max()
            gold.append(t.gold.to_numpy(float)[rows][top].mean())
            changed += int(top.sum() != 1 or top.argmax() != r[rows].argmax())
        out["functions"][name] = {"mean": v.mean(), "sd": v.std(), "min": v.min(), "max": v.max(), "kendall": kendalltau(r, v).statistic,
                                  "spearman": spearmanr(r, v).statistic, "winners_changed": changed, "winner_gold": np.mean(gold)}
    out["functions"]["clip"]["saturated"] = float(np.mean((r < ref - sd) | (r > ref + sd)))
    out["functions"]["sigmoid"]["saturated"] = float(np.mean(np.abs(r - ref) > 4))
    return out


def pool(root):
    t = pd.read_parquet(f"{root}/overoptimization/best_of_n/pool.parquet").astype({"gold": float} | {f"rm{k}": float for k in range(5)})
    return t.sort_values("prompt_id", kind="stable")


def ensembles(root):
    t, models = pool(root), [f"rm{k}" for k in range(5)]
    x = np.c_[t[[f"component_{c}" for c in PARTS]].to_numpy(float), np.ones(len(t))]
    weights = {m: dict(zip(PARTS, np.linalg.lstsq(x, t[m], rcond=None)[0])) for m in models + ["gold"]}
    return {"rank": spearmanr(t[models + ["gold"]]).statistic.tolist(), "weights": weights}


def frontier(root):
    """Mean divergence and gold of exponentially tilted samples, at some 1/beta."""
    out = {}
    for b in (0.25, 0.5, 1.0, 2.0):
        points = []
        for _, rows in pool(root).groupby("prompt_id"):
            g = rows.gold.to_numpy()
            w = np.exp(b * (g - g.max()))
            w /= w.sum()
            points.append([(w * np.log(w * len(g))).sum(), w @ g])
        out[str(b)] = np.mean(points, axis=0).tolist()
    return out


def tail(root):
    t = pool(root)
    proxy = t[[f"rm{k}" for k in range(5)]].mean(axis=1).to_numpy()
    z = [(v - v.mean()) / v.std() for v in (proxy, t.gold.to_numpy())]
    gap = z[0] - z[1]
    top = z[0] >= np.quantile(z[0], .95)
    return {"correlation": np.corrcoef(*z)[0, 1], "rank_correlation": spearmanr(*z).statistic, "cvar": gap[gap >= np.quantile(gap, .95)].mean(),
            "failure_rate": (gap[top] > np.quantile(gap, .95)).mean()}


def weighted_r2(x, y, w):
    return np.cov(x, y, aweights=w, ddof=0)[0, 1] ** 2 / np.cov(x, aweights=w, ddof=0) / np.cov(y, aweights=w, ddof=0)


def reliability(root):
    t = pool(root)
    r, g = t[[f"rm{k}" for k in range(5)]].mean(axis=1).to_numpy(), t.gold.to_numpy()
    good = g >= np.median(g)
    n = good.sum()
    groups = [rows[i:i + 5] for _, rows in t.assign(at=np.arange(len(t))).groupby("prompt_id")["at"] for rows in [rows.to_numpy()] for i in range(0, len(rows), 5)]
    groups = [i for i in groups if len(i) > 1]
    weights = {name: np.zeros(len(r)) for name in ("all", "bon", "br", "bw", "pow")}
    for i in groups:
        best, worst = i[r[i].argmax()], i[r[i].argmin()]
        weights["all"][i] = 1 / len(i)
        weights["bon"][best] = 1
        weights["br"][i] = .1
        weights["br"][best] = .4
        weights["br"][i] /= weights["br"][i].sum()
        weights["bw"][[best, worst]] = .5
        weights["pow"][i] = r[i] ** 2 / (r[i] ** 2).sum()
    return {"auc": (rankdata(r)[good].sum() - n * (n + 1) / 2) / (n * (~good).sum()), "precision": good[r >= 0].mean(), "recall": (r[good] >= 0).mean(),
            "score_of_incorrect": r[~good].mean(), "sigmoid_of_incorrect": expit(r[~good]).mean(),
            "filters": {name: weighted_r2(r, g, w) for name, w in weights.items()}}


def divergences(root):
    out = {}
    for run in ("single-seed0", "wco-seed1"):
        by_step = {}
        for line in open(f"{root}/overoptimization/rollouts/{run}.jsonl"):
            row = json.loads(line)
            d = np.array(row["logprobs"]) - np.array(row["ref_logprobs"])
            by_step.setdefault(row["step"], []).append([len(d), d.sum(), (d * d / 2).sum(), (np.exp(-d) - 1 + d).sum()])
        out[run] = {str(s): np.mean(v, axis=0).tolist() for s, v in by_step.items() if s}
    return out


def mitigations(found):
    """Mean over three seeds of each run's peak, with Student's interval."""
    out = {}
    for group in sorted({r.rsplit("-seed", 1)[0] for r in found if "-seed" in r}):
        rows = [v["peak"] for r, v in found.items() if r.rsplit("-seed", 1)[0] == group]
        values = {"peak_gold": [p["gold"] for p in rows], "peak_kl": [p["kl"] for p in rows], "decline": [p["gold"] - p["last_gold"] for p in rows]}
        out[group] = {k: [np.mean(v), student.ppf(.975, len(v) - 1) * np.std(v, ddof=1) / len(v) ** .5] for k, v in values.items()}
    return out


def rounded(x):
    if isinstance(x, dict):
        return {k: rounded(v) for k, v in x.items()}
    if isinstance(x, list):
        return [rounded(v) for v in x]
    return float(f"{float(x):.7g}") if isinstance(x, (float, np.floating)) else x


def main():
    root = sys.argv[1]
    rl = runs(root)
    if len(sys.argv) > 2:
        text = pd.concat([t.assign(run=run) for run, t in rl.items()])[["run", "step", "kl", "proxy", "gold"] + PARTS].to_csv(index=False, float_format="%.7g")
        with open(sys.argv[2], "wb") as f, gzip.GzipFile("", "wb", 9, f, 0) as z:
            z.write(text.encode())
    path = f"{root}/expected.json"
    expected = json.load(open(path)) if os.path.exists(path) else {}
    found = {run: {**fits(t), "peak": peak(t)} for run, t in (rl | dpo(root)).items()}
    expected["overoptimization"] = rounded({
        "what": "fits of gold (less its value at the first step) on d = sqrt(KL), points with KL > 0; peak of the centred mean over 15 points against the last tenth; best of n as [score, gold]; frontier as [KL, gold] by 1/beta; divergences as [tokens, k1, k2, k3] summed over tokens; mitigations and early_warning (by KL) as [mean, half of the 95 % interval]; held_out by n as [own, held out, gold] in standard deviations",
        "runs": found, "best_of_n": best_of_n(root), "ensembles": ensembles(root), "frontier": frontier(root), "tail": tail(root),
        "reliability": reliability(root), "divergences": divergences(root), "mitigations": mitigations(found),
        "held_out": held_out(root), "early_warning": early_warning(rl | dpo(root))})
    expected["shaping"] = rounded({"what": "shapes of the score rm0 of best_of_n/pool.parquet; reference and sd are its mean and population sd", **shaping(root)})
    json.dump(expected, open(path, "w"), indent=1)
    open(path, "a").write("\n")


main()
