package rewardloom.viewers.trajectory;

import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/**
 * What is drawn with.
 *
 * @param ink text and what moves without a colour of its own
 * @param muted less important text
 * @param edge walls and grid
 * @param ground the floor of a scene
 * @param dark whether the window is dark
 */
record Inks(Paint ink, Paint muted, Paint edge, Paint ground, boolean dark) {
    /** Okabe and Ito (2008), as in the charts; the lighter row is for dark windows. */
    private static final int[] ON_LIGHT = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9};

    private static final int[] ON_DARK = {0x3F9BE0, 0xFF7F2A, 0x1FC795, 0xE49AC5, 0xF2B632, 0x9AD8FF};

    /** The colour of data with an index. */
    Color data(int index) {
        int[] colors = dark ? ON_DARK : ON_LIGHT;
        int rgb = colors[Math.floorMod(index, colors.length)];
        return Color.rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    }
}
