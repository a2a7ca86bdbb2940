package rewardloom.model.reward.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.input.ItemSets;
import rewardloom.model.input.Rows;

/**
 * The steps of one run and what their visits are worth.
 *
 * @param rows the steps
 * @param episodes rows of each episode
 * @param empty makes the value of an empty set
 * @param thinned how many steps stand behind each step that is used; above 1 where long episodes were thinned
 */
record Visits(Rows rows, List<int[]> episodes, Supplier<SetFunction> empty, int thinned) {
    /** A Gaussian process takes the square of the length of an episode for each step. */
    private static final int LONGEST = 600;

    static Visits of(VisitParameters parameters, Rows rows) {
        List<int[]> episodes = rows.has("episode")
                ? rows.groups("episode").rows()
                : List.of(IntStream.range(0, rows.size()).toArray());
        if (parameters.kind() != VisitParameters.Value.INFORMATION) {
            ItemSets items = rows.has("items") ? ItemSets.of(rows, "items") : cells(parameters, rows);
            return new Visits(rows, episodes, counted(parameters, items), 1);
        }
        double[] x = rows.numbers("x");
        double[] y = rows.numbers("y", 0);
        double[][] positions = new double[rows.size()][];
        Arrays.setAll(positions, i -> new double[] {x[i], y[i]});
        int longest = episodes.stream().mapToInt(e -> e.length).max().orElse(0);
        int every = (longest + LONGEST - 1) / LONGEST;
        List<int[]> finite = episodes.stream()
                .map(e -> IntStream.range(0, e.length)
                        .filter(i -> i % Math.max(1, every) == 0 && Double.isFinite(x[e[i]] + y[e[i]]))
                        .map(i -> e[i])
                        .toArray())
                .toList();
        return new Visits(
                rows,
                finite,
                () -> new SetFunction.Information(positions, parameters.length(), parameters.noise()),
                Math.max(1, every));
    }

    private static Supplier<SetFunction> counted(VisitParameters parameters, ItemSets items) {
        Map<String, Double> given = assignments(
                parameters.kind() == VisitParameters.Value.COVERAGE ? parameters.weights() : parameters.demands());
        if (parameters.kind() == VisitParameters.Value.COVERAGE) {
            double[] weights = items.names().stream()
                    .mapToDouble(n -> given.getOrDefault(n, 1.0))
                    .toArray();
            return () -> new SetFunction.Coverage(items.rows(), weights);
        }
        Map<String, Integer> kinds = new LinkedHashMap<>();
        int[] kindOf = items.names().stream()
                .mapToInt(n -> kinds.computeIfAbsent(n.replaceAll("[#@].*", "").strip(), k -> kinds.size()))
                .toArray();
        int[] demands = kinds.keySet().stream()
                .mapToInt(k -> given.getOrDefault(k, 1.0).intValue())
                .toArray();
        return () -> new SetFunction.Demand(items.rows(), kindOf, demands);
    }

    /**
     * {@code name=number; name=number} as a map.
     *
     * @throws AnalysisException if the text is not of that form, or a number is negative
     */
    static Map<String, Double> assignments(String text) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String piece : text.split(";", -1)) {
            if (piece.isBlank()) {
                continue;
            }
            int equals = piece.lastIndexOf('=');
            try {
                double number = Double.parseDouble(piece.substring(equals + 1).strip());
                if (equals < 1 || !(number >= 0) || number == Double.POSITIVE_INFINITY) {
                    throw new NumberFormatException("no number from 0 on");
                }
                numbers.put(piece.substring(0, equals).strip(), number);
            } catch (NumberFormatException e) {
                throw new AnalysisException(
                        "'" + piece.strip() + "' is not of the form name=number with a number from 0 on");
            }
        }
        return numbers;
    }

    /** The cells around each position. */
    private static ItemSets cells(VisitParameters parameters, Rows rows) {
        double[] x = rows.numbers("x");
        double[] y = rows.numbers("y", 0);
        double side = parameters.cell();
        int reach = (int) Math.ceil(parameters.radius() / side);
        if (reach > 100) {
            throw new AnalysisException("a radius of more than 100 cells covers too many; enlarge the cell");
        }
        Map<Long, Integer> codes = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        int[][] sets = new int[rows.size()][];
        for (int i = 0; i < sets.length; i++) {
            IntStream.Builder covered = IntStream.builder();
            if (Double.isFinite(x[i] + y[i])) {
                long column = (long) Math.floor(x[i] / side);
                long row = (long) Math.floor(y[i] / side);
                for (long r = row - reach; r <= row + reach; r++) {
                    for (long c = column - reach; c <= column + reach; c++) {
                        boolean own = r == row && c == column;
                        if (own
                                || Math.hypot((c + 0.5) * side - x[i], (r + 0.5) * side - y[i])
                                        <= parameters.radius()) {
                            String name = "cell " + c + "," + r;
                            covered.add(codes.computeIfAbsent(c * 0x1_0000_0000L + (r & 0xffff_ffffL), k -> {
                                names.add(name);
                                return names.size() - 1;
                            }));
                        }
                    }
                }
            }
            sets[i] = covered.build().toArray();
        }
        return new ItemSets(sets, names);
    }
}
