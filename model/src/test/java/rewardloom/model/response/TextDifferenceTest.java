package rewardloom.model.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextDifferenceTest {
    @Test
    void findsTheWordsThatDiffer() {
        TextDifference difference = TextDifference.of("the red car stops.", "the car stops, then goes.");

        assertThat(difference.first())
                .containsExactly(piece("the ", false), piece("red ", true), piece("car stops.", false));
        assertThat(own(difference.second())).isEqualTo(", then goes");
        assertThat(difference.common()).isEqualTo(4);
    }

    private static TextDifference.Piece piece(String text, boolean own) {
        return new TextDifference.Piece(text, own);
    }

    private static String own(List<TextDifference.Piece> pieces) {
        return pieces.stream()
                .filter(TextDifference.Piece::own)
                .map(TextDifference.Piece::text)
                .collect(Collectors.joining());
    }

    private static String kept(List<TextDifference.Piece> pieces) {
        return pieces.stream()
                .filter(p -> !p.own())
                .map(TextDifference.Piece::text)
                .collect(Collectors.joining());
    }

    private static String whole(List<TextDifference.Piece> pieces) {
        return pieces.stream().map(TextDifference.Piece::text).collect(Collectors.joining());
    }

    @Property
    void nothingIsLostAndWhatIsCommonIsTheSame(@ForAll("texts") String a, @ForAll("texts") String b) {
        TextDifference difference = TextDifference.of(a, b);

        assertThat(whole(difference.first())).isEqualTo(a);
        assertThat(whole(difference.second())).isEqualTo(b);
        assertThat(kept(difference.first())).isEqualTo(kept(difference.second()));
        // A longest common subsequence by dynamic programming, for short texts.
        assertThat(TextDifference.words(kept(difference.first()))).hasSize(longest(a, b));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("+", "-", "*").list().ofMaxSize(12).map(words -> String.join("", words));
    }

    private static int longest(String first, String second) {
        List<String> a = TextDifference.words(first);
        List<String> b = TextDifference.words(second);
        int[][] length = new int[a.size() + 1][b.size() + 1];
        for (int i = 1; i <= a.size(); i++) {
            for (int j = 1; j <= b.size(); j++) {
                length[i][j] = a.get(i - 1).equals(b.get(j - 1))
                        ? length[i - 1][j - 1] + 1
                        : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[a.size()][b.size()];
    }

    @Test
    void textsWithNothingInCommonAreDifferentAsAWhole() {
        String a = "x ".repeat(5_000);
        String b = "y\n".repeat(5_000);
        TextDifference difference = TextDifference.of(a, b);

        assertThat(difference.common()).isZero();
        assertThat(difference.first()).containsExactly(piece(a, true));
    }
}
