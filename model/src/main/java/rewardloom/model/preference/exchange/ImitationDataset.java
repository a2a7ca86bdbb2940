package rewardloom.model.preference.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rewardloom.model.preference.Item;
import rewardloom.model.trajectory.Trajectory;

/**
 * A pickled {@code PreferenceDataset} of the imitation library ({@code algorithms/preference_comparisons.py}): two lists of fragments,
 * and the probability that the first fragment is better. A fragment has one observation more than it has actions.
 */
final class ImitationDataset implements LabelFormat.LabelWriter {

    @Override
    public ExportReport write(LabelBook book, Path target) throws IOException {
        List<Decision> decisions = book.decisions();
        List<Object> first = new ArrayList<>();
        List<Object> second = new ArrayList<>();
        double[] preferences = new double[decisions.size()];
        int repeated = 0;
        for (int i = 0; i < preferences.length; i++) {
            Decision decision = decisions.get(i);
            first.add(fragment(book, (Item.Segment) decision.first()));
            second.add(fragment(book, (Item.Segment) decision.second()));
            repeated += book.isEnd((Item.Segment) decision.first()) ? 1 : 0;
            repeated += book.isEnd((Item.Segment) decision.second()) ? 1 : 0;
            preferences[i] = decision.share();
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("fragments1", first);
        fields.put("fragments2", second);
        fields.put("max_size", PickleWriter.None.NONE);
        fields.put("preferences", PickleWriter.Array.floats(preferences, preferences.length));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            PickleWriter.write(
                    new PickleWriter.Built("imitation.algorithms.preference_comparisons", "PreferenceDataset", fields),
                    out);
        }
        List<String> notes = repeated == 0
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%,d fragments end with their episode, whose last observation is not logged: their last one is"
                                + " written twice.",
                        repeated));
        return new ExportReport(target, preferences.length, "pairs", book.left(), notes);
    }

    private static PickleWriter.Built fragment(LabelBook book, Item.Segment segment) {
        Trajectory shown = book.trajectory(segment);
        Trajectory longer = book.trajectoryAndNext(segment);
        int steps = shown.steps();
        int width = longer.observations().size();
        double[] obs = new double[(steps + 1) * width];
        int column = 0;
        for (double[] values : longer.observations().values()) {
            for (int t = 0; t <= steps; t++) {
                obs[t * width + column] = values[Math.min(t, values.length - 1)];
            }
            column++;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("obs", PickleWriter.Array.floats(obs, steps + 1, width));
        fields.put(
                "acts",
                PickleWriter.Array.floats(
                        rows(shown.actions(), steps), steps, shown.actions().size()));
        fields.put("infos", PickleWriter.None.NONE);
        fields.put("terminal", shown.ends().contains(steps - 1));
        fields.put("rews", PickleWriter.Array.floats(shown.reward(), steps));
        return new PickleWriter.Built("imitation.data.types", "TrajectoryWithRew", fields);
    }

    /** Columns turned into one row after the other. */
    static double[] rows(Map<String, double[]> columns, int steps) {
        double[] rows = new double[steps * columns.size()];
        int column = 0;
        for (double[] values : columns.values()) {
            for (int t = 0; t < steps; t++) {
                rows[t * columns.size() + column] = values[t];
            }
            column++;
        }
        return rows;
    }
}
