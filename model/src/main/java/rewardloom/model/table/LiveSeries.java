package rewardloom.model.table;

import java.util.Arrays;
import java.util.List;

/** Puts the points that were added to a series behind those it had. */
final class LiveSeries {
    private long[] steps;
    private double[] wallTimes;
    private double[] values;
    private int size;

    private LiveSeries(Series before) {
        this.size = before.size();
        this.steps = before.steps();
        this.wallTimes = before.wallTimes();
        this.values = before.values();
    }

    static Series after(Series before, Table table, List<Batch> batches) {
        LiveSeries all = new LiveSeries(before);
        int tag = index(table, RoleType.TAG);
        int step = index(table, RoleType.STEP);
        int time = index(table, RoleType.WALL_TIME);
        int value = index(table, RoleType.VALUE);
        for (Batch batch : batches) {
            Values.Texts tags = (Values.Texts) batch.columns().get(tag);
            int code = tags.dictionary().indexOf(before.tag());
            Values points = batch.columns().get(value);
            for (int row = 0; code >= 0 && row < batch.rows(); row++) {
                if (tags.codes()[row] == code && !points.isMissing(row)) {
                    all.add(
                            (long) batch.columns().get(step).number(row),
                            time < 0 ? Double.NaN : batch.columns().get(time).number(row),
                            points.number(row));
                }
            }
        }
        return new Series(
                before.run(),
                before.tag(),
                Arrays.copyOf(all.steps, all.size),
                Arrays.copyOf(all.wallTimes, all.size),
                Arrays.copyOf(all.values, all.size));
    }

    private static int index(Table table, RoleType role) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).role().is(role)) {
                return i;
            }
        }
        return -1;
    }

    private void add(long step, double time, double value) {
        if (size == steps.length) {
            int more = Math.max(16, size + size / 2);
            steps = Arrays.copyOf(steps, more);
            wallTimes = Arrays.copyOf(wallTimes, more);
            values = Arrays.copyOf(values, more);
        }
        steps[size] = step;
        wallTimes[size] = time;
        values[size++] = value;
    }
}
