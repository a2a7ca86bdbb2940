package rewardloom.model.preference.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelScale;
import rewardloom.model.preference.LabelSheet;
import rewardloom.model.preference.LabelSheetReader;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Ratings;
import rewardloom.model.preference.Sides;
import rewardloom.model.preference.Timing;
import rewardloom.model.preference.Verdict;
import rewardloom.model.preference.quality.Alignment;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** Takes the labels out of a table of pairs, or of rated texts, that another program has made. */
final class TableImport {
    private static final Pattern WHO =
            Pattern.compile("(?i)annotator|worker|rater|coder|labell?er|user(?:_id)?|completed_by|judge");
    private static final Pattern SECONDS = Pattern.compile("(?i)seconds|lead_time|duration|response_time");
    private static final int MOST_CONFIDENT = 5;
    private static final int MOST_STRENGTH = 3;

    private final Tables foreign;
    private final PairKeys keys;
    private final Merge merge;
    private final Instant now;
    private final LabelImport.Answers meaning;
    private final List<Problem> remarks = new ArrayList<>();
    private boolean doubtful;

    TableImport(Tables foreign, PairKeys keys, Merge merge, LabelImport.Answers meaning, Instant now) {
        this.foreign = foreign;
        this.keys = keys;
        this.merge = merge;
        this.meaning = meaning;
        this.now = now;
    }

    /** What is odd about the labels that were taken. */
    List<Problem> remarks() {
        return remarks;
    }

    /** Whether answers do not seem to belong to the pairs beside which they stand, or are turned round. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** Whether a table holds labels that can be taken. */
    static boolean fits(Table table) {
        return (table.kind() == Kind.PAIRS && (!LabelSheetReader.labels(table).isEmpty() || hasTexts(table)))
                || isRated(table);
    }

    /** Whether its segments are known by nothing but the rows at which they start. */
    static boolean knowsOnlyRows(Table table) {
        return !hasTexts(table)
                && named(table, "start_1").isPresent()
                && named(table, "start_2").isPresent();
    }

    private static boolean hasTexts(Table table) {
        return table.column(RoleType.CHOSEN).isPresent()
                && table.column(RoleType.REJECTED).isPresent();
    }

    private static boolean isRated(Table table) {
        return table.kind() == Kind.RESPONSES
                && table.column(RoleType.RESPONSE).isPresent()
                && rating(table).isPresent();
    }

    private static Optional<Column> rating(Table table) {
        return named(table, "label").filter(c -> c.type().isNumeric() || c.type() == ColumnType.BOOL);
    }

    private static Optional<Column> named(Table table, String name) {
        return table.columns().stream()
                .filter(c -> c.name().equalsIgnoreCase(name))
                .findFirst();
    }

    void take(Table table) {
        if (isRated(table)) {
            rated(table);
        } else {
            pairs(table);
        }
    }

    private void pairs(Table table) {
        Map<String, Column> used = new LinkedHashMap<>();
        table.column(RoleType.CHOSEN).ifPresent(c -> used.put("first", c));
        table.column(RoleType.REJECTED).ifPresent(c -> used.put("second", c));
        for (String name : List.of("start_1", "start_2", "return_1", "return_2", "confidence", "strength")) {
            named(table, name).filter(c -> c.type().isNumeric()).ifPresent(c -> used.put(name, c));
        }
        for (String name : List.of("criteria", "reasons", "note", "answered_at")) {
            named(table, name).filter(c -> c.type() == ColumnType.TEXT).ifPresent(c -> used.put(name, c));
        }
        matching(table, WHO, false).ifPresent(c -> used.put("who", c));
        matching(table, SECONDS, true).ifPresent(c -> used.put("seconds", c));
        Columns cells = foreign.columns(
                table, used.values().stream().map(Column::name).distinct().toList());
        Row rows = new Row(used, cells);
        if (LabelSheetReader.labels(table).isEmpty()) {
            // The first text is the chosen one.
            int[] first = new int[(int) table.rows()];
            Arrays.fill(first, LabelScale.FIRST);
            answers(table, rows, merge.origin(), first);
            return;
        }
        LabelSheet sheet = new LabelSheetReader(foreign, meaning.coding()).read(table);
        if (!sheet.scale().preference()) {
            throw new LabelException("the answers of " + table.name()
                    + " are not first, second and tie; correct the roles of its columns");
        }
        for (LabelSheet.Rater rater : sheet.raters()) {
            boolean alone = sheet.raters().size() == 1;
            String who = alone && rater.name().matches("(?i)label|preference|answer") ? merge.origin() : rater.name();
            answers(table, rows, who, rater.codes());
        }
    }

    private static Optional<Column> matching(Table table, Pattern name, boolean numeric) {
        return table.columns().stream()
                .filter(c -> name.matcher(c.name()).matches())
                .filter(c -> numeric ? c.type().isNumeric() : c.type() == ColumnType.TEXT)
                .findFirst();
    }

    private void answers(Table table, Row rows, String who, int[] codes) {
        double[] said = new double[codes.length];
        double[] returns = new double[codes.length];
        for (int row = 0; row < codes.length; row++) {
            said[row] = Double.NaN;
            returns[row] = rows.difference(row);
            if (codes[row] == Ratings.MISSING) {
                continue;
            }
            Answer answer = answer(codes[row]);
            said[row] = answer == Answer.A ? 1 : answer == Answer.B ? -1 : 0;
            PairKeys.Found found = find(rows, row);
            if (found.comparisons().isEmpty()) {
                merge.unmatched(row + 1);
                continue;
            }
            String annotator = rows.who(row, who);
            Comparison comparison = next(found, annotator);
            if (Double.isNaN(returns[row])) {
                double[] here = keys.returns(comparison);
                returns[row] = found.turned() ? here[1] - here[0] : here[0] - here[1];
            }
            merge.take(row + 1, label(comparison, annotator, answer, found.turned(), rows, row), found.turned());
        }
        for (Alignment.Remark remark : Alignment.of(said, returns)) {
            remarks.add(Problem.warning(remark.id(), table.name(), who + ": " + remark.text()));
            doubtful |= remark.isDoubt();
        }
    }

    private Answer answer(int code) {
        Answer answer = code == LabelScale.FIRST ? Answer.A : code == LabelScale.SECOND ? Answer.B : Answer.TIE;
        return meaning.interchanged() ? answer.swapped() : answer;
    }

    /** Of several comparisons of the same items the first that the annotator has not answered. */
    private Comparison next(PairKeys.Found found, String annotator) {
        return found.comparisons().stream()
                .filter(c -> !merge.isAnswered(c, annotator))
                .findFirst()
                .orElse(found.comparisons().getFirst());
    }

    private PairKeys.Found find(Row rows, int row) {
        if (rows.has("first") && rows.has("second")) {
            return keys.texts(rows.text("first", row), rows.text("second", row));
        }
        if (rows.has("start_1") && rows.has("start_2")) {
            return keys.starts((long) rows.number("start_1", row), (long) rows.number("start_2", row));
        }
        if (rows.has("return_1") && rows.has("return_2")) {
            return keys.returns(rows.number("return_1", row), rows.number("return_2", row));
        }
        throw new LabelException(merge.origin() + " does not say what was compared: it needs the two texts, or the rows"
                + " start_1 and start_2 at which the segments begin, or their returns return_1 and return_2");
    }

    private Label label(Comparison comparison, String annotator, Answer answer, boolean turned, Row rows, int row) {
        double seconds = rows.number("seconds", row);
        long millis = seconds > 0 ? Math.round(seconds * 1000) : 0;
        Verdict verdict = new Verdict(
                new Opinion(answer, answer.isDecisive() ? whole(rows.number("strength", row), MOST_STRENGTH) : 0),
                null,
                criteria(rows.text("criteria", row)),
                whole(rows.number("confidence", row), MOST_CONFIDENT),
                words(rows.text("reasons", row)),
                rows.text("note", row));
        Instant answered = instant(rows.text("answered_at", row));
        Timing timing = new Timing(answered.minusMillis(millis), null, null, answered, millis);
        return new Label(
                0,
                comparison,
                annotator,
                turned ? verdict.swapped() : verdict,
                Presentation.of(Sides.UNKNOWN),
                timing,
                List.of(),
                "",
                merge.origin());
    }

    /** A whole number from 1 to {@code most}; 0 for everything else, which is on another scale. */
    private static int whole(double number, int most) {
        return number >= 1 && number <= most && number == Math.rint(number) ? (int) number : 0;
    }

    private static List<String> words(String cell) {
        return cell.isBlank() ? List.of() : Arrays.asList(cell.split(";"));
    }

    private Instant instant(String cell) {
        try {
            return cell.isBlank() ? now : OffsetDateTime.parse(cell).toInstant();
        } catch (DateTimeParseException e) {
            return now;
        }
    }

    private static Map<String, Opinion> criteria(String cell) {
        Map<String, Opinion> criteria = new LinkedHashMap<>();
        if (!cell.isBlank()) {
            try {
                new JsonMapper()
                        .readTree(cell)
                        .properties()
                        .forEach(e -> criteria.put(
                                e.getKey(), Opinion.parse(e.getValue().asText())));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                // A column of this name in a file that means something else by it.
                return Map.of();
            }
        }
        return criteria;
    }

    /** Texts that are rated one by one: of two with different ratings the higher one is better. */
    private void rated(Table table) {
        String text = table.column(RoleType.RESPONSE).orElseThrow().name();
        String label = rating(table).orElseThrow().name();
        Columns cells = foreign.columns(table, List.of(text, label));
        Values values = cells.get(label);
        Map<String, double[]> range = new HashMap<>();
        for (int row = 0; row < cells.rows(); row++) {
            double value = number(values, row);
            if (!Double.isNaN(value)) {
                double[] known =
                        range.computeIfAbsent(cells.get(text).text(row).strip(), key -> new double[] {value, value});
                known[0] = Math.min(known[0], value);
                known[1] = Math.max(known[1], value);
            }
        }
        int number = 0;
        Row none = new Row(Map.of(), cells);
        for (Comparison pair : keys.pairs()) {
            number++;
            double[] a = range.get(keys.text(pair.a()));
            double[] b = range.get(keys.text(pair.b()));
            Answer answer = a == null || b == null ? null : a[0] > b[1] ? Answer.A : b[0] > a[1] ? Answer.B : null;
            if (answer != null) {
                merge.take(number, label(pair, merge.origin(), answer, false, none, 0), false);
            }
        }
    }

    private static double number(Values values, int row) {
        if (values.isMissing(row)) {
            return Double.NaN;
        }
        return values instanceof Values.Bools bools ? bools.values()[row] ? 1 : 0 : values.number(row);
    }

    /** The cells of a table by what they mean. */
    private record Row(Map<String, Column> used, Columns cells) {
        boolean has(String what) {
            return used.containsKey(what);
        }

        String text(String what, int row) {
            Values values = values(what);
            return values == null ? "" : values.text(row);
        }

        double number(String what, int row) {
            Values values = values(what);
            return values == null ? Double.NaN : values.number(row);
        }

        private @Nullable Values values(String what) {
            Column column = used.get(what);
            return column == null ? null : cells.get(column.name());
        }

        /** Return of the first minus that of the second, as the file says it. */
        double difference(int row) {
            return number("return_1", row) - number("return_2", row);
        }

        String who(int row, String otherwise) {
            String who = text("who", row).strip();
            return who.isEmpty() ? otherwise : who;
        }
    }
}
