package rewardloom.importers.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A bounded run of the fuzzer over all readers, from the seeds that lie in the resources. {@code -Drewardloom.fuzz.seconds=600} looks
 * longer, {@code -Drewardloom.fuzz=HDF5} at one reader alone; what it finds is written to {@code target/fuzz}.
 */
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("rewardloom.fuzz.seconds", 2 * FuzzTarget.values().length);
    private static final String FUZZER = "com.code_intelligence.jazzer.Jazzer";
    private static final String LOOKED_AT = "rewardloom.importers.**:io.jhdf.**:org.snakeyaml.**";
    private static final Path SEEDS = Path.of("src", "test", "resources", "fuzz");

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void nothingIsFound() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isSupported(), "the fuzzer has no library for this machine");
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        Path found = Files.createDirectories(Path.of("target", "fuzz"));
        Path log = folder.resolve("log.txt");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-Drewardloom.fuzz=" + System.getProperty("rewardloom.fuzz", ""),
                "-Djava.io.tmpdir=" + folder,
                "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file", ""),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FUZZER,
                "--target_class=" + ImporterFuzz.class.getName(),
                "--instrumentation_includes=" + LOOKED_AT,
                "--custom_hook_includes=" + LOOKED_AT,
                // The importers' own statements, which are not made of what files say, set it off.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.SqlInjection",
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + File.separator,
                "-max_total_time=" + SECONDS,
                "-timeout=20",
                "-rss_limit_mb=3000",
                "-max_len=4096",
                "-seed=1",
                "-print_final_stats=1",
                corpus.toString()));
        for (FuzzTarget target : FuzzTarget.values()) {
            command.add(target.seeds(SEEDS).toString());
        }
        Process fuzzer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended;
        try {
            ended = fuzzer.waitFor(SECONDS + 180L, TimeUnit.SECONDS);
        } finally {
            fuzzer.destroyForcibly().waitFor();
        }
        String said = Files.readString(log);
        int finding = said.indexOf("== Java Exception");
        String end = said.substring(finding >= 0 ? finding : Math.max(0, said.length() - 5000));
        assertThat(ended).as("the fuzzer ends: %s", end).isTrue();
        assertThat(fuzzer.exitValue()).as(end).isZero();
        assertThat(said).contains("stat::number_of_executed_units");
    }

    @ParameterizedTest
    @EnumSource
    void everyTargetHasSeeds(FuzzTarget target) throws IOException {
        try (Stream<Path> seeds = Files.list(target.seeds(SEEDS))) {
            for (Path seed : seeds.toList()) {
                byte[] bytes = Files.readAllBytes(seed);
                assertThat(bytes).as(seed.toString()).hasSizeBetween(10, 8192);
                assertThat(bytes[0] / 2).as(seed.toString()).isEqualTo(target.ordinal());
            }
        }
    }

    private static boolean isSupported() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        boolean intel = machine.equals("amd64") || machine.equals("x86_64");
        return intel && (system.contains("linux") || system.contains("windows") || system.contains("mac"))
                || (machine.equals("aarch64") && system.contains("mac"));
    }
}
