package rewardloom.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaOptionsTest {
    private static final Path ROOT = Path.of(System.getProperty("rewardloom.root", ".."));

    @TempDir
    private Path folder;

    @Test
    void readsTheOptionsOfTheProject() throws IOException {
        assertThat(JavaOptions.read(List.of(ROOT.resolve("jvm.options"), ROOT.resolve("javafx.options"))))
                .contains("-Djava.awt.headless=true", "--enable-native-access=javafx.graphics,javafx.media")
                .allSatisfy(option -> assertThat(option).startsWith("-"));
    }

    @Test
    void refusesWhatPackagesCannotCarry() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.options"), "# fine\n-Da=\"b c\"\n");
        assertThatThrownBy(() -> JavaOptions.read(List.of(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
    }
}
