package rewardloom.app.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A query and what it finds. Belongs to the JavaFX thread. */
public final class SearchModel {
    private static final int MOST = 60;
    private final Supplier<List<Entry>> entries;
    private final ObservableList<Hit> hits = FXCollections.observableArrayList();
    private final ObservableList<Hit> readHits = FXCollections.unmodifiableObservableList(hits);
    private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper(-1);
    private List<Entry> all = List.of();

    /** @param entries everything there is to find, asked for when a search begins */
    public SearchModel(Supplier<List<Entry>> entries) {
        this.entries = entries;
    }

    /** What was found, best first. */
    public ObservableList<Hit> hits() {
        return readHits;
    }

    /** Index of the hit that Enter takes, or -1. */
    public ReadOnlyIntegerProperty chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** A new search: looks at what there is now. */
    public void begin() {
        all = entries.get();
        query("");
    }

    /** Finds; an empty query finds everything in its own order. */
    public void query(String text) {
        List<Hit> found = new ArrayList<>();
        for (Entry entry : all) {
            Optional<Match> title = text.isBlank() ? Optional.of(Match.ANY) : Match.of(text, entry.title());
            title.or(() -> Match.of(text, entry.title() + " " + entry.kind() + " " + entry.note())
                            .map(m -> new Match(m.score() / 2, m.places())))
                    .or(() -> Match.within(text, entry.title() + " " + entry.note() + " " + entry.words()))
                    .ifPresent(m -> found.add(new Hit(
                            entry,
                            m.score(),
                            m.places().stream()
                                    .filter(p -> p < entry.title().length())
                                    .toList())));
        }
        found.sort(Comparator.comparingInt(Hit::score).reversed());
        hits.setAll(found.subList(0, Math.min(MOST, found.size())));
        chosen.set(hits.isEmpty() ? -1 : 0);
    }

    /** Chooses the next hit, or with -1 the one before; goes round. */
    public void step(int by) {
        if (!hits.isEmpty()) {
            chosen.set(Math.floorMod(chosen.get() + by, hits.size()));
        }
    }

    /** Takes the chosen hit; false if there is none. */
    public boolean take() {
        if (chosen.get() < 0) {
            return false;
        }
        hits.get(chosen.get()).entry().run().run();
        return true;
    }

    /** Chooses a hit. */
    public void choose(int index) {
        if (index >= 0 && index < hits.size()) {
            chosen.set(index);
        }
    }

    /**
     * One that was found.
     *
     * @param score how well it answers
     * @param places positions in its title that the query matched
     */
    public record Hit(Entry entry, int score, List<Integer> places) {}
}
