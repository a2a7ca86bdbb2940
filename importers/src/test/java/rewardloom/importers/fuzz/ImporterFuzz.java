package rewardloom.importers.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import rewardloom.importers.Importer;
import rewardloom.importers.Importers;
import rewardloom.importers.Source;
import rewardloom.importers.tensorboard.EventFile;
import rewardloom.importers.wandb.WandbFile;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * What the fuzzer calls, in a program of its own: it hands bytes to an importer as a file. The first byte of an input chooses the importer
 * and says whether the rest is the file itself, or the content of records for which this class writes the right checksums, since no fuzzer
 * guesses those. An importer may report and may say that a file cannot be read; anything else that it throws is a finding, and so is a
 * batch whose columns do not fit.
 */
public final class ImporterFuzz {
    private static final int BYTE = 0xff;
    private static final Map<FuzzTarget, Importer> IMPORTERS = new EnumMap<>(FuzzTarget.class);
    private static Path folder = Path.of("");
    private static String only = "";

    private ImporterFuzz() {}

    /** Called once; a property may name the only target. */
    public static void fuzzerInitialize() throws IOException {
        only = System.getProperty("rewardloom.fuzz", "");
        Importers installed = Importers.installed();
        folder = Files.createTempDirectory("fuzz-");
        for (FuzzTarget target : FuzzTarget.values()) {
            IMPORTERS.put(target, installed.get(target.importer()));
            folder.resolve(target.file()).toFile().deleteOnExit();
        }
    }

    /** Called for each input. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        int first = data.length == 0 ? 0 : data[0] & BYTE;
        FuzzTarget target = FuzzTarget.values()[first / 2 % FuzzTarget.values().length];
        if (!only.isEmpty() && !only.equalsIgnoreCase(target.name())) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
        Path file = folder.resolve(target.file());
        Files.write(file, first % 2 == 0 ? rest : framed(target, rest));
        Importer importer = Objects.requireNonNull(IMPORTERS.get(target));
        try {
            importer.probe(Importers.header(file));
            importer.read(new Source(file, "run/" + file.getFileName()), new CheckingSink(), Progress.NONE);
        } catch (IOException e) {
            if (e.getMessage() == null) {
                throw new IllegalStateException("a failure that says nothing", e);
            }
        }
    }

    private static byte[] framed(FuzzTarget target, byte[] data) throws IOException {
        return switch (target) {
            case EVENTS -> {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                EventFile events = new EventFile(bytes);
                records(data, events::record);
                yield bytes.toByteArray();
            }
            case WANDB -> {
                WandbFile log = new WandbFile();
                records(data, log::raw);
                yield log.bytes();
            }
            case NPZ -> archive(data);
            default -> data;
        };
    }

    private interface Taker {
        void take(byte[] record);
    }

    /** The bytes as records: each begins with its length. */
    private static void records(byte[] data, Taker taker) {
        int at = 0;
        while (at < data.length) {
            int length = Math.min(data[at] & BYTE, data.length - at - 1);
            taker.take(Arrays.copyOfRange(data, at + 1, at + 1 + length));
            at += 1 + length;
        }
    }

    /** The bytes as arrays of a stored archive, each with its length, named like those of evaluations. */
    private static byte[] archive(byte[] data) throws IOException {
        String[] names = {"timesteps", "results", "ep_lengths", "rews", "obs", "indices"};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] count = {0};
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            records(data, record -> {
                try {
                    ZipEntry entry = new ZipEntry(names[count[0] % names.length] + count[0] / names.length + ".npy");
                    CRC32 crc = new CRC32();
                    crc.update(record);
                    entry.setCrc(crc.getValue());
                    entry.setSize(record.length);
                    zip.putNextEntry(entry);
                    zip.write(record);
                    count[0]++;
                } catch (IOException e) {
                    throw new IllegalStateException("writing to memory", e);
                }
            });
        }
        return bytes.toByteArray();
    }

    /** A sink that keeps nothing, and looks whether batches fit their tables. */
    private static final class CheckingSink implements TableSink {
        @Override
        public Writer table(TableSpec spec) {
            return batch -> check(spec, batch);
        }

        private static void check(TableSpec spec, Batch batch) {
            if (batch.columns().size() != spec.columns().size()) {
                throw new IllegalStateException("a batch has not the columns of its table");
            }
            for (int i = 0; i < batch.columns().size(); i++) {
                boolean fits = batch.columns().get(i).size() == batch.rows()
                        && batch.columns().get(i).type()
                                == spec.columns().get(i).type();
                if (!fits) {
                    throw new IllegalStateException("column " + spec.columns().get(i) + " does not fit");
                }
            }
        }

        @Override
        public String media(String ending, InputStream content) throws IOException {
            content.transferTo(OutputStream.nullOutputStream());
            return "media." + ending;
        }

        @Override
        public void problem(Problem problem) {
            if (problem.message().isBlank() || problem.count() < 0) {
                throw new IllegalStateException("a problem that says nothing: " + problem);
            }
        }
    }
}
