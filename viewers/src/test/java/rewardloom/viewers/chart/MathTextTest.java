package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathTextTest {

    @Test
    void readsScripts() {
        assertThat(MathText.parse("R_{gold} = d(α − βd)^2").runs())
                .containsExactly(
                        new MathText.Run("R", MathText.Level.BASE),
                        new MathText.Run("gold", MathText.Level.LOWER),
                        new MathText.Run(" = d(α − βd)", MathText.Level.BASE),
                        new MathText.Run("2", MathText.Level.UPPER));
    }

    @ParameterizedTest
    @CsvSource({"goal_rate", "ep_rew_mean", "reward/proxy_2x", "a__b", "x_", "_x", "rewards/func_a", "R_{open"})
    void namesStayAsTheyAre(String name) {
        assertThat(MathText.parse(name).plain()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "R_t; R$_{t}$",
                "goal_rate 50 %; goal\\_rate 50 \\%",
                "√KL in nats; $\\sqrt{\\mathrm{KL}}$ in nats",
                "β·KL; $\\beta$$\\cdot$KL",
                "10^{−4}; 10$^{- 4}$",
                "√(β KL); $\\sqrt{\\beta  KL}$",
                "$\\sqrt{KL}$ (nats); $\\sqrt{\\mathrm{KL}}$ (nats)",
                "\\beta = 0.1; $\\beta$= 0.1",
                "$R_\\mathrm{gold}$; R$_{\\mathrm{gold}}$",
                "√ scale; $\\surd$ scale",
                "cost in $ and $; cost in \\$ and \\$",
                "a & b #1 {x} ~ $; a \\& b \\#1 \\{x\\} \\textasciitilde{} \\$"
            })
    void writesLatex(String label, String tex) {
        assertThat(MathText.parse(label).tex()).isEqualTo(tex);
    }

    @Test
    void readsWhatLatexWrites() {
        assertThat(MathText.parse("$\\hat{r}_\\theta$").plain()).isEqualTo("r\u0302θ");
        assertThat(MathText.parse("\\frac{1}{2} \\leq x \\unknown").plain()).isEqualTo("1/2 ≤x \\unknown");
        assertThat(MathText.parse("√KL").runs())
                .containsExactly(
                        new MathText.Run("√", MathText.Level.BASE), new MathText.Run("KL", MathText.Level.BASE, true));
    }

    @Test
    void widthIsThatOfTheParts() {
        var font = Typeface.SERIF.font(10);
        assertThat(TextPainter.width("R_{gold}", font))
                .isGreaterThan(TextPainter.width("R", font))
                .isLessThan(TextPainter.width("Rgold", font));
        assertThat(TextPainter.width(TextPainter.fit("a very long name of a run", font, 60), font))
                .isLessThanOrEqualTo(60);
    }

    @Test
    void lettersTheTypefaceDoesNotHaveAreDrawnToo() {
        BufferedImage image = new BufferedImage(100, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        TextPainter.draw(g, "報酬 🙂", Typeface.SANS.font(20), 5, 30);
        g.dispose();
        assertThat(TextPainter.width("報酬", Typeface.SANS.font(20))).isPositive();
    }
}
