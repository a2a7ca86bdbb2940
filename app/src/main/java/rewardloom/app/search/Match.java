package rewardloom.app.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How well a text answers a query.
 *
 * @param score larger is better
 * @param places positions in the text that were matched, ascending
 */
record Match(int score, List<Integer> places) {
    /** What an empty query has with everything. */
    static final Match ANY = new Match(0, List.of());

    private static final int START = 16;
    private static final int ADJACENT = 12;
    private static final int WHOLE = 40;

    /**
     * Matches a query whose letters must all occur in the text: word by word, the words in any order, each as one piece or, failing
     * that, as letters in order. Case does not matter.
     */
    static Optional<Match> of(String query, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int score = 0;
        List<Integer> places = new ArrayList<>();
        for (String word : query.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (word.isEmpty()) {
                continue;
            }
            Optional<Match> match = piece(word, lower).or(() -> letters(word, lower));
            if (match.isEmpty()) {
                return Optional.empty();
            }
            score += match.get().score;
            places.addAll(match.get().places);
        }
        return Optional.of(new Match(
                score - text.length() / 8, places.stream().distinct().sorted().toList()));
    }

    /** A weak match with a longer text, which has every word of the query as one piece somewhere. */
    static Optional<Match> within(String query, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String word : query.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (!lower.contains(word)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(1, List.of()));
    }

    /** The word as one piece, at the start of a word if possible. */
    private static Optional<Match> piece(String word, String text) {
        int first = text.indexOf(word);
        if (first < 0) {
            return Optional.empty();
        }
        int at = first;
        while (at >= 0 && !startsWord(text, at)) {
            at = text.indexOf(word, at + 1);
        }
        int best = at < 0 ? first : at;
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < word.length(); i++) {
            places.add(best + i);
        }
        int score = WHOLE + word.length() * ADJACENT + (at < 0 ? 0 : START) + (best == 0 ? START : 0);
        return Optional.of(new Match(score, places));
    }

    /** The letters of the word in order, preferring those that start words or follow one another. */
    private static Optional<Match> letters(String word, String text) {
        List<Integer> places = new ArrayList<>();
        int score = 0;
        int from = 0;
        for (int i = 0; i < word.length(); i++) {
            int at = text.indexOf(word.charAt(i), from);
            if (at < 0) {
                return Optional.empty();
            }
            int start = wordStart(text, word.charAt(i), at);
            boolean adjacent = !places.isEmpty() && at == places.getLast() + 1;
            if (!adjacent && start >= 0) {
                at = start;
            }
            score += adjacent ? ADJACENT : startsWord(text, at) ? START : -2;
            places.add(at);
            from = at + 1;
        }
        return score <= 0 ? Optional.empty() : Optional.of(new Match(score, places));
    }

    private static int wordStart(String text, char letter, int from) {
        for (int at = from; at >= 0; at = text.indexOf(letter, at + 1)) {
            if (startsWord(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean startsWord(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }
}
