package rewardloom.model.shaping.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rewardloom.model.input.Rows;
import rewardloom.model.table.Values;

/**
 * One solution in steps.
 *
 * @param name what it is called
 * @param rewards process reward of each step, finite
 * @param isRepeated for each step whether its text came before in the solution; empty without texts
 * @param correct 1 if the outcome is right, NaN if unknown
 */
record Solution(String name, double[] rewards, boolean[] isRepeated, double correct) {

    int steps() {
        return rewards.length;
    }

    double sum() {
        double sum = 0;
        for (double reward : rewards) {
            sum += reward;
        }
        return sum;
    }

    /** The solutions of some rows: each row a list of rewards, or each row a step. */
    static List<Solution> of(Rows rows) {
        return rows.isNumber("score") ? bySteps(rows) : byLists(rows);
    }

    private static List<Solution> byLists(Rows rows) {
        List<Solution> solutions = new ArrayList<>();
        double[] correct = rows.numbers("correct", Double.NaN);
        if (rows.texts("score") instanceof Values.DoubleLists lists) {
            for (int i = 0; i < lists.size(); i++) {
                double[] rewards = Arrays.stream(lists.flat(), lists.offsets()[i], lists.offsets()[i + 1])
                        .filter(Double::isFinite)
                        .toArray();
                if (rewards.length > 0) {
                    solutions.add(new Solution(rows.run().name() + " " + i, rewards, new boolean[0], correct[i]));
                }
            }
        }
        return solutions;
    }

    private static List<Solution> bySteps(Rows rows) {
        Rows.Groups groups = rows.groups("solution");
        double[] score = rows.numbers("score");
        double[] correct = rows.numbers("correct", Double.NaN);
        List<Solution> solutions = new ArrayList<>();
        List<int[]> members = groups.rows();
        for (int g = 0; g < members.size(); g++) {
            int[] own = Arrays.stream(members.get(g))
                    .filter(i -> Double.isFinite(score[i]))
                    .toArray();
            if (own.length == 0) {
                continue;
            }
            double outcome = Double.NaN;
            for (int i : own) {
                outcome = Double.isFinite(correct[i]) ? correct[i] : outcome;
            }
            solutions.add(new Solution(
                    groups.names().get(g),
                    Arrays.stream(own).mapToDouble(i -> score[i]).toArray(),
                    rows.has("text") ? repeated(rows.texts("text"), own) : new boolean[0],
                    outcome));
        }
        return solutions;
    }

    private static boolean[] repeated(Values texts, int[] rows) {
        Set<String> seen = new HashSet<>();
        boolean[] repeated = new boolean[rows.length];
        for (int k = 0; k < rows.length; k++) {
            String text = texts.text(rows[k])
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("\\s+", " ")
                    .strip();
            repeated[k] = !text.isEmpty() && !seen.add(text);
        }
        return repeated;
    }
}
