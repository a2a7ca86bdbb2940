package rewardloom.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packages for Windows and macOS, by jpackage. */
final class JPackage {
    private static final String DESCRIPTION = "Design, debug and publish reward functions";
    private final Path runtime;
    private final Path input;
    private final Path icons;
    private final Path work;
    private final String version;

    /**
     * @param runtime the linked runtime
     * @param input folder with the program's jars, native libraries and sample data
     * @param icons folder with the PNG files
     * @param work folder for what is needed on the way
     * @param version of the program; packages carry its digits only
     */
    JPackage(Path runtime, Path input, Path icons, Path work, String version) {
        this.runtime = runtime;
        this.input = input;
        this.icons = icons;
        this.work = work;
        this.version = version.replaceAll("[^0-9.].*", "");
    }

    /** Writes the icon in the form of a system and returns the file. */
    Path icon(Kind kind) throws IOException {
        Path file = work.resolve("rewardloom." + kind.icon);
        Files.write(
                file,
                switch (kind.icon) {
                    case "ico" -> IconFiles.ico(icons);
                    case "icns" -> IconFiles.icns(icons);
                    default -> Files.readAllBytes(IconFiles.png(icons, 512));
                });
        return file;
    }

    /**
     * The arguments for one kind of package.
     *
     * @param options java's, from the option files
     * @param target folder where the package goes
     */
    List<String> arguments(Kind kind, List<String> options, Path target) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "--type",
                kind.type,
                "--name",
                kind == Kind.IMAGE ? "rewardloom" : "Rewardloom",
                "--app-version",
                version,
                "--vendor",
                "Rewardloom maintainers",
                "--description",
                DESCRIPTION,
                "--copyright",
                "Apache License 2.0",
                "--icon",
                icon(kind).toString(),
                "--runtime-image",
                runtime.toString(),
                "--input",
                input.toString(),
                "--main-jar",
                "rewardloom.jar",
                "--main-class",
                LinuxImage.MAIN,
                "--dest",
                target.toString()));
        for (String option : options) {
            words.add("--java-options");
            words.add(option);
        }
        for (String option : LinuxImage.placed("$APPDIR")) {
            words.add("--java-options");
            words.add(option);
        }
        if (kind == Kind.MSI) {
            windows(words);
        } else if (kind == Kind.DMG) {
            words.addAll(
                    List.of("--mac-package-identifier", "rewardloom.Rewardloom", "--mac-app-category", "education"));
            association(words);
        }
        return words;
    }

    private void windows(List<String> words) throws IOException {
        // A program for windows has no console: commands need a second one that has.
        Path console = work.resolve("console.properties");
        FileTree.write(console, "win-console=true\nwin-shortcut=false\nwin-menu=false\n");
        words.addAll(List.of(
                "--add-launcher",
                "rewardloom-console=" + console,
                "--win-menu",
                "--win-menu-group",
                "Rewardloom",
                "--win-dir-chooser",
                "--win-per-user-install",
                // The same for every version: a newer one replaces an older one.
                "--win-upgrade-uuid",
                "5d5f2f0a-6c1e-4f0e-9b0b-3f1d1f6f8a51"));
        association(words);
    }

    /** On macOS a folder can be a document; on Windows only files have associations, so the entry does no harm there. */
    private void association(List<String> words) throws IOException {
        Path file = work.resolve("study.properties");
        FileTree.write(file, """
            extension=loom
            mime-type=application/x-rewardloom-study
            description=Rewardloom study
            mac.CFBundleTypeRole=Editor
            mac.LSTypeIsPackage=true
            """);
        words.addAll(List.of("--file-associations", file.toString()));
    }

    void make(Kind kind, List<String> options, Path target) throws IOException {
        Files.createDirectories(work);
        Files.createDirectories(target);
        RuntimeImage.tool("jpackage", arguments(kind, options, target));
    }

    /** Kinds of package. */
    enum Kind {
        /** A folder with a launcher: to try the configuration on any system. */
        IMAGE("app-image", Command.isWindows() ? "ico" : Command.isMac() ? "icns" : "png"),
        MSI("msi", "ico"),
        DMG("dmg", "icns");

        final String type;
        final String icon;

        Kind(String type, String icon) {
            this.type = type;
            this.icon = icon;
        }
    }
}
