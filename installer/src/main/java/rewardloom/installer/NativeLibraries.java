package rewardloom.installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Puts native libraries beside the jars they came in.
 *
 * <p>Some jars carry a library for each platform and unpack one into a temporary folder at every start: DuckDB's alone has
 * 60 MB. Here this platform's is unpacked once, at build time, and the jar is rewritten without any. What the loaders do then
 * was read in their code: DuckDB, SQLite and LZ4 fall back on {@code java.library.path}, Arrow looks at {@code
 * arrow.cdata.library.path} first, JavaFX looks beside its jars.
 *
 * <p>Without dependencies, because the build starts it as a source file.
 */
public final class NativeLibraries {
    private final String os;
    private final boolean arm;

    private NativeLibraries(String osName, String osArch) {
        String system = osName.toLowerCase(Locale.ROOT);
        os = system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "mac" : "linux";
        arm = osArch.equals("aarch64") || osArch.equals("arm64");
    }

    /**
     * Unpacks and rewrites; does nothing where that has been done.
     *
     * @param args folder of the class path's jars, folder of JavaFX's jars, folder for the libraries
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("needs three folders: class path, JavaFX, native libraries");
        }
        NativeLibraries libraries = new NativeLibraries(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path natives = Files.createDirectories(Path.of(args[2]));
        libraries.separate(Path.of(args[0]), natives);
        libraries.unpackJavaFx(Path.of(args[1]));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
            for (Path jar : jars) {
                OldClasses.lift(jar);
            }
        }
    }

    private void separate(Path jars, Path natives) throws IOException {
        for (Bundled bundled : bundled()) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, bundled.jar() + "-*.jar")) {
                for (Path jar : found) {
                    separate(jar, bundled.entry(), natives.resolve(System.mapLibraryName(bundled.library())));
                }
            }
        }
    }

    /** Where the jars have this platform's library. */
    private List<Bundled> bundled() {
        String duckSystem = os.equals("mac") ? "osx_universal" : os + (arm ? "_arm64" : "_amd64");
        String sqliteSystem = os.equals("mac") ? "Mac" : os.equals("windows") ? "Windows" : "Linux";
        String lz4System = os.equals("mac") ? "darwin" : os;
        String lz4Machine = arm ? "aarch64" : os.equals("mac") ? "x86_64" : "amd64";
        return List.of(
                new Bundled("duckdb_jdbc", "duckdb_java", "libduckdb_java.so_" + duckSystem),
                new Bundled(
                        "sqlite-jdbc",
                        "sqlitejdbc",
                        "org/sqlite/native/" + sqliteSystem + "/" + (arm ? "aarch64" : "x86_64") + "/"
                                + System.mapLibraryName("sqlitejdbc")),
                new Bundled(
                        "arrow-c-data",
                        "arrow_cdata_jni",
                        "arrow_cdata_jni/" + (arm ? "aarch_64" : "x86_64") + "/"
                                + System.mapLibraryName("arrow_cdata_jni")),
                new Bundled(
                        "lz4-java",
                        "lz4-java",
                        "net/jpountz/util/" + lz4System + "/" + lz4Machine + "/" + System.mapLibraryName("lz4-java")));
    }

    private static void separate(Path jar, String entry, Path library) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry own = zip.getEntry(entry);
            if (own == null) {
                // Done before, or a platform that the library does not have: it will say so itself.
                return;
            }
            replace(library, out -> copy(zip, own, out));
            replace(jar, out -> withoutLibraries(zip, out));
        }
    }

    private static void withoutLibraries(ZipFile zip, OutputStream out) throws IOException {
        try (ZipOutputStream target = new ZipOutputStream(out)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!isLibrary(entry.getName())) {
                    ZipEntry copy = new ZipEntry(entry);
                    copy.setCompressedSize(-1);
                    target.putNextEntry(copy);
                    copy(zip, entry, target);
                    target.closeEntry();
                }
            }
        }
    }

    private void unpackJavaFx(Path mods) throws IOException {
        // The loader of JavaFX looks there.
        Path folder = os.equals("windows") ? Files.createDirectories(mods.resolveSibling("bin")) : mods;
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(mods, "javafx-*.jar")) {
            found.forEach(jars::add);
        }
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    Path library = folder.resolve(entry.getName());
                    if (isLibrary(entry.getName()) && !isSame(library, entry)) {
                        replace(library, out -> copy(zip, entry, out));
                    }
                }
            }
        }
    }

    private static boolean isSame(Path library, ZipEntry entry) throws IOException {
        return Files.exists(library) && Files.size(library) == entry.getSize();
    }

    private static boolean isLibrary(String name) {
        return name.endsWith(".so")
                || name.endsWith(".dll")
                || name.endsWith(".dylib")
                || name.startsWith("libduckdb_java.so_");
    }

    private static void copy(ZipFile zip, ZipEntry entry, OutputStream out) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            in.transferTo(out);
        }
    }

    /** Writes a new file and puts it in place in one step: a program that runs keeps the old one. */
    private static void replace(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(temporary)) {
            content.write(out);
        }
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** A library in a jar: how the jar's name begins, what System.loadLibrary calls it, and its entry for this platform. */
    private record Bundled(String jar, String library, String entry) {}
}
