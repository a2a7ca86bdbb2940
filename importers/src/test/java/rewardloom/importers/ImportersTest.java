package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.TableSink;

class ImportersTest {
    @TempDir
    Path folder;

    /** An importer that says what it is told to say. */
    private record Fixed(String id, int score) implements Importer {
        @Override
        public String title() {
            return id;
        }

        @Override
        public Probe probe(Header header) {
            if (score < 0) {
                throw new IllegalStateException("a probe that fails");
            }
            return new Probe(score, "fixed");
        }

        @Override
        public void read(Source source, TableSink sink, Progress progress) {
            // holds nothing
        }
    }

    private static Header header(String text) {
        return new Header("a.txt", text.getBytes(StandardCharsets.UTF_8), text.length());
    }

    @Test
    void theSurestIsChosenAndTiesGoToTheFirstId() {
        Importers importers =
                new Importers(List.of(new Fixed("d", 2), new Fixed("c", 3), new Fixed("b", 3), new Fixed("a", 0)));
        assertThat(importers.choose(header("x")).orElseThrow().importer().id()).isEqualTo("b");
        assertThat(new Importers(List.of(new Fixed("a", 0))).choose(header("x")))
                .isEmpty();
    }

    @Test
    void aProbeThatFailsIsNotChosenAndStopsNobody() {
        Importers importers = new Importers(List.of(new Fixed("a", -1), new Fixed("b", 1)));
        assertThat(importers.choose(header("x")).orElseThrow().importer().id()).isEqualTo("b");
    }

    @Test
    void idsAreUniqueAndUnknownOnesAreSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Importers(List.of(new Fixed("a", 1), new Fixed("a", 1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Importers.installed().get("nonsense"))
                .withMessageContaining("tensorboard");
    }

    @Test
    void everyFormatIsInstalled() {
        assertThat(Importers.installed().all())
                .extracting(Importer::id)
                .contains("tensorboard", "monitor", "csv", "trainer-state", "jsonl", "parquet", "hdf5");
    }

    @Test
    void theHeaderIsUnpackedAndBounded() throws IOException {
        byte[] text = new byte[200_000];
        Arrays.fill(text, (byte) 'x');
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text);
        }
        Path file = folder.resolve("a.csv.gz");
        Files.write(file, packed.toByteArray());
        Header header = Importers.header(file);
        assertThat(header.name()).isEqualTo("a.csv");
        assertThat(header.head()).hasSize(Header.LIMIT).containsOnly((byte) 'x');
        assertThat(header.bytes()).isEqualTo(packed.size());
        Files.write(file, Arrays.copyOf(packed.toByteArray(), 40));
        assertThat(Importers.header(file).head().length).isLessThan(Header.LIMIT);
    }

    @Test
    void filesOfNoFormatAreNobodys() {
        for (String text : List.of("", "# Readme\n", "import os\n", "{\"a\": 1}\n")) {
            for (String name : List.of("README.md", "study.py", "package.json", "compose.yaml")) {
                Header header = new Header(name, text.getBytes(StandardCharsets.UTF_8), text.length());
                assertThat(Importers.installed().choose(header))
                        .as("%s: %s", name, text)
                        .isEmpty();
            }
        }
    }
}
