package rewardloom.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rewardloom.viewers.paper.Format;
import rewardloom.viewers.paper.FormatChoice;
import rewardloom.viewers.paper.PaperExporter;
import rewardloom.viewers.paper.Preset;
import rewardloom.viewers.paper.Presets;

/** How figures get onto paper: for which venue and in which look, and how fine pictures are. */
final class PaperOptions {
    /** What the target of a figure is. */
    static final String TO = "Where to; the ending says the format: pdf, svg, png, tex or csv.";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--preset",
            paramLabel = "NAME[,CHANGE...]",
            description = {
                "Venue and look of the figures, such as 'neurips' or"
                        + " 'icml,height=1.8,palette=tol-bright,legend=line-ends'.",
                "Changes: width, height, ratio (inches), label, tick, smallest, line, axis (points), typeface, palette,"
                        + " legend, solid, bare."
            })
    private @Nullable String preset;

    @Option(names = "--dpi", paramLabel = "N", description = "Pixels an inch of png files (default: 300).")
    private @Nullable Integer dpi;

    /** The preset asked for, or null. */
    @Nullable
    Preset preset() {
        try {
            return preset == null ? null : Presets.get(preset);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** The format that the ending of a file's name says. */
    Format format(Path target) {
        try {
            return Format.of(target);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** What writes the figures. */
    PaperExporter exporter(Services services) {
        if (dpi == null) {
            return services.exporter();
        }
        if (dpi < FormatChoice.COARSEST || dpi > FormatChoice.FINEST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--dpi is from " + FormatChoice.COARSEST + " to " + FormatChoice.FINEST + ", not " + dpi);
        }
        return new PaperExporter(dpi);
    }
}
