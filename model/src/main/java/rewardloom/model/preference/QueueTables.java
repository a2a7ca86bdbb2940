package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.TableSummarizer;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** The tables that {@link LabelTables} makes of the labels of one queue. They stay as they are until the log has gained something. */
final class QueueTables {
    private final String id;
    private final LabelLog log;
    private final QueueLabels labels;
    private final Tables study;
    private final RoleRules rules;
    private List<Part> parts = List.of();
    private List<Table> made = List.of();
    private List<Table> knownFiles = List.of();
    private @Nullable AskedColumns asked;

    /** One table: its name after the queue's, and what an annotator said in it. */
    private record Part(String suffix, Answers answers) {}

    /** What an annotator said about two items of a comparison. */
    @FunctionalInterface
    private interface Answers {
        OptionalDouble at(AnnotatorLabels who, int position, int first, int second);
    }

    QueueTables(String id, LabelLog log, PairQueue queue, Tables study, RoleRules rules) {
        this.id = id;
        this.log = log;
        this.labels = log.columns(queue);
        this.study = study;
        this.rules = rules;
    }

    boolean holds(Table table) {
        return table.id().equals(id) || table.id().startsWith(id + "/");
    }

    /** The tables as they are now; none while nobody has answered. */
    List<Table> list(List<Table> files) {
        boolean changed = labels.refresh();
        if (changed || made.isEmpty() || !files.equals(knownFiles)) {
            knownFiles = files;
            parts = parts();
            asked = null;
            made = annotators().isEmpty()
                    ? List.of()
                    : parts.stream().map(part -> table(part, files)).toList();
        }
        return made;
    }

    private List<Part> parts() {
        Questionnaire questions = labels.queue().questions();
        List<Part> all = new ArrayList<>();
        if (questions.items() > 2) {
            DetailedAnswers details = log.details(labels.queue());
            all.add(new Part("", (who, at, i, j) -> details.between(who, at, i, j)));
            return all;
        }
        all.add(new Part("", (who, at, i, j) -> {
            Answer answer = who.answer(at);
            return answer == null ? OptionalDouble.empty() : answer.target();
        }));
        if (questions.strength()) {
            all.add(new Part(": strength", (who, at, i, j) -> {
                Answer answer = who.answer(at);
                return answer == null ? OptionalDouble.empty() : new Opinion(answer, who.strength(at)).signed();
            }));
        }
        if (!questions.criteria().isEmpty()) {
            DetailedAnswers details = log.details(labels.queue());
            for (String criterion : questions.criteria()) {
                all.add(new Part(": " + criterion, (who, at, i, j) -> details.target(who, at, criterion)));
            }
        }
        return all;
    }

    /** Those with an answer that counts; decisions about disputes are not among them. */
    private List<AnnotatorLabels> annotators() {
        return labels.annotators().stream()
                .filter(a -> a.answered() > 0 && !a.annotator().equals(LabelLog.ADJUDICATION))
                .toList();
    }

    private int rowsOfOne() {
        int items = labels.queue().questions().items();
        return items * (items - 1) / 2;
    }

    private int rows() {
        return labels.queue().pairs() * rowsOfOne();
    }

    private Table table(Part part, List<Table> files) {
        PairQueue queue = labels.queue();
        String name = "labels of " + queue.name() + part.suffix();
        List<Column> schema = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        for (AnnotatorLabels who : annotators()) {
            for (Column column : columns(who.annotator())) {
                schema.add(column);
                values.add(values(part, who, column.role().type()));
            }
        }
        TableSummarizer summary =
                TableSummarizer.of(new TableSpec(Kind.PAIRS, name, "", schema), rules, new Batch(rows(), values));
        List<Column> columns = new ArrayList<>(AskedColumns.schema(queue, study, files));
        columns.addAll(summary.columns());
        return new Table(
                part.suffix().isEmpty() ? id : id + "/" + part.suffix().substring(2),
                Kind.PAIRS,
                name,
                "",
                rows(),
                columns,
                summary.series(),
                new Provenance("queue " + queue.name(), "labels", hash(), 0));
    }

    /** Stands for what was answered, as the hash of a file stands for its content. */
    private String hash() {
        List<String> texts = new ArrayList<>(List.of("labels", labels.queue().uid()));
        for (AnnotatorLabels who : labels.annotators()) {
            texts.add(who.annotator());
            long[] counting = who.history().allCounting();
            long sum = counting.length;
            for (long event : counting) {
                sum = sum * 31 + event;
            }
            texts.add(Long.toString(sum));
        }
        return Sha256.hex(texts.toArray(new String[0]));
    }

    private static List<Column> columns(String who) {
        return List.of(
                column("label ", who, RoleType.LABEL),
                column("left ", who, RoleType.LEFT),
                column("seconds ", who, RoleType.TIME),
                column("answered ", who, RoleType.WALL_TIME));
    }

    private static Column column(String prefix, String who, RoleType role) {
        return new Column(prefix + who, ColumnType.FLOAT64, Role.of(role, who));
    }

    /** The cells of one column. */
    Values values(Table table, Column column) {
        Role role = column.role();
        if (role.is(RoleType.FIRST) || role.is(RoleType.SECOND) || role.is(RoleType.ASKED)) {
            AskedColumns columns = asked;
            if (columns == null) {
                columns = new AskedColumns(labels.queue(), log.comparisons(labels.queue()), study, (int) table.rows());
                asked = columns;
            }
            return columns.values(role);
        }
        Part part = parts.stream()
                .filter(p -> table.name().equals("labels of " + labels.queue().name() + p.suffix()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no table '" + table.name() + "'"));
        AnnotatorLabels who = labels.annotators().stream()
                .filter(a -> a.annotator().equals(role.detail()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "table '" + table.name() + "' has no annotator '" + role.detail() + "'"));
        return values(part, who, role.type());
    }

    private Values values(Part part, AnnotatorLabels who, RoleType role) {
        int items = labels.queue().questions().items();
        int step = rowsOfOne();
        double[] cells = new double[rows()];
        BitSet missing = new BitSet();
        for (int at = 0; at < labels.queue().pairs(); at++) {
            int row = at * step;
            if (who.answer(at) == null) {
                missing.set(row, row + step);
                continue;
            }
            for (int i = 0; i < items; i++) {
                for (int j = i + 1; j < items; j++) {
                    OptionalDouble cell = cell(part, who, role, at, i, j);
                    missing.set(row, cell.isEmpty());
                    cells[row++] = cell.orElse(0);
                }
            }
        }
        return new Values.Doubles(cells, missing.isEmpty() ? null : missing);
    }

    private static OptionalDouble cell(Part part, AnnotatorLabels who, RoleType role, int at, int first, int second) {
        return switch (role) {
            case LABEL -> part.answers().at(who, at, first, second);
            case LEFT -> who.left(at) < 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - who.left(at));
            case TIME -> OptionalDouble.of(who.activeMillis(at) / 1000.0);
            case WALL_TIME -> OptionalDouble.of(who.answeredAt(at) / 1000.0);
            default -> throw new IllegalArgumentException("labels have no column with the role " + role.id());
        };
    }

    /** Rankings and criteria of a queue, by annotator and place. */
    record DetailedAnswers(Map<String, Map<Integer, Verdict>> verdicts) {
        private @Nullable Verdict of(AnnotatorLabels who, int position) {
            return verdicts.getOrDefault(who.annotator(), Map.of()).get(position);
        }

        OptionalDouble between(AnnotatorLabels who, int position, int first, int second) {
            Verdict verdict = of(who, position);
            Ranking ranking = verdict == null ? null : verdict.ranking();
            return ranking == null
                    ? OptionalDouble.empty()
                    : ranking.between(first, second).target();
        }

        OptionalDouble target(AnnotatorLabels who, int position, String criterion) {
            Verdict verdict = of(who, position);
            Opinion opinion = verdict == null ? null : verdict.criteria().get(criterion);
            return opinion == null ? OptionalDouble.empty() : opinion.answer().target();
        }
    }
}
