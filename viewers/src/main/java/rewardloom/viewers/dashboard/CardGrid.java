package rewardloom.viewers.dashboard;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** Lays cards out in columns, in reading order, each as wide and high as it wants to be; a row is as high as its highest card. */
final class CardGrid extends Pane {
    private static final double GAP = 12;
    private static final double PADDING = 16;
    static final double HEADING = 32;

    private final List<ChartCard> cards = new ArrayList<>();
    private final Region mark = new Region();
    private int columns = 2;

    CardGrid() {
        getStyleClass().add("card-grid");
        mark.getStyleClass().add("drop-mark");
        mark.setManaged(false);
        mark.setMouseTransparent(true);
        mark.setVisible(false);
    }

    void show(List<ChartCard> newCards, int newColumns) {
        columns = newColumns;
        cards.clear();
        cards.addAll(newCards);
        getChildren().setAll(cards);
        getChildren().add(mark);
        requestLayout();
    }

    List<ChartCard> cards() {
        return cards;
    }

    /** Width of one column at some width of the whole. */
    double columnWidth(double width) {
        return Math.max(80, (width - 2 * PADDING - (columns - 1) * GAP) / columns);
    }

    /** How many columns a card of some width takes. */
    int span(double cardWidth) {
        return Math.clamp(Math.round((cardWidth + GAP) / (columnWidth(getWidth()) + GAP)), 1, columns);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return places(width < 0 ? getWidth() : width).stream()
                        .mapToDouble(Rectangle2D::getMaxY)
                        .max()
                        .orElse(0)
                + PADDING;
    }

    /** Where each card is. */
    private List<Rectangle2D> places(double width) {
        double column = columnWidth(width);
        List<Rectangle2D> places = new ArrayList<>();
        int at = 0;
        double top = PADDING;
        double rowHeight = 0;
        for (ChartCard card : cards) {
            int span = Math.min(card.chart().span(), columns);
            double height = card.chart().isHeading() ? HEADING : card.shownHeight();
            if (at + span > columns) {
                top += rowHeight + GAP;
                at = 0;
                rowHeight = 0;
            }
            places.add(new Rectangle2D(PADDING + at * (column + GAP), top, span * column + (span - 1) * GAP, height));
            rowHeight = Math.max(rowHeight, height);
            at += span;
        }
        return places;
    }

    @Override
    protected void layoutChildren() {
        List<Rectangle2D> places = places(getWidth());
        for (int i = 0; i < cards.size(); i++) {
            Rectangle2D place = places.get(i);
            cards.get(i)
                    .resizeRelocate(
                            snapPositionX(place.getMinX()),
                            snapPositionY(place.getMinY()),
                            snapSizeX(place.getWidth()),
                            snapSizeY(place.getHeight()));
        }
    }

    /** The place before which something is dropped, from 0 to the number of cards. */
    int placeAt(double x, double y) {
        List<Rectangle2D> places = places(getWidth());
        for (int i = 0; i < places.size(); i++) {
            Rectangle2D place = places.get(i);
            boolean above = y < place.getMinY() - GAP / 2;
            boolean inRow = y <= place.getMaxY() + GAP / 2;
            if (above || (inRow && x < (place.getMinX() + place.getMaxX()) / 2)) {
                return i;
            }
        }
        return places.size();
    }

    /** Shows where something would be dropped. */
    void mark(int place) {
        List<Rectangle2D> places = places(getWidth());
        if (places.isEmpty()) {
            mark.resizeRelocate(PADDING, PADDING, Math.max(0, getWidth() - 2 * PADDING), 4);
        } else {
            boolean last = place >= places.size();
            Rectangle2D next = places.get(last ? places.size() - 1 : place);
            double x = last ? next.getMaxX() + GAP / 2 - 2 : next.getMinX() - GAP / 2 - 2;
            mark.resizeRelocate(x, next.getMinY(), 4, next.getHeight());
        }
        mark.setVisible(true);
    }

    void unmark() {
        mark.setVisible(false);
    }
}
