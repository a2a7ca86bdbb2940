package rewardloom.model.preference.sampling;

import java.util.Locale;
import rewardloom.model.preference.LabelException;

/**
 * How segments are cut from episodes.
 *
 * @param place where they start
 * @param length steps of each segment; meaningless for whole episodes
 * @param dropShort whether episodes with fewer steps are left out; else they are used whole, and counted in the report
 */
public record Cut(Place place, int length, boolean dropShort) {

    public Cut {
        if (place != Place.WHOLE && length < 1) {
            throw new LabelException("a segment cannot have " + length + " steps; it needs one at least");
        }
    }

    /** Segments of some steps, from anywhere; shorter episodes are used whole. */
    public static Cut fixed(int length) {
        return new Cut(Place.ANYWHERE, length, false);
    }

    /** Whole episodes. */
    public static Cut whole() {
        return new Cut(Place.WHOLE, 0, false);
    }

    /** Where segments are cut. */
    public enum Place {
        /** A segment may start at every step from which it fits, up to the last one. */
        ANYWHERE,
        /** Episodes are not cut. */
        WHOLE,
        /** Around the largest reward of the episode. */
        LARGEST_REWARD,
        /** Around the smallest reward of the episode. */
        SMALLEST_REWARD,
        /** Around every step at which the reward changes its sign. */
        SIGN_CHANGE,
        /** The last steps of the episode. */
        END;

        /** The name in files and on the command line, in lower case with hyphens. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** For the account of a sample. */
    String words() {
        return switch (place) {
            case ANYWHERE -> "segments of " + length + " steps";
            case WHOLE -> "whole episodes";
            case LARGEST_REWARD -> "segments of " + length + " steps around the largest reward";
            case SMALLEST_REWARD -> "segments of " + length + " steps around the smallest reward";
            case SIGN_CHANGE -> "segments of " + length + " steps around changes of the reward's sign";
            case END -> "the last " + length + " steps of episodes";
        };
    }
}
