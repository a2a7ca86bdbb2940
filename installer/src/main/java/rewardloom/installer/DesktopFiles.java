package rewardloom.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** What makes the program part of a desktop and a shell: the folder {@code share} of the image, laid out as /usr/share is. */
final class DesktopFiles {
    private final Path share;

    DesktopFiles(Path share) {
        this.share = share;
    }

    /**
     * Writes them.
     *
     * @param sources folder with the desktop entry and the MIME type
     * @param icons folder with the PNG files
     * @param svg the icon's drawing
     * @param line the whole command line
     * @param date for the manual page
     */
    void write(Path sources, Path icons, Path svg, CommandLine line, String version, String date) throws IOException {
        copy(sources.resolve("rewardloom.desktop"), share.resolve("applications/rewardloom.desktop"));
        copy(sources.resolve("rewardloom.xml"), share.resolve("mime/packages/rewardloom.xml"));
        Path theme = share.resolve("icons/hicolor");
        for (int size : IconFiles.SIZES) {
            String folder = size + "x" + size;
            copy(IconFiles.png(icons, size), theme.resolve(folder).resolve("apps/rewardloom.png"));
        }
        copy(svg, theme.resolve("scalable/apps/rewardloom.svg"));
        copy(svg, theme.resolve("scalable/mimetypes/application-x-rewardloom-study.svg"));

        FileTree.write(share.resolve("man/man1/rewardloom.1"), ManPage.of(line, version, date));
        FileTree.write(
                share.resolve("bash-completion/completions/rewardloom"),
                // Its first lines name the moment and the user of the build.
                AutoComplete.bash("rewardloom", line).replaceAll("(?m)^# (Generated|Date).*\\R", ""));
        FileTree.write(share.resolve("zsh/vendor-completions/_rewardloom"), ZshCompletion.of(line));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling("."));
        Files.copy(from, to);
    }
}
