package rewardloom.model.preference.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import rewardloom.model.preference.Examples;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.TextReader;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Tables;

class PairSamplerTest {

    private static PairSample segments(Tables tables, int length, int count, long seed) {
        return new PairSampler(tables).segments(tables.list(), length, count, seed, Progress.NONE);
    }

    @Property(tries = 200)
    void segmentsAreWholeApartAndNewAndTheirNumberIsRight(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 9) Integer> lengths,
            @ForAll @IntRange(min = 0, max = 5) int length,
            @ForAll long seed) {
        int[] steps = lengths.stream().mapToInt(Integer::intValue).toArray();

        PairSample sample = segments(Examples.steps(steps), length, 100_000, seed);

        Set<Set<String>> seen = new HashSet<>();
        for (PairSample.Entry draw : sample.entries()) {
            Item.Segment a = (Item.Segment) draw.a();
            Item.Segment b = (Item.Segment) draw.b();
            for (Item.Segment s : List.of(a, b)) {
                int whole = steps[(int) s.episode()];
                assertThat(s.length()).isEqualTo(length == 0 ? whole : Math.min(length, whole));
                assertThat(s.start()).isNotNegative();
                assertThat(s.end()).isLessThanOrEqualTo(whole);
            }
            if (a.episode() == b.episode()) {
                assertThat(a.end() <= b.start() || b.end() <= a.start()).isTrue();
            }
            assertThat(seen.add(Set.of(a.hash(), b.hash())))
                    .as("a pair is drawn once")
                    .isTrue();
        }
        assertThat(sample.entries()).hasSize((int) sample.possible());
        assertThat(sample.possible()).isEqualTo(countByHand(steps, length));
    }

    /** An episode that is too short is one segment. */
    private static int starts(int steps, int length) {
        return length == 0 ? 1 : Math.max(1, steps - length + 1);
    }

    private static long countByHand(int[] steps, int length) {
        long pairs = 0;
        for (int e = 0; e < steps.length; e++) {
            int starts = starts(steps[e], length);
            for (int s = 0; s < starts; s++) {
                for (int other = e; other < steps.length; other++) {
                    int otherStarts = starts(steps[other], length);
                    for (int o = 0; o < otherStarts; o++) {
                        pairs += other > e || o >= s + Math.max(1, length) ? 1 : 0;
                    }
                }
            }
        }
        return pairs;
    }

    @Test
    void everySegmentIsEquallyLikelyUpToTheLast() {
        Tables tables = Examples.steps(12, 7);
        Map<String, Integer> seen = new HashMap<>();
        for (long seed = 0; seed < 4_000; seed++) {
            Item.Segment a = (Item.Segment)
                    segments(tables, 5, 1, seed).entries().getFirst().a();
            seen.merge(a.episode() + ":" + a.start(), 1, Integer::sum);
        }
        // 8 starts in the first episode, 3 in the second. Segments of the second episode have more partners (8 of 10
        // apart; those of the first 3 to 6), so their share is larger: 8 * 3 of 30 pairs hold each side.
        assertThat(seen.keySet()).hasSize(11).contains("0:7", "1:2");
        int second = seen.get("1:0") + seen.get("1:1") + seen.get("1:2");
        // 24 mixed pairs, 6 within the first episode, 0 within the second: the first item is of the second episode in
        // 24 / 2 of 30 pairs = 0.4; 4,000 draws give 1,600 with a standard deviation of 31.
        assertThat(second).isBetween(1_475, 1_725);
    }

    @Test
    void drawsFromManySegmentsWithoutListingThem() {
        PairSample sample = segments(Examples.steps(800, 900), 10, 5_000, 3);

        assertThat(sample.entries()).hasSize(5_000).doesNotHaveDuplicates();
        assertThat(sample.notes()).isEmpty();
        assertThat(segments(Examples.steps(800, 900), 10, 5_000, 3))
                .as("same seed")
                .isEqualTo(sample);
        assertThat(segments(Examples.steps(800, 900), 10, 5_000, 4).entries())
                .as("other seed")
                .isNotEqualTo(sample.entries());
    }

    @Test
    void reportsWhatItLeavesOut() {
        PairSample sample = segments(Examples.steps(30, 4, 3), 10, 10_000, 1);

        assertThat(sample.report())
                .contains(
                        "2 of 3 episodes of walker are shorter than 10 steps (the shortest has 3) and were used whole")
                .contains("10,000 pairs were wanted");
        assertThatThrownBy(() -> segments(Examples.steps(30), -1, 1, 1)).hasMessageContaining("-1 steps");
        assertThatThrownBy(() -> segments(Examples.steps(30), 1, 0, 1)).hasMessageContaining("at least 1");
    }

    @Test
    void aSegmentIsTheSameInEveryProjectWhateverItsRunIsCalled() {
        Tables here = Examples.addSteps(new MemoryTables(), "arena/walker", "5".repeat(64), 30);
        Tables there = Examples.addSteps(new MemoryTables(), "walker", "5".repeat(64), 30);
        Tables other = Examples.addSteps(new MemoryTables(), "walker", "6".repeat(64), 30);

        assertThat(hash(here)).isEqualTo(hash(there)).isNotEqualTo(hash(other));
    }

    private static String hash(Tables tables) {
        return Item.Segment.of(Examples.only(tables), Examples.only(tables).run(), 0, 3, 8)
                .hash();
    }

    @Test
    void pairsResponsesToTheSamePromptAcrossTables() {
        MemoryTables tables = Examples.responses(
                new String[] {"sea", "salt"}, new String[] {"sea", "salt"}, new String[] {"sea", "wave"}, new String[] {
                    "sky", "blue"
                });
        Examples.addTexts(tables, Kind.RESPONSES, "other", List.of("prompt", "response"), new String[][] {
            {"sea", "boat"}, {"sky", ""}, {"sun", "hot"}
        });

        PairSample sample = new PairSampler(tables).responses(tables.list(), 50, 1, Progress.NONE);

        assertThat(sample.entries()).hasSize(3);
        TextReader texts = new TextReader(tables);
        for (PairSample.Entry draw : sample.entries()) {
            assertThat(texts.read(draw.a()).prompt()).isEqualTo("sea");
            assertThat(texts.read(draw.b()).prompt()).isEqualTo("sea");
            assertThat(texts.read(draw.a()).text())
                    .isNotEqualTo(texts.read(draw.b()).text());
        }
        assertThat(sample.report())
                .contains("1 empty responses")
                .contains("1 responses repeat the text")
                .contains("2 prompts have only one response")
                .contains("50 pairs were wanted, but of 3 different ones only 3 were found");
    }

    @Test
    void everyPairOfResponsesIsEquallyLikely() {
        MemoryTables tables = Examples.responses(
                new String[] {"a", "1"},
                new String[] {"a", "2"},
                new String[] {"b", "1"},
                new String[] {"b", "2"},
                new String[] {"b", "3"});
        Map<String, Integer> prompts = new HashMap<>();
        for (long seed = 0; seed < 2_000; seed++) {
            PairSample.Entry draw = new PairSampler(tables)
                    .responses(tables.list(), 1, seed, Progress.NONE)
                    .entries()
                    .getFirst();
            prompts.merge(new TextReader(tables).read(draw.a()).prompt(), 1, Integer::sum);
        }
        // One pair of prompt a, three of prompt b: 500 of 2,000, standard deviation 19.
        assertThat(prompts.get("a")).isBetween(420, 580);
    }

    @Test
    void takesImportedPairsInRandomOrder() {
        Tables tables = Examples.pairs(
                new String[] {"p", "good", "bad"},
                new String[] {"p", "same", "same"},
                new String[] {"q", "good", "bad"},
                new String[] {"p", "bad", "good"},
                new String[] {"r", "", "bad"});

        PairSample sample = new PairSampler(tables).imported(Examples.only(tables), 10, 1, Progress.NONE);

        assertThat(sample.entries()).hasSize(2);
        assertThat(sample.report())
                .contains("1 pairs lack a text")
                .contains("1 pairs have the same text twice")
                .contains("1 pairs repeat another pair");
    }
}
