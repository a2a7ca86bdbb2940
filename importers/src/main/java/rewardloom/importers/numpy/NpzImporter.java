package rewardloom.importers.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.Unpacked;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * An archive of arrays ({@code .npz}): evaluations of Stable-Baselines3 become episodes and their means, trajectories become steps, and
 * any other array of one or two dimensions a series. Pickled objects are refused, the rest is read.
 */
public final class NpzImporter implements Importer {
    private static final List<String> STEPS = List.of(
            "timesteps",
            "steps",
            "step",
            "global_step",
            "total_timesteps",
            "iterations",
            "iteration",
            "epochs",
            "epoch",
            "xs",
            "x");
    private static final long MOST_STEPS = 1 << 22;

    @Override
    public String id() {
        return "npz";
    }

    @Override
    public String title() {
        return "NumPy archive (.npz)";
    }

    @Override
    public Probe probe(Header header) {
        byte[] head = header.head();
        boolean zip = head.length > 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
        boolean named = header.name().toLowerCase(Locale.ROOT).endsWith(".npz");
        if (zip && named) {
            return new Probe(4, "is a zip archive named .npz");
        }
        if (zip && firstName(head).endsWith(".npy")) {
            return new Probe(4, "is a zip archive of arrays");
        }
        return named ? new Probe(2, "is named .npz") : Probe.NO;
    }

    /** The name of the first file of an archive: behind 30 bytes, of which the last four have its length. */
    private static String firstName(byte[] head) {
        int length = head.length < 30 ? 0 : (head[26] & 0xff) | (head[27] & 0xff) << 8;
        return length == 0 || 30 + length > head.length ? "" : new String(head, 30, length, StandardCharsets.UTF_8);
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        try (Unpacked file = Unpacked.of(source, "");
                Archive archive = Archive.open(file.path(), sink)) {
            Trajectories steps = Trajectories.of(archive);
            PreferenceArrays preferences = PreferenceArrays.of(archive);
            if (preferences != null) {
                preferences.write(source, sink, progress);
            } else if (Evaluations.fits(archive.arrays())) {
                Evaluations.read(source, archive, sink);
            } else if (steps != null) {
                steps.read(source, sink, progress);
            } else {
                series(source, archive, sink, progress);
            }
        } catch (ZipException | EOFException | ArrayHeader.BadHeaderException e) {
            sink.problem(Problem.error(
                    "not-npz",
                    "whole file",
                    "the archive cannot be read (" + e.getMessage()
                            + "): its end is missing or it is damaged; copy the file again"));
        }
    }

    private static void series(Source source, Archive archive, TableSink sink, Progress progress) throws IOException {
        SeriesWriter writer = new SeriesWriter(sink, source.name(), source.stemRun());
        PlainArrays arrays = new PlainArrays(writer, sink, progress);
        String stepName = stepName(archive.arrays());
        double[] steps = steps(archive, stepName);
        try {
            for (Map.Entry<String, ArrayHeader> array : archive.arrays().entrySet()) {
                String refusal = PlainArrays.refusal(array.getValue());
                if (!refusal.isEmpty()) {
                    sink.problem(Problem.info("unread-array", "array " + array.getKey(), "left out: " + refusal));
                } else if (!array.getKey().equals(stepName)) {
                    boolean along = array.getValue().rows() == steps.length;
                    try (ArrayRows rows = archive.rows(array.getKey())) {
                        arrays.write(array.getKey(), rows, along ? steps : new double[0]);
                    }
                }
            }
        } finally {
            writer.finish();
        }
        if (writer.points() == 0) {
            sink.problem(Problem.warning("no-scalars", "whole file", "the archive holds no array that is a series"));
        }
    }

    private static @Nullable String stepName(Map<String, ArrayHeader> arrays) {
        for (String name : STEPS) {
            ArrayHeader header = arrays.get(name);
            if (header != null && header.isWhole() && header.dimensions() == 1 && header.rows() <= MOST_STEPS) {
                return name;
            }
        }
        return null;
    }

    private static double[] steps(Archive archive, @Nullable String name) throws IOException {
        if (name == null) {
            return new double[0];
        }
        try (ArrayRows rows = archive.rows(name)) {
            double[] steps = new double[(int) rows.header().rows()];
            for (int i = 0; i < steps.length; i++) {
                double[] row = rows.next();
                if (row.length == 0) {
                    return new double[0];
                }
                steps[i] = row[0];
            }
            return steps;
        }
    }
}
