package rewardloom.model.reward.whatif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.reward.RewardTrace;
import rewardloom.model.reward.RewardUnits;
import rewardloom.model.statistics.Digits;

/** Draws a what-if: what was logged in neutral ink, what would have been in colour. */
final class WhatIfFigures {
    private static final int PLACES = 400;
    private static final int SHOWN = 4000;
    private static final int SWEEP = 101;
    private static final int MOST_RULES = 8;
    private static final int MOST_RUNS = 24;

    private final WhatIfStudy study;

    WhatIfFigures(WhatIfStudy study) {
        this.study = study;
    }

    List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        figures.add(returns());
        if (study.data().runs().stream().anyMatch(RewardUnits::isTraining)) {
            figures.add(curves());
        }
        figures.add(shares());
        if (study.runs().size() > 1) {
            figures.add(sweep());
        }
        study.duel().ifPresent(d -> figures.add(duel(d)));
        figures.add(units());
        return figures;
    }

    private String weighted() {
        List<String> changed = new ArrayList<>();
        for (int k = 0; k < study.weights().length; k++) {
            if (study.weights()[k] != 1) {
                changed.add(study.components().get(k) + " × " + Digits.text(study.weights()[k]));
            }
        }
        return changed.isEmpty() ? "as logged" : String.join(", ", changed);
    }

    private Figure returns() {
        List<WhatIfStudy.RunOutcome> runs = study.runs().stream()
                .sorted((a, b) -> Integer.compare(a.nowRank(), b.nowRank()))
                .limit(MOST_RUNS)
                .toList();
        return figure(
                "returns",
                "Mean return of each run",
                Axis.categories(
                        "", runs.stream().map(WhatIfStudy.RunOutcome::name).toList()),
                Axis.linear("mean return"),
                List.of(
                        new Layer.Bars(
                                "logged",
                                -1,
                                runs.stream()
                                        .mapToDouble(WhatIfStudy.RunOutcome::logged)
                                        .toArray()),
                        new Layer.Bars(
                                "what if",
                                0,
                                runs.stream()
                                        .mapToDouble(WhatIfStudy.RunOutcome::now)
                                        .toArray())),
                "Mean return of each run as logged and "
                        + (study.isLogged() ? "with the same weights" : "with " + weighted()) + ", best first"
                        + (study.runs().size() > MOST_RUNS ? " (the first " + MOST_RUNS + ")" : "") + ". "
                        + (study.data().runs().stream().anyMatch(RewardUnits::isTraining)
                                ? "Of a training: the mean over its last "
                                        + Digits.percent(study.parameters().window()) + ". "
                                : ""));
    }

    private Figure curves() {
        List<Layer> layers = new ArrayList<>();
        Map<String, Boolean> named = new LinkedHashMap<>();
        for (WhatIfStudy.RunOutcome run : study.runs()) {
            RewardUnits units = study.data().runs().get(run.index());
            if (!units.isTraining()) {
                continue;
            }
            int start = study.data().logged().starts()[run.index()];
            RewardTrace both = new RewardTrace(
                            units.x(),
                            study.data().logged().run(run.index()),
                            Map.of("now", Arrays.copyOfRange(study.returns(), start, start + units.size())),
                            Map.of())
                    .averaged(PLACES);
            int color =
                    study.data().colors().index(run.group(), study.parameters().groupBySeeds());
            boolean first = named.put(run.group(), true) == null;
            if (!study.isLogged()) {
                layers.add(new Layer.Line("", color, both.x(), both.total(), true));
            }
            layers.add(new Layer.Line(
                    first ? run.group() : "", color, both.x(), both.parts().getOrDefault("now", new double[0]), false));
        }
        return figure(
                "curves",
                "The return over the training",
                Axis.linear(study.data().runs().getFirst().xLabel()),
                Axis.linear("return"),
                layers,
                "Return over the training with " + weighted() + (study.isLogged() ? "" : "; pale: as logged")
                        + ". One line for each run; means of neighbouring points, at most " + PLACES + " places. ");
    }

    private Figure shares() {
        double[] ones = new double[study.weights().length + 1];
        Arrays.fill(ones, 1);
        return figure(
                "shares",
                "Share of each component",
                Axis.categories("component", study.components()),
                Axis.linear("Σ |w_k r_k| / Σ_j Σ |w_j r_j|"),
                List.of(
                        new Layer.Bars(
                                "logged",
                                -1,
                                WhatIfTables.Shares.of(study, ones).absolute()),
                        new Layer.Bars(
                                "what if",
                                0,
                                WhatIfTables.Shares.of(study, study.all()).absolute())),
                "Absolute share of each component over all rows of all runs, as logged and with " + weighted() + ". ");
    }

    private Figure sweep() {
        String name = study.components().get(study.swept());
        double from = study.parameters().from();
        double to = study.parameters().to();
        double[] x = new double[SWEEP];
        Arrays.setAll(x, i -> from + (to - from) * i / (SWEEP - 1));
        List<Layer> layers = new ArrayList<>();
        study.flips().stream().limit(MOST_RULES).forEach(f -> layers.add(new Layer.Rule("", -1, f.weight(), true)));
        Map<String, Boolean> named = new LinkedHashMap<>();
        for (WhatIfStudy.RunOutcome run : study.runs()) {
            boolean first = named.put(run.group(), true) == null;
            layers.add(new Layer.Line(
                    first ? run.group() : "",
                    study.data().colors().index(run.group(), study.parameters().groupBySeeds()),
                    x,
                    Arrays.stream(x).map(w -> study.swept(run, w)).toArray(),
                    false));
        }
        return figure(
                "sweep",
                "Mean return over the weight of " + name,
                Axis.linear("weight of " + name),
                Axis.linear("mean return"),
                layers,
                "Mean return of each run over the weight of " + name
                        + ", the other weights staying as chosen. Dashed: the" + " first " + MOST_RULES
                        + " weights at which two runs change places. ");
    }

    private Figure duel(WhatIfStudy.Duel d) {
        double[] contributions = IntStream.range(0, study.weights().length)
                .mapToDouble(k -> study.weights()[k] * d.differences()[k])
                .toArray();
        return figure(
                "beats",
                d.better() + " against " + d.worse(),
                Axis.categories("component", study.components()),
                Axis.linear("w_k · (mean of " + d.better() + " − mean of " + d.worse() + ")"),
                List.of(new Layer.Bars("", 0, contributions)),
                "What each component adds to the lead of " + d.better() + " over " + d.worse() + ", "
                        + Digits.text(Arrays.stream(contributions).sum() + d.differences()[study.weights().length])
                        + " in all. ");
    }

    private Figure units() {
        double[] logged = study.data().logged().returns();
        int step = Math.max(1, logged.length / SHOWN);
        List<Layer> layers = new ArrayList<>();
        Map<String, List<double[]>> byGroup = new LinkedHashMap<>();
        for (WhatIfStudy.RunOutcome run : study.runs()) {
            int start = study.data().logged().starts()[run.index()];
            int size = study.data().runs().get(run.index()).size();
            for (int i = start; i < start + size; i += step) {
                byGroup.computeIfAbsent(run.group(), g -> new ArrayList<>())
                        .add(new double[] {logged[i], study.returns()[i]});
            }
        }
        byGroup.forEach((group, points) -> layers.add(new Layer.Scatter(
                group,
                study.data().colors().index(group, study.parameters().groupBySeeds()),
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray())));
        String tau = Double.isNaN(study.kendall()) ? "" : " Kendall's τ_b: " + Digits.text(study.kendall()) + ".";
        return figure(
                "units",
                "Each " + unit() + ": logged against what if",
                Axis.linear("return as logged"),
                Axis.linear(study.isLogged() ? "return what if" : "return with " + weighted()),
                layers,
                "Return of each " + unit() + " as logged and "
                        + (study.isLogged() ? "with the same weights." : "with " + weighted() + ".")
                        + (step > 1 ? " Every " + step + "th is drawn." : "") + tau + " ");
    }

    private String unit() {
        return switch (study.data().runs().getFirst().kind()) {
            case METRICS -> "logged point";
            case RESPONSES, SCORES -> "response";
            default -> "episode";
        };
    }

    private Figure figure(String name, String title, Axis x, Axis y, List<Layer> layers, String caption) {
        long points =
                study.data().runs().stream().mapToLong(RewardUnits::points).sum();
        long nonfinite =
                study.data().runs().stream().mapToLong(RewardUnits::nonfinite).sum();
        return new Figure(
                name,
                title,
                x,
                y,
                layers,
                caption + "Policies stay as they were trained. " + Digits.count(points) + " values of "
                        + study.runs().size() + (study.runs().size() == 1 ? " run." : " runs."),
                new FigureSource("", Map.of(), Map.of(), points, nonfinite));
    }
}
