package rewardloom.importers.csv;

import java.io.IOException;
import rewardloom.importers.column.NumberCell;

/**
 * The numbers in a cell that holds a dictionary as Python prints it, as RLlib writes to its {@code progress.csv}:
 * {@code {'learner': {'default_policy': {'kl': 0.03}}}} is {@code learner/default_policy/kl}. Texts, lists and objects hold no number of
 * use; a cell that is no dictionary gives what stands before its first mistake.
 */
final class PythonCell {
    private static final int DEEPEST = 64;
    private final String text;
    private final NumberTaker taker;
    private int at;

    private PythonCell(String text, NumberTaker taker) {
        this.text = text;
        this.taker = taker;
    }

    /** Takes the numbers. */
    interface NumberTaker {
        /** Takes one number with the keys that lead to it, joined by {@code /}. */
        void number(String name, double value) throws IOException;
    }

    /** Whether a cell looks like a dictionary. */
    static boolean isOne(String cell) {
        return cell.startsWith("{") && cell.endsWith("}");
    }

    /**
     * Reads a dictionary.
     *
     * @throws IOException if the taker fails
     */
    static void read(String cell, NumberTaker taker) throws IOException {
        new PythonCell(cell, taker).dictionary("", 0);
    }

    /** Whether the dictionary was read to its end. */
    private boolean dictionary(String parent, int depth) throws IOException {
        at++;
        for (blanks(); peek() != '}'; blanks()) {
            String key = key();
            blanks();
            if (depth > DEEPEST || key.isEmpty() || peek() != ':') {
                return false;
            }
            at++;
            blanks();
            if (!value(parent.isEmpty() ? key : parent + "/" + key, depth)) {
                return false;
            }
            blanks();
            if (peek() == ',') {
                at++;
            } else if (peek() != '}') {
                return false;
            }
        }
        at++;
        return true;
    }

    private String key() {
        char first = peek();
        return first == '\'' || first == '"' ? quoted() : word();
    }

    private boolean value(String name, int depth) throws IOException {
        char first = peek();
        if (first == '{') {
            return dictionary(name, depth + 1);
        }
        if (first == '[' || first == '(') {
            return skipList();
        }
        if (first == '\'' || first == '"') {
            quoted();
            return true;
        }
        String word = word();
        NumberCell number = new NumberCell();
        if (number.read(word).hasNumber()) {
            taker.number(name, number.value());
        }
        return !word.isEmpty();
    }

    private boolean skipList() {
        int open = 0;
        do {
            char c = peek();
            if (c == '\'' || c == '"') {
                quoted();
            } else {
                open += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
                at++;
            }
        } while (open > 0 && at < text.length());
        return open == 0;
    }

    private String quoted() {
        char quote = peek();
        int start = ++at;
        while (at < text.length() && peek() != quote) {
            at += peek() == '\\' ? 2 : 1;
        }
        int end = Math.min(at, text.length());
        at = Math.min(end + 1, text.length());
        return text.substring(start, end);
    }

    /** Everything up to the end of the value: numbers, names, and what a class prints of itself. */
    private String word() {
        int start = at;
        int open = 0;
        while (at < text.length() && (open > 0 || ",:}".indexOf(peek()) < 0)) {
            open += peek() == '(' || peek() == '<' ? 1 : peek() == ')' || peek() == '>' ? -1 : 0;
            at++;
        }
        return text.substring(start, at).strip();
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(peek())) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }
}
