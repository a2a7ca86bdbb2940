package rewardloom.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchModelTest {
    private final List<String> done = new ArrayList<>();
    private final SearchModel search = new SearchModel(() -> List.of(
            entry("View", "Curves", "C"),
            entry("View", "Over-optimisation", ""),
            entry("Action", "Export the figure", ""),
            entry("Action", "Import files", ""),
            entry("Tag", "reward/gold", "21 runs"),
            entry("Tag", "reward/proxy", "21 runs"),
            entry("Run", "rl/single-seed0", "single")));

    @BeforeEach
    void begin() {
        search.begin();
    }

    @Test
    void anEmptyQueryShowsEverything() {
        assertThat(titles()).hasSize(7).startsWith("Curves");
    }

    @Test
    void aPieceOfAWordFindsIt() {
        search.query("gold");
        assertThat(titles()).containsExactly("reward/gold");
        assertThat(search.hits().getFirst().places()).containsExactly(7, 8, 9, 10);
    }

    @Test
    void initialsFindWords() {
        search.query("ov op");
        assertThat(titles()).startsWith("Over-optimisation");
        search.query("etf");
        assertThat(titles()).startsWith("Export the figure");
        search.query("rp");
        assertThat(titles()).startsWith("reward/proxy");
    }

    @Test
    void wordsMayStandInAnyOrderAndKindsCount() {
        search.query("figure export");
        assertThat(titles()).startsWith("Export the figure");
        search.query("tag proxy");
        assertThat(titles()).containsExactly("reward/proxy");
    }

    @Test
    void wordsThatAreNotShownFindItLast() {
        SearchModel wide = new SearchModel(() -> List.of(
                new Entry("View", "Attribution", "Decomposition", "exact Shapley values of components", null, () -> {}),
                entry("Tag", "shapley", "1 run")));
        wide.begin();
        wide.query("shapley");
        assertThat(wide.hits()).extracting(h -> h.entry().title()).containsExactly("shapley", "Attribution");
        wide.query("values components");
        assertThat(wide.hits()).extracting(h -> h.entry().title()).containsExactly("Attribution");
        wide.query("vls cmp");
        assertThat(wide.hits()).as("only whole pieces of what is not shown").isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        search.query("zebra");
        assertThat(titles()).isEmpty();
        assertThat(search.take()).isFalse();
    }

    @Test
    void arrowsGoRoundAndEnterTakes() {
        search.query("reward");
        search.step(-1);
        assertThat(search.take()).isTrue();
        search.step(1);
        assertThat(search.take()).isTrue();

        assertThat(done)
                .containsExactly(
                        search.hits().getLast().entry().title(),
                        search.hits().getFirst().entry().title());
    }

    private List<String> titles() {
        return search.hits().stream().map(h -> h.entry().title()).toList();
    }

    private Entry entry(String kind, String title, String note) {
        return new Entry(kind, title, note, null, () -> done.add(title));
    }
}
