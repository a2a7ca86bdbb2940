package rewardloom.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The package for Debian and its kin. Every file belongs to dpkg, so removing leaves nothing; menus, icons, MIME types and
 * manual pages are brought up to date by the triggers of the packages that own those folders, without scripts of ours.
 */
final class DebianPackage {
    private static final String HOME = "usr/lib/rewardloom";
    // What the command line needs: the C library, and a font for figures. The window needs GTK 3 and OpenGL's front
    // door;
    // they are recommended, so that a server can do without.
    private static final String DEPENDS =
            "libc6 (>= 2.28), libfontconfig1, fontconfig-config | fontconfig, fonts-dejavu-core | fonts-dejavu |"
                    + " fonts-liberation";
    private static final String RECOMMENDS =
            "libgtk-3-0t64 | libgtk-3-0, libgl1, libxtst6, libxxf86vm1, libasound2t64 | libasound2";
    private final LinuxImage image;
    private final String version;
    private final Instant time;

    DebianPackage(LinuxImage image, String version, Instant time) {
        this.image = image;
        this.version = version.replace("-SNAPSHOT", "~snapshot");
        this.time = time;
    }

    /**
     * Builds it.
     *
     * @param work folder for the tree that is packed
     * @param folder where the package goes
     * @return the package
     */
    Path build(Path work, Path folder) throws IOException {
        String machine = architecture();
        Path tree = work.resolve("deb");
        FileTree.delete(tree);
        Path home = Files.createDirectories(tree.resolve(HOME));
        FileTree.copy(image.folder(), home, file -> !file.startsWith(image.share()));
        FileTree.copy(image.share(), Files.createDirectories(tree.resolve("usr/share")), file -> true);
        Files.createSymbolicLink(
                Files.createDirectories(tree.resolve("usr/bin")).resolve("rewardloom"),
                Path.of("../lib/rewardloom/bin/rewardloom"));
        Path documents = Files.createDirectories(tree.resolve("usr/share/doc/rewardloom"));
        Files.move(home.resolve("LICENSE"), documents.resolve("copyright"));
        control(tree, machine);
        FileTree.normalize(tree, time);
        Path target = folder.resolve("rewardloom_" + version + "_" + machine + ".deb");
        Command.run(
                List.of("dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", tree.toString(), target.toString()),
                Map.of("SOURCE_DATE_EPOCH", Long.toString(time.getEpochSecond())));
        FileTree.delete(tree);
        return target;
    }

    private void control(Path tree, String machine) throws IOException {
        Path debian = tree.resolve("DEBIAN");
        StringBuilder sums = new StringBuilder();
        long size = FileTree.size(tree);
        for (Path file : FileTree.files(tree)) {
            sums.append(md5(file)).append("  ").append(tree.relativize(file)).append('\n');
        }
        FileTree.write(debian.resolve("md5sums"), sums.toString());
        FileTree.write(
                debian.resolve("control"), """
                    Package: rewardloom
                    Version: %s
                    Section: science
                    Priority: optional
                    Architecture: %s
                    Maintainer: Rewardloom maintainers <maintainers@rewardloom.invalid>
                    Installed-Size: %d
                    Depends: %s
                    Recommends: %s
                    Description: design, debug and publish reward functions
                     Rewardloom reads the logs, trajectories, responses and preference pairs of
                     reinforcement learning and RLHF, takes a reward apart into its components,
                     shows what shaping does to it and where optimising it starts to hurt, and
                     makes figures for papers. It brings its own Java runtime and needs no network.
                    """.formatted(version, machine, (size + 1023) / 1024, DEPENDS, RECOMMENDS));
    }

    private static String architecture() {
        String machine = System.getProperty("os.arch");
        return machine.equals("aarch64") ? "arm64" : machine;
    }

    private static String md5(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
