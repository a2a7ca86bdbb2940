package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

/** What is read under the pointer, without a window. */
class ReadingTest {
    private static final double[] STEPS = {0, 1, 2};

    private static Layer.Line line(String label, int color, double... y) {
        return new Layer.Line(label, color, STEPS, y, false);
    }

    private static Layer.Trace trace(String label, int color, double... y) {
        return new Layer.Trace(label, color, STEPS, y);
    }

    /** Three groups: one of three runs, one of two with a gap, one of a single run. */
    private static final Figure GROUPS = SampleFigures.figure(
            "groups",
            "",
            Axis.linear("step"),
            Axis.linear("reward"),
            List.of(
                    new Layer.Line("", 0, STEPS, new double[] {1, 2, 3}, true),
                    line("a", 0, 1, 2, 3),
                    line("b", 1, 11, 12, 13),
                    line("c", 2, 21, 22, 23),
                    trace("a-0", 0, 0.5, 1.25, 2),
                    trace("a-1", 0, 1.5, 2.75, 4),
                    trace("a-2", 0, 1, 2, 3),
                    trace("b-0", 1, 10, Double.NaN, 12),
                    trace("b-1", 1, 12, 12.5, 14),
                    trace("c-0", 2, 20.5, 22.125, 23)));

    private static Drawn draw(Figure figure, int... hidden) {
        Set<Integer> colors = new HashSet<>();
        for (int color : hidden) {
            colors.add(color);
        }
        BufferedImage image = new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            return new FigureChart(ChartStyle.screen(false))
                    .draw(
                            g,
                            new Rectangle2D.Double(0, 0, 600, 400),
                            PreparedFigure.once(figure).hiding(colors),
                            View.ALL);
        } finally {
            g.dispose();
        }
    }

    private static Reading read(Drawn drawn, double x, double y, int rows) {
        return Objects.requireNonNull(Reading.at(drawn, drawn.px(x), drawn.py(y), rows));
    }

    @Test
    void everySeriesIsReadWithWhatItsRunsLogged() {
        Reading reading = read(draw(GROUPS), 1, 2.6, 16);

        assertThat(reading.title()).isEqualTo("step = 1");
        assertThat(reading.values()).extracting(Reading.Value::label).containsExactly("a", "b", "c");
        assertThat(reading.values()).extracting(Reading.Value::text).containsExactly("2", "12", "22");
        assertThat(reading.values())
                .extracting(Reading.Value::logged)
                .containsExactly("1.25 … 2.75 · 3 runs", "12.5 … 12.5 · 2 runs, 1 not finite", "22.125");
        assertThat(Objects.requireNonNull(reading.nearest()).label()).isEqualTo("a");
        assertThat(reading.runs()).extracting(Reading.Value::label).containsExactly("a-1", "a-2", "a-0");
        assertThat(reading.runs()).extracting(Reading.Value::text).containsExactly("2.75", "2", "1.25");
        assertThat(reading.more()).isZero();
        assertThat(reading.moreRuns()).isZero();
    }

    @Test
    void theNearestSeriesComesFirst() {
        Reading reading = read(draw(GROUPS), 1, 18, 16);

        assertThat(reading.values()).extracting(Reading.Value::label).containsExactly("c", "b", "a");
        assertThat(reading.runs()).extracting(Reading.Value::label).containsExactly("c-0");
        assertThat(read(draw(GROUPS), 1, 12, 16).runs())
                .extracting(Reading.Value::text)
                .containsExactly("12.5", "NaN");
    }

    @Test
    void whatIsHiddenIsNotRead() {
        Reading reading = read(draw(GROUPS, 0), 1, 2.6, 16);

        assertThat(reading.values()).extracting(Reading.Value::label).containsExactly("b", "c");
    }

    @Test
    void withoutAPointerTheyGoFromTopToBottom() {
        Reading reading = Objects.requireNonNull(Reading.at(draw(GROUPS), 2, 16));

        assertThat(reading.nearest()).isNull();
        assertThat(reading.values()).extracting(Reading.Value::label).containsExactly("c", "b", "a");
        assertThat(reading.values().getFirst().logged()).isEqualTo("23");
        assertThat(reading.runs()).isEmpty();
        Reading alone = Objects.requireNonNull(Reading.at(draw(GROUPS, 1, 2), 2, 16));
        assertThat(alone.runs()).extracting(Reading.Value::label).containsExactly("a-1", "a-2", "a-0");
    }

    @Test
    void seriesAndRunsShareTheRows() {
        Reading reading = read(draw(GROUPS), 1, 2.6, 4);

        assertThat(reading.values()).extracting(Reading.Value::label).containsExactly("a", "b");
        assertThat(reading.more()).isEqualTo(1);
        assertThat(reading.runs()).extracting(Reading.Value::label).containsExactly("a-1", "a-2");
        assertThat(reading.moreRuns()).isEqualTo(1);
    }

    /** 200 runs of 10,000 points: the card holds the nearest, the text says how many there are. */
    @Test
    void ofManyRunsTheNearestAreRead() {
        List<Layer> layers = new ArrayList<>();
        double[] x = new double[10_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        for (int run = 0; run < 200; run++) {
            double[] smooth = new double[x.length];
            double[] raw = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                smooth[i] = run;
                raw[i] = run + (i == 5000 ? 0.25 : -0.25);
            }
            layers.add(new Layer.Line("run " + run, run, x, smooth, false));
            layers.add(new Layer.Trace("run " + run, run, x, raw));
        }
        Figure figure = SampleFigures.figure("many", "", Axis.linear("step"), Axis.linear("reward"), layers);

        Reading reading = read(draw(figure), 5000, 120.1, Reading.MOST);

        assertThat(reading.values()).hasSize(Reading.MOST);
        assertThat(reading.values().subList(0, 3))
                .extracting(Reading.Value::label)
                .containsExactly("run 120", "run 121", "run 119");
        assertThat(reading.values().getFirst().logged()).isEqualTo("120.25");
        assertThat(reading.more()).isEqualTo(200 - Reading.MOST);
        assertThat(reading.runs()).isEmpty();
    }

    @Test
    void theOneRunBehindALineOfAMetricIsNotToldTwice() {
        Figure figure = SampleFigures.figure(
                "together",
                "",
                Axis.linear("step"),
                Axis.linear("reward"),
                List.of(line("gold, c-0", 0, 1, 2, 3), trace("c-0", 0, 0.5, 2.5, 3)));
        Reading reading = read(draw(figure), STEPS[1], 2, Reading.MOST);
        assertThat(reading.values().getFirst().logged()).isEqualTo("2.5");
        assertThat(reading.runs()).isEmpty();
    }

    @Test
    void aSeriesThatEndedIsNotReadBeyondItsEnd() {
        Figure figure = SampleFigures.figure(
                "ends",
                "",
                Axis.linear("step"),
                Axis.linear("reward"),
                List.of(
                        line("long", 0, 1, 2, 3),
                        new Layer.Line("short", 1, new double[] {0, 1}, new double[] {5, 6}, false)));

        assertThat(read(draw(figure), 2, 6, 16).values())
                .extracting(Reading.Value::label)
                .containsExactly("long");
    }
}
