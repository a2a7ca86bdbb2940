package rewardloom.model.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import rewardloom.model.table.Batch;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Things that runs logged beside numbers, in memory. */
public final class MediaTables {
    private final MemoryTables tables = new MemoryTables();
    private final List<Logged> logged = new ArrayList<>();

    private record Logged(
            String tag, long step, String type, String text, String file, double[] edges, double[] counts) {}

    /** Logs a text. */
    public MediaTables text(String tag, long step, String text) {
        logged.add(new Logged(tag, step, "text", text, "", new double[0], new double[0]));
        return this;
    }

    /** Logs an image. */
    public MediaTables image(String tag, long step, String file) {
        logged.add(new Logged(tag, step, "image", "", file, new double[0], new double[0]));
        return this;
    }

    /** Logs a histogram. */
    public MediaTables histogram(String tag, long step, double[] edges, double[] counts) {
        logged.add(new Logged(tag, step, "histogram", "", "", edges, counts));
        return this;
    }

    /** Makes what was logged so far the table of a run. */
    public MediaTables run(String name) {
        int n = logged.size();
        long[] steps = new long[n];
        long[] order = new long[n];
        double[] times = new double[n];
        int[] codes = new int[n];
        BitSet none = new BitSet();
        for (int i = 0; i < n; i++) {
            steps[i] = logged.get(i).step;
            order[i] = i;
            times[i] = 1.7e9 + i;
            codes[i] = i;
        }
        tables.add(
                TableSpec.media(name + "/events", name),
                new Batch(
                        n,
                        List.of(
                                new Values.Texts(
                                        codes, logged.stream().map(Logged::tag).toList()),
                                new Values.Longs(steps),
                                new Values.Doubles(times, none),
                                new Values.Texts(
                                        codes, logged.stream().map(Logged::type).toList()),
                                new Values.Texts(
                                        codes, logged.stream().map(Logged::text).toList()),
                                new Values.Texts(
                                        codes, logged.stream().map(Logged::file).toList()),
                                lists(logged.stream().map(Logged::edges).toList()),
                                lists(logged.stream().map(Logged::counts).toList()),
                                new Values.Longs(order))));
        logged.clear();
        return this;
    }

    private static Values.DoubleLists lists(List<double[]> lists) {
        int[] offsets = new int[lists.size() + 1];
        for (int i = 0; i < lists.size(); i++) {
            offsets[i + 1] = offsets[i] + lists.get(i).length;
        }
        return new Values.DoubleLists(
                lists.stream().flatMapToDouble(Arrays::stream).toArray(), offsets);
    }

    public MemoryTables tables() {
        return tables;
    }
}
