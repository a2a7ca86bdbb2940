package rewardloom.importers.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Locale;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * One array of NumPy ({@code .npy}): labels of pairs with their features, else a series with the tag {@code value}, or one for each column, {@code value/0}, {@code value/1} …
 */
public final class NpyImporter implements Importer {

    @Override
    public String id() {
        return "npy";
    }

    @Override
    public String title() {
        return "NumPy array (.npy)";
    }

    @Override
    public Probe probe(Header header) {
        if (ArrayHeader.hasMagic(header.head())) {
            return new Probe(4, "begins with NUMPY");
        }
        return header.name().toLowerCase(Locale.ROOT).endsWith(".npy") ? new Probe(2, "is named .npy") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        try (InputStream in = source.open()) {
            ArrayHeader header = ArrayHeader.read(in);
            LabelledFeatures labels = header.isNumeric() ? LabelledFeatures.of(source, header) : null;
            if (labels != null) {
                labels.write(sink);
                return;
            }
            if (isBesideLabels(source, header)) {
                sink.problem(Problem.info(
                        "with-the-labels",
                        "whole file",
                        "the pairs of segments are read together with the labels that lie beside this file"));
                return;
            }
            String refusal = PlainArrays.refusal(header);
            if (!refusal.isEmpty()) {
                sink.problem(Problem.error(
                        header.isPickled() ? "object-array" : "unread-array",
                        "whole file",
                        "the array is left out: " + refusal));
                return;
            }
            SeriesWriter writer = new SeriesWriter(sink, source.name(), run(source));
            try (ArrayRows rows = new ArrayRows(in, header)) {
                new PlainArrays(writer, sink, progress).write("value", rows, new double[0]);
            } finally {
                writer.finish();
            }
            if (writer.points() == 0) {
                sink.problem(Problem.info("no-scalars", "whole file", "the array has no element"));
            }
        } catch (ArrayHeader.BadHeaderException | EOFException e) {
            sink.problem(Problem.error(
                    "not-npy", "byte 0", "the file is not an array of NumPy: " + e.getMessage() + "; copy it again"));
        }
    }

    private static boolean isBesideLabels(Source source, ArrayHeader header) {
        String stem = source.stem();
        String pairs = "segment_pairs";
        return header.dimensions() > 2
                && stem.endsWith(pairs)
                && Files.isRegularFile(
                        source.path().resolveSibling(stem.substring(0, stem.length() - pairs.length()) + "Y.npy"));
    }

    /** Folder and name: files of many folders have the same name, such as rewards_0. */
    private static String run(Source source) {
        return source.folder().isEmpty() ? source.stem() : source.folder() + "/" + source.stem();
    }
}
