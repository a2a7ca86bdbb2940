package rewardloom.importers.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.Unpacked;
import rewardloom.importers.column.RowWriter;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * Trajectories in HDF5 to one table of steps. Minari has a group {@code episode_<i>} for each episode with T rewards and T + 1
 * observations: a step keeps the observation that its action answered, the last one is left out. robomimic has groups
 * {@code data/demo_<i>} with as many observations as actions, ManiSkill groups {@code traj_<i>}. D4RL's flat layout, whole or in
 * {@code virtual/<k>}, is split where {@code terminals} or {@code timeouts} are true.
 */
public final class Hdf5Importer implements Importer {
    /** Longest file that is read into memory as a whole. */
    private static final long IN_MEMORY = 32L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Hdf5Importer.class);
    private static final byte[] MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final Pattern CHUNK = Pattern.compile("(\\d{1,18})");
    private static final Pattern EPISODE = Pattern.compile("(?:episode|demo|traj|trajectory|ep)_?(\\d{1,18})");

    @Override
    public String id() {
        return "hdf5";
    }

    @Override
    public String title() {
        return "Trajectories in HDF5 (Minari, D4RL, robomimic)";
    }

    @Override
    public Probe probe(Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        boolean named = name.endsWith(".hdf5") || name.endsWith(".h5");
        if (isMagic(header.head())) {
            return new Probe(4, "begins with the signature of HDF5");
        }
        return named ? new Probe(1, "is named like HDF5") : Probe.NO;
    }

    private static boolean isMagic(byte[] head) {
        // A user block may stand before the signature; its length is a power of two from 512 on.
        for (int at = 0; at + MAGIC.length <= head.length; at = at == 0 ? 512 : 2 * at) {
            if (Arrays.equals(head, at, at + MAGIC.length, MAGIC, 0, MAGIC.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        try (Unpacked file = Unpacked.of(source, "");
                HdfFile hdf = open(file.path())) {
            read(source, hdf, sink, progress);
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            // On broken bytes the library fails in many ways, from wrong casts to negative lengths.
            LOG.info("{} cannot be read as HDF5", source.path(), e);
            sink.problem(Problem.error(
                    "broken-hdf5",
                    "whole file",
                    "the file cannot be read as HDF5 (" + reason(e)
                            + "): it may be another format, or was not closed when it was written; copy or"
                            + " write it again"));
        }
    }

    /** A file on disk is believed whatever length it claims for a part of itself; in memory no part can be longer than the file. */
    private static HdfFile open(Path file) throws IOException {
        return Files.size(file) <= IN_MEMORY ? HdfFile.fromBytes(Files.readAllBytes(file)) : new HdfFile(file);
    }

    private static String reason(RuntimeException e) {
        Throwable cause = e;
        for (Throwable next = e.getCause(); next != null; next = next.getCause()) {
            cause = next;
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static void read(Source source, HdfFile hdf, TableSink sink, Progress progress) throws IOException {
        List<Episode> episodes = episodes(hdf, EPISODE);
        List<Episode> demonstrations = episodes(inside(hdf, "data"), EPISODE);
        List<Episode> chunks = episodes(inside(hdf, "virtual"), CHUNK);
        if (!episodes.isEmpty()) {
            groups(source, hdf, episodes, sink, progress);
        } else if (!demonstrations.isEmpty()) {
            groups(source, hdf, demonstrations, sink, progress);
            environment(source, inside(hdf, "data"), sink);
        } else if (hdf.getChildren().get("rewards") instanceof Dataset) {
            new FlatLayout(source, hdf, List.of(hdf), sink, progress).read();
        } else if (!chunks.isEmpty()) {
            new FlatLayout(source, hdf, chunks.stream().map(Episode::group).toList(), sink, progress).read();
        } else {
            sink.problem(Problem.error(
                    "no-trajectories",
                    "whole file",
                    "this HDF5 file holds no trajectories: neither groups episode_0, episode_1, ... (Minari) nor groups"
                            + " data/demo_0, data/demo_1, ... (robomimic) nor a data set 'rewards' (D4RL); it has "
                            + names(hdf)));
        }
    }

    private static @Nullable Group inside(HdfFile hdf, String name) {
        return hdf.getChildren().get(name) instanceof Group group ? group : null;
    }

    /** What robomimic keeps of the environment: a text of JSON in the attribute {@code env_args}. */
    private static void environment(Source source, @Nullable Group data, TableSink sink) throws IOException {
        Attribute arguments = data == null ? null : data.getAttribute("env_args");
        if (arguments == null) {
            return;
        }
        RowWriter settings = new RowWriter(sink, TableSpec.config(source.name(), source.stemRun()));
        Settings.write(String.valueOf(arguments.getData()), settings);
        settings.finish();
    }

    private static String names(HdfFile hdf) {
        List<String> names = hdf.getChildren().keySet().stream().limit(8).toList();
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    /** A group of an episode. */
    private record Episode(long number, Group group) {}

    private static List<Episode> episodes(@Nullable Group parent, Pattern name) {
        List<Episode> episodes = new ArrayList<>();
        if (parent == null) {
            return episodes;
        }
        parent.getChildren().forEach((child, node) -> {
            Matcher matcher = name.matcher(child);
            if (matcher.matches() && node instanceof Group group) {
                episodes.add(new Episode(Long.parseLong(matcher.group(1)), group));
            }
        });
        episodes.sort(Comparator.comparingLong(Episode::number));
        return episodes;
    }

    private static void groups(Source source, HdfFile hdf, List<Episode> episodes, TableSink sink, Progress progress)
            throws IOException {
        StepColumns columns = new StepColumns(hdf);
        for (Episode episode : episodes) {
            progress.checkCancelled();
            columns.add(episode.group());
        }
        leftOut(columns, sink);
        StepRows rows = new StepRows(source, columns, sink);
        int done = 0;
        for (Episode episode : episodes) {
            progress.checkCancelled();
            progress.update("reading episodes", (double) done++ / episodes.size());
            rows.episode(episode.number(), episode.group());
        }
        rows.finish();
    }

    static void leftOut(StepColumns columns, TableSink sink) {
        if (!columns.left().isEmpty()) {
            sink.problem(new Problem(
                    Severity.INFO,
                    "unread-data-set",
                    String.join(", ", columns.left().stream().limit(8).toList()),
                    columns.left().size(),
                    "data sets that are not one row of numbers for each step, such as images and texts, were"
                            + " left out"));
        }
    }
}
