package rewardloom.installer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A manual page (man(7) macros) from the command line's own description, so that it cannot say anything else. */
final class ManPage {
    private final StringBuilder text = new StringBuilder();
    private final CommandSpec program;

    private ManPage(CommandLine line) {
        program = line.getCommandSpec();
    }

    /**
     * Writes it.
     *
     * @param line the whole command line
     * @param version of the program
     * @param date of the page, as it is to be printed
     */
    static String of(CommandLine line, String version, String date) {
        ManPage page = new ManPage(line);
        page.head(version, date);
        page.command(line, "");
        page.foot();
        return page.text.toString();
    }

    private void head(String version, String date) {
        macro("TH", program.name().toUpperCase(Locale.ROOT), "1", date, "Rewardloom " + version, "User Commands");
        macro("SH", "NAME");
        line(program.name() + " \\- " + escape(oneLine(program.usageMessage().description())));
    }

    private void command(CommandLine line, String prefix) {
        CommandSpec spec = line.getCommandSpec();
        boolean isProgram = prefix.isEmpty();
        String name = isProgram ? spec.name() : prefix + " " + spec.name();
        macro(isProgram ? "SH" : "SS", isProgram ? "SYNOPSIS" : name);
        synopsis(spec, name);
        if (!isProgram) {
            paragraphs(spec.usageMessage().description());
        }
        arguments(spec, isProgram);
        List<CommandLine> commands = line.getSubcommands().values().stream()
                .distinct()
                .filter(c -> !c.getCommandSpec().usageMessage().hidden())
                .toList();
        if (isProgram && !commands.isEmpty()) {
            macro("SH", "COMMANDS");
        }
        for (CommandLine command : commands) {
            command(command, isProgram ? program.name() : name);
        }
    }

    private void synopsis(CommandSpec spec, String name) {
        StringBuilder usage = new StringBuilder("\\fB" + escape(name) + "\\fR");
        for (OptionSpec option : options(spec)) {
            String parameter = option.arity().max() > 0 ? " " + italic(label(option)) : "";
            String one = "\\fB" + escape(option.longestName()) + "\\fR" + parameter;
            usage.append(option.required() ? " " + one : " [" + one + "]");
        }
        for (PositionalParamSpec position : positions(spec)) {
            String one = italic(label(position)) + (position.arity().max() > 1 ? "..." : "");
            usage.append(position.arity().min() > 0 ? " " + one : " [" + one + "]");
        }
        if (!spec.subcommands().isEmpty()) {
            usage.append(" [\\fIcommand\\fR ...]");
        }
        line(usage.toString());
    }

    private void arguments(CommandSpec spec, boolean isProgram) {
        List<ArgSpec> arguments = new ArrayList<>(positions(spec));
        arguments.addAll(options(spec));
        if (isProgram && !arguments.isEmpty()) {
            macro("SH", "OPTIONS");
        }
        for (ArgSpec argument : arguments) {
            macro("TP");
            line(term(argument));
            String description = oneLine(argument.description());
            line(description.isEmpty() ? "\\&" : escape(description));
        }
    }

    private static String term(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            String names = Arrays.stream(option.names())
                    .map(n -> "\\fB" + escape(n) + "\\fR")
                    .collect(Collectors.joining(", "));
            return option.arity().max() > 0 ? names + " " + italic(label(option)) : names;
        }
        return italic(label(argument));
    }

    private void foot() {
        macro("SH", "EXIT STATUS");
        term("0", "Done.");
        term("1", "Done, but something in the input was bad; the report says what.");
        term("2", "Wrong usage.");
        term("3", "Failed.");
        macro("SH", "ENVIRONMENT");
        term("REWARDLOOM_JAVA_OPTS", "More options for the Java runtime, for example -Xmx12g.");
        term(
                "XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME",
                "Where the folders named below are, if not in the home folder.");
        macro("SH", "FILES");
        term("~/.config/rewardloom/", "Settings.");
        term("~/.local/state/rewardloom/", "Logs and crash reports. They stay on this machine.");
        term("STUDY.loom/", "A study: a folder with project.sqlite, tables/ (Parquet) and media/.");
    }

    private void term(String name, String meaning) {
        macro("TP");
        line("\\fB" + escape(name) + "\\fR");
        line(escape(meaning));
    }

    private void paragraphs(String[] description) {
        for (String paragraph : description) {
            macro("PP");
            line(escape(plain(paragraph)));
        }
    }

    private void macro(String name, String... arguments) {
        text.append('.').append(name);
        for (String argument : arguments) {
            text.append(" \"").append(escape(argument).replace("\"", "\\(dq")).append('"');
        }
        text.append('\n');
    }

    private void line(String content) {
        // A line that begins with a dot or a quote would be taken for a macro.
        text.append(content.startsWith(".") || content.startsWith("'") ? "\\&" : "")
                .append(content)
                .append('\n');
    }

    private static List<OptionSpec> options(CommandSpec spec) {
        return spec.options().stream()
                .filter(o -> !o.hidden())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
    }

    private static List<PositionalParamSpec> positions(CommandSpec spec) {
        return spec.positionalParameters().stream().filter(p -> !p.hidden()).toList();
    }

    private static String label(ArgSpec argument) {
        return plain(argument.paramLabel()).replaceAll("^<|>$", "").toUpperCase(Locale.ROOT);
    }

    private static String italic(String label) {
        return "\\fI" + escape(label) + "\\fR";
    }

    private static String oneLine(String[] description) {
        return plain(String.join(" ", description));
    }

    /** Without picocli's colours, and %n and %% resolved. */
    private static String plain(String markup) {
        String resolved = markup.replace("%n", " ").replace("%%", "%");
        return CommandLine.Help.Ansi.OFF.string(resolved).strip();
    }

    private static String escape(String plain) {
        return plain.replace("\\", "\\e").replace("-", "\\-");
    }
}
