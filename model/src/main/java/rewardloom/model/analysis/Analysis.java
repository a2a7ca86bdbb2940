package rewardloom.model.analysis;

import java.util.List;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Tables;

/**
 * One analysis: parameters and tables in, figures, tables and findings out. Implementations are stateless, have a public
 * constructor without arguments and are registered as a service; window and command line need nothing else. Nothing is random
 * without a seed among the parameters.
 *
 * @param <P> the parameters: a record whose components carry {@link Parameter}
 */
public interface Analysis<P extends Record> {

    /** Stable id, lower case with hyphens. */
    String id();

    /** Name for people. */
    String title();

    Family family();

    /** One sentence that says what question it answers. */
    String sentence();

    /** Full titles of the papers it stands on. */
    List<String> sources();

    /** What it needs, in the words of roles, one alternative a line, such as {@code "metrics with gold and kl"}. */
    List<String> needs();

    /** How it computes and how to read its figures; Markdown, formulas included. */
    String help();

    /** The parameters when nobody sets any. */
    P defaults();

    /** Whether these tables hold what it needs; cheap, reads no rows. */
    boolean accepts(Tables tables);

    /** Whether these tables hold what it needs when the parameters say where; cheap, reads no rows. */
    default boolean accepts(P parameters, Tables tables) {
        return accepts(tables);
    }

    /**
     * Runs it.
     *
     * @throws AnalysisException if the tables do not hold what it needs or a parameter does not fit them
     * @throws rewardloom.model.progress.CancelledException if cancelled
     */
    Result run(P parameters, Tables tables, Progress progress);

    /**
     * Runs it for a window that may show figures early and remember what is needed again; the result is the same.
     *
     * @throws AnalysisException as {@link #run(Record, Tables, Progress)} does
     */
    default Result run(P parameters, Tables tables, Progress progress, Session session) {
        return run(parameters, tables, progress);
    }

    /** Settings that users ask for by name, such as those of another program; none unless an analysis has some. */
    default List<Preset> presets() {
        return List.of();
    }
}
