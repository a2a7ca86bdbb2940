package rewardloom.model.preference;

import static rewardloom.model.preference.Ratings.MISSING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** Reads tables with one column of labels for each annotator. */
public final class LabelSheetReader {
    /** More different answers than that are no labels. */
    private static final int MOST_CATEGORIES = 100;

    private final Tables tables;
    private final LabelCoding wanted;

    public LabelSheetReader(Tables tables, LabelCoding wanted) {
        this.tables = tables;
        this.wanted = wanted;
    }

    /** The columns with labels. */
    public static List<Column> labels(Table table) {
        return table.columns(RoleType.LABEL).stream()
                .filter(c -> c.type().isNumeric() || c.type() == ColumnType.TEXT)
                .toList();
    }

    public LabelSheet read(Table table) {
        List<Column> labels = labels(table);
        Columns cells = tables.columns(table, names(table, labels));
        List<String> raters = raters(labels);
        Codes codes = codes(table, labels, cells);
        List<LabelSheet.Rater> read = new ArrayList<>();
        for (int r = 0; r < labels.size(); r++) {
            Values values = cells.get(labels.get(r).name());
            double[] left = side(table, cells, RoleType.LEFT, labels.get(r));
            double[] seconds = side(table, cells, RoleType.TIME, labels.get(r));
            double[] answered = side(table, cells, RoleType.WALL_TIME, labels.get(r));
            int[] row = new int[cells.rows()];
            int skipped = 0;
            for (int i = 0; i < row.length; i++) {
                row[i] = codes.code(values, i);
                boolean seen = !Double.isNaN(left[i])
                        || (values.type() == ColumnType.TEXT && !values.text(i).isBlank());
                skipped += row[i] == MISSING && seen ? 1 : 0;
            }
            int[] sides = Arrays.stream(left)
                    .mapToInt(side -> Double.isNaN(side) ? MISSING : (int) side)
                    .toArray();
            read.add(new LabelSheet.Rater(raters.get(r), row, skipped, sides, seconds, answered));
        }
        return new LabelSheet(table, codes.scale(), read);
    }

    private static Set<String> names(Table table, List<Column> labels) {
        Set<String> names = new LinkedHashSet<>();
        for (Column label : labels) {
            names.add(label.name());
            for (RoleType beside : List.of(RoleType.LEFT, RoleType.TIME, RoleType.WALL_TIME)) {
                Column column = beside(table, beside, label);
                if (column != null) {
                    names.add(column.name());
                }
            }
        }
        return names;
    }

    private static @Nullable Column beside(Table table, RoleType role, Column label) {
        return table.columns(role).stream()
                .filter(c -> c.type().isNumeric()
                        && !c.role().detail().isEmpty()
                        && c.role().detail().equals(label.role().detail()))
                .findFirst()
                .orElse(null);
    }

    private static double[] side(Table table, Columns cells, RoleType role, Column label) {
        Column column = beside(table, role, label);
        if (column == null) {
            double[] unknown = new double[cells.rows()];
            Arrays.fill(unknown, Double.NaN);
            return unknown;
        }
        return cells.doubles(column.name());
    }

    /** The annotators' names; columns that share one go by their own. */
    private static List<String> raters(List<Column> labels) {
        List<String> details = labels.stream().map(c -> c.role().detail()).toList();
        return labels.stream()
                .map(c -> {
                    String detail = c.role().detail();
                    boolean once = details.indexOf(detail) == details.lastIndexOf(detail);
                    return once && !detail.isEmpty() ? detail : c.name();
                })
                .toList();
    }

    private Codes codes(Table table, List<Column> labels, Columns cells) {
        Set<Double> numbers = new TreeSet<>();
        Set<String> words = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        for (Column label : labels) {
            Values values = cells.get(label.name());
            for (int i = 0; i < values.size(); i++) {
                double number = number(values, i);
                String text = values.text(i);
                if (!Double.isNaN(number)) {
                    numbers.add(number);
                } else if (!values.isMissing(i) && LabelCoding.isWord(text)) {
                    words.add(text.strip());
                } else if (!isNone(values, i)) {
                    others.add(text.strip());
                }
                if (numbers.size() + others.size() > MOST_CATEGORIES) {
                    throw new AnalysisException(
                            "the columns with the role label of " + table.name() + " hold more than "
                                    + MOST_CATEGORIES + " different values up to column " + label.name()
                                    + ", so they are no labels; correct the roles of its columns");
                }
            }
        }
        return codes(table, numbers, words, others);
    }

    private Codes codes(Table table, Set<Double> numbers, Set<String> words, Set<String> others) {
        LabelCoding coding = wanted == LabelCoding.AUTO ? LabelCoding.guess(numbers) : wanted;
        if (!coding.isPreference() || (wanted == LabelCoding.AUTO && !others.isEmpty())) {
            others.addAll(words);
            return Codes.asIs(numbers, others);
        }
        if (!coding.explains(numbers) || !others.isEmpty()) {
            List<String> strange = new ArrayList<>(others);
            numbers.stream()
                    .filter(n -> !coding.explains(List.of(n)))
                    .map(Codes::name)
                    .forEach(strange::add);
            throw new AnalysisException("the labels of " + table.name() + " include " + String.join(", ", strange)
                    + ", which the coding " + coding.id() + " (" + coding.meaning()
                    + ") does not know; choose another coding");
        }
        return new Codes(
                LabelScale.preferences(numbers.isEmpty() ? "first, second and tie as words" : coding.meaning()),
                coding,
                Map.of());
    }

    private static boolean isNone(Values values, int row) {
        return values.isMissing(row) || values.type().isNumeric() || LabelCoding.isNone(values.text(row));
    }

    /** The number in a cell, also in a cell of text; NaN when there is none. */
    private static double number(Values values, int row) {
        if (values.isMissing(row) || values.type().isNumeric()) {
            return values.number(row);
        }
        try {
            return Double.parseDouble(values.text(row));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** How cells become places on a scale. */
    private record Codes(LabelScale scale, LabelCoding coding, Map<String, Integer> names) {

        static Codes asIs(Set<Double> numbers, Set<String> texts) {
            Map<String, Integer> names = new LinkedHashMap<>();
            List<Double> values = new ArrayList<>();
            numbers.forEach(number -> {
                names.put(name(number), names.size());
                values.add(number);
            });
            texts.forEach(text -> {
                names.put(text, names.size());
                values.add(Double.NaN);
            });
            LabelScale scale = new LabelScale(
                    List.copyOf(names.keySet()),
                    values.stream().mapToDouble(Double::doubleValue).toArray(),
                    false,
                    LabelCoding.AS_IS.meaning());
            return new Codes(scale, LabelCoding.AS_IS, names);
        }

        static String name(double number) {
            return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
        }

        int code(Values values, int row) {
            double number = number(values, row);
            if (Double.isNaN(number) && isNone(values, row)) {
                return MISSING;
            }
            if (coding == LabelCoding.AS_IS) {
                String name = Double.isNaN(number) ? values.text(row).strip() : name(number);
                return names.getOrDefault(name, MISSING);
            }
            return LabelScale.code(Double.isNaN(number) ? LabelCoding.ofWord(values.text(row)) : coding.answer(number));
        }
    }
}
