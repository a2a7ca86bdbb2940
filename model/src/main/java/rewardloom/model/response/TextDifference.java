package rewardloom.model.response;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where two texts differ, word by word: a shortest set of words to take out of the first and to put in for the second, by Myers' algorithm
 * (Myers 1986, "An O(ND) difference algorithm and its variations").
 *
 * @param first the first text in pieces
 * @param second the second text in pieces
 * @param common number of words that both have
 */
public record TextDifference(List<Piece> first, List<Piece> second, int common) {
    private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{N}_]+|[^\\s\\p{L}\\p{N}_]");
    /** Texts that differ in more words than that are called different as a whole. */
    private static final int MOST_EDITS = 2_000;

    /**
     * Some characters.
     *
     * @param own whether only this text has them
     */
    public record Piece(String text, boolean own) {}

    /** Compares two texts. */
    public static TextDifference of(String first, String second) {
        List<String> a = words(first);
        List<String> b = words(second);
        boolean[] keptA = new boolean[a.size()];
        boolean[] keptB = new boolean[b.size()];
        int common = 0;
        for (int[] pair : common(a, b)) {
            keptA[pair[0]] = true;
            keptB[pair[1]] = true;
            common += a.get(pair[0]).isBlank() ? 0 : 1;
        }
        return new TextDifference(pieces(a, keptA), pieces(b, keptB), common);
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static List<Piece> pieces(List<String> words, boolean[] kept) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            if (i > 0 && kept[i] != kept[i - 1]) {
                pieces.add(new Piece(open.toString(), !kept[i - 1]));
                open.setLength(0);
            }
            open.append(words.get(i));
        }
        if (!open.isEmpty()) {
            pieces.add(new Piece(open.toString(), !kept[kept.length - 1]));
        }
        return pieces;
    }

    /** Places of the words that both have, in order. */
    private static List<int[]> common(List<String> a, List<String> b) {
        int n = a.size();
        int m = b.size();
        int most = Math.min(n + m, MOST_EDITS);
        int[] furthest = new int[2 * most + 3];
        List<int[]> trace = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            trace.add(Arrays.copyOfRange(furthest, most - d, most + d + 3));
            for (int k = -d; k <= d; k += 2) {
                int at = k + most + 1;
                boolean down = k == -d || (k != d && furthest[at - 1] < furthest[at + 1]);
                int x = down ? furthest[at + 1] : furthest[at - 1] + 1;
                int y = x - k;
                while (x < n && y < m && a.get(x).equals(b.get(y))) {
                    x++;
                    y++;
                }
                furthest[at] = x;
                if (x >= n && y >= m) {
                    return walk(trace, d, n, m);
                }
            }
        }
        return List.of();
    }

    /** @param trace how far each diagonal had come before each edit, from diagonal −d − 1 to d + 1 */
    private static List<int[]> walk(List<int[]> trace, int edits, int n, int m) {
        List<int[]> common = new ArrayList<>();
        int x = n;
        int y = m;
        for (int d = edits; d >= 0; d--) {
            int[] furthest = trace.get(d);
            int k = x - y;
            int at = k + d + 1;
            boolean down = k == -d || (k != d && furthest[at - 1] < furthest[at + 1]);
            int beforeK = down ? k + 1 : k - 1;
            int beforeX = d == 0 ? 0 : furthest[beforeK + d + 1];
            int beforeY = d == 0 ? 0 : beforeX - beforeK;
            while (x > beforeX && y > beforeY && x > 0 && y > 0) {
                x--;
                y--;
                common.add(new int[] {x, y});
            }
            x = beforeX;
            y = beforeY;
        }
        return common.reversed();
    }
}
