package rewardloom.model.preference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything an annotator said about a comparison.
 *
 * @param overall the answer that counts
 * @param ranking the order of the items when more than two were ranked, else null
 * @param criteria the answer to each criterion that was asked, in the order asked
 * @param confidence how sure the annotator was, 1 guessing to 5 certain; 0 when it was not asked
 * @param reasons the reasons that were ticked
 * @param note free text, may be empty
 */
public record Verdict(
        Opinion overall,
        @Nullable Ranking ranking,
        Map<String, Opinion> criteria,
        int confidence,
        List<String> reasons,
        String note) {

    public Verdict {
        criteria = Collections.unmodifiableMap(new LinkedHashMap<>(criteria));
        reasons = List.copyOf(reasons);
        if (confidence < 0 || confidence > 5) {
            throw new IllegalArgumentException("a confidence is 0 to 5, not " + confidence);
        }
        if ((overall.answer() == Answer.RANKING) != (ranking != null)) {
            throw new IllegalArgumentException("a ranking and the answer 'ranking' go together");
        }
    }

    /** An answer and nothing else. */
    public static Verdict of(Answer answer) {
        return of(Opinion.of(answer));
    }

    /** An answer with its strength and nothing else. */
    public static Verdict of(Opinion opinion) {
        return new Verdict(opinion, null, Map.of(), 0, List.of(), "");
    }

    /** An order of several items and nothing else. */
    public static Verdict of(Ranking ranking) {
        return new Verdict(Opinion.of(Answer.RANKING), ranking, Map.of(), 0, List.of(), "");
    }

    public Answer answer() {
        return overall.answer();
    }

    /** The same verdict about a pair whose items have changed places. */
    public Verdict swapped() {
        Map<String, Opinion> turned = new LinkedHashMap<>();
        criteria.forEach((name, opinion) -> turned.put(name, opinion.swapped()));
        return new Verdict(overall.swapped(), ranking, turned, confidence, reasons, note);
    }

    /** The answer or ranking as files name it. */
    public String id() {
        return ranking == null ? overall.id() : ranking.id();
    }
}
