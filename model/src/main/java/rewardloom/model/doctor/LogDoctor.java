package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** The log doctor over a whole study: the same checks as at the end of an import, with the roles as they are now. */
public final class LogDoctor extends CardAnalysis<LogDoctorParameters> {
    private static final List<RoleType> TEXTS = List.of(RoleType.PROMPT, RoleType.PROMPT_ID, RoleType.CHOSEN);

    public LogDoctor() {
        super(
                new Card(
                        "log-doctor",
                        "Log doctor",
                        Family.DATA,
                        "What is odd about the logged data themselves, where, and how often?",
                        List.of(),
                        List.of("any table with rows")),
                new LogDoctorParameters(List.of()));
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(LogDoctor::isExamined);
    }

    private static boolean isExamined(Table table) {
        return table.rows() > 0 && table.kind() != Kind.CONFIG && table.kind() != Kind.MEDIA;
    }

    @Override
    public Result run(LogDoctorParameters parameters, Tables tables, Progress progress) {
        List<Table> examined = tables.list().stream()
                .filter(LogDoctor::isExamined)
                .filter(t -> parameters.tables().isEmpty()
                        || parameters.tables().contains(t.name())
                        || parameters.tables().contains(t.id()))
                .toList();
        if (examined.isEmpty()) {
            throw new AnalysisException("no table with rows is called " + String.join(" or ", parameters.tables())
                    + "; leave the choice empty to examine all of them");
        }
        Doctor doctor = new Doctor();
        List<Checkup> checkups = new ArrayList<>();
        List<Said> said = new ArrayList<>();
        for (Table table : examined) {
            progress.checkCancelled();
            progress.update("examining " + table.name(), (double) checkups.size() / examined.size());
            Checkup checkup = examine(table, tables);
            checkups.add(checkup);
            doctor.look(checkup).forEach(p -> said.add(new Said(table.name(), p)));
        }
        doctor.compare(checkups).forEach(p -> said.add(new Said("", p)));
        said.sort(Comparator.comparing((Said s) -> s.problem.severity()).reversed());
        return new Result(findings(said), List.of(), List.of(table(said), tags(examined, checkups)), examined);
    }

    /** Something that was found. */
    private record Said(String table, Problem problem) {}

    private static Checkup examine(Table table, Tables tables) {
        Map<String, SeriesSummary> known = new LinkedHashMap<>();
        table.series().forEach(s -> known.put(s.tag(), s));
        RoleRules rules = RoleRules.standard();
        if (table.kind() == Kind.METRICS) {
            Examination examination = new Examination(table.name(), table.run(), table.kind(), table.columns(), tag -> {
                SeriesSummary series = known.get(tag);
                return series == null ? rules.guess(Kind.METRICS, tag) : series.role();
            });
            table.series().forEach(s -> examination.add(tables.series(table, s.tag())));
            return examination.finish();
        }
        List<Column> wanted = table.columns().stream()
                .filter(c -> c.type().isNumeric() || TEXTS.contains(c.role().type()))
                .toList();
        Columns columns =
                tables.columns(table, wanted.stream().map(Column::name).toList());
        Examination examination = new Examination(
                table.name(), table.run(), table.kind(), wanted, name -> rules.guess(table.kind(), name));
        examination.add(new Batch(
                columns.rows(), wanted.stream().map(c -> columns.get(c.name())).toList()));
        return examination.finish();
    }

    /** The same thing found in many tables is one sentence. */
    private static List<Finding> findings(List<Said> said) {
        Map<String, List<Said>> byKind = new LinkedHashMap<>();
        said.forEach(s ->
                byKind.computeIfAbsent(s.problem.kind(), k -> new ArrayList<>()).add(s));
        List<Finding> findings = new ArrayList<>();
        byKind.forEach((kind, all) -> {
            Said first = all.getFirst();
            long count = all.stream().mapToLong(s -> s.problem.count()).sum();
            String where = first.table.isEmpty() ? first.problem.where() : first.table + ", " + first.problem.where();
            String more = all.size() == 1 ? "" : ", and in " + (all.size() - 1) + " more tables";
            String sentence = first.problem.message();
            findings.add(new Finding(
                    kind,
                    first.problem.severity() == Problem.Severity.INFO
                            ? Finding.Severity.INFO
                            : Finding.Severity.WARNING,
                    sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + " (" + where + more
                            + ").",
                    "the rule '" + kind + "' of the log doctor; see Help for its threshold",
                    Map.of("count", count, "tables", all.size(), "first", where),
                    ""));
        });
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    "healthy",
                    Finding.Severity.INFO,
                    "Nothing is odd about the logged data, as far as the log doctor looks.",
                    "no rule of the log doctor applies",
                    Map.of(),
                    ""));
        }
        return findings;
    }

    private static ResultTable table(List<Said> said) {
        return new ResultTable(
                "symptoms",
                "What was found",
                List.of("kind", "severity", "table", "where", "count", "message"),
                said.stream()
                        .map(s -> List.<@Nullable Object>of(
                                s.problem.kind(),
                                s.problem.severity().name().toLowerCase(Locale.ROOT),
                                s.table,
                                s.problem.where(),
                                s.problem.count(),
                                s.problem.message()))
                        .toList());
    }

    private static ResultTable tags(List<Table> tables, List<Checkup> checkups) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            for (Pulse pulse : checkups.get(i).pulses()) {
                if (pulse.nonfinite().total() > 0 || pulse.backward() > 0) {
                    rows.add(List.of(
                            tables.get(i).name(),
                            pulse.tag(),
                            pulse.count(),
                            pulse.nonfinite().total(),
                            pulse.nonfinite().longest(),
                            pulse.backward()));
                }
            }
        }
        return new ResultTable(
                "series",
                "Series with non-finite values or steps that go back",
                List.of("table", "tag", "count", "nonfinite", "longest_burst", "backward_steps"),
                rows);
    }
}
