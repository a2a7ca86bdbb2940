package rewardloom.model.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/** The functions of expressions; those that DuckDB has too mean the same there. */
enum Function {
    ABS(Math::abs),
    SQRT(Math::sqrt),
    EXP(Math::exp),
    LN(Math::log),
    LOG(Math::log10),
    LOG10(Math::log10),
    LOG2(x -> Math.log(x) / Math.log(2)),
    SIGN(Math::signum),
    FLOOR(Math::floor),
    CEIL(Math::ceil),
    ROUND(x -> Math.signum(x) * Math.floor(Math.abs(x) + 0.5)),
    TANH(Math::tanh),
    SIGMOID(x -> 1 / (1 + Math.exp(-x))),
    POW(2, 2) {
        @Override
        double of(List<Node> a, Row row) {
            return Math.pow(a.get(0).number(row), a.get(1).number(row));
        }
    },
    /** The smallest of what is there. */
    LEAST(1, 99) {
        @Override
        double of(List<Node> a, Row row) {
            double least = Double.NaN;
            for (Node argument : a) {
                double value = argument.number(row);
                least = value < least || Double.isNaN(least) ? value : least;
            }
            return least;
        }
    },
    /** The largest of what is there. */
    GREATEST(1, 99) {
        @Override
        double of(List<Node> a, Row row) {
            double greatest = Double.NaN;
            for (Node argument : a) {
                double value = argument.number(row);
                greatest = value > greatest || Double.isNaN(greatest) ? value : greatest;
            }
            return greatest;
        }
    },
    CLIP(3, 3) {
        @Override
        double of(List<Node> a, Row row) {
            double value = a.get(0).number(row);
            double low = a.get(1).number(row);
            double high = a.get(2).number(row);
            return Double.isNaN(value) ? value : Math.min(Math.max(value, low), high);
        }
    },
    /** The second if the first holds, else the third. */
    IF(3, 3) {
        @Override
        double of(List<Node> a, Row row) {
            return a.get(a.get(0).holds(row) ? 1 : 2).number(row);
        }
    },
    /** The first that is there. */
    COALESCE(1, 99) {
        @Override
        double of(List<Node> a, Row row) {
            for (Node argument : a) {
                double value = argument.number(row);
                if (!Double.isNaN(value)) {
                    return value;
                }
            }
            return Double.NaN;
        }
    };

    private final int fewest;
    private final int most;
    private final DoubleUnaryOperator operator;

    Function(DoubleUnaryOperator operator) {
        this.fewest = 1;
        this.most = 1;
        this.operator = operator;
    }

    Function(int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
        this.operator = x -> x;
    }

    double of(List<Node> arguments, Row row) {
        return operator.applyAsDouble(arguments.getFirst().number(row));
    }

    static Optional<Function> named(String name) {
        String wanted = switch (name.toLowerCase(Locale.ROOT)) {
            case "power" -> "pow";
            case "min" -> "least";
            case "max" -> "greatest";
            case "ceiling" -> "ceil";
            default -> name.toLowerCase(Locale.ROOT);
        };
        return Arrays.stream(values()).filter(f -> f.word().equals(wanted)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Function::word).collect(Collectors.joining(", "));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong with a number of arguments, or nothing. */
    Optional<String> refusal(int arguments) {
        if (arguments >= fewest && arguments <= most) {
            return Optional.empty();
        }
        String wanted = fewest == most ? Integer.toString(fewest) : "at least " + fewest;
        return Optional.of(
                word() + " needs " + wanted + (wanted.equals("1") ? " argument" : " arguments") + ", not " + arguments);
    }
}
