package rewardloom.model.shaping.constraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.Figure;
import rewardloom.model.input.Rows;
import rewardloom.model.input.Search;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** How often events happen against how often they may, and how heavy the constraints are that hold them. */
public final class Constraints extends CardAnalysis<ConstraintParameters> {
    private static final Pattern EVENT = Pattern.compile(
            "(?:event|cost|violation|constraint|indicator|unsafe)s?[/._ -](.+)|(.+)[/._ -](?:violation|event|cost)s?"
                    + "|(?:collision|crash|fall|unsafe|violation)s?",
            Pattern.CASE_INSENSITIVE);
    private static final List<Kind> KINDS = List.of(Kind.STEPS, Kind.EPISODES, Kind.RESPONSES, Kind.SCORES);

    public Constraints() {
        super(
                new Card(
                        "constraints",
                        "Behaviour constraints",
                        Family.SHAPING,
                        "Does something happen more often than it may, and is there enough data to say so?",
                        List.of("Effective Reward Specification in Deep Reinforcement Learning"),
                        List.of(
                                "steps, episodes, responses or scores with columns that are 1 where an event happens"
                                        + " (event/NAME, cost/NAME, violation/NAME)",
                                "metrics with multipliers (lambda/NAME)")),
                ConstraintParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return accepts(ConstraintParameters.DEFAULTS, tables);
    }

    @Override
    public boolean accepts(ConstraintParameters parameters, Tables tables) {
        return tables.list().stream()
                .filter(t -> isWanted(t, parameters))
                .anyMatch(t -> t.kind() == Kind.METRICS
                        ? t.tag(RoleType.MULTIPLIER).isPresent()
                        : !events(t, parameters).isEmpty());
    }

    private static boolean isWanted(Table table, ConstraintParameters parameters) {
        return table.rows() > 0
                && (parameters.runs().isEmpty()
                        || parameters.runs().contains(RunColors.runOf(table).name())
                        || parameters.runs().contains(RunColors.runOf(table).group()));
    }

    /** The columns with events by their short names. */
    private static Map<String, String> events(Table table, ConstraintParameters parameters) {
        Map<String, String> events = new LinkedHashMap<>();
        if (!KINDS.contains(table.kind())) {
            return events;
        }
        for (Column column : table.columns()) {
            boolean flag = column.type().isNumeric() || column.type() == ColumnType.BOOL;
            boolean wanted = parameters.events().isEmpty()
                    ? EVENT.matcher(column.name()).matches()
                    : parameters.events().contains(column.name())
                            || parameters.events().contains(shortName(column.name()));
            if (flag && wanted) {
                events.put(shortName(column.name()), column.name());
            }
        }
        return events;
    }

    private static String shortName(String column) {
        var matcher = EVENT.matcher(column);
        return matcher.matches() && matcher.group(1) != null ? matcher.group(1) : column;
    }

    /**
     * One event in one run.
     *
     * @param happened for each trial whether it happened; NaN where unknown
     */
    record Watched(String run, String event, double[] happened, double limit, double level) {

        EventRate rate(int from, int to) {
            long events = 0;
            long trials = 0;
            for (int i = from; i < to; i++) {
                if (Double.isFinite(happened[i])) {
                    trials++;
                    events += happened[i] > 0 ? 1 : 0;
                }
            }
            return new EventRate(events, trials, limit, level);
        }

        EventRate rate() {
            return rate(0, happened.length);
        }
    }

    @Override
    public Result run(ConstraintParameters parameters, Tables tables, Progress progress) {
        Map<String, Double> limits = limits(parameters);
        List<Watched> watched = new ArrayList<>();
        List<Table> inputs = new ArrayList<>();
        Kind kind = KINDS.stream()
                .filter(k -> tables.list(k).stream()
                        .anyMatch(t -> isWanted(t, parameters)
                                && !events(t, parameters).isEmpty()))
                .findFirst()
                .orElse(Kind.STEPS);
        for (Table table : tables.list(kind)) {
            if (isWanted(table, parameters) && !events(table, parameters).isEmpty()) {
                progress.checkCancelled();
                progress.update("reading " + table.name(), 0.3);
                watched.addAll(read(table, parameters, limits, tables));
                inputs.add(table);
            }
        }
        List<Table> logs = tables.list(Kind.METRICS).stream()
                .filter(t ->
                        isWanted(t, parameters) && t.tag(RoleType.MULTIPLIER).isPresent())
                .toList();
        if (watched.isEmpty() && logs.isEmpty()) {
            throw new AnalysisException("no table has events: name columns that are 1 where an event happens with"
                    + " events, or call them event/NAME; and no metrics have multipliers lambda/NAME");
        }
        ConstraintFigures figures = new ConstraintFigures(parameters, kind);
        List<Figure> drawn = new ArrayList<>();
        if (!watched.isEmpty()) {
            drawn.add(figures.rates(watched));
            drawn.add(figures.overTime(watched));
        }
        for (Table log : logs) {
            drawn.add(figures.multipliers(log, tables, logs.size() > 1));
            inputs.add(log);
        }
        return new Result(findings(watched, kind), drawn, List.of(table(watched)), inputs);
    }

    private static Map<String, Double> limits(ConstraintParameters parameters) {
        Map<String, Double> limits = new LinkedHashMap<>();
        for (String text : parameters.limits()) {
            int equals = text.lastIndexOf('=');
            try {
                double limit = Double.parseDouble(text.substring(equals + 1).strip());
                if (equals < 1 || !(limit >= 0 && limit <= 1)) {
                    throw new NumberFormatException(text);
                }
                limits.put(text.substring(0, equals).strip(), limit);
            } catch (NumberFormatException e) {
                throw new AnalysisException(
                        "a limit is written event=rate with a rate from 0 to 1, such as collision=0.05, not '" + text
                                + "'");
            }
        }
        return limits;
    }

    private static List<Watched> read(
            Table table, ConstraintParameters parameters, Map<String, Double> limits, Tables tables) {
        Map<String, String> events = events(table, parameters);
        Map<String, String> names = new LinkedHashMap<>(events);
        boolean joined = parameters.per() == ConstraintParameters.Per.EPISODE && table.kind() == Kind.STEPS;
        table.column(RoleType.EPISODE).filter(c -> joined).ifPresent(c -> names.put(" episode", c.name()));
        Rows rows = Rows.read(tables, new Search.Match(table, names));
        List<Watched> watched = new ArrayList<>();
        events.keySet().forEach(event -> {
            double[] happened = rows.numbers(event);
            watched.add(new Watched(
                    rows.run().name(),
                    event,
                    rows.has(" episode") ? byEpisode(rows, happened) : happened,
                    limits.getOrDefault(event, parameters.limit()),
                    parameters.level()));
        });
        return watched;
    }

    /** Whether it happened at any step of each episode. */
    private static double[] byEpisode(Rows rows, double[] happened) {
        return rows.groups(" episode").rows().stream()
                .mapToDouble(own -> Arrays.stream(own)
                        .mapToDouble(i -> happened[i])
                        .filter(Double::isFinite)
                        .max()
                        .orElse(Double.NaN))
                .toArray();
    }

    private static List<Finding> findings(List<Watched> watched, Kind kind) {
        List<Finding> findings = new ArrayList<>();
        for (EventRate.Verdict verdict :
                List.of(EventRate.Verdict.BROKEN, EventRate.Verdict.OPEN, EventRate.Verdict.MET)) {
            List<Watched> own =
                    watched.stream().filter(w -> w.rate().verdict() == verdict).toList();
            if (own.isEmpty()) {
                continue;
            }
            List<String> parts =
                    own.stream().limit(6).map(Constraints::sentence).toList();
            String more = own.size() > 6 ? ", and " + (own.size() - 6) + " more" : "";
            findings.add(new Finding(
                    "constraints-" + verdict.name().toLowerCase(Locale.ROOT),
                    verdict == EventRate.Verdict.BROKEN ? Severity.WARNING : Severity.INFO,
                    own.size() + " of " + watched.size()
                            + (watched.size() == 1 ? " constraint is " : " constraints are ") + verdict.text() + ": "
                            + String.join("; ", parts) + more + ".",
                    "Wilson's " + Digits.percent(own.getFirst().level) + " interval of the rate over "
                            + kind.id()
                            + ": met if all of it is at most the limit, broken if all of it is above. Trials"
                            + " of one run depend on each other, so that the true interval is wider.",
                    Map.of("constraints", own.size(), "of", watched.size()),
                    "rates"));
        }
        return findings;
    }

    private static String sentence(Watched w) {
        EventRate rate = w.rate();
        if (rate.trials() == 0) {
            return w.event + " of " + w.run + " has no trial";
        }
        String needed = Double.isFinite(rate.trialsNeeded())
                ? ", certain after " + Digits.count(rate.trialsNeeded()) + " trials if it stays so"
                : "";
        return w.event + " of " + w.run + " " + Digits.percent(rate.rate()) + " ["
                + Digits.percent(rate.interval().low()) + ", "
                + Digits.percent(rate.interval().high()) + "] of " + Digits.count(rate.trials()) + " against "
                + Digits.percent(w.limit) + needed;
    }

    private static ResultTable table(List<Watched> watched) {
        ResultRows rows = ResultRows.of(
                "constraints",
                "Rates of events against their limits",
                "run",
                "event",
                "events",
                "trials",
                "rate",
                "rate±",
                "limit",
                "verdict",
                "trials_needed",
                "first_fifth",
                "last_fifth");
        for (Watched w : watched) {
            EventRate rate = w.rate();
            int n = w.happened.length;
            rows.add(
                    w.run,
                    w.event,
                    rate.events(),
                    rate.trials(),
                    rate.rate(),
                    rate.interval(),
                    w.limit,
                    rate.verdict().text(),
                    rate.trialsNeeded(),
                    w.rate(0, Math.max(1, n / 5)).rate(),
                    w.rate(n - Math.max(1, n / 5), n).rate());
        }
        return rows.table();
    }

    /** Parts of equally many trials. */
    static int[] windows(int trials, int most) {
        int windows = Math.max(1, Math.min(most, trials / 10));
        return IntStream.rangeClosed(0, windows)
                .map(w -> (int) ((long) w * trials / windows))
                .toArray();
    }
}
