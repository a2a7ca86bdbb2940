package rewardloom.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.paper.FigureFile;
import rewardloom.viewers.paper.Format;
import rewardloom.viewers.paper.PaperCheck;
import rewardloom.viewers.paper.Preset;
import rewardloom.viewers.paper.Presets;

/** Saved figures on paper. */
@Command(name = "figure", description = "Works with saved figures.", mixinStandardHelpOptions = true)
final class FigureCommand implements Runnable {
    private static final int BESIDE = 3;

    private final Services services;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    FigureCommand(Services services) {
        this.services = services;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "figure needs a command: render or panels");
    }

    @Command(
            name = "render",
            description = "Draws a .figure.json again. The same file gives the same bytes.",
            mixinStandardHelpOptions = true)
    int render(
            @Parameters(paramLabel = "FILE.figure.json", description = "A figure saved beside an export.") Path file,
            @Option(names = "--to", required = true, paramLabel = "FILE", description = PaperOptions.TO) Path target,
            @Mixin PaperOptions paper)
            throws IOException {
        Format format = paper.format(target);
        @Nullable Preset other = paper.preset();
        FigureFile saved = FigureFile.read(file);
        Preset preset = other == null ? saved.preset() : other;
        warn(saved.sheet(), preset);
        print(paper.exporter(services).render(saved.sheet(), preset, format, target));
        return ExitCode.DONE;
    }

    @Command(
            name = "panels",
            description = "Draws several .figure.json as the panels (a), (b), (c) of one figure.",
            mixinStandardHelpOptions = true)
    int panels(
            @Parameters(arity = "1..*", paramLabel = "FILE.figure.json", description = "The panels, row by row.")
                    List<Path> files,
            @Option(names = "--to", required = true, paramLabel = "FILE", description = PaperOptions.TO) Path target,
            @Option(names = "--columns", paramLabel = "N", description = "Panels in a row (default: 3, 2 of four).")
                    @Nullable
                    Integer columns,
            @Option(names = "--shared-legend", description = "One legend above all panels, instead of one in each.")
                    boolean sharedLegend,
            @Option(names = "--no-letters", description = "Panels without (a), (b), (c).") boolean unlettered,
            @Mixin PaperOptions paper)
            throws IOException {
        Format format = paper.format(target);
        List<Figure> panels = new ArrayList<>();
        @Nullable Preset preset = paper.preset();
        for (Path file : files) {
            FigureFile saved = FigureFile.read(file);
            panels.addAll(saved.sheet().panels());
            preset = preset == null ? saved.preset() : preset;
        }
        Sheet sheet = sheet(target, panels, columns, sharedLegend, !unlettered);
        Preset venue = preset == null ? Presets.standard() : preset;
        warn(sheet, venue);
        print(paper.exporter(services).export(sheet, venue, format, target));
        return ExitCode.DONE;
    }

    private Sheet sheet(
            Path target, List<Figure> panels, @Nullable Integer columns, boolean sharedLegend, boolean lettered) {
        int count = panels.size();
        int inRow = columns != null ? columns : count == 4 ? 2 : Math.min(count, BESIDE);
        String file = String.valueOf(target.getFileName());
        String name = file.substring(0, Math.max(1, file.lastIndexOf('.')));
        try {
            return new Sheet(name, "", panels, inRow, sharedLegend, lettered);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** What a reader on paper would complain about. */
    private void warn(Sheet sheet, Preset preset) {
        PaperCheck.warnings(sheet, preset)
                .forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
    }

    private void print(Path written) {
        spec.commandLine().getOut().println(written);
    }
}
