package rewardloom.app.window;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.kordamp.ikonli.Ikon;
import rewardloom.model.analysis.Analysis;
import rewardloom.viewers.StudyView;

/**
 * A view that a study can be looked at with.
 *
 * @param id stable id
 * @param title its tab's title
 * @param icon its picture in lists
 * @param standard whether every study opens with its tab
 * @param about what lists say of it
 * @param make builds it, the first time it is looked at
 */
record ViewEntry(String id, String title, Ikon icon, boolean standard, About about, Supplier<StudyView> make) {

    /**
     * What lists say of a view.
     *
     * @param family heading it stands under
     * @param sentence what it is for
     * @param sources titles of the papers it follows
     * @param needs what it needs, the empty string if nothing
     */
    record About(String family, String sentence, List<String> sources, String needs) {

        About {
            sources = List.copyOf(sources);
        }

        static About of(String family, String sentence) {
            return new About(family, sentence, List.of(), "");
        }

        static About of(Analysis<?> analysis) {
            return new About(
                    analysis.family().title(),
                    analysis.sentence(),
                    analysis.sources(),
                    String.join(", or ", analysis.needs()));
        }

        /** All that is said. */
        String text() {
            return family + " " + sentence + " " + String.join(" ", sources);
        }
    }

    /** Whether every word of a search is in it somewhere. */
    boolean matches(String search) {
        String all = (title + " " + id + " " + about.text()).toLowerCase(Locale.ROOT);
        return Arrays.stream(search.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(all::contains);
    }
}
