package rewardloom.importers.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * Pickles of Python, read as data: labels of Preference Transformer and Uni-RLHF, trajectories as dictionaries of arrays, preference
 * data sets of the imitation library, plain series. Classes are never built; what needs one is refused with its name.
 */
public final class PickleImporter implements Importer {
    private static final long LONGEST = 1L << 30;
    private static final int MOST_COLUMNS = 64;

    @Override
    public String id() {
        return "pickle";
    }

    @Override
    public String title() {
        return "Pickle of arrays and lists (Preference Transformer, Uni-RLHF, trajectories)";
    }

    @Override
    public Probe probe(Header header) {
        if (isPickle(header.head())) {
            return new Probe(3, "begins like a pickle of protocol " + header.head()[1]);
        }
        String name = header.name().toLowerCase(Locale.ROOT);
        return name.endsWith(".pkl") || name.endsWith(".pickle") ? new Probe(1, "is named like a pickle") : Probe.NO;
    }

    /** The instruction of the protocol, its number, and an instruction that pickles begin with. */
    static boolean isPickle(byte[] head) {
        return head.length > 2
                && (head[0] & 0xff) == 0x80
                && head[1] >= 2
                && head[1] <= 5
                && "]}()cXUKJMG\u0095\u008c\u0085\u0086NC".indexOf(head[2] & 0xff) >= 0;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        if (LabelledSegments.areIndices(source.path())) {
            sink.problem(Problem.info(
                    "with-the-labels",
                    "whole file",
                    "where the segments start is read together with the labels that lie beside this file"));
            return;
        }
        byte[] bytes;
        try (InputStream in = source.open()) {
            bytes = in.readNBytes((int) LONGEST + 1);
        } catch (EOFException | ZipException e) {
            sink.problem(Problem.error(
                    "broken-pickle", "whole file", "the compressed file was cut off or is damaged: copy it again"));
            return;
        }
        if (bytes.length > LONGEST) {
            sink.problem(Problem.error(
                    "too-long",
                    "whole file",
                    "pickles are read as a whole, and this one has more than a gigabyte: save its arrays with"
                            + " numpy.savez"));
            return;
        }
        Unpickler unpickler = new Unpickler(bytes);
        try {
            Object object = unpickler.read();
            boolean written = write(source, object, sink, progress);
            refused(unpickler.refused(), written, sink);
            if (!written && unpickler.refused().isEmpty()) {
                sink.problem(Problem.error(
                        "nothing-known",
                        "whole file",
                        "the pickle holds " + PreferenceObjects.describe(object)
                                + ", which is neither trajectories nor labels nor a series: save its arrays with"
                                + " numpy.savez"));
            }
        } catch (PickleException e) {
            sink.problem(Problem.error(
                    "broken-pickle",
                    "whole file",
                    "the pickle cannot be read (" + e.getMessage() + "): copy it again"));
        }
    }

    private static boolean write(Source source, @Nullable Object object, TableSink sink, Progress progress)
            throws IOException {
        Episodes episodes = Episodes.of(object);
        if (episodes != null) {
            episodes.write(source.name(), source.stemRun(), sink, progress);
            return true;
        }
        Numbers numbers = Numbers.of(object);
        if (numbers == null) {
            return PreferenceObjects.write(source.name(), source.stemRun(), object, sink);
        }
        if (LabelledSegments.areLabels(source.path()) && LabelledSegments.write(source, numbers, sink)) {
            return true;
        }
        return series(source, numbers, sink);
    }

    private static boolean series(Source source, Numbers numbers, TableSink sink) throws IOException {
        if (numbers.width() > MOST_COLUMNS || numbers.width() < 1) {
            return false;
        }
        SeriesWriter writer = new SeriesWriter(sink, source.name(), source.stemRun());
        for (int i = 0; i < numbers.width(); i++) {
            int tag = writer.tag(numbers.isSeries() ? "value" : "value/" + i);
            for (int row = 0; row < numbers.rows(); row++) {
                writer.add(tag, row, Double.NaN, numbers.get(row, i));
            }
        }
        writer.finish();
        return true;
    }

    private static void refused(Set<String> classes, boolean written, TableSink sink) {
        if (classes.isEmpty()) {
            return;
        }
        String names = String.join(", ", classes.stream().limit(8).toList());
        String refusal = "the pickle holds objects of classes (" + names
                + "), which are never built because that runs what the file says: ";
        sink.problem(
                written
                        ? Problem.warning(
                                "pickled-class", "whole file", refusal + "only the numbers and lists in them were read")
                        : Problem.error(
                                "pickled-class",
                                "whole file",
                                refusal + "save the arrays with numpy.savez, or tables as CSV or Parquet"));
    }
}
