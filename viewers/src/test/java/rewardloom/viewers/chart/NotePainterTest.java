package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NotePainterTest {
    private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 400, 200);

    @Test
    void aTextStandsAboveToTheRightOfItsPointIfItMay() {
        Rectangle2D place = NotePainter.place(new Point2D.Double(100, 100), 50, 12, 5, AREA, List.of(), List.of());
        assertThat(place).isEqualTo(new Rectangle2D.Double(105, 83, 50, 12));
    }

    @Test
    void aTextInTheLastCornerStandsOnTheOtherSides() {
        Rectangle2D place = NotePainter.place(new Point2D.Double(395, 3), 50, 12, 5, AREA, List.of(), List.of());
        assertThat(place).isEqualTo(new Rectangle2D.Double(340, 8, 50, 12));
    }

    @Test
    void thereIsNoPlaceInAChartThatIsTooSmall() {
        assertThat(NotePainter.place(new Point2D.Double(3, 3), 500, 12, 5, AREA, List.of(), List.of()))
                .isNull();
    }

    @Test
    void tiesOfNotesAtOnePlaceCrossNothing() {
        List<Rectangle2D> taken = new ArrayList<>();
        List<Line2D> ties = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Point2D point = new Point2D.Double(200 + i % 3, 100 + i % 2);
            Rectangle2D place = NotePainter.place(point, 60, 12, 5, AREA, taken, ties);
            assertThat(place).isNotNull();
            Line2D tie = NotePainter.tie(point, place);
            assertThat(taken).noneMatch(tie::intersects);
            assertThat(ties).noneMatch(other -> other.intersects(place));
            taken.add(place);
            ties.add(tie);
        }
    }

    @Property(tries = 200)
    void textsNeverOverlap(@ForAll @Size(min = 2, max = 30) List<@DoubleRange(min = 0, max = 400) Double> xs) {
        List<Rectangle2D> taken = new ArrayList<>();
        for (double x : xs) {
            Rectangle2D place = NotePainter.place(new Point2D.Double(x, x / 2), 60, 12, 5, AREA, taken, List.of());
            if (place != null) {
                assertThat(AREA.contains(place)).isTrue();
                assertThat(taken).noneMatch(place::intersects);
                taken.add(place);
            }
        }
    }
}
