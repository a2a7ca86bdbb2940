package rewardloom.installer;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for zsh, in its own form (picocli has one for bash only): descriptions included. */
final class ZshCompletion {
    private final StringBuilder text = new StringBuilder();

    private ZshCompletion() {}

    static String of(CommandLine line) {
        ZshCompletion completion = new ZshCompletion();
        String name = line.getCommandSpec().name();
        completion.text.append("#compdef ").append(name).append("\n\n");
        completion.function(line, "_" + name);
        completion.text.append("_").append(name).append(" \"$@\"\n");
        return completion.text.toString();
    }

    private void function(CommandLine line, String function) {
        CommandSpec spec = line.getCommandSpec();
        List<CommandLine> commands = line.getSubcommands().values().stream()
                .distinct()
                .filter(c -> !c.getCommandSpec().usageMessage().hidden())
                .toList();
        text.append(function).append("() {\n");
        text.append("    local curcontext=\"$curcontext\" state line\n    typeset -A opt_args\n");
        text.append("    _arguments -C");
        spec.options().stream().filter(o -> !o.hidden()).forEach(this::option);
        if (commands.isEmpty()) {
            spec.positionalParameters().stream()
                    .filter(p -> !p.hidden())
                    .forEach(p -> text.append(" \\\n        '")
                            .append(p.arity().max() > 1 ? "*" : "")
                            .append(":")
                            .append(label(p))
                            .append(":")
                            .append(values(p))
                            .append("'"));
            text.append("\n}\n\n");
            return;
        }
        text.append(" \\\n        '1:command:->command' \\\n        '*::argument:->argument'\n");
        text.append("    case $state in\n        command)\n            local -a commands\n            commands=(\n");
        for (CommandLine command : commands) {
            String description =
                    String.join(" ", command.getCommandSpec().usageMessage().description());
            text.append("                '")
                    .append(quoted(command.getCommandName() + ":" + description))
                    .append("'\n");
        }
        text.append("            )\n"
                + "            _describe command commands ;;\n"
                + "        argument)\n"
                + "            case $line[1] in\n");
        for (CommandLine command : commands) {
            String name = command.getCommandName();
            text.append("                ")
                    .append(name)
                    .append(") ")
                    .append(function)
                    .append('_')
                    .append(name)
                    .append(" ;;\n");
        }
        text.append("            esac ;;\n    esac\n}\n\n");
        for (CommandLine command : commands) {
            function(command, function + "_" + command.getCommandName());
        }
    }

    private void option(OptionSpec option) {
        String description =
                quoted(String.join(" ", option.description())).replace("[", "(").replace("]", ")");
        for (String name : option.names()) {
            text.append(" \\\n        '")
                    .append(option.isMultiValue() ? "*" : "")
                    .append(name)
                    .append('[')
                    .append(description)
                    .append(']');
            if (option.arity().max() > 0) {
                text.append(':').append(label(option)).append(':').append(values(option));
            }
            text.append('\'');
        }
    }

    private static String label(ArgSpec argument) {
        return quoted(argument.paramLabel().replaceAll("[<>\\[\\]:]", "").toLowerCase(Locale.ROOT));
    }

    private static String values(ArgSpec argument) {
        Iterable<String> candidates = argument.completionCandidates();
        if (candidates != null) {
            return "(" + StreamSupport.stream(candidates.spliterator(), false).collect(Collectors.joining(" ")) + ")";
        }
        Class<?>[] types = argument.auxiliaryTypes();
        boolean isFile = types.length > 0 && (types[0] == Path.class || types[0] == java.io.File.class);
        return isFile || argument.type() == Path.class ? "_files" : " ";
    }

    /** Inside single quotes, without picocli's colours. */
    private static String quoted(String description) {
        return CommandLine.Help.Ansi.OFF
                .string(description.replace("%n", " ").replace("%%", "%"))
                .replace("'", "'\\''");
    }
}
