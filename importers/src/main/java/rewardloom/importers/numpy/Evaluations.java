package rewardloom.importers.numpy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * {@code evaluations.npz} of Stable-Baselines3 ({@code common/callbacks.py}): {@code timesteps[n]}, {@code results[n, k]},
 * {@code ep_lengths[n, k]} and perhaps {@code successes[n, k]}. Every episode becomes a row, every mean a point, under the tags that
 * the library itself logs.
 */
final class Evaluations {
    private static final int WIDEST = 1 << 20;

    private Evaluations() {}

    static boolean fits(Map<String, ArrayHeader> arrays) {
        ArrayHeader steps = arrays.get("timesteps");
        ArrayHeader results = arrays.get("results");
        return steps != null
                && results != null
                && steps.dimensions() == 1
                && results.dimensions() <= 2
                && results.width() <= WIDEST
                && isHeld(results)
                && steps.rows() == results.rows();
    }

    static void read(Source source, Archive archive, TableSink sink) throws IOException {
        RowWriter episodes =
                new RowWriter(sink, new TableSpec(Kind.EPISODES, source.name(), source.folderRun(), columns(archive)));
        SeriesWriter means = new SeriesWriter(sink, source.name(), source.folderRun());
        try (ArrayRows steps = archive.rows("timesteps");
                ArrayRows results = archive.rows("results");
                ArrayRows lengths = like(archive, "ep_lengths");
                ArrayRows successes = like(archive, "successes")) {
            long number = 0;
            for (double[] step = steps.next(), row = results.next();
                    step.length > 0 && row.length > 0;
                    step = steps.next(), row = results.next()) {
                double[] length = next(lengths);
                double[] success = next(successes);
                for (int i = 0; i < row.length; i++) {
                    episodes.whole(0, number++);
                    episodes.whole(1, (long) step[0]);
                    episodes.number(2, row[i]);
                    if (i < length.length) {
                        episodes.whole(3, (long) length[i]);
                    }
                    if (i < success.length) {
                        episodes.bool(4, success[i] != 0);
                    }
                    episodes.end();
                }
                mean(means, "eval/mean_reward", (long) step[0], row);
                mean(means, "eval/mean_ep_length", (long) step[0], length);
                mean(means, "eval/success_rate", (long) step[0], success);
            }
            if (steps.isCut() || results.isCut()) {
                sink.problem(PlainArrays.cut("results", number, results.header()));
            }
        } finally {
            episodes.finish();
            means.finish();
        }
        if (episodes.rows() == 0) {
            sink.problem(Problem.info("no-episodes", "whole file", "no evaluation was done yet"));
        }
    }

    private static List<Column> columns(Archive archive) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("episode", ColumnType.INT64, Role.of(RoleType.EPISODE)));
        columns.add(new Column("step", ColumnType.INT64, Role.of(RoleType.STEP)));
        columns.add(new Column("return", ColumnType.FLOAT64, Role.of(RoleType.RETURN)));
        columns.add(new Column("length", ColumnType.INT64, Role.of(RoleType.LENGTH)));
        if (fits(archive, "successes")) {
            columns.add(new Column("success", ColumnType.BOOL, Role.of(RoleType.SUCCESS)));
        }
        return columns;
    }

    private static boolean fits(Archive archive, String name) {
        ArrayHeader header = archive.arrays().get(name);
        return header != null && header.dimensions() <= 2 && header.width() <= WIDEST && isHeld(header);
    }

    /** Whether it needs no more memory than there should be. */
    private static boolean isHeld(ArrayHeader header) {
        return !ArrayRows.isTransposed(header) || header.bytes() / header.size() <= ArrayRows.MOST_FORTRAN;
    }

    private static @Nullable ArrayRows like(Archive archive, String name) throws IOException {
        return fits(archive, name) ? archive.rows(name) : null;
    }

    private static double[] next(@Nullable ArrayRows rows) throws IOException {
        return rows == null ? new double[0] : rows.next();
    }

    private static void mean(SeriesWriter writer, String tag, long step, double[] values) throws IOException {
        if (values.length > 0) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            writer.add(writer.tag(tag), step, Double.NaN, sum / values.length);
        }
    }
}
