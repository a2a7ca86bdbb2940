package rewardloom.installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** Makes everything that is shipped, from the app module as it has been built. */
public final class Build {
    private final Path root;
    private final String version;
    private final Instant time;
    private final Path target;
    private final Path work;
    private final Path packages;

    private Build(Path root, String version, Instant time) {
        this.root = root;
        this.version = version;
        this.time = time;
        target = root.resolve("installer/target");
        work = target.resolve("work");
        packages = target.resolve("packages");
    }

    /**
     * Builds for the system it runs on.
     *
     * @param args root of the project, its version, the time that the files get (ISO 8601), and optionally {@code
     *     --jpackage} to make jpackage's image on Linux too
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            throw new IllegalArgumentException("needs the project's root, its version and a time");
        }
        Build build = new Build(Path.of(args[0]).toAbsolutePath().normalize(), args[1], Instant.parse(args[2]));
        build.run(args.length > 3 && args[3].equals("--jpackage"));
    }

    private void run(boolean tryJpackage) throws IOException {
        FileTree.delete(packages);
        Files.createDirectories(packages);
        Files.createDirectories(work);
        Path runtime = work.resolve("runtime");
        timed("Java runtime", () -> RuntimeImage.link(app("mods"), work, runtime, time.toString()));
        List<String> options = JavaOptions.read(List.of(root.resolve("jvm.options"), root.resolve("javafx.options")));
        Path input = work.resolve("input");
        timed("program's files", () -> collect(input));
        if (Command.isWindows() || Command.isMac()) {
            JPackage.Kind kind = Command.isWindows() ? JPackage.Kind.MSI : JPackage.Kind.DMG;
            timed(kind.type, () -> jpackage(runtime, input).make(kind, options, packages));
        } else {
            linux(runtime, input, options);
            if (tryJpackage) {
                Path image = target.resolve("jpackage");
                FileTree.delete(image);
                timed("jpackage's image", () -> jpackage(runtime, input).make(JPackage.Kind.IMAGE, options, image));
            }
        }
        if (Files.exists(bill())) {
            Files.copy(bill(), packages.resolve("rewardloom-" + version + ".cdx.json"));
        }
        checksums();
    }

    private JPackage jpackage(Path runtime, Path input) {
        return new JPackage(runtime, input, icons(), work, version);
    }

    private Path app(String name) {
        return root.resolve("app/target").resolve(name);
    }

    private Path bill() {
        return target.resolve("rewardloom.cdx.json");
    }

    private Path icons() {
        return root.resolve("app/src/main/resources/rewardloom/app/icons");
    }

    /** Jars, native libraries, sample studies and licences in one folder. */
    private void collect(Path input) throws IOException {
        FileTree.delete(input);
        Files.createDirectories(input);
        Files.copy(app("rewardloom.jar"), input.resolve("rewardloom.jar"));
        FileTree.copy(app("lib"), input, file -> file.toString().endsWith(".jar"));
        FileTree.copy(app("natives"), input.resolve("natives"), file -> true);
        // The experiments that made them are for readers of the sources.
        Path samples = root.resolve("sample-data");
        FileTree.copy(samples, input.resolve("sample-data"), file -> !file.startsWith(samples.resolve("experiments")));
        new Licences(input).collect(input.resolve("licences"));
        if (Files.exists(bill())) {
            Licences.list(bill(), input.resolve("licences/THIRD-PARTY.txt"));
        }
        FileTree.normalize(input, time);
    }

    private void linux(Path runtime, Path input, List<String> options) throws IOException {
        LinuxImage image = new LinuxImage(target.resolve("rewardloom"));
        FileTree.delete(image.folder());
        timed("image", () -> {
            FileTree.copy(runtime, image.folder().resolve("runtime"), file -> true);
            FileTree.copy(input, image.app(), file -> true);
            Files.copy(root.resolve("LICENSE"), image.folder().resolve("LICENSE"));
            Files.copy(root.resolve("NOTICE"), image.folder().resolve("NOTICE"));
            image.writeLauncher(options);
            CommandLine line = ProgramDescription.commandLine();
            new DesktopFiles(image.share())
                    .write(
                            root.resolve("installer/src/main/desktop"),
                            icons(),
                            root.resolve("installer/src/main/icon/rewardloom.svg"),
                            line,
                            version,
                            time.toString().substring(0, 10));
            FileTree.normalize(image.folder(), time);
        });
        timed("start-up cache", () -> StartUpCache.train(image, work.resolve("warm-up")));
        FileTree.normalize(image.folder(), time);
        if (Command.exists("dpkg-deb")) {
            timed(".deb", () -> new DebianPackage(image, version, time).build(work, packages));
        } else {
            say("no .deb: dpkg-deb is not on this machine (apt install dpkg)");
        }
        timed(".tar.xz", () -> archive(image));
    }

    /** The image for systems without dpkg: unpack it anywhere. */
    private void archive(LinuxImage image) throws IOException {
        String name = "rewardloom-" + version + "-linux-" + System.getProperty("os.arch") + ".tar.xz";
        Command.run(
                List.of(
                        "tar",
                        "--sort=name",
                        "--owner=0",
                        "--group=0",
                        "--numeric-owner",
                        "--format=gnu",
                        "-C",
                        target.toString(),
                        "-cJf",
                        packages.resolve(name).toString(),
                        image.folder().getFileName().toString()),
                Map.of("XZ_OPT", "-T0 -2"));
    }

    private void checksums() throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Path file : FileTree.files(packages)) {
            sums.append(sha256(file))
                    .append("  ")
                    .append(packages.relativize(file))
                    .append('\n');
            say(String.format(Locale.ROOT, "%s: %.1f MB", file.getFileName(), Files.size(file) / 1e6));
        }
        FileTree.write(packages.resolve("SHA256SUMS"), sums.toString());
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void timed(String what, Step step) throws IOException {
        long start = System.nanoTime();
        step.run();
        say(String.format(Locale.ROOT, "%s: %.1f s", what, (System.nanoTime() - start) / 1e9));
    }

    private static void say(String line) {
        System.out.println("[INFO] installer: " + line);
    }

    private interface Step {
        void run() throws IOException;
    }
}
