package rewardloom.model.preference.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.hipparchus.util.CombinatoricsUtils;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.LabelException;
import rewardloom.model.progress.Progress;
import rewardloom.model.response.Prompts;
import rewardloom.model.statistics.Shuffle;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** Different responses, grouped by their prompts. */
final class ResponsePool implements ItemPool {
    /** Up to so many pairs all are listed; with more, pairs are drawn until they are new, unless most are wanted. */
    private static final long LISTED = 500_000;

    private final List<List<Candidate>> groups;
    private final List<String> notes;

    private ResponsePool(List<List<Candidate>> groups, List<String> notes) {
        this.groups = groups;
        this.notes = notes;
    }

    static ResponsePool of(Tables tables, List<Table> from, Progress progress) {
        Map<String, Map<String, Candidate>> byPrompt = new LinkedHashMap<>();
        long empty = 0;
        long repeated = 0;
        for (Table table : from) {
            progress.checkCancelled();
            progress.update("reading " + table.name(), Double.NaN);
            Texts texts = Texts.of(tables, table);
            for (int row = 0; row < table.rows(); row++) {
                String text = texts.response(row);
                if (text.isBlank()) {
                    empty++;
                } else if (byPrompt.computeIfAbsent(texts.key(row), k -> new LinkedHashMap<>())
                                .putIfAbsent(text, texts.candidate(row))
                        != null) {
                    repeated++;
                }
            }
        }
        List<List<Candidate>> groups = new ArrayList<>();
        long single = 0;
        for (Map<String, Candidate> group : byPrompt.values()) {
            if (group.size() > 1) {
                groups.add(List.copyOf(group.values()));
            } else {
                single++;
            }
        }
        return new ResponsePool(groups, notes(empty, repeated, single));
    }

    private static List<String> notes(long empty, long repeated, long single) {
        List<String> notes = new ArrayList<>();
        if (empty > 0) {
            notes.add(String.format(Locale.ROOT, "%,d empty responses were not used.", empty));
        }
        if (repeated > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d responses repeat the text of another one to the same prompt; each text was used once.",
                    repeated));
        }
        if (single > 0) {
            notes.add(String.format(Locale.ROOT, "%,d prompts have only one response and were not used.", single));
        }
        return notes;
    }

    @Override
    public String words() {
        return "responses to the same prompt";
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public long pairs() {
        return groups.stream()
                .mapToLong(g -> (long) g.size() * (g.size() - 1) / 2)
                .sum();
    }

    @Override
    public List<List<Item>> draw(int count, int size, SplittableRandom random, Progress progress) {
        return size == 2 ? pairs(count, random, progress) : sets(count, size, random, progress);
    }

    private List<List<Item>> pairs(int count, SplittableRandom random, Progress progress) {
        long[] firsts = new long[groups.size() + 1];
        for (int g = 0; g < groups.size(); g++) {
            long n = groups.get(g).size();
            firsts[g + 1] = firsts[g] + n * (n - 1) / 2;
        }
        List<List<Item>> pairs = new ArrayList<>();
        for (long number : numbers(firsts[groups.size()], count, random, progress)) {
            pairs.add(pair(firsts, number, random));
        }
        return pairs;
    }

    /** A prompt is drawn by its number of sets, then a set of its responses, until all are new. */
    private List<List<Item>> sets(int count, int size, SplittableRandom random, Progress progress) {
        double[] weights = new double[groups.size() + 1];
        for (int g = 0; g < groups.size(); g++) {
            int n = groups.get(g).size();
            weights[g + 1] = weights[g] + (n < size ? 0 : CombinatoricsUtils.binomialCoefficientDouble(n, size));
        }
        double all = weights[groups.size()];
        Set<Set<Item>> seen = new HashSet<>();
        List<List<Item>> sets = new ArrayList<>();
        long attempts = all == 0 ? 0 : 1_000L + 200L * count;
        while (sets.size() < Math.min(count, all) && attempts-- > 0) {
            progress.checkCancelled();
            int at = Arrays.binarySearch(weights, random.nextDouble(all));
            int g = at >= 0 ? at : -at - 2;
            while (groups.get(g).size() < size) {
                g++;
            }
            List<Item> set = Shuffle.first(groups.get(g), size, random).stream()
                    .map(Candidate::item)
                    .toList();
            if (seen.add(Set.copyOf(set))) {
                sets.add(set);
            }
        }
        return sets;
    }

    /** Different numbers below {@code possible}, in random order. */
    private static List<Long> numbers(long possible, int count, SplittableRandom random, Progress progress) {
        if (possible <= LISTED || count > possible / 2) {
            List<Long> all = new ArrayList<>();
            for (long i = 0; i < possible; i++) {
                all.add(i);
            }
            return Shuffle.first(all, count, random);
        }
        Set<Long> seen = new LinkedHashSet<>();
        while (seen.size() < count) {
            progress.checkCancelled();
            seen.add(random.nextLong(possible));
        }
        return List.copyOf(seen);
    }

    private List<Item> pair(long[] firsts, long number, SplittableRandom random) {
        int g = Arrays.binarySearch(firsts, number);
        if (g < 0) {
            g = -g - 2;
        }
        while (firsts[g + 1] == firsts[g]) {
            g++;
        }
        List<Candidate> group = groups.get(g);
        // The pairs (i, j), i < j, of a group are numbered j (j − 1) / 2 + i.
        long rest = number - firsts[g];
        int j = (int) Math.floor((1 + Math.sqrt(1 + 8.0 * rest)) / 2);
        while ((long) j * (j - 1) / 2 > rest) {
            j--;
        }
        while ((long) (j + 1) * j / 2 <= rest) {
            j++;
        }
        Item first = group.get((int) (rest - (long) j * (j - 1) / 2)).item();
        Item second = group.get(j).item();
        return random.nextBoolean() ? List.of(first, second) : List.of(second, first);
    }

    /** A response that can be drawn. */
    private record Candidate(Table table, int row, String promptId, long sample, String prompt, String text) {
        Item item() {
            return Item.Response.of(table, row, promptId, sample, prompt, text);
        }
    }

    /** The columns of one table. */
    private record Texts(
            Table table,
            Values responses,
            Prompts prompts,
            Columns columns,
            @Nullable Values ids,
            @Nullable Values samples) {

        static Texts of(Tables tables, Table table) {
            Set<String> names = new HashSet<>();
            Map<RoleType, String> found = new HashMap<>();
            for (RoleType role : List.of(RoleType.RESPONSE, RoleType.PROMPT_ID, RoleType.SAMPLE)) {
                table.column(role).map(Column::name).ifPresent(name -> {
                    names.add(name);
                    found.put(role, name);
                });
            }
            String response = found.get(RoleType.RESPONSE);
            if (response == null) {
                throw new LabelException(table.name() + " has no column with the role 'response'; give the column that"
                        + " holds the texts this role");
            }
            Prompts prompts = Prompts.of(table);
            names.addAll(prompts.names());
            Columns columns = tables.columns(table, names);
            return new Texts(
                    table,
                    columns.get(response),
                    prompts,
                    columns,
                    values(columns, found.get(RoleType.PROMPT_ID)),
                    values(columns, found.get(RoleType.SAMPLE)));
        }

        private static @Nullable Values values(Columns columns, @Nullable String name) {
            return name == null ? null : columns.get(name);
        }

        String response(int row) {
            return responses.text(row);
        }

        String key(int row) {
            return prompts.names().isEmpty() ? table.id() + "\0" + promptId(row) : "\0" + prompt(row);
        }

        Candidate candidate(int row) {
            long sample = samples == null || samples.isMissing(row) ? -1 : (long) samples.number(row);
            return new Candidate(table, row, promptId(row), sample, prompt(row), responses.text(row));
        }

        private String prompt(int row) {
            return prompts.text(columns, row);
        }

        private String promptId(int row) {
            return ids == null ? "" : ids.text(row);
        }
    }
}
