package rewardloom.viewers.preference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.model.preference.LabelAgreement;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.choice.ChoiceModels;
import rewardloom.model.preference.choice.ImpliedWeights;
import rewardloom.model.preference.quality.LabelQuality;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Runs the analyses of preferences on the labels of one queue and puts together what its owner wants to see. */
final class JudgementReader {
    private static final String TIES =
            "A tie is an answer of its own; a skipped, incomparable or missing answer is missing."
                    + " Intervals: 95 %, bootstrap over pairs.";

    private final Tables labelled;
    private final PairQueue queue;
    private final String overall;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, ResultTable> tables = new LinkedHashMap<>();

    JudgementReader(Tables labelled, PairQueue queue, Progress progress) {
        this.labelled = labelled;
        this.queue = queue;
        this.overall = "labels of " + queue.name();
        this.progress = progress;
    }

    Judgement read(long events) {
        Tables every = new Only(labelled, overall, true);
        Tables alone = new Only(labelled, overall, false);
        run(new LabelAgreement(), every);
        run(new LabelQuality(), alone);
        run(new ImpliedWeights(), alone);
        run(new ChoiceModels(), alone);
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        return new Judgement(
                findings,
                agreement(),
                tables.containsKey("agreement/agreement") ? TIES : "",
                annotators(),
                places("label-quality/disputed", this::votes),
                places("label-quality/failed-checks", this::failure),
                places("implied-weights/contradictions", this::contradiction),
                figures,
                events);
    }

    private <P extends Record> void run(Analysis<P> analysis, Tables only) {
        if (!analysis.accepts(only)) {
            return;
        }
        progress.checkCancelled();
        try {
            Result result = analysis.run(new Parameters<>(analysis.defaults()).parse(Map.of()), only, progress);
            result.findings().stream().filter(this::isWanted).forEach(f -> findings.add(inside(f)));
            List<String> parts = only.list().stream()
                    .map(Table::name)
                    .filter(name -> !name.equals(overall))
                    .toList();
            result.figures().stream()
                    .filter(f -> parts.stream().noneMatch(part -> f.title().startsWith(part + ": ")))
                    .forEach(f -> figures.add(inside(f)));
            result.tables().forEach(t -> tables.put(analysis.id() + "/" + t.name(), t));
        } catch (AnalysisException e) {
            findings.add(new Finding(
                    analysis.id(),
                    Finding.Severity.INFO,
                    analysis.title() + ": " + inside(String.valueOf(e.getMessage())),
                    "The analysis has nothing to work on yet.",
                    Map.of(),
                    ""));
        }
    }

    /** Findings about criteria stand in the table of agreement, and how numbers were read is known here. */
    private boolean isWanted(Finding finding) {
        Object table = finding.values().get("table");
        return (table == null || table.equals(overall)) && !finding.id().equals("coding");
    }

    /** Here everything is about one queue, and figures stand below. */
    private Finding inside(Finding finding) {
        String text = inside(finding.text());
        return new Finding(finding.id(), finding.severity(), text, finding.rule(), finding.values(), "");
    }

    private String inside(String text) {
        return text.replace(" of " + overall, "")
                .replace(" in " + overall, "")
                .replaceFirst("^" + Pattern.quote(overall), "The queue")
                .replace(overall, "the queue");
    }

    private Figure inside(Figure figure) {
        String prefix = overall + ": ";
        String title = figure.title().startsWith(prefix) ? figure.title().substring(prefix.length()) : figure.title();
        return figure.withTitle(title.isEmpty() ? title : Character.toUpperCase(title.charAt(0)) + title.substring(1));
    }

    private Optional<ResultTable> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    private List<Judgement.Agreed> agreement() {
        return table("agreement/agreement").map(this::agreement).orElse(List.of());
    }

    private List<Judgement.Agreed> agreement(ResultTable table) {
        Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < table.rows().size(); row++) {
            rows.computeIfAbsent(Estimate.text(table, row, "table"), k -> new LinkedHashMap<>())
                    .put(Estimate.text(table, row, "statistic"), row);
        }
        List<Judgement.Agreed> agreed = new ArrayList<>();
        rows.forEach((name, statistics) -> agreed.add(new Judgement.Agreed(
                question(name),
                Estimate.whole(table, statistics.getOrDefault("krippendorff-alpha", 0), "items"),
                statistic(table, statistics, "krippendorff-alpha-nominal"),
                statistic(table, statistics, "krippendorff-alpha-ordinal"),
                statistic(table, statistics, "krippendorff-alpha-interval"),
                statistic(table, statistics, "fleiss-kappa"),
                statistic(table, statistics, "mean-kappa"),
                statistic(table, statistics, "percent-agreement"))));
        return agreed;
    }

    private static Estimate statistic(ResultTable table, Map<String, Integer> rows, String name) {
        Integer row = rows.get(name);
        return row == null ? Estimate.NONE : Estimate.of(table, row, "value", "low", "high");
    }

    private String question(String table) {
        String rest = table.substring(Math.min(table.length(), overall.length()));
        return rest.isEmpty() ? "Overall" : rest.equals(": strength") ? "Strength" : rest.substring(2);
    }

    private List<Judgement.Annotator> annotators() {
        return table("label-quality/annotators").map(this::annotators).orElse(List.of());
    }

    private List<Judgement.Annotator> annotators(ResultTable table) {
        Map<String, Estimate> others = new LinkedHashMap<>();
        table("agreement/annotators").ifPresent(t -> {
            for (int row = 0; row < t.rows().size(); row++) {
                if (Estimate.text(t, row, "table").equals(overall)) {
                    others.put(
                            Estimate.text(t, row, "annotator"),
                            Estimate.of(t, row, "kappa", "kappa_low", "kappa_high"));
                }
            }
        });
        List<Judgement.Annotator> annotators = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            String who = Estimate.text(table, row, "annotator");
            Judgement.Counts counts = new Judgement.Counts(
                    Estimate.whole(table, row, "gold_passed"),
                    Estimate.whole(table, row, "gold"),
                    Estimate.whole(table, row, "repeats_same"),
                    Estimate.whole(table, row, "repeats"),
                    Estimate.whole(table, row, "mirrored_same"),
                    Estimate.whole(table, row, "mirrored"));
            annotators.add(new Judgement.Annotator(
                    who,
                    Estimate.whole(table, row, "labels"),
                    counts,
                    share(table, row, counts.gold(), counts.ofGold(), "gold"),
                    share(table, row, counts.repeats(), counts.ofRepeats(), "repeats"),
                    share(table, row, counts.mirrors(), counts.ofMirrors(), "mirrored"),
                    Estimate.number(table, row, "left_share"),
                    Estimate.number(table, row, "left_p"),
                    Estimate.number(table, row, "median_seconds"),
                    Estimate.number(table, row, "too_fast_share"),
                    Estimate.whole(table, row, "odd_times"),
                    others.getOrDefault(who, Estimate.NONE),
                    new Judgement.Triads(Estimate.whole(table, row, "triads"), Estimate.whole(table, row, "circular")),
                    Estimate.number(table, row, "zeta"),
                    warnings(who)));
        }
        return annotators;
    }

    private static Estimate share(ResultTable table, int row, int some, int all, String column) {
        return all == 0
                ? Estimate.NONE
                : new Estimate(
                        some / (double) all,
                        Estimate.number(table, row, column + "_low"),
                        Estimate.number(table, row, column + "_high"));
    }

    private Set<String> warnings(String who) {
        return findings.stream()
                .filter(f -> f.severity() != Finding.Severity.INFO)
                .filter(f -> who.equals(f.values().get("annotator")))
                .map(Finding::id)
                .collect(Collectors.toSet());
    }

    /** What there is to say about the pair of a row. */
    @FunctionalInterface
    private interface Saying {
        String of(ResultTable table, int row);
    }

    private List<Judgement.Place> places(String name, Saying saying) {
        return table(name).map(table -> places(table, saying)).orElse(List.of());
    }

    private List<Judgement.Place> places(ResultTable table, Saying saying) {
        int items = queue.questions().items();
        int rows = items * (items - 1) / 2;
        List<Judgement.Place> places = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            places.add(new Judgement.Place(
                    Estimate.whole(table, row, "row") / rows,
                    saying.of(table, row),
                    name(Estimate.text(table, row, "first")),
                    name(Estimate.text(table, row, "second"))));
        }
        return places;
    }

    /** Hashes of texts are no names for people. */
    private String name(String item) {
        return queue.kind() == PairQueue.Kind.SEGMENTS ? item : "";
    }

    private String votes(ResultTable table, int row) {
        List<String> parts = new ArrayList<>();
        for (String side : List.of("first", "second", "tie")) {
            String who = Estimate.text(table, row, side + "_by");
            if (!who.isEmpty()) {
                parts.add(side + ": " + who);
            }
        }
        return String.join("; ", parts);
    }

    private String failure(ResultTable table, int row) {
        return String.format(
                Locale.ROOT,
                "%s said %s, expected was %s (%s)",
                Estimate.text(table, row, "annotator"),
                Estimate.text(table, row, "answer"),
                Estimate.text(table, row, "expected"),
                Estimate.text(table, row, "check"));
    }

    private String contradiction(ResultTable table, int row) {
        String component = Estimate.text(table, row, "component");
        return String.format(
                Locale.ROOT,
                "%s chose the %s, with %.3g less of the declared reward%s",
                Estimate.text(table, row, "annotator"),
                Estimate.text(table, row, "answer"),
                Math.abs(Estimate.number(table, row, "declared_difference")),
                component.isEmpty() ? "" : "; " + component + " speaks for it");
    }

    /**
     * The labels of one queue alone.
     *
     * @param parts whether its criteria and strengths are among them
     */
    private record Only(Tables all, String name, boolean parts) implements Tables {
        @Override
        public List<Table> list() {
            return all.list().stream()
                    .filter(t -> t.name().equals(name) || (parts && t.name().startsWith(name + ": ")))
                    .toList();
        }

        @Override
        public Columns columns(Table table, Collection<String> names) {
            return all.columns(table, names);
        }

        @Override
        public Series series(Table table, String tag) {
            return all.series(table, tag);
        }
    }
}
