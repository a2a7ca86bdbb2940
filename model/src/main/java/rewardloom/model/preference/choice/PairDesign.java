package rewardloom.model.preference.choice;

import java.util.Arrays;
import java.util.List;

/**
 * Comparisons with what their outcome may depend on: the difference of scores is d = Σ x w over the non-zero terms of a row.
 *
 * <p>Rows are kept sparse: a comparison of two of a thousand items has two terms.
 */
public final class PairDesign {
    private final List<String> names;
    private int[][] terms = new int[16][];
    private double[][] values = new double[16][];
    private Outcome[] outcomes = new Outcome[16];
    private double[] weights = new double[16];
    private int size;

    /** @param names what the weights belong to */
    public PairDesign(List<String> names) {
        this.names = List.copyOf(names);
    }

    /**
     * Adds a comparison.
     *
     * @param places places of the non-zero terms among the names
     * @param x their values
     * @param weight how often it was made
     */
    public void add(int[] places, double[] x, Outcome outcome, double weight) {
        if (size == terms.length) {
            terms = Arrays.copyOf(terms, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            outcomes = Arrays.copyOf(outcomes, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
        }
        terms[size] = places;
        values[size] = x;
        outcomes[size] = outcome;
        weights[size++] = weight;
    }

    /** Adds a comparison of two items. */
    public void items(int first, int second, Outcome outcome, double weight) {
        add(new int[] {first, second}, new double[] {1, -1}, outcome, weight);
    }

    /** Adds a comparison whose every term may matter. */
    public void row(double[] x, Outcome outcome) {
        int[] places = new int[x.length];
        Arrays.setAll(places, i -> i);
        add(places, x, outcome, 1);
    }

    public List<String> names() {
        return names;
    }

    /** Number of weights. */
    public int parameters() {
        return names.size();
    }

    /** Number of rows. */
    public int size() {
        return size;
    }

    int[] terms(int row) {
        return terms[row];
    }

    double[] values(int row) {
        return values[row];
    }

    public Outcome outcome(int row) {
        return outcomes[row];
    }

    public double weight(int row) {
        return weights[row];
    }

    /** The difference of scores of a row. */
    public double difference(int row, double[] w) {
        double d = 0;
        int[] at = terms[row];
        double[] x = values[row];
        for (int i = 0; i < at.length; i++) {
            d += x[i] * w[at[i]];
        }
        return d;
    }

    /** Number of comparisons with one outcome. */
    public double count(Outcome outcome) {
        double count = 0;
        for (int row = 0; row < size; row++) {
            count += outcomes[row] == outcome ? weights[row] : 0;
        }
        return count;
    }
}
