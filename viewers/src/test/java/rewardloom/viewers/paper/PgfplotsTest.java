package rewardloom.viewers.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.chart.SampleFigures;

class PgfplotsTest {

    static Iterable<Figure> figures() {
        return SampleFigures.all().values();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void bracesAndEnvironmentsAreBalanced(Figure figure) {
        String tex = PgfplotsWriter.write(Sheet.of(figure), Presets.standard());

        String code = tex.replaceAll("(?m)(?<!\\\\)%.*$", "").replaceAll("\\\\[{}]", "");
        int depth = 0;
        for (char c : code.toCharArray()) {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            assertThat(depth).isNotNegative();
        }
        assertThat(depth).isZero();
        Deque<String> open = new ArrayDeque<>();
        Matcher marks = Pattern.compile("\\\\(begin|end)\\{(\\w+)}").matcher(code);
        while (marks.find()) {
            if (marks.group(1).equals("begin")) {
                open.push(marks.group(2));
            } else {
                assertThat(open.pop()).isEqualTo(marks.group(2));
            }
        }
        assertThat(open).isEmpty();
        assertThat(tex).contains("\\begin{axis}[", "\\addplot", "sha256=").doesNotContain("NaN", "Infinity");
    }

    @Test
    void dataLabelsAndColoursAreInside() {
        String tex = PgfplotsWriter.write(Sheet.of(SampleFigures.overoptimization()), Presets.get("icml"));

        assertThat(tex)
                .contains("xlabel={KL($\\pi$ $\\Vert$ $\\pi$$_{\\mathrm{init}}$) in nats, $\\surd$ scale}")
                .contains("\\addlegendentry{proxy}")
                .contains("\\definecolor{seriesA}{HTML}{0072B2}")
                .contains("width=3.250in")
                .contains("x coord trafo/.code")
                .contains("font=\\fontsize{6.00}")
                .contains("KL = 5.6");
    }

    @Test
    void barsLieWhereCategoriesAreOnTheVerticalAxis() {
        assertThat(PgfplotsWriter.write(Sheet.of(SampleFigures.lyingBars()), Presets.standard()))
                .contains("\\addplot[xbar", "y dir=reverse", "yticklabels={{identity},{centred}");
        assertThat(PgfplotsWriter.write(Sheet.of(SampleFigures.bars()), Presets.standard()))
                .contains("\\addplot[ybar", "y error plus=p", "xticklabels={{approach},{touch}");
    }

    @Test
    void valuesAreWhole() {
        assertThat(PgfplotsWriter.number(1e6)).isEqualTo("1000000");
        assertThat(PgfplotsWriter.number(0.1)).isEqualTo("0.1");
        assertThat(PgfplotsWriter.number(-1.5e-12)).isEqualTo("-1.5e-12");
        assertThat(PgfplotsWriter.number(Double.NaN)).isEqualTo("nan");
    }
}
