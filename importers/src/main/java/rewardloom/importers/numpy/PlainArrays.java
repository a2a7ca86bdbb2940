package rewardloom.importers.numpy;

import java.io.IOException;
import java.util.Arrays;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/** Arrays that are series: each column of an array is a tag, each row a step. */
final class PlainArrays {
    /** Most columns of an array; wider ones are tables or pictures and not series. */
    static final int WIDEST = 64;

    private static final int CHECK_EVERY = 4096;
    private final SeriesWriter writer;
    private final TableSink sink;
    private final Progress progress;

    PlainArrays(SeriesWriter writer, TableSink sink, Progress progress) {
        this.writer = writer;
        this.sink = sink;
        this.progress = progress;
    }

    /** Why an array is no series, or the empty string if it is one. */
    static String refusal(ArrayHeader header) {
        if (header.isPickled()) {
            return "it holds pickled Python objects, which are never read because reading them runs what the file says:"
                    + " save it as an array of numbers";
        }
        if (!header.isNumeric()) {
            return "its elements (" + header.text() + ") are not numbers of a known type: save it as float64";
        }
        if (header.dimensions() > 2 || header.width() > WIDEST) {
            return "its shape " + header.shape() + " is not that of series: save an array with one column for each";
        }
        if (ArrayRows.isTransposed(header) && header.bytes() / header.size() > ArrayRows.MOST_FORTRAN) {
            return "it is in Fortran order and too large to turn around: save it with numpy.ascontiguousarray";
        }
        return "";
    }

    /**
     * Writes an array.
     *
     * @param steps the step of each row, or the empty array for 0, 1, 2 …
     * @throws IOException if the file or the sink fails
     */
    void write(String name, ArrayRows rows, double[] steps) throws IOException {
        int[] tags = new int[(int) rows.header().width()];
        Arrays.setAll(
                tags, i -> writer.tag(rows.header().dimensions() < 2 || tags.length == 1 ? name : name + "/" + i));
        long at = 0;
        for (double[] row = rows.next(); row.length > 0; row = rows.next()) {
            long step = at < steps.length ? (long) steps[(int) at] : at;
            for (int i = 0; i < row.length; i++) {
                writer.add(tags[i], step, Double.NaN, row[i]);
            }
            if (++at % CHECK_EVERY == 0) {
                progress.checkCancelled();
                progress.update(
                        "reading arrays",
                        Math.min(1.0, (double) at / rows.header().rows()));
            }
        }
        if (rows.isCut()) {
            sink.problem(cut(name, at, rows.header()));
        }
    }

    static Problem cut(String name, long rows, ArrayHeader header) {
        return Problem.warning(
                "truncated-array",
                "array " + name + ", row " + rows,
                "the file ends before the " + header.rows()
                        + " rows of the array: what came before was read; copy the file again");
    }
}
