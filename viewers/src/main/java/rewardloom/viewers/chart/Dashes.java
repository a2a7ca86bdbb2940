package rewardloom.viewers.chart;

/** Goes along a line from dash to gap to dash. */
final class Dashes {
    private final float[] lengths;
    private int index;
    private double rest;

    /**
     * @param lengths of dashes and gaps in turn, all above zero, as many of each
     * @param begin how far along the line it begins
     */
    Dashes(float[] lengths, double begin) {
        this.lengths = lengths;
        double period = 0;
        for (float length : lengths) {
            period += length;
        }
        double at = begin % period;
        while (index < lengths.length - 1 && at >= lengths[index]) {
            at -= lengths[index++];
        }
        rest = lengths[index] - at;
    }

    /** Whether this is a dash and no gap. */
    boolean isOn() {
        return index % 2 == 0;
    }

    /** How long it goes on. */
    double rest() {
        return rest;
    }

    void next() {
        index = (index + 1) % lengths.length;
        rest = lengths[index];
    }
}
