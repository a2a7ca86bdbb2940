package rewardloom.model.reward.language;

/**
 * A game of two with pure moves.
 *
 * @param first payoff of the one who chooses the row, {@code [row][column]}
 * @param second payoff of the one who chooses the column
 */
public record PayoffMatrix(double[][] first, double[][] second) {

    /** Whether neither side gains by another move of its own. */
    public boolean isNash(int row, int column) {
        for (int i = 0; i < first.length; i++) {
            if (first[i][column] > first[row][column]) {
                return false;
            }
        }
        for (int j = 0; j < second[row].length; j++) {
            if (second[row][j] > second[row][column]) {
                return false;
            }
        }
        return true;
    }

    /** Whether no cell is at least as good for both and better for one. */
    public boolean isPareto(int row, int column) {
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < first[i].length; j++) {
                double a = first[i][j] - first[row][column];
                double b = second[i][j] - second[row][column];
                if (a >= 0 && b >= 0 && (a > 0 || b > 0)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the product of both payoffs is largest here. */
    public boolean isWelfareMaximum(int row, int column) {
        double here = first[row][column] * second[row][column];
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < first[i].length; j++) {
                if (first[i][j] * second[i][j] > here) {
                    return false;
                }
            }
        }
        return true;
    }
}
