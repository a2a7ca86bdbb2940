package rewardloom.viewers.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Sides;
import rewardloom.model.preference.Verdict;
import rewardloom.model.response.Response;
import rewardloom.model.trajectory.Trajectory;

/**
 * A comparison ready to be shown.
 *
 * @param comparison what is compared
 * @param sides which item stands where
 * @param event event of the label that counts, 0 when there is none
 * @param before the verdict of that label, or null
 * @param prompt what all texts answer, empty for trajectories
 * @param places what stands at each place, from left to right
 */
record Card(
        Comparison comparison,
        Sides sides,
        long event,
        @Nullable Verdict before,
        String prompt,
        List<Content> places) {

    Card {
        places = List.copyOf(places);
    }

    /**
     * What is hidden from annotators unless the questionnaire shows it.
     *
     * @param origin where it comes from, with everything that is known
     * @param length in steps or words
     * @param reward return or reward, empty when that is not known
     * @param policy the policy or model, empty when that is not known
     */
    record Facts(String origin, String length, String reward, String policy) {
        static final Facts NONE = new Facts("", "", "", "");

        /** Those that may be seen, in a line. */
        String visible(List<Questionnaire.Shown> shown) {
            List<String> parts = new ArrayList<>();
            for (Questionnaire.Shown what : shown) {
                String part = switch (what) {
                    case LENGTH -> length;
                    case REWARD -> reward;
                    case POLICY -> policy;
                };
                if (!part.isEmpty()) {
                    parts.add(part);
                }
            }
            return String.join(", ", parts);
        }
    }

    /** What one place shows, and what it says about itself once it may. */
    sealed interface Content {
        Facts facts();

        /** Number of steps on the clock, 1 for a text. */
        int steps();
    }

    /** A piece of a trajectory. */
    record Clip(Trajectory trajectory, Facts facts) implements Content {
        @Override
        public int steps() {
            return trajectory.steps();
        }
    }

    /** A text. */
    record Text(Response response, Facts facts) implements Content {
        @Override
        public int steps() {
            return 1;
        }
    }

    /**
     * Nothing, because it could not be read.
     *
     * @param why what is wrong and what can be done
     */
    record Missing(String why) implements Content {
        @Override
        public Facts facts() {
            return new Facts(why, "", "", "");
        }

        @Override
        public int steps() {
            return 1;
        }
    }

    Content left() {
        return places.getFirst();
    }

    Content right() {
        return places.get(1);
    }

    /** What is called in sentences by its place. */
    String placeName(int place) {
        return comparison.isPair() ? (place == 0 ? "Left" : "Right") : String.format(Locale.ROOT, "%d", place + 1);
    }

    /** Whether all of it can be seen; what cannot be seen can only be skipped. */
    boolean isReadable() {
        return places.stream().noneMatch(Missing.class::isInstance);
    }

    /** Steps of the longest one. */
    int steps() {
        return places.stream().mapToInt(Content::steps).max().orElse(1);
    }

    boolean plays() {
        return places.stream().anyMatch(Clip.class::isInstance);
    }

    /** A verdict as it looks from the screen. */
    String words(Verdict verdict) {
        var ranking = verdict.ranking();
        if (ranking == null) {
            String said = Draft.words(verdict.overall(), sides);
            return verdict.answer().isDecisive() ? said.replaceFirst("^(left|right)", "$1 is better") : said;
        }
        List<String> tiers = new ArrayList<>();
        for (List<Integer> tier : ranking.tiers()) {
            tiers.add(String.join(
                    "=", tier.stream().map(i -> placeName(sides.placeOf(i))).toList()));
        }
        return "ranked " + String.join(" > ", tiers);
    }

    /** What was answered, and what the items were, now that it may be known. */
    String account(Verdict verdict) {
        StringBuilder text = new StringBuilder("Pair " + (comparison.position() + 1) + ", ")
                .append(words(verdict))
                .append('.');
        for (int place = 0; place < places.size(); place++) {
            text.append(' ')
                    .append(placeName(place))
                    .append(": ")
                    .append(places.get(place).facts().origin())
                    .append('.');
        }
        return text.toString();
    }
}
