package rewardloom.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.command.CommandLineFixture.Outcome;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.paper.FigureFile;
import rewardloom.viewers.paper.Presets;

class FigureCommandTest {
    @TempDir
    Path folder;

    private Path left;
    private Path right;

    @BeforeEach
    void saveFigures() throws IOException {
        left = save("proxy");
        right = save("gold");
    }

    private Path save(String name) throws IOException {
        double[] x = {0, 1, 2};
        Figure figure = new Figure(
                name,
                "The " + name + " reward",
                Axis.linear("step"),
                Axis.linear(name),
                List.of(
                        new Layer.Line("ppo", 0, x, new double[] {0, 1, 4}, false),
                        new Layer.Line("dpo", 1, x, new double[] {0, 2, 3}, false)),
                name + " against step.",
                FigureSource.NONE);
        return Files.writeString(
                folder.resolve(name + FigureFile.EXTENSION),
                new FigureFile(Sheet.of(figure), Presets.get("icml-wide")).json());
    }

    @Test
    void panelsOfSavedFiguresBecomeOneWithLettersAndOneLegend() throws IOException {
        Path svg = folder.resolve("both.svg");
        Outcome outcome = CommandLineFixture.run("figure", "panels", left, right, "--to", svg, "--shared-legend");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        String text = Files.readString(svg);
        assertThat(text).contains(">(a) The proxy reward<", ">(b) The gold reward<");
        assertThat(text.split(">ppo<", -1)).hasSize(2);
        FigureFile saved = FigureFile.read(folder.resolve("both" + FigureFile.EXTENSION));
        assertThat(saved.preset().id()).isEqualTo("icml-wide");
        assertThat(saved.sheet().columns()).isEqualTo(2);

        Path again = folder.resolve("again.svg");
        assertThat(CommandLineFixture.run("figure", "render", folder.resolve("both.figure.json"), "--to", again)
                        .code())
                .isZero();
        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(svg));
    }

    @Test
    void aPresetMayBeChangedAndPicturesBeAsFineAsAsked() throws IOException {
        Path png = folder.resolve("wide.png");
        Outcome outcome = CommandLineFixture.run(
                "figure", "render", left, "--to", png, "--preset", "icml,width=4,height=2", "--dpi", "100");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        var picture = ImageIO.read(png.toFile());
        assertThat(picture.getWidth()).isEqualTo(400);
        assertThat(picture.getHeight()).isEqualTo(200);
    }

    @Test
    void whatIsWrongIsSaid() {
        Path png = folder.resolve("x.png");
        assertThat(CommandLineFixture.run("figure", "render", left, "--to", png, "--dpi", "5"))
                .satisfies(o -> assertThat(o.code()).isEqualTo(ExitCode.WRONG_USAGE))
                .satisfies(o -> assertThat(o.err()).contains("from 10 to 2400"));
        assertThat(CommandLineFixture.run("figure", "render", left, "--to", png, "--preset", "icml,colour=red"))
                .satisfies(o -> assertThat(o.code()).isEqualTo(ExitCode.WRONG_USAGE))
                .satisfies(o -> assertThat(o.err()).contains("a preset has no colour; it has width"));
        assertThat(CommandLineFixture.run("figure", "panels", left, "--to", png, "--columns", "0"))
                .satisfies(o -> assertThat(o.code()).isEqualTo(ExitCode.WRONG_USAGE))
                .satisfies(o -> assertThat(o.err()).contains("at least one column"));
    }
}
