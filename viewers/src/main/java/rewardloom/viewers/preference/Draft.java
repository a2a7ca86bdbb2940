package rewardloom.viewers.preference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Ranking;
import rewardloom.model.preference.Sides;
import rewardloom.model.preference.Verdict;

/**
 * An answer in the making. Questions come one after the other: the criteria, the overall answer, the confidence; items are ranked by
 * naming them from best to worst. When the last question has its answer the draft is complete. It knows places on the screen, not
 * items. Not thread-safe.
 */
final class Draft {
    private final Questionnaire asked;
    private final Sides sides;
    private final Map<String, Opinion> criteria = new LinkedHashMap<>();
    private final List<List<Integer>> tiers = new ArrayList<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private final List<LabelAction> taken = new ArrayList<>();
    private @Nullable Opinion overall;
    private int confidence;
    private boolean skipped;
    private boolean joining;
    private boolean listing;
    private String note = "";

    Draft(Questionnaire asked, Sides sides) {
        this.asked = asked;
        this.sides = sides;
    }

    /** A draft with the reasons and the note of an earlier verdict, which may be changed. */
    static Draft again(Questionnaire asked, Sides sides, Verdict before) {
        Draft draft = new Draft(asked, sides);
        draft.reasons.addAll(before.reasons());
        draft.note = before.note();
        return draft;
    }

    /** What is asked now. */
    sealed interface Question {
        /** In words. */
        String text();
    }

    /** How two items compare by a criterion, or overall when it is empty. */
    record Compare(String criterion) implements Question {
        @Override
        public String text() {
            return criterion.isEmpty() ? "Which is better?" : "Which is better: " + criterion + "?";
        }
    }

    /** Which item comes next, from best to worst. */
    record Pick(String text) implements Question {}

    /** How sure the answer is. */
    record Confidence() implements Question {
        @Override
        public String text() {
            return "How sure are you? 1 guessing to 5 certain";
        }
    }

    /** Which reasons apply. */
    record Reasons() implements Question {
        @Override
        public String text() {
            return "Which reasons apply?";
        }
    }

    /** Nothing: the draft is complete. */
    record Nothing() implements Question {
        @Override
        public String text() {
            return "";
        }
    }

    Question question() {
        if (skipped) {
            return new Nothing();
        }
        if (listing) {
            return new Reasons();
        }
        if (asked.task() != Questionnaire.Task.PAIR && picked() < asked.items()) {
            return new Pick(pickText());
        }
        if (asked.task() == Questionnaire.Task.PAIR) {
            for (String criterion : asked.criteria()) {
                if (!criteria.containsKey(criterion)) {
                    return new Compare(criterion);
                }
            }
            if (overall == null) {
                return new Compare("");
            }
        }
        return asked.confidence() && confidence == 0 ? new Confidence() : new Nothing();
    }

    private String pickText() {
        if (asked.task() == Questionnaire.Task.BEST_WORST) {
            return tiers.isEmpty() ? "Which is best?" : "Which is worst?";
        }
        return tiers.isEmpty() ? "Which is best?" : joining ? "Which is as good as the last one?" : "Which comes next?";
    }

    boolean isComplete() {
        return question() instanceof Nothing;
    }

    /** Whether an action says something now. */
    boolean accepts(LabelAction action) {
        if (action == LabelAction.SKIP) {
            return !isComplete();
        }
        if (action == LabelAction.REASONS) {
            return !asked.reasons().isEmpty() && !isComplete();
        }
        return switch (question()) {
            case Compare c -> answers(action);
            case Pick p -> picks(action);
            case Confidence c -> action.number() >= 0 && action.number() < 5;
            case Reasons r ->
                action == LabelAction.CONFIRM
                        || (action.number() >= 0
                                && action.number() < asked.reasons().size());
            case Nothing n -> false;
        };
    }

    private boolean answers(LabelAction action) {
        return switch (action) {
            case LEFT, RIGHT, INCOMPARABLE -> true;
            case LEFT_MUCH, LEFT_SLIGHTLY, RIGHT_SLIGHTLY, RIGHT_MUCH -> asked.strength();
            case TIE -> asked.ties();
            case NUMBER_1, NUMBER_2 -> !asked.strength();
            default -> false;
        };
    }

    private boolean picks(LabelAction action) {
        int place = action.number();
        if (place >= 0) {
            return place < asked.items() && rank(place) < 0;
        }
        boolean ranking = asked.task() == Questionnaire.Task.RANKING;
        return switch (action) {
            case TIE -> ranking && asked.ties() && !tiers.isEmpty();
            case CONFIRM -> ranking && asked.ties() && !tiers.isEmpty();
            case INCOMPARABLE -> tiers.isEmpty();
            default -> false;
        };
    }

    /** Takes what an action says; does nothing for one that is not {@link #accepts accepted}. */
    void take(LabelAction action) {
        if (!accepts(action)) {
            return;
        }
        if (action == LabelAction.REASONS) {
            listing = !listing;
        } else if (listing && action != LabelAction.SKIP) {
            tick(action);
        } else {
            taken.add(action);
            apply(action);
        }
    }

    private void apply(LabelAction action) {
        if (action == LabelAction.SKIP) {
            skipped = true;
            overall = Opinion.of(Answer.SKIP);
            return;
        }
        switch (question()) {
            case Compare(String criterion) -> compare(criterion, opinion(action));
            case Pick p -> pick(action);
            case Confidence c -> confidence = action.number() + 1;
            case Reasons r -> {}
            case Nothing n -> {}
        }
    }

    private void compare(String criterion, Opinion opinion) {
        if (criterion.isEmpty()) {
            overall = opinion;
        } else {
            criteria.put(criterion, opinion);
        }
    }

    /** What is said about the left and the right item, as an opinion on the pair's items. */
    private Opinion opinion(LabelAction action) {
        return switch (action) {
            case TIE -> Opinion.of(Answer.TIE);
            case INCOMPARABLE -> Opinion.of(Answer.INCOMPARABLE);
            default -> {
                int lean = lean(action);
                Answer answer = lean > 0 ? sides.left() : sides.right();
                yield new Opinion(answer, asked.strength() ? Math.abs(lean) : 0);
            }
        };
    }

    /** Without strengths the numbers mean the items as they stand; with them, numbers are places on the scale. */
    private static int lean(LabelAction action) {
        return switch (action) {
            case NUMBER_1 -> LabelAction.LEFT.lean();
            case NUMBER_2 -> LabelAction.RIGHT.lean();
            default -> action.lean();
        };
    }

    private void pick(LabelAction action) {
        switch (action) {
            case INCOMPARABLE -> overall = Opinion.of(Answer.INCOMPARABLE);
            case TIE -> joining = !joining;
            case CONFIRM -> addRest();
            default -> {
                int item = sides.itemAt(action.number());
                if (joining) {
                    tiers.getLast().add(item);
                    joining = false;
                } else {
                    tiers.add(new ArrayList<>(List.of(item)));
                }
                finishRanking();
            }
        }
        if (action == LabelAction.INCOMPARABLE) {
            skipped = true;
        }
    }

    /** The last item needs no naming, and between best and worst the rest is left open. */
    private void finishRanking() {
        boolean bestAndWorst = asked.task() == Questionnaire.Task.BEST_WORST && tiers.size() == 2;
        if (bestAndWorst) {
            List<Integer> rest = rest();
            if (!rest.isEmpty()) {
                tiers.add(1, rest);
            }
        } else if (asked.task() == Questionnaire.Task.RANKING && rest().size() == 1 && !joining) {
            addRest();
        }
    }

    /** The items that were not named are the worst, all equally. */
    private void addRest() {
        List<Integer> rest = rest();
        if (!rest.isEmpty()) {
            tiers.add(rest);
        }
        joining = false;
    }

    private List<Integer> rest() {
        List<Integer> rest = new ArrayList<>();
        for (int item = 0; item < asked.items(); item++) {
            int named = item;
            if (tiers.stream().noneMatch(tier -> tier.contains(named))) {
                rest.add(item);
            }
        }
        return rest;
    }

    private int picked() {
        return tiers.stream().mapToInt(List::size).sum();
    }

    private void tick(LabelAction action) {
        if (action == LabelAction.CONFIRM) {
            listing = false;
            return;
        }
        toggle(asked.reasons().get(action.number()));
    }

    /** Ticks a reason, or takes its tick away. */
    void toggle(String reason) {
        if (!reasons.remove(reason)) {
            reasons.add(reason);
        }
    }

    /** Takes the last answer of this draft back, and keeps its reasons and its note; false when there was none. */
    boolean back() {
        if (listing) {
            listing = false;
            return true;
        }
        if (taken.isEmpty()) {
            return false;
        }
        taken.removeLast();
        criteria.clear();
        tiers.clear();
        overall = null;
        confidence = 0;
        skipped = false;
        joining = false;
        taken.forEach(this::apply);
        return true;
    }

    /** The rank of the item at a place of the screen, from 1; −1 while it has none. */
    int rank(int place) {
        int item = sides.itemAt(place);
        int rank = 1;
        for (List<Integer> tier : tiers) {
            if (tier.contains(item)) {
                return rank;
            }
            rank += tier.size();
        }
        return -1;
    }

    /** What was said about each criterion so far, as the screen says it: {@code left, much}. */
    Map<String, String> saidSoFar() {
        Map<String, String> said = new LinkedHashMap<>();
        criteria.forEach((name, opinion) -> said.put(name, onScreen(opinion)));
        if (overall != null && !isComplete()) {
            said.put("overall", onScreen(overall));
        }
        return said;
    }

    String onScreen(Opinion opinion) {
        return words(opinion, sides);
    }

    /** An opinion on the items of a pair as it looks from the screen. */
    static String words(Opinion opinion, Sides sides) {
        String much = switch (opinion.strength()) {
            case 1 -> ", slightly";
            case 3 -> ", much";
            default -> "";
        };
        return switch (opinion.answer()) {
            case TIE -> "equal";
            case INCOMPARABLE -> "not comparable";
            case SKIP -> "skipped";
            case RANKING -> "ranked";
            case A, B -> (opinion.answer() == sides.left() ? "left" : "right") + much;
        };
    }

    Set<String> reasons() {
        return Set.copyOf(reasons);
    }

    String note() {
        return note;
    }

    void setNote(String text) {
        note = text.strip();
    }

    /** The verdict of a complete draft, on the items. */
    Verdict verdict() {
        if (!isComplete()) {
            throw new IllegalStateException("the draft is not complete: " + question());
        }
        List<String> ticked = asked.reasons().stream().filter(reasons::contains).toList();
        if (skipped) {
            return new Verdict(said(), null, Map.of(), 0, ticked, note);
        }
        if (asked.task() != Questionnaire.Task.PAIR) {
            Ranking ranking = new Ranking(tiers, asked.task() == Questionnaire.Task.BEST_WORST);
            return new Verdict(Opinion.of(Answer.RANKING), ranking, Map.of(), confidence, ticked, note);
        }
        return new Verdict(said(), null, criteria, confidence, ticked, note);
    }

    private Opinion said() {
        if (overall == null) {
            throw new IllegalStateException("a complete draft has an overall answer or a ranking");
        }
        return overall;
    }
}
