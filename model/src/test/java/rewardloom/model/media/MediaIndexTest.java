package rewardloom.model.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.model.media.MediaIndex.Tag;
import rewardloom.model.media.MediaItem.Type;
import rewardloom.model.table.MemoryTables;

class MediaIndexTest {
    private static final Tag SAMPLES = new Tag("samples", Type.TEXT);

    private final MediaIndex index = MediaIndex.read(new MediaTables()
            .text("samples", 0, "a0")
            .image("frame", 0, "f0.png")
            .image("frame", 0, "f1.png")
            .text("samples", 20, "a20")
            .run("a")
            .text("samples", 10, "b10")
            .text("samples", 10, "b10 again")
            .run("b")
            .tables());

    @Test
    void listsTagsRunsAndSteps() {
        assertThat(index.tags()).containsExactly(SAMPLES, new Tag("frame", Type.IMAGE));
        assertThat(index.runs(SAMPLES)).containsExactly("a", "b");
        assertThat(index.steps(SAMPLES, List.of("a", "b"))).containsExactly(0, 10, 20);
        assertThat(index.steps(SAMPLES, List.of("b"))).containsExactly(10);
        assertThat(index.count(SAMPLES)).isEqualTo(4);
    }

    @Test
    void aStepShowsWhatWasLoggedLast() {
        assertThat(index.at(SAMPLES, "a", 15)).extracting(MediaItem::text).containsExactly("a0");
        assertThat(index.at(SAMPLES, "a", 20)).extracting(MediaItem::text).containsExactly("a20");
        assertThat(index.at(SAMPLES, "b", 5)).isEmpty();
        assertThat(index.at(SAMPLES, "b", 99)).extracting(MediaItem::text).containsExactly("b10", "b10 again");
        assertThat(index.at(new Tag("frame", Type.IMAGE), "a", 3))
                .extracting(MediaItem::file)
                .containsExactly("f0.png", "f1.png");
    }

    @Test
    void aStudyWithoutMediaHasNone() {
        assertThat(MediaIndex.read(new MemoryTables()).isEmpty()).isTrue();
    }
}
