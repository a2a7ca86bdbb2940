package rewardloom.model.reward.whatif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.statistics.Digits;

/** What follows from a choice of weights, most important first. */
final class WhatIfFindings {
    private final WhatIfStudy study;

    WhatIfFindings(WhatIfStudy study) {
        this.study = study;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        if (!study.isLogged()) {
            ranking(findings);
            checkpoints(findings);
            study.winners().ifPresent(w -> findings.add(winners(w)));
        }
        Map<String, List<WhatIfStudy.Turn>> turns = new LinkedHashMap<>();
        study.turns().stream()
                .filter(t -> t.late() > t.early())
                .forEach(t ->
                        turns.computeIfAbsent(t.group(), g -> new ArrayList<>()).add(t));
        turns.forEach((group, of) -> findings.add(turn(group, of)));
        study.duel().ifPresent(d -> findings.add(duel(d)));
        if (study.runs().size() > 1) {
            findings.add(flips());
        }
        return findings;
    }

    private String weighted() {
        List<String> changed = new ArrayList<>();
        for (int k = 0; k < study.weights().length; k++) {
            if (study.weights()[k] != 1) {
                changed.add(study.components().get(k) + " × " + Digits.text(study.weights()[k]));
            }
        }
        return String.join(", ", changed);
    }

    private void ranking(List<Finding> findings) {
        if (study.runs().size() < 2) {
            return;
        }
        WhatIfStudy.RunOutcome before = study.runs().stream()
                .filter(r -> r.loggedRank() == 1)
                .findFirst()
                .orElseThrow();
        WhatIfStudy.RunOutcome after =
                study.runs().stream().filter(r -> r.nowRank() == 1).findFirst().orElseThrow();
        long moved =
                study.runs().stream().filter(r -> r.loggedRank() != r.nowRank()).count();
        String text = "With " + weighted() + ", " + moved + " of "
                + study.runs().size() + " runs change their rank; "
                + (before.equals(after)
                        ? before.name() + " stays the first."
                        : after.name() + " leads with " + Digits.text(after.now()) + " in place of " + before.name()
                                + ", which falls from " + Digits.text(before.logged()) + " to "
                                + Digits.text(before.now()) + ".");
        findings.add(new Finding(
                "ranking",
                Severity.INFO,
                text,
                "Runs in the order of their mean return; of a training, over its last "
                        + Digits.percent(study.parameters().window()) + ". Policies stay as they were trained.",
                Map.of("first_logged", before.name(), "first", after.name(), "moved", moved),
                "returns"));
    }

    private void checkpoints(List<Finding> findings) {
        List<WhatIfStudy.RunOutcome> moved = study.runs().stream()
                .filter(r -> !r.stages().isEmpty() && WhatIfTables.best(r, false) != WhatIfTables.best(r, true))
                .toList();
        long staged = study.runs().stream().filter(r -> !r.stages().isEmpty()).count();
        if (staged > 0) {
            String example = moved.isEmpty()
                    ? ""
                    : ", such as " + moved.getFirst().name() + ": from part "
                            + (WhatIfTables.best(moved.getFirst(), false) + 1) + " of 10 to part "
                            + (WhatIfTables.best(moved.getFirst(), true) + 1);
            findings.add(new Finding(
                    "best-checkpoint",
                    Severity.INFO,
                    "The best part of the training moves in " + moved.size() + " of " + staged + " runs" + example
                            + ".",
                    "The part with the largest mean return among ten equal parts of a training.",
                    Map.of("moved", moved.size(), "runs", staged),
                    "curves"));
        }
    }

    private static Finding winners(WhatIfStudy.Winners w) {
        String gold = Double.isFinite(w.nowGold())
                ? " The winners' mean gold goes from " + Digits.text(w.loggedGold()) + " to " + Digits.text(w.nowGold())
                        + "."
                : "";
        return new Finding(
                "winners",
                Severity.INFO,
                "Another response wins in " + w.changed() + " of " + w.prompts() + " prompts." + gold,
                "The response with the largest reward among those to the same prompt at the same step.",
                Map.of(
                        "changed", w.changed(),
                        "prompts", w.prompts(),
                        "gold_logged", w.loggedGold(),
                        "gold", w.nowGold()),
                "units");
    }

    /** Which weights of the component that gained most would have kept the early policy on top. */
    private Finding turn(String group, List<WhatIfStudy.Turn> turns) {
        int gained = IntStream.range(0, study.components().size())
                .boxed()
                .min((a, b) -> Double.compare(difference(turns, a), difference(turns, b)))
                .orElseThrow();
        String name = study.components().get(gained);
        double[] thresholds =
                turns.stream().mapToDouble(t -> t.singles()[gained]).toArray();
        List<WhatIfStudy.Turn> possible =
                turns.stream().filter(t -> t.singles()[gained] > 0).toList();
        StringBuilder text = new StringBuilder("The policy at the peak of ")
                .append(turns.getFirst().marker())
                .append(" would have ranked above the last one of ")
                .append(group)
                .append(" with a weight of ")
                .append(name);
        if (possible.isEmpty()) {
            text.append(" below ")
                    .append(range(thresholds))
                    .append(" only: not even without ")
                    .append(name);
        } else {
            text.append(" below ")
                    .append(range(possible.stream()
                            .mapToDouble(t -> t.singles()[gained])
                            .toArray()))
                    .append(" (now ")
                    .append(Digits.text(study.weights()[gained]))
                    .append(") in ")
                    .append(possible.size())
                    .append(" of ")
                    .append(turns.size())
                    .append(turns.size() == 1 ? " run" : " runs");
            if (possible.size() < turns.size()) {
                text.append("; in the others not even without it");
            }
        }
        int other = secondGain(turns, gained);
        if (possible.size() < turns.size() && difference(turns, other) < 0) {
            text.append(", since ").append(study.components().get(other)).append(" rises as well");
        }
        text.append('.');
        int lost = IntStream.range(0, study.components().size())
                .boxed()
                .max((a, b) -> Double.compare(difference(turns, a), difference(turns, b)))
                .orElseThrow();
        double needed = turns.stream().mapToDouble(t -> t.singles()[lost]).max().orElse(Double.NaN);
        if (difference(turns, lost) > 0 && Double.isFinite(needed)) {
            text.append(" A weight of ")
                    .append(study.components().get(lost))
                    .append(" above ")
                    .append(Digits.text(needed))
                    .append(" alone would have done it in ")
                    .append(turns.size() == 1 ? "it" : "all of them")
                    .append('.');
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("group", group);
        values.put("component", name);
        values.put("runs", turns.size());
        values.put("runs_possible", possible.size());
        values.put("weight_low", Arrays.stream(thresholds).min().orElse(Double.NaN));
        values.put("weight_high", Arrays.stream(thresholds).max().orElse(Double.NaN));
        values.put("other", study.components().get(lost));
        values.put("other_weight", needed);
        return new Finding(
                "early-above-late",
                Severity.INFO,
                text.toString(),
                "The weight of one component at which the mean return in the window of "
                        + turns.getFirst().marker()
                        + "'s peak equals that in the last window ("
                        + Digits.percent(study.parameters().window())
                        + " of the points each), the other weights staying as chosen. Policies stay as they were"
                        + " trained: with other weights, others would have been.",
                values,
                "curves");
    }

    private int secondGain(List<WhatIfStudy.Turn> turns, int gained) {
        return IntStream.range(0, study.components().size())
                .filter(k -> k != gained)
                .boxed()
                .min((a, b) -> Double.compare(difference(turns, a), difference(turns, b)))
                .orElse(gained);
    }

    private static double difference(List<WhatIfStudy.Turn> turns, int component) {
        return turns.stream()
                .mapToDouble(t -> t.differences()[component])
                .average()
                .orElse(0);
    }

    private static String range(double[] values) {
        double low = Arrays.stream(values).min().orElse(Double.NaN);
        double high = Arrays.stream(values).max().orElse(Double.NaN);
        return low == high ? Digits.text(low) : Digits.text(low) + " to " + Digits.text(high);
    }

    private Finding duel(WhatIfStudy.Duel d) {
        double lead = d.differences()[study.weights().length];
        for (int k = 0; k < study.weights().length; k++) {
            lead += study.weights()[k] * d.differences()[k];
        }
        List<String> ways = new ArrayList<>();
        for (int k = 0; k < study.weights().length; k++) {
            double single = d.singles()[k];
            boolean usable = Double.isFinite(single)
                    && (single >= 0 || !study.parameters().nonnegative());
            if (usable) {
                ways.add(study.components().get(k)
                        + (d.differences()[k] > 0 ? " above " : " below ")
                        + Digits.text(single));
            }
        }
        String text;
        if (lead > 0) {
            text = d.better() + " beats " + d.worse() + " by " + Digits.text(lead) + " with these weights.";
        } else if (ways.isEmpty() && d.nearest() == null) {
            text = "No weights" + (study.parameters().nonnegative() ? " from 0 on" : "") + " make " + d.better()
                    + " beat " + d.worse() + ".";
        } else {
            text = d.better() + " trails " + d.worse() + " by " + Digits.text(-lead) + "; it would win with "
                    + (ways.isEmpty() ? "no single weight changed" : "a weight of " + String.join(", or of ", ways))
                    + nearest(d) + ".";
        }
        return new Finding(
                "who-wins",
                Severity.INFO,
                text,
                "Weights at which the mean returns are equal, one at a time; the nearest weights are those with the"
                        + " smallest Σ ((w'_k − w_k)/|w_k|)².",
                Map.of("better", d.better(), "worse", d.worse(), "lead", lead),
                "beats");
    }

    private String nearest(WhatIfStudy.Duel d) {
        double[] nearest = d.nearest();
        if (nearest == null) {
            return "";
        }
        List<String> changed = new ArrayList<>();
        for (int k = 0; k < nearest.length; k++) {
            if (Math.abs(nearest[k] - study.weights()[k]) > 0.005 * Math.max(1, Math.abs(study.weights()[k]))) {
                changed.add(study.components().get(k) + " " + Digits.text(nearest[k]));
            }
        }
        return changed.isEmpty()
                ? ""
                : "; the smallest change of all of them together is to " + String.join(", ", changed);
    }

    private Finding flips() {
        String name = study.components().get(study.swept());
        String range = Digits.text(study.parameters().from()) + " to "
                + Digits.text(study.parameters().to());
        long pairs = (long) study.runs().size() * (study.runs().size() - 1) / 2;
        String text = study.flips().isEmpty()
                ? "The ranking of runs is the same for every weight of " + name + " from " + range + "."
                : study.flips().size() + " of " + pairs + " pairs of runs change places as the weight of " + name
                        + " goes from " + range + "; the first at "
                        + Digits.text(study.flips().getFirst().weight())
                        + ", where " + study.flips().getFirst().above() + " passes "
                        + study.flips().getFirst().below() + ".";
        return new Finding(
                "ranking-flips",
                Severity.INFO,
                text,
                "Mean returns are linear in a weight: two runs change places where their lines cross.",
                Map.of("component", name, "flips", study.flips().size(), "pairs", pairs),
                "sweep");
    }
}
