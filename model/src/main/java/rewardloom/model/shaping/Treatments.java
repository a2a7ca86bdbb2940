package rewardloom.model.shaping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.formula.Definitions;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.table.Formulas;

/** Makes the functions that the parameters name fit a sample. */
final class Treatments {
    /** Names that formulas know beside the columns. */
    static final Set<String> KNOWN = Set.of("r", "ref", "mean", "sd", "min", "max");

    private static final List<String> NAMES = List.of(
            "identity",
            "centred",
            "clip",
            "ceil",
            "min-max",
            "mean-std",
            "tanh",
            "arctan",
            "sigmoid",
            "sgfc",
            "log-sigmoid",
            "polynomial",
            "length-switch",
            "distance",
            "signed-distance",
            "alignment",
            "exploration",
            "count-decay");
    private static final double SLOW_GROWTH_SHIFT = 3;
    private static final int PLACES = 1000;

    private final RewardSample sample;
    private final Calibration calibration;
    private final ShapingParameters parameters;
    private final double[] rewards;

    /** @param rewards the rewards less the length penalty */
    Treatments(RewardSample sample, Calibration calibration, ShapingParameters parameters, double[] rewards) {
        this.sample = sample;
        this.calibration = calibration;
        this.parameters = parameters;
        this.rewards = rewards;
    }

    /**
     * All that are named, each once.
     *
     * @throws AnalysisException if a name, a number or a formula is wrong
     */
    List<Treatment> all(Formulas formulas) {
        List<Treatment> treatments = new ArrayList<>();
        new LinkedHashSet<>(parameters.functions()).forEach(name -> treatments.add(named(name.strip())));
        try {
            Definitions.parse("function", parameters.formulas())
                    .forEach((name, formula) -> treatments.add(computed(name, formula, formulas)));
        } catch (FormulaException e) {
            throw new AnalysisException(String.valueOf(e.getMessage()));
        }
        if (treatments.isEmpty()) {
            throw new AnalysisException("choose at least one shaping function");
        }
        return treatments;
    }

    /** A name and the numbers after it. */
    private record Call(String text, String name, double[] numbers) {
        static Call of(String text) {
            String[] parts = text.split(":", -1);
            try {
                double[] numbers = Arrays.stream(parts, 1, parts.length)
                        .mapToDouble(n -> Double.parseDouble(n.strip()))
                        .toArray();
                return new Call(text, parts[0].strip(), numbers);
            } catch (NumberFormatException e) {
                throw new AnalysisException(
                        "the numbers of a shaping function follow after colons, such as sigmoid:2, not '" + text + "'");
            }
        }

        boolean has(int i) {
            return i < numbers.length;
        }

        double number(int i, double otherwise) {
            return has(i) ? numbers[i] : otherwise;
        }

        /** A number above 0. */
        double positive(int i, double otherwise) {
            double number = number(i, otherwise);
            if (!(number > 0)) {
                throw new AnalysisException("'" + text + "' needs numbers above 0");
            }
            return number;
        }

        void atMost(int count) {
            if (numbers.length > count) {
                throw new AnalysisException("'" + text + "' has " + numbers.length + " numbers; " + name + " takes "
                        + (count == 0 ? "none" : "at most " + count));
            }
        }
    }

    private Treatment named(String text) {
        Call call = Call.of(text);
        return switch (call.name) {
            case "identity" -> same(call, 0, new Shaping.Identity());
            case "ceil" ->
                same(
                        call,
                        1,
                        new Shaping.Ceiling(
                                call.number(0, calibration.mean() + parameters.ceiling() * calibration.sd())));
            case "clip", "min-max", "mean-std" -> statistical(call);
            case "centred" -> referenced(call, 0, Shaping.Centred::new);
            case "tanh" -> referenced(call, 0, Shaping.Tanh::new);
            case "arctan" -> referenced(call, 0, Shaping.Arctan::new);
            case "sigmoid" ->
                referenced(call, 1, refs -> new Shaping.Sigmoid(call.positive(0, parameters.k()), 0, refs));
            case "sgfc" ->
                referenced(
                        call,
                        2,
                        refs -> new Shaping.Sigmoid(
                                call.positive(1, parameters.k()), call.number(0, SLOW_GROWTH_SHIFT), refs));
            case "log-sigmoid" -> logSigmoid(call);
            case "polynomial" -> {
                double[] fitted = Shaping.Polynomial.fitted(0).coefficients();
                yield referenced(call, 0, refs -> new Shaping.Polynomial(fitted, refs));
            }
            case "length-switch" -> lengthSwitch(call);
            case "distance" ->
                same(call, 3, new SpaceShaping.Distance(scale(call), call.positive(1, 1), call.positive(2, 1)));
            case "signed-distance" ->
                same(call, 3, new SpaceShaping.SignedDistance(scale(call), call.positive(1, 1), call.positive(2, 1)));
            case "alignment" -> same(call, 1, new SpaceShaping.Alignment(call.positive(0, 1)));
            case "exploration" -> same(call, 2, new SpaceShaping.Exploration(call.positive(0, 1), call.positive(1, 1)));
            case "count-decay" -> same(call, 1, new SpaceShaping.CountDecay(call.positive(0, 3)));
            default ->
                throw new AnalysisException(
                        "there is no shaping function '" + call.name + "'; there are " + String.join(", ", NAMES));
        };
    }

    /** The largest distance seen, unless a scale is given. */
    private double scale(Call call) {
        return call.positive(0, Math.max(Math.abs(calibration.max()), Math.abs(calibration.min())));
    }

    private static Treatment same(Call call, int most, Shaping shaping) {
        call.atMost(most);
        return new Treatment.Same(call.text, shaping);
    }

    private Treatment statistical(Call call) {
        call.atMost(call.name.equals("clip") || call.name.equals("min-max") ? 2 : 0);
        if (call.numbers.length == 1) {
            throw new AnalysisException("'" + call.text + "' has one end; " + call.name + " takes two or none");
        } else if (call.numbers.length == 2) {
            Shaping given = call.name.equals("clip")
                    ? new Shaping.Clip(call.numbers[0], call.numbers[1])
                    : new Shaping.MinMax(call.numbers[0], call.numbers[1]);
            return new Treatment.Same(call.text, given);
        }
        Shaping all =
                statistical(call.name, calibration.mean(), calibration.sd(), calibration.min(), calibration.max());
        if (parameters.statistics() == ShapingParameters.Statistics.ALL) {
            return new Treatment.Same(call.text, all);
        }
        RunningStatistics running = RunningStatistics.of(
                sample.rewards(),
                sample.steps(),
                parameters.batch(),
                parameters.statistics() == ShapingParameters.Statistics.RUNNING,
                parameters.deviation().ddof());
        IntFunction<Shaping> rows =
                i -> statistical(call.name, running.mean()[i], running.sd()[i], running.min()[i], running.max()[i]);
        return new Treatment.ByRow(
                call.text,
                all,
                parameters.statistics() == ShapingParameters.Statistics.RUNNING
                        ? " at the end; running, each batch taken in first"
                        : " at the end; running, of earlier batches",
                rows);
    }

    private Shaping statistical(String name, double mean, double sd, double min, double max) {
        return switch (name) {
            case "clip" -> new Shaping.Clip(mean - parameters.clipLow() * sd, mean + parameters.clipHigh() * sd);
            case "min-max" -> new Shaping.MinMax(min, max);
            default -> new Shaping.MeanStd(mean, sd);
        };
    }

    private boolean hasReferences() {
        return calibration.isByRow();
    }

    /** The finite reference rewards of a row, or the common reference if it has none. */
    private double[] references(int row) {
        double[] own = Arrays.stream(sample.references()[row])
                .filter(Double::isFinite)
                .limit(parameters.mostReferences())
                .toArray();
        return own.length == 0 ? new double[] {calibration.reference()} : own;
    }

    private Treatment referenced(Call call, int most, Function<double[], Shaping> shaping) {
        call.atMost(most);
        Shaping drawn = shaping.apply(new double[] {calibration.reference()});
        return hasReferences()
                ? new Treatment.ByRow(
                        call.text, drawn, " on average; each row has its own", i -> shaping.apply(references(i)))
                : new Treatment.Same(call.text, drawn);
    }

    private Treatment logSigmoid(Call call) {
        call.atMost(1);
        double p = call.number(0, parameters.quantile());
        if (!(p > 0 && p < 1)) {
            throw new AnalysisException("'" + call.text + "' needs a quantile between 0 and 1");
        }
        Shaping drawn = new Shaping.LogSigmoid(calibration.quantile(p));
        int ddof = parameters.deviation().ddof();
        return hasReferences()
                ? new Treatment.ByRow(
                        call.text,
                        drawn,
                        " over all; each row has its own",
                        i -> new Shaping.LogSigmoid(Calibration.quantile(p, references(i), ddof)))
                : new Treatment.Same(call.text, drawn);
    }

    private Treatment lengthSwitch(Call call) {
        call.atMost(1);
        if (sample.correct().length == 0
                || sample.lengths().length == 0
                || sample.groups().isEmpty()) {
            throw new AnalysisException(
                    "length-switch needs responses with a prompt, a length and whether they are correct; '"
                            + sample.table().name() + "' does not have all three");
        }
        double alpha = call.number(0, parameters.switchWeight());
        return new Treatment.Switched(call.text, lengthSwitch(sample, parameters, alpha));
    }

    private static LengthSwitch lengthSwitch(RewardSample sample, ShapingParameters parameters, double alpha) {
        return LengthSwitch.of(
                sample.correct(), sample.lengths(), sample.groups(), sample.steps(), parameters.switchShare(), alpha);
    }

    private Treatment computed(String name, String formula, Formulas formulas) {
        if (NAMES.contains(name)) {
            throw new AnalysisException(
                    "there is a shaping function " + name + " already; call the formula something else");
        }
        Set<String> used = formulas.parse(formula).columns();
        Map<String, double[]> columns = new LinkedHashMap<>(sample.context());
        columns.putAll(known(rewards, 0));
        if (hasReferences()) {
            double[] means = IntStream.range(0, rewards.length)
                    .mapToDouble(i -> Calibration.mean(references(i)))
                    .toArray();
            columns.put("ref", means);
        }
        double[] values = formulas.evaluate(columns, formula);
        long bad = Arrays.stream(values).filter(v -> !Double.isFinite(v)).count();
        if (bad > 0) {
            int first = IntStream.range(0, values.length)
                    .filter(i -> !Double.isFinite(values[i]))
                    .findFirst()
                    .orElse(0);
            throw new AnalysisException(
                    "the formula " + name + " gives no finite number for " + bad + " of " + values.length
                            + " rewards, first for r = " + rewards[first]
                            + ": does it divide by zero, or take a root or logarithm of a negative number?");
        }
        return new Treatment.Computed(
                name, formula, KNOWN.containsAll(used) ? tabulated(name, formula, formulas) : null, values);
    }

    /** What a formula knows beside the columns; all but the rewards moved. */
    private Map<String, double[]> known(double[] r, double moved) {
        Map<String, double[]> known = new LinkedHashMap<>();
        known.put("r", r);
        known.put("ref", new double[] {calibration.reference() + moved});
        known.put("mean", new double[] {calibration.mean() + moved});
        known.put("sd", new double[] {calibration.sd()});
        known.put("min", new double[] {calibration.min() + moved});
        known.put("max", new double[] {calibration.max() + moved});
        return known;
    }

    private FormulaShaping tabulated(String name, String formula, Formulas formulas) {
        double width = 12 * (calibration.sd() > 0 ? calibration.sd() : 1);
        double low = Math.min(calibration.min(), calibration.reference()) - width;
        double high = Math.max(calibration.max(), calibration.reference()) + width;
        double[] places = new double[PLACES + 1];
        Arrays.setAll(places, i -> low + (high - low) * i / PLACES);
        double[] values = formulas.evaluate(known(places, 0), formula);
        double[] moved = formulas.evaluate(
                known(Arrays.stream(places).map(x -> x + width).toArray(), width), formula);
        double[] far = {low - 1e3 * width, low - 1e6 * width, high + 1e3 * width, high + 1e6 * width};
        double[] ends = formulas.evaluate(known(far, 0), formula);
        double size = 1e-6
                * Arrays.stream(values)
                        .filter(Double::isFinite)
                        .map(Math::abs)
                        .max()
                        .orElse(1);
        boolean isCentred = IntStream.range(0, places.length).allMatch(i -> near(values[i], moved[i], size));
        boolean isBounded = near(ends[0], ends[1], 1e4 * size) && near(ends[2], ends[3], 1e4 * size);
        return new FormulaShaping(name, formula, places, values, isBounded, isCentred);
    }

    private static boolean near(double a, double b, double tolerance) {
        return Double.isFinite(a) ? Math.abs(a - b) <= tolerance : Double.isNaN(a) && Double.isNaN(b);
    }
}
