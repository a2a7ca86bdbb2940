package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;

/** The figures of the training runs. A group keeps its colour in all of them. */
final class RunFigures {
    static final String BY_KL = "gold-vs-sqrt-kl";
    static final String BY_STEP = "proxy-and-gold-by-step";
    private static final int CURVE_POINTS = 200;

    private final RlStudy study;
    private final OveroptimizationParameters parameters;

    RunFigures(RlStudy study, OveroptimizationParameters parameters) {
        this.study = study;
        this.parameters = parameters;
    }

    /** A run or group to be drawn, with its colour. */
    private record Shown(String label, int color, RunStudy study) {}

    List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        goldAgainstKl().ifPresent(figures::add);
        byStep().ifPresent(figures::add);
        if (shown().stream().anyMatch(s -> !s.study.fits().isEmpty())) {
            figures.add(fits());
            figures.add(residuals());
        }
        componentsAfterPeak().ifPresent(figures::add);
        return figures;
    }

    private List<Shown> shown() {
        List<Shown> shown = new ArrayList<>();
        for (GroupStudy group : study.groups()) {
            int g = study.color(group.name());
            if (parameters.show() == OveroptimizationParameters.Show.RUNS) {
                for (RunStudy run : group.runs()) {
                    shown.add(new Shown(run.curve().run(), g, run));
                }
            } else {
                shown.add(new Shown(group.name(), g, group.mean()));
            }
        }
        return shown;
    }

    /** Runs whose divergence is never above zero would stand on one line. */
    private Optional<Figure> goldAgainstKl() {
        List<Layer> layers = new ArrayList<>();
        List<Shown> moving =
                shown().stream().filter(s -> s.study.curve().hasDistance()).toList();
        if (moving.isEmpty()) {
            return Optional.empty();
        }
        for (Shown one : moving) {
            double[] kl =
                    Arrays.stream(one.study.smoothKl()).map(k -> Math.max(0, k)).toArray();
            if (one.study.smoothProxy().length > 0) {
                layers.add(new Layer.Line("", one.color, kl, one.study.smoothProxy(), true));
            }
            layers.add(new Layer.Line(one.label, one.color, kl, one.study.smoothGold(), false));
        }
        layers.addAll(peaks(moving, Peak::kl));
        return Optional.of(figure(
                BY_KL,
                title() + " against the distance from the reference policy",
                Axis.scaled("KL from the reference policy (" + study.read().unit() + ", √ scale)", Axis.Scale.SQRT),
                Axis.linear(rewards()),
                layers,
                lines("Gold reward (solid) and the proxy that was optimised (faint), ") + subject()
                        + ". A dot marks the highest gold of those that fall afterwards. "));
    }

    /** Nothing where no run has steps. */
    private Optional<Figure> byStep() {
        List<Layer> layers = new ArrayList<>();
        List<Shown> trained = shown().stream()
                .filter(s -> s.study.curve().along() == GoldCurve.Along.STEP)
                .toList();
        if (trained.isEmpty()) {
            return Optional.empty();
        }
        for (Shown one : trained) {
            double[] steps = one.study.curve().steps();
            if (one.study.smoothProxy().length > 0) {
                layers.add(new Layer.Line("", one.color, steps, one.study.smoothProxy(), true));
            }
            layers.add(new Layer.Line(one.label, one.color, steps, one.study.smoothGold(), false));
        }
        layers.addAll(peaks(trained, Peak::step));
        return Optional.of(figure(
                BY_STEP,
                title() + " during training",
                Axis.linear("step"),
                Axis.linear(rewards()),
                layers,
                lines("Gold reward (solid) and proxy (faint), ") + subject()
                        + ". A dot marks the step at which to stop: the highest gold of those that fall afterwards. "));
    }

    /** The peaks of all that fall afterwards, in ink so that they stand out from the lines. */
    private static List<Layer> peaks(List<Shown> shown, ToDoubleFunction<Peak> where) {
        List<Peak> peaks = shown.stream()
                .flatMap(s -> s.study.thePeak().stream())
                .filter(Peak::declined)
                .toList();
        return peaks.isEmpty()
                ? List.of()
                : List.of(new Layer.Scatter(
                        "peak of gold",
                        -1,
                        peaks.stream().mapToDouble(where).toArray(),
                        peaks.stream().mapToDouble(Peak::gold).toArray()));
    }

    private Figure fits() {
        List<Layer> layers = new ArrayList<>();
        StringBuilder formulas = new StringBuilder();
        for (Shown one : shown()) {
            if (one.study.fits().isEmpty()) {
                continue;
            }
            GoldFit fit = one.study.fits().getFirst();
            formulas.append(one.label)
                    .append(": α ")
                    .append(Digits.three(fit.alpha()))
                    .append(", β ")
                    .append(Digits.three(fit.beta()))
                    .append(", R² ")
                    .append(Digits.three(fit.r2()))
                    .append("; ");
            double baseline = one.study.baseline();
            GoldCurve means =
                    one.study.curve().averaged(Math.max(1, one.study.curve().size() / 40));
            layers.add(new Layer.Scatter(
                    "",
                    one.color,
                    Arrays.stream(means.kl()).map(k -> Math.max(0, k)).toArray(),
                    Arrays.stream(means.gold()).map(g -> g - baseline).toArray()));
            layers.add(curve(one.label, one.color, fit));
        }
        FitForm form = parameters.runForms().getFirst();
        return figure(
                "fits",
                "Gold gained over the reference policy, and the fit " + form.formula(),
                Axis.scaled("KL from the reference policy (" + study.read().unit() + ", √ scale)", Axis.Scale.SQRT),
                Axis.linear(study.read().gold() + " − its value at the reference policy"),
                layers,
                "Lines: " + form.formula()
                        + " with d = √KL, by least squares on every point with KL above zero. Gold is counted from "
                        + "its value at the first step" + startNote() + ". Dots: means of consecutive points. "
                        + formulas);
    }

    /** What the drawn fit leaves, averaged over runs of consecutive points: a pattern means that the form is wrong. */
    private Figure residuals() {
        List<Layer> layers = new ArrayList<>();
        for (Shown one : shown()) {
            if (one.study.fits().isEmpty()) {
                continue;
            }
            GoldFit fit = one.study.fits().getFirst();
            GoldCurve means =
                    one.study.curve().averaged(Math.max(1, one.study.curve().size() / 40));
            int[] rows = means.divergent();
            double[] left = new double[rows.length];
            double[] kl = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                kl[i] = means.kl()[rows[i]];
                left[i] = means.gold()[rows[i]]
                        - one.study.baseline()
                        - fit.form().gain(fit.alpha(), fit.beta(), Math.sqrt(kl[i]));
            }
            layers.add(new Layer.Line(one.label, one.color, kl, left, false));
        }
        layers.add(new Layer.Rule("", -1, 0, false));
        return figure(
                "residuals",
                "What the fit leaves",
                Axis.scaled("KL from the reference policy (" + study.read().unit() + ", √ scale)", Axis.Scale.SQRT),
                Axis.linear("gold gained − fit"),
                layers,
                "Gold gained over the reference policy less the fit "
                        + parameters.runForms().getFirst().formula()
                        + ", means of consecutive points. A curve that bends away from zero says that the form is not"
                        + " right there. ");
    }

    private String startNote() {
        long away = study.runs().stream()
                .filter(r -> !r.curve().startsAtReference())
                .count();
        return away == 0 ? "" : " (from zero in " + away + " runs that do not start at the reference policy)";
    }

    static Layer curve(String label, int color, GoldFit fit) {
        double[] kl = new double[CURVE_POINTS];
        double[] gain = new double[CURVE_POINTS];
        double most = Math.sqrt(fit.maxKl());
        for (int i = 0; i < CURVE_POINTS; i++) {
            double d = most * i / (CURVE_POINTS - 1);
            kl[i] = d * d;
            gain[i] = fit.form().gain(fit.alpha(), fit.beta(), d);
        }
        return new Layer.Line(label, color, kl, gain, false);
    }

    private Optional<Figure> componentsAfterPeak() {
        List<Shown> shown = shown().stream()
                .filter(s ->
                        s.study.peak() != null && !s.study.curve().components().isEmpty())
                .toList();
        Set<String> names = new LinkedHashSet<>();
        shown.forEach(s -> names.addAll(s.study.curve().components().keySet()));
        List<Layer> layers = new ArrayList<>();
        int color = 0;
        for (String name : names) {
            double[] changes =
                    shown.stream().mapToDouble(s -> change(s.study, name)).toArray();
            layers.add(new Layer.Bars(name, color++, changes));
        }
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(figure(
                "components-after-peak",
                "What rises and what collapses after the peak of gold",
                Axis.categories("", shown.stream().map(Shown::label).toList()),
                Axis.linear("change of the component from the peak to the end"),
                layers,
                "Mean of the last tenth of the steps less the mean in the window around the peak of gold, for each"
                        + " component, "
                        + (parameters.show() == OveroptimizationParameters.Show.RUNS
                                ? "of each run. "
                                : "of each group's mean. ")));
    }

    private static double change(RunStudy study, String component) {
        return ComponentChange.of(study).stream()
                .filter(c -> c.component().equals(component))
                .mapToDouble(ComponentChange::change)
                .findFirst()
                .orElse(Double.NaN);
    }

    private boolean hasProxy() {
        return shown().stream().anyMatch(s -> s.study.smoothProxy().length > 0);
    }

    private String rewards() {
        return hasProxy() ? "reward: gold solid, proxy faint" : study.read().gold();
    }

    private String title() {
        String gold = study.read().gold();
        return hasProxy() ? "Gold and proxy reward" : gold.substring(0, 1).toUpperCase(Locale.ROOT) + gold.substring(1);
    }

    private String lines(String both) {
        return hasProxy() ? both : title() + ", ";
    }

    private String subject() {
        String what = parameters.show() == OveroptimizationParameters.Show.RUNS
                ? "of each run"
                : "mean over the runs of each group";
        return what + ", moving average over " + parameters.smoothing() + " points";
    }

    private Figure figure(String name, String title, Axis x, Axis y, List<Layer> layers, String caption) {
        long runs = study.runs().size();
        return new Figure(
                name,
                title,
                x,
                y,
                layers,
                caption + study.read().unitNote() + Digits.count(study.read().points()) + " points of " + runs
                        + (runs == 1 ? " run." : " runs."),
                new FigureSource(
                        "",
                        Map.of(),
                        Map.of(),
                        study.read().points(),
                        study.read().nonfinite()));
    }
}
