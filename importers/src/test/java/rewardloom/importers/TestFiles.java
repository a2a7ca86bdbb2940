package rewardloom.importers;

import java.nio.file.Path;

/** Where test data lies. */
public final class TestFiles {

    private TestFiles() {}

    /** A file or folder of the sample studies. */
    public static Path sample(String name) {
        return root().resolve("sample-data").resolve(name);
    }

    /** Other people's files: beside the project, or not there at all. */
    public static Path realData(String name) {
        Path parent = root().toAbsolutePath().normalize().getParent();
        return (parent == null ? root() : parent).resolve("shared/real-data").resolve(name);
    }

    private static Path root() {
        return Path.of(System.getProperty("rewardloom.root", ".."));
    }
}
