package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ShortNamesTest {

    private static List<String> shown(String... names) {
        ShortNames shortened = new ShortNames(List.of(names));
        return List.of(names).stream().map(shortened::of).toList();
    }

    @Test
    void sharedFoldersAreLeftOut() {
        assertThat(shown("rl/clip", "rl/single-kl")).containsExactly("clip", "single-kl");
        assertThat(shown("sac/walker_run/sac/bench", "sac/fish_swim/sac/bench"))
                .containsExactly("walker_run", "fish_swim");
        assertThat(shown("breakout/DQN", "breakout/DQN (Adam + MSE in JAX)"))
                .containsExactly("DQN", "DQN (Adam + MSE in JAX)");
    }

    @Test
    void whatTellsNamesApartStays() {
        assertThat(shown("rl/clip", "dpo/clip")).containsExactly("rl", "dpo");
        assertThat(shown("rl/clip")).containsExactly("rl/clip");
        assertThat(shown("rl/clip", "rl/mean", "clip"))
                .as("one is called so")
                .containsExactly("rl/clip", "rl/mean", "clip");
        assertThat(shown("rl/clip", "rl/mean", "threshold")).containsExactly("clip", "mean", "threshold");
        assertThat(shown("a / b", "a / c")).as("a fraction is no folder").containsExactly("a / b", "a / c");
    }

    @Property(tries = 200)
    void namesStayDistinctAndAreParts(
            @ForAll @Size(min = 1, max = 8)
                    List<@AlphaChars @Chars('/') @StringLength(min = 1, max = 6) String> names) {
        ShortNames shortened = new ShortNames(names);
        HashSet<String> distinct = new HashSet<>();
        names.stream().distinct().forEach(name -> {
            assertThat(name).contains(shortened.of(name));
            assertThat(shortened.of(name)).isNotBlank();
            assertThat(distinct.add(shortened.of(name))).isTrue();
        });
    }
}
