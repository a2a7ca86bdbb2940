package rewardloom.model.media;

import java.util.Locale;
import java.util.Optional;

/**
 * A text, image, sound or clip that a run logged.
 *
 * @param run the run
 * @param tag under which name
 * @param step at which step
 * @param seconds when, in seconds since 1970, NaN if not logged
 * @param type what it is
 * @param text the text, empty for the others
 * @param file name of the file in the study's folder of media, empty for texts
 */
public record MediaItem(String run, String tag, long step, double seconds, Type type, String text, String file) {

    /** What can be logged beside numbers. */
    public enum Type {
        TEXT,
        IMAGE,
        AUDIO,
        VIDEO,
        HISTOGRAM;

        /** The type of this name, if it is known. */
        static Optional<Type> of(String name) {
            for (Type type : values()) {
                if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }
}
