package rewardloom.model.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.model.project.LooseFormulas;

/** Formulas as blocks: read, changed, written. */
class BlockTest {
    private static final LooseFormulas FORMULAS = new LooseFormulas();
    private static final FunctionCards CARDS = FunctionCards.standard();
    private static final Map<String, double[]> ROWS = Map.of(
            "a", new double[] {0.7, -2, 3.25},
            "b", new double[] {1.5, 0.3, -0.1},
            "c", new double[] {-4, 11, 0.125},
            "d", new double[] {2, 0.5, 8});

    @AfterContainer
    static void close() {
        FORMULAS.close();
    }

    private static Block block(String formula) {
        return Block.of(FORMULAS.parse(formula));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a + b - c                    | a + b - c",
                "0.3 * a + b * 0.2 - 2 * c    | 0.3 * a + 0.2 * b - 2 * c",
                "-a + b                       | -a + b",
                "-(a + b)                     | -(a + b)",
                "a - (b - c)                  | a - (b - c)",
                "2 * a * b                    | 2 * (a * b)",
                "a * b * c                    | a * b * c",
                "a * (b + 1)                  | a * (b + 1)",
                "a / (b * 2)                  | a / (2 * b)",
                "0.5                          | 0.5",
                "-3                           | -3",
                "a + -3                       | a - 3",
                "a - 0.5 + 2 * 3              | a - 0.5 + 6",
                "krc(0.5 * a, b) - clip(a, -1, 1) | krc(0.5 * a, b) - clip(a, -1, 1)",
                "a + CASE WHEN b > 0 THEN 1 ELSE 0 END | a + CASE WHEN b > 0 THEN 1 ELSE 0 END",
                "a ** 2 / 4                   | a ** 2 / 4"
            })
    void isWrittenAsPeopleWriteIt(String formula, String written) {
        assertThat(block(formula).text()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a - (b - c) - d",
                "a / b / c * d",
                "3 - -2 * a * b * 4",
                "-a * b - -(c - 2 * -d)",
                "-(-a)",
                "(a + b) * (c - d) * 0.5",
                "a - b * (c + 2) * d",
                "- 2 * (a + b) + (c)",
                "a * -1 + -1 * b",
                "a // 2 + b % 3",
                "a ** 2 ** 0.5 - (-c) ** 2",
                "krc(a, b - c) * (1 - sigmoid(-d))"
            })
    void saysTheSame(String formula) {
        double[] before = FORMULAS.evaluate(ROWS, formula);
        double[] after = FORMULAS.evaluate(ROWS, block(formula).text());
        for (int i = 0; i < before.length; i++) {
            if (Double.isNaN(before[i])) {
                assertThat(after[i]).isNaN();
            } else {
                assertThat(after[i]).isCloseTo(before[i], within(1e-12 * (1 + Math.abs(before[i]))));
            }
        }
    }

    @Test
    void aWeightChangesWithoutTouchingAnythingElse() {
        Block root = block("a - 0.5 * b + krc(a, b)");
        Block.Sum sum = (Block.Sum) root;
        assertThat(sum.weighted(1, 2).text()).isEqualTo("a + 2 * b + krc(a, b)");
        assertThat(sum.weighted(1, 0).text()).isEqualTo("a + 0 * b + krc(a, b)");
        assertThat(sum.weighted(0, -1).text()).isEqualTo("-a - 0.5 * b + krc(a, b)");
        assertThat(sum.weighted(0, -0.25).text()).isEqualTo("-0.25 * a - 0.5 * b + krc(a, b)");
        assertThat(sum.weighted(2, 1e-7).text()).isEqualTo("a - 0.5 * b + 0.0000001 * krc(a, b)");
    }

    @Test
    void termsAreAddedToTheNearestSum() {
        Block c = new Block.Column("c");
        assertThat(BlockEdits.added(block("a + b"), List.of(), c).text()).isEqualTo("a + b + c");
        assertThat(BlockEdits.added(block("a + b"), List.of(0), c).text()).isEqualTo("a + c + b");
        assertThat(BlockEdits.added(block("krc(a, b)"), List.of(1), c).text()).isEqualTo("krc(a, b) + c");
        assertThat(BlockEdits.added(block("krc(a, b - d)"), List.of(1, 0), c).text())
                .isEqualTo("krc(a, b + c - d)");
    }

    @Test
    void functionsAreWrappedAround() {
        FunctionCard clip = CARDS.get("clip").orElseThrow();
        assertThat(BlockEdits.wrapped(block("a + 2 * b"), List.of(1), clip).text())
                .isEqualTo("a + 2 * clip(b, -1, 1)");
        assertThat(BlockEdits.wrapped(block("a + b"), List.of(), clip).text()).isEqualTo("clip(a + b, -1, 1)");
        FunctionCard krc = CARDS.get("krc").orElseThrow();
        assertThat(BlockEdits.wrapped(block("a"), List.of(), krc).text()).isEqualTo("krc(a, 0.5, 0.5)");
        assertThat(BlockEdits.unwrapped(block("d + krc(a, b)"), List.of(1, 0)).text())
                .isEqualTo("d + a");
    }

    /** Every function that the palette offers can be put around a piece. */
    @Test
    void everyFunctionCanBePutAroundAPiece() {
        for (FunctionCard card : CARDS.all()) {
            Block call = BlockEdits.call(card, new Block.Column("a"));
            assertThat(block(call.text())).as(card.name()).isEqualTo(call);
        }
    }

    @Test
    void piecesAreRemoved() {
        assertThat(text(BlockEdits.removed(block("a + b - c"), List.of(1)))).isEqualTo("a - c");
        assertThat(text(BlockEdits.removed(block("a * b * c"), List.of(0)))).isEqualTo("b * c");
        assertThat(text(BlockEdits.removed(block("a / b"), List.of(1)))).isEqualTo("a");
        assertThat(text(BlockEdits.removed(block("d + krc(a, b)"), List.of(1, 1))))
                .isEqualTo("d + krc(a, 0)");
        assertThat(text(BlockEdits.removed(block("d + sigmoid(a)"), List.of(1, 0))))
                .isEqualTo("d");
        assertThat(BlockEdits.removed(block("sigmoid(2 * a)"), List.of(0, 0))).isEmpty();
        assertThat(BlockEdits.removed(block("a"), List.of())).isEmpty();
    }

    @Test
    void piecesAreMoved() {
        assertThat(text(BlockEdits.moved(block("a + b + krc(c, 0.5)"), List.of(1), List.of(2, 1))))
                .isEqualTo("a + krc(c, b)");
        assertThat(text(BlockEdits.moved(block("a + b + c"), List.of(0), List.of())))
                .isEqualTo("b + c + a");
        assertThat(text(BlockEdits.moved(block("krc(a, b)"), List.of(0), List.of(1))))
                .isEqualTo("krc(0, a)");
        assertThat(text(BlockEdits.moved(block("d + krc(a, b - c)"), List.of(0), List.of(1, 1))))
                .isEqualTo("krc(a, b - c + d)");
        assertThat(BlockEdits.moved(block("krc(a + b, c)"), List.of(0), List.of(0, 1)))
                .as("into itself")
                .isEmpty();
        assertThat(BlockEdits.moved(block("krc(a, b)"), List.of(0), List.of()))
                .as("onto what holds it")
                .isEmpty();
    }

    private static String text(Optional<Block> block) {
        return block.orElseThrow().text();
    }
}
