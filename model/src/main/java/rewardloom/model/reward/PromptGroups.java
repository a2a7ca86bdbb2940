package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import rewardloom.model.input.Rows;
import rewardloom.model.input.Search;
import rewardloom.model.input.Wish;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Responses that answer the same prompt at the same step, and how good they truly are.
 *
 * @param prompts name of the prompt of each group
 * @param steps step of each group, NaN if there are no steps
 * @param rows rows of each group, at least two
 * @param gold gold reward, or correctness, of each row; empty if there is neither
 * @param goldName what {@code gold} is called
 */
public record PromptGroups(List<String> prompts, double[] steps, List<int[]> rows, double[] gold, String goldName) {

    /** No groups. */
    public static final PromptGroups NONE = new PromptGroups(List.of(), new double[0], List.of(), new double[0], "");

    /** Those of a table of responses or scores; {@link #NONE} for any other, or without prompts. */
    public static PromptGroups of(Tables tables, Table table) {
        Wish prompt = Wish.number("prompt", "the prompt").role(RoleType.PROMPT_ID, RoleType.PROMPT);
        Wish text = Wish.text("prompt", "the prompt").role(RoleType.PROMPT_ID, RoleType.PROMPT);
        Wish step = Wish.number("step", "the step").role(RoleType.STEP).maybe();
        Wish gold = Wish.number("gold", "the gold reward")
                .role(RoleType.GOLD, RoleType.CORRECT, RoleType.SUCCESS)
                .maybe();
        if (table.kind() != Kind.RESPONSES && table.kind() != Kind.SCORES) {
            return NONE;
        }
        Optional<Search.Match> match = Stream.of(prompt, text)
                .flatMap(p -> Search.match(table, List.of(p, step, gold)).stream())
                .findFirst();
        return match.map(m -> of(Rows.read(tables, m), m)).orElse(NONE);
    }

    private static PromptGroups of(Rows rows, Search.Match match) {
        Rows.Groups byPrompt = rows.groups("prompt");
        double[] steps = rows.has("step") ? rows.numbers("step") : new double[0];
        List<int[]> groups = byPrompt.rows().stream()
                .flatMap(g -> steps.length == 0 ? Stream.of(g) : split(g, steps))
                .filter(g -> g.length > 1)
                .toList();
        return new PromptGroups(
                groups.stream()
                        .map(g -> byPrompt.names().get(byPrompt.codes()[g[0]]))
                        .toList(),
                groups.stream()
                        .mapToDouble(g -> steps.length == 0 ? Double.NaN : steps[g[0]])
                        .toArray(),
                groups,
                rows.has("gold") ? rows.numbers("gold") : new double[0],
                match.names().getOrDefault("gold", ""));
    }

    private static Stream<int[]> split(int[] rows, double[] steps) {
        Set<Double> found = new LinkedHashSet<>();
        for (int row : rows) {
            found.add(steps[row]);
        }
        if (found.size() == 1) {
            return Stream.of(rows);
        }
        return found.stream()
                .map(s -> Arrays.stream(rows).filter(r -> steps[r] == s).toArray());
    }

    /**
     * With those of rows that follow.
     *
     * @param offset number of the rows before them
     */
    public PromptGroups then(PromptGroups next, int offset) {
        List<String> allPrompts = new ArrayList<>(prompts);
        allPrompts.addAll(next.prompts);
        List<int[]> allRows = new ArrayList<>(rows);
        next.rows.forEach(g -> allRows.add(Arrays.stream(g).map(r -> r + offset).toArray()));
        boolean both = hasGold() && next.hasGold();
        return new PromptGroups(
                allPrompts,
                DoubleStream.concat(Arrays.stream(steps), Arrays.stream(next.steps))
                        .toArray(),
                allRows,
                both
                        ? DoubleStream.concat(Arrays.stream(gold), Arrays.stream(next.gold))
                                .toArray()
                        : new double[0],
                both ? goldName : "");
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public boolean hasGold() {
        return gold.length > 0;
    }
}
