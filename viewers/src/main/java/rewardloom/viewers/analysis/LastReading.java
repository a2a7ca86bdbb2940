package rewardloom.viewers.analysis;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.ReadingAnalysis;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Runs an analysis and keeps what it read, so that it need not be read again as long as the study and the parameters that say what
 * is read stay the same. Thread-safe.
 */
final class LastReading {
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    private record Kept(Object reads, List<Table> tables, Object data) {}

    <P extends Record> Result run(
            Analysis<P> analysis, P parameters, Tables tables, List<Table> listed, Progress progress) {
        return analysis instanceof ReadingAnalysis<?, ?>
                ? judge(reading(analysis), parameters, tables, listed, progress)
                : analysis.run(parameters, tables, progress);
    }

    @SuppressWarnings("unchecked")
    private static <P extends Record> ReadingAnalysis<P, Object> reading(Analysis<P> analysis) {
        return (ReadingAnalysis<P, Object>) analysis;
    }

    private <P extends Record> Result judge(
            ReadingAnalysis<P, Object> analysis, P parameters, Tables tables, List<Table> listed, Progress progress) {
        Object reads = analysis.reads(parameters);
        Kept known = kept.get();
        if (known == null || !known.reads.equals(reads) || !known.tables.equals(listed)) {
            kept.set(null);
            known = new Kept(reads, listed, analysis.read(parameters, tables, progress));
            kept.set(known);
        }
        return analysis.judge(parameters, known.data, progress);
    }

    /** Forgets it. */
    void forget() {
        kept.set(null);
    }
}
