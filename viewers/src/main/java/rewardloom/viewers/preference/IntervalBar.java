package rewardloom.viewers.preference;

import javafx.scene.layout.Region;

/** An estimate on a line from its least to its largest value: the interval as a band, the number as a dot, and marks to hold it against. */
final class IntervalBar extends Region {
    private static final double HEIGHT = 14;
    private static final double LINE = 2;
    private static final double BAND = 6;
    private static final double DOT = 8;

    private final Region line = part("interval-line");
    private final Region band = part("interval-band");
    private final Region dot = part("interval-dot");
    private final Region[] marks;
    private final double[] places;
    private final double least;
    private final double most;
    private Estimate estimate = Estimate.NONE;

    /** @param marks values with a tick */
    IntervalBar(double least, double most, double... marks) {
        this.least = least;
        this.most = most;
        this.places = marks.clone();
        this.marks = new Region[marks.length];
        getStyleClass().add("interval-bar");
        getChildren().add(line);
        for (int i = 0; i < marks.length; i++) {
            this.marks[i] = part("interval-mark");
            getChildren().add(this.marks[i]);
        }
        getChildren().addAll(band, dot);
        setMinSize(72, HEIGHT);
        setPrefSize(120, HEIGHT);
        setMaxSize(Double.MAX_VALUE, HEIGHT);
        setMouseTransparent(true);
    }

    private static Region part(String style) {
        Region part = new Region();
        part.getStyleClass().add(style);
        part.setManaged(false);
        return part;
    }

    void show(Estimate shown) {
        estimate = shown;
        setVisible(shown.isKnown());
        requestLayout();
    }

    private double x(double value) {
        double inner = getWidth() - DOT;
        return DOT / 2 + inner * (Math.clamp(value, least, most) - least) / (most - least);
    }

    @Override
    protected void layoutChildren() {
        double middle = getHeight() / 2;
        line.resizeRelocate(0, middle - LINE / 2, getWidth(), LINE);
        for (int i = 0; i < marks.length; i++) {
            marks[i].resizeRelocate(Math.rint(x(places[i])), middle - HEIGHT / 2, 1, HEIGHT);
        }
        band.setVisible(estimate.hasInterval());
        if (estimate.hasInterval()) {
            double from = x(estimate.low());
            band.resizeRelocate(from, middle - BAND / 2, Math.max(2, x(estimate.high()) - from), BAND);
        }
        if (estimate.isKnown()) {
            dot.resizeRelocate(x(estimate.value()) - DOT / 2, middle - DOT / 2, DOT, DOT);
        }
    }
}
