package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisNameTest {
    private final Font font = Typeface.SERIF.font(8);

    @Test
    void longNamesTakeTwoLines() {
        String name = "mean gold reward of the chosen sample";
        double whole = TextPainter.width(name, font);
        assertThat(AxisName.lines(name, font, whole)).containsExactly(name);
        List<String> two = AxisName.lines(name, font, whole * 0.6);
        assertThat(two).hasSize(2);
        assertThat(String.join(" ", two)).isEqualTo(name);
        assertThat(AxisName.fits(name, font, whole * 0.6)).isTrue();
        assertThat(AxisName.fits(name, font, whole * 0.3)).isFalse();
        assertThat(AxisName.lines(name, font, whole * 0.3)).allMatch(l -> TextPainter.width(l, font) <= whole * 0.3);
    }

    @Test
    void mathematicsIsNotBroken() {
        String name = "R_{gold of all} here";
        assertThat(AxisName.lines(name, font, TextPainter.width("R_{gold of all}", font) + 1))
                .containsExactly("R_{gold of all}", "here");
    }
}
