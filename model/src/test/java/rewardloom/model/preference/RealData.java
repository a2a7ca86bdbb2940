package rewardloom.model.preference;

import java.nio.file.Path;

/** Other people's files: beside the project, or not there at all. */
public final class RealData {
    private RealData() {}

    public static Path of(String name) {
        Path root = Path.of(System.getProperty("rewardloom.root", ".."))
                .toAbsolutePath()
                .normalize();
        Path parent = root.getParent();
        return (parent == null ? root : parent).resolve("shared/real-data").resolve(name);
    }
}
