package rewardloom.viewers.preference;

import java.util.List;
import javafx.scene.layout.Region;

/** Lays the items of a comparison out in rows, as large as they can be. */
final class PlaceGrid extends Region {
    private static final double GAP = 16;
    /** Texts are read well in no less than this. */
    private static final double TEXT_WIDTH = 340;

    private boolean plays;

    PlaceGrid() {
        getStyleClass().add("sides");
        setMinSize(0, 96);
    }

    /** @param newPlays whether they are players, which want to be as high as wide; texts want to be high */
    void show(List<PlacePane> places, boolean newPlays) {
        plays = newPlays;
        if (!getChildren().equals(places)) {
            getChildren().setAll(places);
        }
        requestLayout();
    }

    private int columns(double width, double height) {
        int n = getChildren().size();
        if (n <= 2) {
            return Math.max(1, n);
        }
        if (!plays) {
            return Math.clamp((int) ((width + GAP) / (TEXT_WIDTH + GAP)), 1, n);
        }
        int best = n;
        double largest = 0;
        for (int columns = 1; columns <= n; columns++) {
            int rows = (n + columns - 1) / columns;
            double side = Math.min((width + GAP) / columns - GAP, (height + GAP) / rows - GAP - 32);
            if (side > largest) {
                largest = side;
                best = columns;
            }
        }
        return best;
    }

    @Override
    protected void layoutChildren() {
        int n = getChildren().size();
        if (n == 0) {
            return;
        }
        int columns = columns(getWidth(), getHeight());
        int rows = (n + columns - 1) / columns;
        double width = (getWidth() + GAP) / columns - GAP;
        double height = (getHeight() + GAP) / rows - GAP;
        for (int i = 0; i < n; i++) {
            double x = i % columns * (width + GAP);
            double y = i / columns * (height + GAP);
            getChildren()
                    .get(i)
                    .resizeRelocate(snapPositionX(x), snapPositionY(y), snapSizeX(width), snapSizeY(height));
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return 320;
    }
}
