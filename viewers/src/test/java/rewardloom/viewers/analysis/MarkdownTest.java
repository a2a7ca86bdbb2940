package rewardloom.viewers.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void takesAHelpTextApart() {
        List<Markdown> blocks = Markdown.parse("""
            # Peak

            The gold reward *d(a - b d)* over
            two lines with `d = sqrt(KL)`.

            - one
              goes on
            - **two**
            1. first

            ```
            R = d * (a
                - b * d)
            ```
                indented
            """);

        assertThat(blocks)
                .containsExactly(
                        new Markdown.Heading(1, plain("Peak")),
                        new Markdown.Paragraph(List.of(
                                new Markdown.Span(
                                        "The gold reward *d(a - b d)* over two lines with ", Markdown.Style.PLAIN),
                                new Markdown.Span("d = sqrt(KL)", Markdown.Style.CODE),
                                new Markdown.Span(".", Markdown.Style.PLAIN))),
                        new Markdown.Entry("•", plain("one goes on")),
                        new Markdown.Entry("•", List.of(new Markdown.Span("two", Markdown.Style.STRONG))),
                        new Markdown.Entry("1.", plain("first")),
                        new Markdown.Code("R = d * (a\n    - b * d)\nindented"));
    }

    @Test
    void tablesBecomeRowsWithTheirHeadsAndEmphasisIsSeen() {
        assertThat(Markdown.parse("| form | peak |\n| --- | --- |\n| `rl` | exp(a) |\n\n| b |\n| c |"))
                .containsExactly(
                        new Markdown.Row(
                                List.of(new Markdown.Span("rl", Markdown.Style.CODE)),
                                List.of(new Markdown.Cell("peak", plain("exp(a)")))),
                        new Markdown.Row(plain("c"), List.of()));
        assertThat(Markdown.spans("the *gold* reward, 2 * 3 * 4"))
                .containsExactly(
                        new Markdown.Span("the ", Markdown.Style.PLAIN),
                        new Markdown.Span("gold", Markdown.Style.EMPHASIS),
                        new Markdown.Span(" reward, 2 * 3 * 4", Markdown.Style.PLAIN));
    }

    @Test
    void leavesUnclosedMarksAlone() {
        assertThat(Markdown.spans("2 ** 3 and `x"))
                .containsExactly(new Markdown.Span("2 ** 3 and `x", Markdown.Style.PLAIN));
    }

    private static List<Markdown.Span> plain(String text) {
        return List.of(new Markdown.Span(text, Markdown.Style.PLAIN));
    }
}
