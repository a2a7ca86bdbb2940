package rewardloom.model.expression;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words of an expression, one after the other. */
final class Tokens {
    private static final List<String> SYMBOLS = List.of(
            "<=", ">=", "<>", "!=", "==", "!~", "&&", "||", "+", "-", "*", "/", "%", "^", "(", ")", ",", "<", ">", "=",
            "~", "!");

    /** What a word is. */
    enum Type {
        NUMBER,
        TEXT,
        NAME,
        WORD,
        SYMBOL,
        END
    }

    /**
     * A word.
     *
     * @param text as it was written; of a text what is in the quotes, of a name the name that it stands for
     * @param at where it begins, from 0
     */
    record Token(Type type, String text, int at) {}

    private final String text;
    private final List<String> names;
    private int at;
    private Token next;

    /**
     * @param names what may be named, however it is spelled: the longest name that stands at a place is taken
     */
    Tokens(String text, List<String> names) {
        this.text = text;
        this.names = names.stream()
                .filter(n -> !n.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        this.next = read();
    }

    Token peek() {
        return next;
    }

    Token take() {
        Token taken = next;
        next = read();
        return taken;
    }

    /** Takes the next word if it is this symbol, or this word in any case. */
    boolean take(String wanted) {
        boolean is = (next.type == Type.SYMBOL && next.text.equals(wanted))
                || (next.type == Type.WORD && next.text.equalsIgnoreCase(wanted));
        if (is) {
            take();
        }
        return is;
    }

    void expect(String wanted) {
        if (!take(wanted)) {
            throw wrong("'" + wanted + "' is missing", next);
        }
    }

    ExpressionException wrong(String what, Token where) {
        return new ExpressionException(
                where.type == Type.END
                        ? what + " at the end of \"" + text.strip() + "\""
                        : what + " at '" + where.text + "' (character " + (where.at + 1) + ")");
    }

    private Token read() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int start = at;
        if (at >= text.length()) {
            return new Token(Type.END, "", start);
        }
        char c = text.charAt(at);
        if (c == '\'') {
            return new Token(Type.TEXT, quoted('\''), start);
        }
        if (c == '"' || c == '`') {
            return new Token(Type.NAME, quoted(c), start);
        }
        Optional<String> name = nameHere();
        if (name.isPresent()) {
            at += name.get().length();
            return new Token(Type.NAME, name.get(), start);
        }
        if (Character.isDigit(c) || (c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1)))) {
            return number(start);
        }
        if (isWord(c)) {
            while (at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            return new Token(Type.WORD, text.substring(start, at), start);
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += symbol.length();
                return new Token(Type.SYMBOL, symbol, start);
            }
        }
        throw new ExpressionException("'" + c + "' (character " + (at + 1) + ") means nothing here");
    }

    /** The longest known name that begins here and does not end within a word. */
    private Optional<String> nameHere() {
        return names.stream()
                .filter(n -> text.regionMatches(at, n, 0, n.length()))
                .filter(n -> at + n.length() >= text.length()
                        || !isWord(n.charAt(n.length() - 1))
                        || !isWord(text.charAt(at + n.length())))
                .filter(n -> !isReserved(n)
                        && !(isCalled(at + n.length()) && Function.named(n).isPresent()))
                .findFirst();
    }

    private boolean isCalled(int end) {
        int i = end;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '(';
    }

    /** A name like these, or like a number, must be written in double quotes. */
    private static boolean isReserved(String name) {
        return name.matches("[0-9.]+")
                || List.of("and", "or", "not", "in", "is", "null", "like", "between", "true", "false")
                        .contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private Token number(int start) {
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
                exponent++;
            }
            if (exponent < text.length() && Character.isDigit(text.charAt(exponent))) {
                at = exponent;
                while (at < text.length() && Character.isDigit(text.charAt(at))) {
                    at++;
                }
            }
        }
        return new Token(Type.NUMBER, text.substring(start, at), start);
    }

    private String quoted(char quote) {
        StringBuilder inside = new StringBuilder();
        int start = at;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                inside.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                inside.append(c);
                at++;
            } else {
                return inside.toString();
            }
        }
        throw new ExpressionException("the quote at character " + (start + 1) + " is not closed");
    }
}
