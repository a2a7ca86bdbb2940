package rewardloom.viewers.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.image.Image;
import rewardloom.viewers.Desk;
import rewardloom.viewers.work.Background;

/** Images that were looked at lately, read off the JavaFX thread. */
final class Pictures {
    private static final int KEPT = 96;

    private final Background background;
    private final Map<Path, Image> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Image> eldest) {
            return size() > KEPT;
        }
    };

    Pictures(Background background) {
        this.background = background;
    }

    /** The image in a file; it fills itself while it is read. */
    Image of(Path file) {
        return known.computeIfAbsent(file, f -> new Image(f.toUri().toString(), true));
    }

    void copy(Path from, Path to, Desk desk) {
        background.latest(
                List.of(this, to),
                "Saving " + to.getFileName(),
                progress -> Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING),
                done -> desk.inform("Saved " + done),
                e -> desk.failed("Save the image", e));
    }

    void clear() {
        known.clear();
    }
}
