package rewardloom.model.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Every analysis there is, sorted by family and title. */
public final class Analyses {
    private final List<Analysis<?>> all;

    public Analyses(List<? extends Analysis<?>> all) {
        this.all = all.stream()
                .<Analysis<?>>map(a -> a)
                .sorted(Comparator.<Analysis<?>, Family>comparing(Analysis::family)
                        .thenComparing(Analysis::title))
                .toList();
    }

    /** Those registered as services. */
    public static Analyses installed() {
        return new Analyses(ServiceLoader.load(Analysis.class).stream()
                .<Analysis<?>>map(ServiceLoader.Provider::get)
                .toList());
    }

    public List<Analysis<?>> all() {
        return all;
    }

    /** The analysis with this id, if there is one. */
    public Optional<Analysis<?>> find(String id) {
        return all.stream().filter(a -> a.id().equals(id)).findFirst();
    }

    /**
     * The analysis with this id.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public Analysis<?> get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no analysis '" + id + "'; there are "
                + String.join(", ", all.stream().map(Analysis::id).toList())));
    }
}
