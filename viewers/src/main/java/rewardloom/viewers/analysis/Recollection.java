package rewardloom.viewers.analysis;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rewardloom.model.analysis.Session;
import rewardloom.model.figure.Figure;

/**
 * What an analysis worked out of tables in its last runs: kept while it is asked for, so that it holds no more than what is shown.
 * Thread-safe: a run that was superseded may still be at work beside its successor.
 */
final class Recollection {
    private final Map<Object, Object> known = new ConcurrentHashMap<>();

    /**
     * A run.
     *
     * @param looked name of the figure that is looked at, or the empty string
     * @param whole whether all of it is in sight
     * @param show takes figures that are there before the result, on the thread of the run
     */
    Run begin(String looked, boolean whole, Consumer<Figure> show) {
        return new Run(looked, whole, show);
    }

    /** Forgets everything. */
    void clear() {
        known.clear();
    }

    /** One run of the analysis. */
    final class Run implements Session {
        private final String looked;
        private final boolean whole;
        private final Consumer<Figure> show;
        private final Set<Object> used = ConcurrentHashMap.newKeySet();

        private Run(String looked, boolean whole, Consumer<Figure> show) {
            this.looked = looked;
            this.whole = whole;
            this.show = show;
        }

        @Override
        public String looked() {
            return looked;
        }

        @Override
        public boolean isWhole() {
            return whole;
        }

        @Override
        public void show(Figure figure) {
            show.accept(figure);
        }

        @Override
        public boolean remembers(Object key) {
            return known.containsKey(key);
        }

        @Override
        public <T> T remember(Object key, Class<T> type, Supplier<T> work) {
            used.add(key);
            Object before = known.get(key);
            if (before != null) {
                return type.cast(before);
            }
            T found = work.get();
            known.put(key, found);
            return found;
        }

        /** The run is through: what it did not ask for is forgotten. */
        void end() {
            known.keySet().retainAll(used);
        }
    }
}
