"""Readings of the two studies that the analyses `curves` and `decomposition` must give, computed without the program.

Event files are read with TensorBoard's own reader, statistics come from numpy and scipy. Writes the keys `curves` and
`decomposition` of ../expected.json and leaves the others alone.

    pip install numpy scipy tensorboard && python expected_curves_decomposition.py
"""

import json
from pathlib import Path

import numpy as np
from scipy import stats
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

SAMPLES = Path(__file__).resolve().parent.parent
RL = ["single", "mean", "wco", "uwo", "par", "clip", "single-kl"]


def scalars(folder):
    reader = EventAccumulator(str(folder), size_guidance={"scalars": 0})
    reader.Reload()
    series = {}
    for tag in reader.Tags()["scalars"]:
        events = reader.Scalars(tag)
        series[tag] = (np.array([e.step for e in events], float), np.array([e.value for e in events]))
    return series


def debiased_average(values, weight):
    last, out = 0.0, []
    for n, value in enumerate(values, 1):
        last = last * weight + (1 - weight) * value
        out.append(last / (1 - weight**n))
    return np.array(out)


def group_reading(runs, tag):
    grid = np.unique(np.concatenate([r[tag][0] for r in runs]))
    seeds = np.array([np.interp(grid, *r[tag], left=np.nan, right=np.nan) for r in runs])
    full = np.flatnonzero(np.isfinite(seeds).all(axis=0))
    mean = seeds[:, full].mean(axis=0)
    last = seeds[:, full[-1]]
    half = stats.t.ppf(0.975, len(last) - 1) * stats.sem(last)
    return {
        "seeds": len(runs),
        "points": sum(len(r[tag][0]) for r in runs),
        "last_step": grid[full[-1]],
        "last": mean[-1],
        "low": mean[-1] - half,
        "high": mean[-1] + half,
        "best": mean.max(),
        "best_step": grid[full[mean.argmax()]],
        "lowest": mean.min(),
        "lowest_step": grid[full[mean.argmin()]],
    }


def curves(arena, rl):
    result = {"groups": {}, "smoothed": {}}
    for study, groups, tags in [
        ("arena", arena, ["Train/mean_reward", "Train/goal_rate"]),
        ("overoptimization", rl, ["reward/proxy", "reward/gold"]),
    ]:
        for name, runs in groups.items():
            for tag in tags:
                result["groups"].setdefault(study, {}).setdefault(tag, {})[name] = group_reading(runs, tag)
    smoothed = debiased_average(rl["single"][0]["reward/gold"][1], 0.6)
    result["smoothed"] = {
        "run": "single-seed0",
        "tag": "reward/gold",
        "weight": 0.6,
        "values": {str(i): smoothed[i] for i in (0, 1, 10, 100, 300)},
    }
    return result


def window_change(values, peak, window):
    before, after = values[peak : peak + window], values[-window:]
    error = np.sqrt(before.var(ddof=1) / window + after.var(ddof=1) / window)
    return before.mean(), after.mean(), (after.mean() - before.mean()) / error


def farming(run, parts):
    step, total = run["Train/mean_reward"]
    success = run["Train/goal_rate"][1]
    window = max(5, round(len(total) / 10))
    means = [success[i : i + window].mean() for i in range(len(total) - 2 * window + 1)]
    peak = int(np.argmax(means))
    gains = {k: window_change(v, peak, window) for k, v in parts.items() if k != "goal"}
    best = max(gains, key=lambda k: gains[k][1] - gains[k][0])
    total_before, total_after, total_z = window_change(total, peak, window)
    before, after, z = window_change(success, peak, window)
    return {
        "peak_step": step[peak + window // 2],
        "success_peak": before,
        "success_last": after,
        "success_z": z,
        "total_peak": total_before,
        "total_last": total_after,
        "total_z": total_z,
        "correlation": np.corrcoef(total[peak:], success[peak:])[0, 1],
        "component": best,
        "gain": gains[best][1] - gains[best][0],
        "share_of_rise": (gains[best][1] - gains[best][0]) / (total_after - total_before),
    }


def components(run, prefix):
    return {t[len(prefix) :]: v[1] for t, v in run.items() if t.startswith(prefix)}


def accounts(runs, prefix, total_tag):
    total = np.concatenate([r[total_tag][1] for r in runs])
    names = components(runs[0], prefix)
    parts = {k: np.concatenate([components(r, prefix)[k] for r in runs]) for k in names}
    everything = sum(np.abs(v).sum() for v in parts.values())
    residual = np.abs(total - sum(parts.values()))
    return {
        "rows": len(total),
        "max_abs_residual": residual.max(),
        "components": {
            k: {
                "mean": v.mean(),
                "share_signed": v.sum() / everything,
                "share_absolute": np.abs(v).sum() / everything,
                "variance_share": np.cov(v, total)[0, 1] / total.var(ddof=1),
                "correlation_total": np.corrcoef(v, total)[0, 1],
            }
            for k, v in parts.items()
        },
    }


def decomposition(arena, rl):
    result = {"groups": {}, "farming": {}}
    for name, runs in arena.items():
        result["groups"][name] = accounts(runs, "Episode/rew_", "Train/mean_reward")
        for seed, run in enumerate(runs):
            result["farming"][f"{name}-seed{seed}"] = farming(run, components(run, "Episode/rew_"))
    for name, runs in rl.items():
        result["groups"][f"rl/{name}"] = accounts(runs, "reward_component/", "reward/gold_raw")
    return result


def main():
    arena = {g: [scalars(SAMPLES / "arena" / f"{g}-seed{s}") for s in range(3)] for g in ("additive", "krc")}
    rl = {g: [scalars(SAMPLES / "overoptimization" / "rl" / f"{g}-seed{s}") for s in range(3)] for g in RL}
    file = SAMPLES / "expected.json"
    expected = json.loads(file.read_text()) if file.exists() else {}
    expected["curves"] = curves(arena, rl)
    expected["decomposition"] = decomposition(arena, rl)
    file.write_text(json.dumps(expected, indent=1, default=float) + "\n")


if __name__ == "__main__":
    main()
