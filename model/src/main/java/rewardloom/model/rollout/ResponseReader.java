package rewardloom.model.rollout;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Reads {@link Responses} from tables of responses or of scored items, by roles alone. */
public final class ResponseReader {
    private ResponseReader() {}

    /** Whether a table has at least one score and a prompt. */
    public static boolean accepts(Table table) {
        return (table.kind() == Kind.RESPONSES || table.kind() == Kind.SCORES)
                && !models(table).isEmpty()
                && prompt(table).isPresent();
    }

    /** Whether it also has a gold reward, or a mark of correctness in its place. */
    public static boolean acceptsGold(Table table) {
        return accepts(table) && gold(table).isPresent();
    }

    /** Whether the policy did not change between the rows, as far as the table says. */
    public static boolean isOnePolicy(Table table) {
        return table.tag(RoleType.STEP).map(s -> s.min() == s.max()).orElse(true);
    }

    /** The scoring models; without any a proxy will do, and without that the total reward. */
    public static List<Column> models(Table table) {
        for (RoleType role : List.of(RoleType.SCORE, RoleType.PROXY, RoleType.REWARD)) {
            List<Column> found = table.columns(role).stream()
                    .filter(c -> c.type().isNumeric())
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static Optional<Column> gold(Table table) {
        return numeric(table, RoleType.GOLD).or(() -> numeric(table, RoleType.CORRECT));
    }

    private static Optional<Column> prompt(Table table) {
        return table.column(RoleType.PROMPT_ID).or(() -> table.column(RoleType.PROMPT));
    }

    private static Optional<Column> numeric(Table table, RoleType role) {
        return table.columns(role).stream().filter(c -> c.type().isNumeric()).findFirst();
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if {@link #accepts} refuses it
     */
    public static Responses read(Table table, Tables tables) {
        if (!accepts(table)) {
            throw new IllegalArgumentException("table '" + table.name() + "' has no scores or no prompts");
        }
        List<Column> models = models(table);
        Optional<Column> gold = gold(table);
        Column prompt = prompt(table).orElseThrow();
        List<Column> components = table.columns(RoleType.COMPONENT);
        Set<String> names = new LinkedHashSet<>();
        models.forEach(m -> names.add(m.name()));
        components.forEach(c -> names.add(c.name()));
        names.add(prompt.name());
        Optional<Column> policy = table.column(RoleType.RUN);
        policy.ifPresent(p -> names.add(p.name()));
        for (RoleType role : List.of(RoleType.GOLD, RoleType.CORRECT, RoleType.STEP, RoleType.KL, RoleType.LENGTH)) {
            numeric(table, role).ifPresent(c -> names.add(c.name()));
        }
        Columns columns = tables.columns(table, names);
        double[][] scores = models.stream().map(m -> columns.doubles(m.name())).toArray(double[][]::new);
        double[] golds = gold.map(g -> columns.doubles(g.name())).orElse(new double[0]);
        double[] steps = doubles(table, columns, RoleType.STEP);
        Grouping.Codes codes = Grouping.Codes.of(columns.get(prompt.name()));
        if (steps.length > 0 && !isOnePolicy(table)) {
            codes = codes.with(Grouping.Codes.of(new rewardloom.model.table.Values.Doubles(steps)));
        }
        // Samples of different policies answer the same prompts, but are no alternatives to one another.
        int policies = 1;
        if (policy.isPresent()) {
            Grouping.Codes byPolicy = Grouping.Codes.of(columns.get(policy.get().name()));
            policies = Math.max(1, byPolicy.count());
            codes = policies > 1 ? codes.with(byPolicy) : codes;
        }
        int[] kept = kept(scores, golds, codes.codes(), columns.rows());
        Map<String, double[]> parts = new LinkedHashMap<>();
        components.forEach(c -> parts.put(
                c.role().detail().isEmpty() ? c.name() : c.role().detail(),
                Responses.pick(columns.doubles(c.name()), kept)));
        boolean all = kept.length == columns.rows();
        Grouping.Codes known = codes;
        return new Responses(
                table,
                models.stream()
                        .map(m -> m.role().detail().isEmpty()
                                ? m.name()
                                : m.role().detail())
                        .toList(),
                all
                        ? scores
                        : Arrays.stream(scores)
                                .map(s -> Responses.pick(s, kept))
                                .toArray(double[][]::new),
                all ? golds : Responses.pick(golds, kept),
                gold.isPresent() && gold.get().role().is(RoleType.CORRECT),
                Responses.pick(doubles(table, columns, RoleType.CORRECT), kept),
                parts,
                Responses.pick(steps, kept),
                all
                        ? known.codes()
                        : IntStream.of(kept).map(i -> known.codes()[i]).toArray(),
                known.count(),
                Responses.pick(doubles(table, columns, RoleType.KL), kept),
                Responses.pick(doubles(table, columns, RoleType.LENGTH), kept),
                columns.rows() - (long) kept.length,
                policies);
    }

    private static double[] doubles(Table table, Columns columns, RoleType role) {
        return numeric(table, role).map(c -> columns.doubles(c.name())).orElse(new double[0]);
    }

    private static int[] kept(double[][] scores, double[] gold, int[] prompts, int rows) {
        int[] kept = new int[rows];
        int n = 0;
        for (int row = 0; row < rows; row++) {
            boolean finite = prompts[row] >= 0 && (gold.length == 0 || Double.isFinite(gold[row]));
            for (int m = 0; m < scores.length && finite; m++) {
                finite = Double.isFinite(scores[m][row]);
            }
            if (finite) {
                kept[n++] = row;
            }
        }
        return Arrays.copyOf(kept, n);
    }
}
