package rewardloom.viewers.trajectory;

import java.nio.file.Path;
import rewardloom.viewers.work.Background;

/**
 * What trajectories of a study are shown with.
 *
 * @param scenes scenes that fit its observations
 * @param media its folder of images and clips
 * @param background reads images and clips
 */
public record Looks(Scenes scenes, Path media, Background background) {

    /**
     * Those of a study: its own scenes are files {@code *.json} in a folder {@code scenes}.
     *
     * @param folder the study's folder
     * @param media its folder of images and clips
     */
    public static Looks of(Path folder, Path media, Background background) {
        return new Looks(Scenes.read(folder.resolve("scenes")), media, background);
    }

    /** Only scenes that come with the program, and no media. */
    public static Looks plain(Background background) {
        return new Looks(Scenes.SHIPPED, Path.of("media"), background);
    }
}
