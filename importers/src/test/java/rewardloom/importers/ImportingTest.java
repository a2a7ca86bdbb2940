package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSink;

class ImportingTest {
    private static final String METRICS = "step,loss\n1,0.5\n2,0.25\n";

    @TempDir
    Path folder;

    private final Importing importing = new Importing(Importers.installed());
    private Path study;

    @BeforeEach
    void makeStudy() throws IOException {
        study = Files.createDirectory(folder.resolve("study"));
    }

    private Path write(String name, String content) throws IOException {
        Path file = study.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static List<String> names(List<Source> sources) {
        return sources.stream().map(Source::name).toList();
    }

    private static List<String> kinds(InspectedFile file) {
        return file.staged().problems().stream().map(Problem::kind).toList();
    }

    @Test
    void foldersAreWalkedInTheOrderOfNames() throws IOException {
        write("b/progress.csv", METRICS);
        write("a/progress.csv", METRICS);
        write("a/.hidden.csv", METRICS);
        write(".git/x.csv", METRICS);
        write("old.loom/tables/x.csv", METRICS);
        assertThat(names(importing.find(List.of(study), Progress.NONE)))
                .containsExactly("a/progress.csv", "b/progress.csv");
    }

    @Test
    void linksThatLoopAreFollowedOnce() throws IOException {
        write("a/progress.csv", METRICS);
        Files.createSymbolicLink(study.resolve("a/up"), study);
        Files.createSymbolicLink(study.resolve("z"), study.resolve("a"));
        Files.createSymbolicLink(study.resolve("gone.csv"), study.resolve("nowhere"));
        assertThat(names(importing.find(List.of(study), Progress.NONE))).containsExactly("a/progress.csv", "gone.csv");
    }

    @Test
    void namesAreRelativeToWhatIsCommon() throws IOException {
        Path a = write("rl/a-seed0/progress.csv", METRICS);
        Path b = write("rl/b-seed0/deep/progress.csv", METRICS);
        assertThat(names(importing.find(List.of(a), Progress.NONE))).containsExactly("progress.csv");
        assertThat(names(importing.find(List.of(a, study.resolve("rl/b-seed0"), b), Progress.NONE)))
                .containsExactly("a-seed0/progress.csv", "b-seed0/deep/progress.csv");
    }

    @Test
    void inspectSaysWhatFilesHoldWithTheirHash() throws IOException {
        write("a-seed0/progress.csv", METRICS);
        write("README.md", "# words");
        List<InspectedFile> files = importing.inspect(List.of(study), null, Progress.NONE);
        assertThat(files).extracting(f -> f.source().name()).containsExactly("README.md", "a-seed0/progress.csv");
        assertThat(kinds(files.get(0))).containsExactly("unknown-format");
        assertThat(files.get(0).staged().problems().getFirst().severity()).isEqualTo(Problem.Severity.INFO);
        InspectedFile csv = files.get(1);
        assertThat(csv.format()).isEqualTo("csv");
        Table table = csv.staged().tables().getFirst().table();
        assertThat(table.kind()).isEqualTo(Kind.METRICS);
        assertThat(table.run()).isEqualTo("a-seed0");
        // sha256sum of the 23 bytes
        assertThat(csv.staged().provenance().sha256()).isEqualTo(sha256(METRICS));
        assertThat(csv.staged().provenance().bytes()).isEqualTo(METRICS.length());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void badFilesBecomeProblemsAndStopNobody() throws IOException {
        write("empty.csv", "");
        write("not.hdf5", "words");
        write("good.csv", METRICS);
        Path missing = study.resolve("missing.csv");
        List<InspectedFile> files = importing.inspect(List.of(study, missing), null, Progress.NONE);
        assertThat(files)
                .extracting(f -> f.source().name())
                .containsExactly("empty.csv", "good.csv", "not.hdf5", "missing.csv");
        assertThat(kinds(files.get(0))).containsExactly("empty-file");
        assertThat(files.get(1).staged().tables()).hasSize(1);
        assertThat(kinds(files.get(2))).containsExactly("broken-hdf5");
        assertThat(kinds(files.get(3))).containsExactly("no-such-file");
        assertThat(files)
                .filteredOn(f -> f != files.get(1))
                .allMatch(f -> f.staged().tables().isEmpty());
    }

    @Test
    void aFileThatVanishesWhileItIsReadIsAProblem() throws IOException {
        write("a.csv", METRICS);
        write("b.csv", METRICS + "3,1\n");
        Importer vanishing = new Importer() {
            @Override
            public String id() {
                return "vanishing";
            }

            @Override
            public String title() {
                return "Vanishing";
            }

            @Override
            public Probe probe(Header header) {
                return new Probe(4, "all");
            }

            @Override
            public void read(Source source, TableSink sink, Progress progress) throws IOException {
                if (source.stem().equals("a")) {
                    Files.delete(source.path());
                }
                Importers.installed().get("csv").read(source, sink, progress);
            }
        };
        List<InspectedFile> files =
                new Importing(new Importers(List.of(vanishing))).inspect(List.of(study), null, Progress.NONE);
        assertThat(kinds(files.get(0))).contains("no-such-file");
        assertThat(files.get(1).staged().tables()).hasSize(1);
    }

    @Test
    void anImporterThatFailsKeepsWhatItReadAndIsNamed() throws IOException {
        write("a.csv", METRICS);
        Importer failing = new Importer() {
            @Override
            public String id() {
                return "failing";
            }

            @Override
            public String title() {
                return "Failing";
            }

            @Override
            public Probe probe(Header header) {
                return new Probe(4, "all");
            }

            @Override
            public void read(Source source, TableSink sink, Progress progress) throws IOException {
                Importers.installed().get("csv").read(source, sink, progress);
                throw new IllegalStateException("on purpose");
            }
        };
        InspectedFile file = new Importing(new Importers(List.of(failing)))
                .inspect(List.of(study), null, Progress.NONE)
                .getFirst();
        assertThat(kinds(file)).containsExactly("importer-failed");
        assertThat(file.staged().tables()).hasSize(1);
    }

    @Test
    void aFolderWithoutAnythingKnownIsOneClearProblem() throws IOException {
        write("README.md", "# words");
        write("deep/notes.txt", "words");
        List<InspectedFile> files = importing.inspect(List.of(study), null, Progress.NONE);
        assertThat(files).hasSize(1);
        assertThat(kinds(files.getFirst())).containsExactly("nothing-known");
        assertThat(files.getFirst().staged().problems().getFirst().message()).contains("TensorBoard");
    }

    @Test
    void aFormatCanBeAskedFor() throws IOException {
        Path file = write("progress.csv", METRICS);
        assertThat(importing
                        .inspect(List.of(file), null, Progress.NONE)
                        .getFirst()
                        .format())
                .isEqualTo("csv");
        InspectedFile asked =
                importing.inspect(List.of(file), "jsonl", Progress.NONE).getFirst();
        assertThat(asked.format()).isEqualTo("jsonl");
        assertThat(asked.staged().tables()).isEmpty();
        assertThat(asked.staged().problems()).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> importing.inspect(List.of(file), "nonsense", Progress.NONE));
    }

    @Test
    void committedOnceTheSameBytesAddNothing() throws IOException {
        write("a-seed0/progress.csv", METRICS);
        write("a-seed1/progress.csv", METRICS + "3,0.125\n");
        try (Project project = Project.create(folder.resolve("s.loom"))) {
            ImportReport first =
                    importing.commit(project, importing.stage(project, List.of(study), null, Progress.NONE));
            assertThat(first.added()).hasSize(2);
            assertThat(project.list()).hasSize(2);
            Table table = project.list().getFirst();
            assertThat(project.series(table, "loss").values()).containsExactly(0.5, 0.25);
            write("a-seed2/progress.csv", METRICS + "9,9\n");
            ImportReport second =
                    importing.commit(project, importing.stage(project, List.of(study), null, Progress.NONE));
            assertThat(second.added()).hasSize(1);
            assertThat(second.alreadyThere()).containsExactly("a-seed0/progress.csv", "a-seed1/progress.csv");
        }
    }

    @Test
    void problemsOfAReportNameTheFile() throws IOException {
        write("a/progress.csv", METRICS + "3\n");
        try (Project project = Project.create(folder.resolve("s.loom"))) {
            ImportReport report =
                    importing.commit(project, importing.stage(project, List.of(study), null, Progress.NONE));
            assertThat(report.problems()).extracting(Problem::where).containsExactly("a/progress.csv, line 4");
        }
    }

    @Test
    void cancellingLeavesNothingBehind() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("run" + i + "/progress.csv", METRICS + "3," + i + "\n");
        }
        Progress soon = new Progress() {
            @Override
            public void update(String step, double fraction) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        try (Project project = Project.create(folder.resolve("s.loom"))) {
            assertThatExceptionOfType(CancelledException.class)
                    .isThrownBy(() -> importing.stage(project, List.of(study), null, soon));
            assertThat(project.list()).isEmpty();
        }
        try (Stream<Path> left = Files.walk(folder.resolve("s.loom"))) {
            assertThat(left.filter(p -> p.toString().endsWith(".parquet"))).isEmpty();
        }
    }

    @Test
    void progressGrowsToTheEnd() throws IOException {
        write("a/progress.csv", METRICS);
        write("b/progress.csv", METRICS + "3,1\n");
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        Progress progress = new Progress() {
            @Override
            public void update(String step, double fraction) {
                assertThat(fraction).isBetween(0.0, 1.0);
                steps.add(step);
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
        importing.inspect(List.of(study), null, progress);
        assertThat(steps).anyMatch(s -> s.endsWith("2 of 2 files"));
    }
}
