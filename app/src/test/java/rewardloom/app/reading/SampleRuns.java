package rewardloom.app.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rewardloom.importers.Importer;
import rewardloom.importers.Importers;
import rewardloom.importers.Source;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/** The event files of a sample study, read into memory. */
final class SampleRuns {
    private SampleRuns() {}

    /** The folder of the sample studies. */
    static Path folder() {
        return Path.of(System.getProperty("rewardloom.root"), "sample-data");
    }

    static MemoryTables read(String study) throws IOException {
        Importer importer = Importers.installed().get("tensorboard");
        Path root = folder().resolve(study);
        MemoryTables tables = new MemoryTables();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.getFileName().toString().contains("tfevents"))
                    .sorted()
                    .toList()) {
                Collected collected = new Collected();
                importer.read(
                        new Source(file, root.relativize(file).toString().replace('\\', '/')),
                        collected,
                        Progress.NONE);
                Provenance provenance = new Provenance(file.toString(), importer.id(), "", Files.size(file));
                collected.batches.forEach((spec, batches) -> tables.add(spec, provenance, batches));
            }
        }
        return tables;
    }

    private static final class Collected implements TableSink {
        private final Map<TableSpec, List<Batch>> batches = new LinkedHashMap<>();

        @Override
        public Writer table(TableSpec spec) {
            List<Batch> rows = batches.computeIfAbsent(spec, s -> new ArrayList<>());
            return rows::add;
        }

        @Override
        public String media(String ending, InputStream content) {
            throw new AssertionError("the samples have no media");
        }

        @Override
        public void problem(Problem problem) {
            if (problem.severity() == Problem.Severity.ERROR) {
                throw new IllegalStateException(problem.message());
            }
        }
    }
}
