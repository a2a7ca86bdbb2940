package rewardloom.model.preference.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rewardloom.model.preference.choice.Outcome;

class TeacherTest {
    private final SplittableRandom random = new SplittableRandom(1);

    private static Teacher teacher(Teacher.Kind kind) {
        return Teacher.of(kind, 10, Teacher.Reading.AS_PUBLISHED);
    }

    /** Myopic sums of (1, 0, 0) and (0, 0, .9) with γ = .9 are .81 and .9: the second; the oracle says the first. */
    @Test
    void theMyopicTeacherWeighsTheLastStepMost() {
        double[] early = {1, 0, 0};
        double[] late = {0, 0, .9};

        assertThat(teacher(Teacher.Kind.MYOPIC).answer(early, late, random)).contains(Outcome.SECOND);
        assertThat(teacher(Teacher.Kind.ORACLE).answer(early, late, random)).contains(Outcome.FIRST);
        assertThat(teacher(Teacher.Kind.ORACLE).answer(late, late, random))
                .as("the first one of equals")
                .contains(Outcome.FIRST);
    }

    @Test
    void marginsAreATenthOfTheAverageOrAHundredth() {
        assertThat(teacher(Teacher.Kind.SKIPPING).answer(new double[] {1}, new double[] {.5}, random))
                .isEmpty();
        assertThat(teacher(Teacher.Kind.SKIPPING).answer(new double[] {1.1}, new double[] {.5}, random))
                .contains(Outcome.FIRST);
        assertThat(teacher(Teacher.Kind.EQUAL).answer(new double[] {2}, new double[] {2.9}, random))
                .contains(Outcome.TIE);
        Teacher coded = Teacher.of(Teacher.Kind.EQUAL, 10, Teacher.Reading.AS_CODED);
        assertThat(coded.answer(new double[] {2}, new double[] {2.9}, random)).contains(Outcome.SECOND);
        assertThat(coded.answer(new double[] {2}, new double[] {2.09}, random)).contains(Outcome.TIE);
    }

    @Test
    void noiseIsAsLargeAsItSays() {
        double[] better = {1, 1};
        double[] worse = {.5, .5};
        // σ(1) = .731 of 20,000 answers, standard deviation 63; and .9, standard deviation 42.
        assertThat(firsts(teacher(Teacher.Kind.STOCHASTIC), better, worse)).isBetween(14_300, 14_940);
        assertThat(firsts(teacher(Teacher.Kind.MISTAKEN), better, worse)).isBetween(17_790, 18_210);
        assertThat(firsts(teacher(Teacher.Kind.ORACLE), better, worse)).isEqualTo(20_000);
    }

    private int firsts(Teacher teacher, double[] first, double[] second) {
        return (int) IntStream.range(0, 20_000)
                .filter(i -> teacher.answer(first, second, random).orElseThrow() == Outcome.FIRST)
                .count();
    }
}
