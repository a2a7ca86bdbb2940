package rewardloom.viewers.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
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

        String code = tex.replaceAll("(?m)(?<!\\\\)%.*$", "")
                .replaceAll("\\\\[{}]", "")
                .replace("\\def\\figureend{\\end{document}}\n", "")
                .replace("\\begin{document}\n", "");
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
        assertThat(tex).contains("\\begin{axis}[", "sha256=").doesNotContain("NaN", "Infinity");
    }

    @Test
    void dataLabelsAndColoursAreInside() {
        String tex = PgfplotsWriter.write(Sheet.of(SampleFigures.overoptimization()), Presets.get("icml"));

        assertThat(tex)
                .contains("xlabel={KL($\\pi$ $\\Vert$ $\\pi$$_{\\mathrm{init}}$) in nats, $\\surd$ scale}")
                .containsPattern("\\\\makebox\\[[0-9.]+bp]\\{proxy}")
                .contains("\\definecolor{seriesA}{HTML}{0072B2}")
                .contains("use as bounding box] (0,0) rectangle (234,144.62)")
                .contains("\\addplot[seriesA, line width=1bp")
                .contains("font=\\fontsize{6}{6}")
                .contains("KL = 5.6");
    }

    @Test
    void barsLieWhereCategoriesAreOnTheVerticalAxis() {
        assertThat(PgfplotsWriter.write(Sheet.of(SampleFigures.lyingBars()), Presets.standard()))
                .contains("\\addplot[xbar", "y dir=reverse", "yticklabels={{identity},{centred}");
        assertThat(PgfplotsWriter.write(Sheet.of(SampleFigures.bars()), Presets.standard()))
                .contains("\\addplot[ybar", "y error plus=p", "xticklabels={{approach},{touch}");
    }

    /** TeX counts up to 16,383: what is far outside of the plot is as far as it can be told from what is near. */
    @Test
    void whatIsFarOutsideIsNoFartherThanTexCanCount() {
        Figure figure = new Figure(
                "far",
                "",
                Axis.linear("x").range(0, 1),
                Axis.linear("y").range(0, 1),
                List.of(new Layer.Line(
                        "a", 0, new double[] {-1e300, 0.5, 1e12}, new double[] {1e200, 0.5, -1e9}, false)),
                "",
                FigureSource.NONE);

        assertThat(PgfplotsWriter.write(Sheet.of(figure), Presets.standard())).contains("-4 5\\\\\n0.5 0.5\\\\\n5 -4");
    }

    /** A band over a metric that goes to and fro is one area from left to right. */
    @Test
    void bandsGoFromLeftToRight() {
        double[] kl = {0, 3, 1, 2};
        Figure figure = new Figure(
                "band",
                "",
                Axis.linear("KL"),
                Axis.linear("y"),
                List.of(new Layer.Band("b", 0, kl, new double[] {0, 3, 1, 2}, new double[] {1, 4, 2, 3}, "min to max")),
                "",
                FigureSource.NONE);

        assertThat(PgfplotsWriter.write(Sheet.of(figure), Presets.standard()))
                .contains("0 1\\\\\n1 2\\\\\n2 3\\\\\n3 4\\\\\n3 3\\\\\n2 2\\\\\n1 1\\\\\n0 0\\\\\n} -- cycle;");
    }

    /** A paper takes the file as it is: nothing that the picture needs stands in the preamble. */
    @Test
    void thePictureHasAllItNeeds() {
        String tex = PgfplotsWriter.write(Sheet.of(SampleFigures.curves()), Presets.standard());
        String picture = tex.substring(tex.indexOf("\\begin{tikzpicture}"));

        assertThat(picture).contains("\\definecolor{seriesA}", "\\pgfplotsset{compat=");
        assertThat(tex.substring(0, tex.indexOf("\\begin{tikzpicture}")))
                .doesNotContain("definecolor", "usetikzlibrary");
    }

    @Test
    void valuesAreWhole() {
        assertThat(PgfplotsWriter.number(1e6)).isEqualTo("1000000");
        assertThat(PgfplotsWriter.number(0.1)).isEqualTo("0.1");
        assertThat(PgfplotsWriter.number(-1.5e-12)).isEqualTo("-1.5e-12");
        assertThat(PgfplotsWriter.number(Double.NaN)).isEqualTo("nan");
    }
}
