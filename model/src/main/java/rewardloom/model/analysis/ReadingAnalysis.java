package rewardloom.model.analysis;

import java.util.List;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Tables;

/**
 * An analysis that reads first and judges then. A window that keeps what was read need not read again when a parameter changes
 * that only the judgement depends on, such as a weight that is dragged.
 *
 * @param <P> the parameters
 * @param <D> what is read; never changed by the judgement
 */
public interface ReadingAnalysis<P extends Record, D> extends Analysis<P> {

    /** The part of the parameters that says what is read: as long as it is equal, so is what is read. */
    Object reads(P parameters);

    /**
     * Reads.
     *
     * @throws AnalysisException if the tables do not hold what it needs
     * @throws rewardloom.model.progress.CancelledException if cancelled
     */
    D read(P parameters, Tables tables, Progress progress);

    /**
     * Judges what was read.
     *
     * @throws AnalysisException if a parameter does not fit it
     * @throws rewardloom.model.progress.CancelledException if cancelled
     */
    Result judge(P parameters, D data, Progress progress);

    @Override
    default Result run(P parameters, Tables tables, Progress progress) {
        return judge(parameters, read(parameters, tables, progress), progress);
    }

    /** Reads only what the session does not remember of an earlier run over the same tables. */
    @Override
    default Result run(P parameters, Tables tables, Progress progress, Session session) {
        Object key = List.of(id(), reads(parameters), tables.list());
        // What is kept under this key was read by the same analysis.
        @SuppressWarnings("unchecked")
        D data = (D) session.remember(key, Object.class, () -> read(parameters, tables, progress));
        return judge(parameters, data, progress);
    }
}
