package rewardloom.viewers.preference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.preference.LabelAgreement;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.choice.ChoiceModels;
import rewardloom.model.preference.choice.ImpliedWeights;
import rewardloom.model.preference.quality.LabelQuality;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.viewers.work.Background;

/** What the owner of a queue sees while others label it: what analyses find, again whenever the log has grown. */
final class QualityModel {
    private final LabelLog log;
    private final Tables labelled;
    private final Background background;
    private final Object judging = new Object();
    private final ReadOnlyObjectWrapper<@Nullable PairQueue> queue = new ReadOnlyObjectWrapper<>(this, "queue");
    private final ReadOnlyObjectWrapper<@Nullable Judgement> judgement = new ReadOnlyObjectWrapper<>(this, "judgement");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");
    private long judgedEvents = -1;

    /**
     * What was found.
     *
     * @param findings of all analyses, the most serious first
     * @param tables annotators, agreement, scores, weights, disputed pairs; those that there are
     * @param events number of events of the log that were read
     */
    record Judgement(List<Finding> findings, List<ResultTable> tables, long events) {}

    QualityModel(LabelLog log, Tables labelled, Background background) {
        this.log = log;
        this.labelled = labelled;
        this.background = background;
    }

    ReadOnlyObjectProperty<@Nullable PairQueue> queueProperty() {
        return queue.getReadOnlyProperty();
    }

    /** What was found last; null before the first time. */
    ReadOnlyObjectProperty<@Nullable Judgement> judgementProperty() {
        return judgement.getReadOnlyProperty();
    }

    /** Why nothing could be found, empty otherwise. */
    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    void open(PairQueue opened) {
        queue.set(opened);
        judgement.set(null);
        judgedEvents = -1;
        refresh();
    }

    /** Judges again if the log has grown. */
    void refresh() {
        PairQueue opened = queue.get();
        if (opened == null) {
            return;
        }
        long before = judgedEvents;
        background.latest(
                judging,
                before < 0 ? "Judging the labels of " + opened.name() : "",
                progress -> {
                    long events = log.events(opened);
                    return events == before
                            ? new Judgement(List.of(), List.of(), before)
                            : judge(opened, events, progress);
                },
                found -> {
                    if (found.events() != before) {
                        judgedEvents = found.events();
                        error.set("");
                        judgement.set(found);
                    }
                },
                e -> error.set(e.getMessage() == null ? e.toString() : e.getMessage()));
    }

    private Judgement judge(PairQueue opened, long events, Progress progress) {
        List<Finding> findings = new ArrayList<>();
        List<ResultTable> tables = new ArrayList<>();
        Tables only = new QueueTables(labelled, "labels of " + opened.name());
        run(new LabelQuality(), only, List.of("annotators", "disputed", "failed-checks"), findings, tables, progress);
        run(new LabelAgreement(), only, List.of("agreement", "pairwise", "over-time"), findings, tables, progress);
        run(new ImpliedWeights(), only, List.of("weights"), findings, tables, progress);
        run(new ChoiceModels(), only, List.of("scores"), findings, tables, progress);
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        return new Judgement(findings, tables, events);
    }

    private <P extends Record> void run(
            Analysis<P> analysis,
            Tables only,
            List<String> wanted,
            List<Finding> findings,
            List<ResultTable> tables,
            Progress progress) {
        if (!analysis.accepts(only)) {
            return;
        }
        try {
            Result result = analysis.run(analysis.defaults(), only, progress);
            // Figures stand in the tab of the analysis, not here.
            result.findings()
                    .forEach(f -> findings.add(new Finding(f.id(), f.severity(), f.text(), f.rule(), f.values(), "")));
            result.tables().stream()
                    .filter(t -> wanted.contains(t.name()) && !t.rows().isEmpty())
                    .forEach(tables::add);
        } catch (AnalysisException e) {
            findings.add(new Finding(
                    analysis.id(),
                    Finding.Severity.INFO,
                    analysis.title() + ": " + e.getMessage(),
                    "The analysis has nothing to work on yet.",
                    Map.of(),
                    ""));
        }
    }

    /** The labels of one queue alone. */
    private record QueueTables(Tables all, String name) implements Tables {
        @Override
        public List<Table> list() {
            return all.list().stream()
                    .filter(t -> t.name().equals(name) || t.name().startsWith(name + ": "))
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

    /** Nobody looks any more. */
    void leave() {
        background.cancel(judging);
        queue.set(null);
        judgement.set(null);
    }
}
