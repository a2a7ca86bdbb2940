package rewardloom.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The folder that is the program on Linux: {@code bin}, {@code runtime}, {@code app}, {@code share}.
 *
 * <p>It is started by a shell script and not by jpackage's launcher, which on Linux asks rpm and dpkg at every start which
 * package it belongs to (0.15 s).
 */
final class LinuxImage {
    static final String MAIN = "rewardloom.app.Main";
    private final Path folder;

    LinuxImage(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path java() {
        return folder.resolve("runtime/bin/java");
    }

    Path app() {
        return folder.resolve("app");
    }

    Path share() {
        return folder.resolve("share");
    }

    Path cache() {
        return app().resolve("rewardloom.aot");
    }

    /** The jars in the order in which they stand on the class path. */
    List<Path> jars() throws IOException {
        return FileTree.files(app()).stream()
                .filter(f -> f.toString().endsWith(".jar"))
                .toList();
    }

    /** Options that name a folder of the image, which the script puts in front. */
    static List<String> placed(String app) {
        return List.of(
                "-Djava.library.path=" + app + "/natives",
                "-Darrow.cdata.library.path=" + app + "/natives",
                "-Drewardloom.sample-data=" + app + "/sample-data",
                "-Drewardloom.licences=" + app + "/licences/THIRD-PARTY.txt");
    }

    /**
     * Writes the start script and the options it reads.
     *
     * @param options java's, without those that name a folder
     */
    void writeLauncher(List<String> options) throws IOException {
        FileTree.write(app().resolve("java.options"), String.join("\n", options) + "\n");
        String classPath =
                jars().stream().map(jar -> "$app/" + app().relativize(jar)).collect(Collectors.joining(":\\\n"));
        String placed =
                placed("$app").stream().map(o -> "    \"" + o + "\" \\\n").collect(Collectors.joining());
        Path script = folder.resolve("bin/rewardloom");
        FileTree.write(script, """
            #!/bin/sh
            # Starts Rewardloom. Brings its own Java; works wherever this folder is.
            #   REWARDLOOM_JAVA_OPTS   more options for java, e.g. -Xmx12g
            set -u
            script=$0
            while [ -L "$script" ]; do
                link=$(readlink "$script")
                case $link in
                    /*) script=$link ;;
                    *) script=${script%/*}/$link ;;
                esac
            done
            home=$(CDPATH='' cd -- "${script%/*}/.." && pwd -P) || exit 3
            app=$home/app

            # Without a UTF-8 locale java cannot name files with letters beyond ASCII.
            case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
                *[Uu][Tt][Ff]*) ;;
                *) LC_ALL=C.UTF-8 && export LC_ALL ;;
            esac

            class_path="@CLASS_PATH@"

            # What takes a moment is done before the optimising compiler pays. Up to 8 MB are read in a moment.
            quick=
            case ${1:-} in
                -h | --help | -V | --version | analyses | tables) quick=-XX:TieredStopAtLevel=1 ;;
                inspect)
                    all=0
                    for name in "$@"; do
                        size=$([ ! -e "$name" ] || du -skL -- "$name" 2>/dev/null) || size=
                        size=${size%%[!0-9]*}
                        all=$((all + ${size:-0}))
                    done
                    [ "$all" -gt 8192 ] || quick=-XX:TieredStopAtLevel=1
                    ;;
            esac

            # A start-up cache that does not fit is passed over in silence. It is used where it was made for: moved, all of it
            # would be written to. Splitting the user's options is meant.
            # shellcheck disable=SC2086
            exec "$home/runtime/bin/java" "@$app/java.options" $quick \\
                -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 \\
                "-XX:AOTCache=$app/rewardloom.aot" -Xlog:aot=off:stderr -Xlog:cds=off:stderr \\
            @PLACED@    ${REWARDLOOM_JAVA_OPTS:-} -cp "$class_path" @MAIN@ "$@"
            """.replace("@CLASS_PATH@", classPath)
                .replace("@PLACED@", placed)
                .replace("@MAIN@", MAIN));
        if (!script.toFile().setExecutable(true, false)) {
            throw new IOException(script + " cannot be made executable");
        }
        Files.deleteIfExists(cache());
    }
}
