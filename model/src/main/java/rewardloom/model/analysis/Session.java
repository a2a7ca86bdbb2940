package rewardloom.model.analysis;

import java.util.function.Supplier;
import rewardloom.model.figure.Figure;

/**
 * What a window lends to an analysis that is run again and again: a look at a figure before the whole result is there, and a memory of
 * what was worked out from the rows of tables, which never change unless some are added. An analysis gives the same result without it.
 */
public interface Session {

    /** Nobody looks, and nothing is remembered. */
    Session NONE = new Session() {
        @Override
        public String looked() {
            return "";
        }

        @Override
        public void show(Figure figure) {}

        @Override
        public boolean remembers(Object key) {
            return false;
        }

        @Override
        public <T> T remember(Object key, Class<T> type, Supplier<T> work) {
            return work.get();
        }
    };

    /** Whether anybody looks, so that something quick is worth showing. */
    default boolean isWatched() {
        return this != NONE;
    }

    /** Name of the figure that is looked at: the first to be wanted; empty if none is yet. */
    String looked();

    /** Whether all of that figure is in sight, not a part that was zoomed into. */
    default boolean isWhole() {
        return true;
    }

    /** Shows a figure at once; a later one of the same name, or the result, takes its place. */
    void show(Figure figure);

    /** Whether something was worked out under an equal key before. */
    boolean remembers(Object key);

    /**
     * What was worked out under an equal key before, or else what {@code work} gives now. It is kept as long as every run asks for it.
     *
     * @param key everything the outcome depends on, {@linkplain rewardloom.model.table.Table#edition() editions} of tables included
     */
    <T> T remember(Object key, Class<T> type, Supplier<T> work);
}
