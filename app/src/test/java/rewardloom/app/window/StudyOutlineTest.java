package rewardloom.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;

class StudyOutlineTest {

    @Test
    void seedsAreGroupedAndEverythingElseStandsByKind() {
        MemoryTables tables = new MemoryTables();
        for (String run : List.of("rl/single-seed0", "rl/single-seed1", "rl/mean-seed0", "alone")) {
            tables.addSeries(run, "reward", new long[] {0}, new double[] {1});
        }
        tables.add(new TableSpec(Kind.RESPONSES, "b.jsonl", "", List.of(new Column("response", ColumnType.TEXT))));
        tables.add(new TableSpec(Kind.RESPONSES, "a.jsonl", "", List.of(new Column("response", ColumnType.TEXT))));

        List<StudyOutline.Entry> outline = StudyOutline.of(tables.list(), List.of("shaped"), List.of());

        assertThat(outline)
                .extracting(StudyOutline.Entry::title, StudyOutline.Entry::note)
                .containsExactly(tuple("Runs", "4"), tuple("Responses", "2"), tuple("Recipes", "1"));
        assertThat(outline.getFirst().children())
                .extracting(StudyOutline.Entry::type, StudyOutline.Entry::title, StudyOutline.Entry::note)
                .containsExactly(
                        tuple(StudyOutline.Type.RUN, "alone", ""),
                        tuple(StudyOutline.Type.RUN, "rl/mean-seed0", ""),
                        tuple(StudyOutline.Type.GROUP, "rl/single", "×2"));
        assertThat(outline.getFirst().children().getLast().tables()).hasSize(2).doesNotHaveDuplicates();
        assertThat(outline.get(1).children())
                .extracting(StudyOutline.Entry::title)
                .containsExactly("a.jsonl", "b.jsonl");
    }

    @Test
    void aStudyWithNothingHasNoSections() {
        assertThat(StudyOutline.of(List.of(), List.of(), List.of())).isEmpty();
    }

    @Test
    void largeCountsAreShort() {
        assertThat(StudyOutline.brief(9_999)).isEqualTo("9999");
        assertThat(StudyOutline.brief(12_345)).isEqualTo("12 k");
        assertThat(StudyOutline.brief(12_345_678)).isEqualTo("12 M");
    }
}
