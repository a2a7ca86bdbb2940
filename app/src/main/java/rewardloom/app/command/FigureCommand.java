package rewardloom.app.command;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rewardloom.viewers.paper.FigureFile;
import rewardloom.viewers.paper.Format;
import rewardloom.viewers.paper.Preset;
import rewardloom.viewers.paper.Presets;

/** Saved figures on paper. */
@Command(name = "figure", description = "Works with saved figures.", mixinStandardHelpOptions = true)
final class FigureCommand implements Runnable {
    private final Services services;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    FigureCommand(Services services) {
        this.services = services;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "figure needs the command render");
    }

    @Command(
            name = "render",
            description = "Draws a .figure.json again. The same file gives the same bytes.",
            mixinStandardHelpOptions = true)
    int render(
            @Parameters(paramLabel = "FILE.figure.json", description = "A figure saved beside an export.") Path file,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "FILE",
                            description = "Where to; the ending says the format: pdf, svg, png, tex or csv.")
                    Path target,
            @Option(
                            names = "--preset",
                            paramLabel = "NAME",
                            description = "Venue preset; without it the one the file was saved with.")
                    @Nullable
                    String preset)
            throws IOException {
        Format format;
        @Nullable Preset other;
        try {
            format = Format.of(target);
            other = preset == null ? null : Presets.get(preset);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        FigureFile saved = FigureFile.read(file);
        Path written =
                services.exporter().render(saved.sheet(), other == null ? saved.preset() : other, format, target);
        spec.commandLine().getOut().println(written);
        return ExitCode.DONE;
    }
}
