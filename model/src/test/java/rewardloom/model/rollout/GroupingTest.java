package rewardloom.model.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.model.table.Values;

class GroupingTest {

    @Test
    void groupsNumbersAndTextsAndPairsOfThem() {
        Grouping.Codes numbers = Grouping.Codes.of(new Values.Longs(new long[] {7, 7, 3, 7, 3}));
        Grouping.Codes texts = Grouping.Codes.of(new Values.Texts(new int[] {1, 0, 0, 1, -1}, List.of("a", "b")));

        assertThat(numbers.codes()).containsExactly(0, 0, 1, 0, 1);
        assertThat(numbers.grouping().rowsOf(0)).containsExactly(0, 1, 3);
        assertThat(numbers.grouping().rowsOf(1)).containsExactly(2, 4);
        assertThat(texts.codes()).containsExactly(0, 1, 1, 0, -1);
        assertThat(texts.grouping().rows()).hasSize(4);
        assertThat(numbers.with(texts).codes()).containsExactly(0, 1, 2, 0, -1);
        assertThat(numbers.with(texts).count()).isEqualTo(3);
    }
}
