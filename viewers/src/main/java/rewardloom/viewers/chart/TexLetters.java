package rewardloom.viewers.chart;

import java.util.Map;

/** Characters as every LaTeX typesets them, whatever the encoding of its fonts and whatever program it is. */
final class TexLetters {
    /** The command that stands for a character which not every LaTeX has: it is shown where it can be. */
    static final String ANY = "\\anyletter";

    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉";

    /** In mathematics or outside of it. */
    private static final Map<Integer, String> PLAIN = Map.ofEntries(
            Map.entry((int) '\\', "\\backslash"),
            Map.entry((int) '<', "<"),
            Map.entry((int) '>', ">"),
            Map.entry((int) '|', "|"),
            Map.entry((int) '°', "^\\circ"),
            Map.entry((int) 'µ', "\\mu"),
            Map.entry((int) '′', "'"),
            Map.entry((int) '•', "\\bullet"),
            Map.entry((int) '↑', "\\uparrow"),
            Map.entry((int) '↓', "\\downarrow"),
            Map.entry((int) '⇒', "\\Rightarrow"),
            Map.entry((int) '⟨', "\\langle"),
            Map.entry((int) '⟩', "\\rangle"),
            Map.entry((int) '∥', "\\parallel"),
            Map.entry((int) '⊥', "\\perp"),
            Map.entry((int) '∀', "\\forall"),
            Map.entry((int) '∃', "\\exists"),
            Map.entry((int) '∅', "\\emptyset"),
            Map.entry((int) '∩', "\\cap"),
            Map.entry((int) '∪', "\\cup"),
            Map.entry((int) '≡', "\\equiv"),
            Map.entry((int) '⊂', "\\subset"),
            Map.entry((int) '∏', "\\prod"),
            Map.entry((int) '∫', "\\int"),
            Map.entry((int) '¬', "\\neg"),
            Map.entry((int) '÷', "\\div"),
            Map.entry((int) '⋅', "\\cdot"),
            Map.entry((int) '∗', "\\ast"),
            Map.entry((int) 'ϵ', "\\epsilon"),
            Map.entry((int) 'ϕ', "\\phi"));

    private static final Map<Integer, String> TEXT = Map.ofEntries(
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '"', "''"),
            Map.entry((int) '“', "``"),
            Map.entry((int) '”', "''"),
            Map.entry((int) '„', ",,"),
            Map.entry((int) '‘', "`"),
            Map.entry((int) '’', "'"),
            Map.entry((int) '‐', "-"),
            Map.entry((int) '\u2011', "-"),
            Map.entry((int) '‒', "--"),
            Map.entry((int) '–', "--"),
            Map.entry((int) '—', "---"),
            Map.entry((int) '\u00a0', "~"),
            Map.entry((int) '\u2009', "\\,"),
            Map.entry((int) '\u202f', "\\,"),
            Map.entry((int) '\u200b', ""),
            Map.entry((int) '\ufeff', ""),
            Map.entry((int) '\u00ad', ""));

    private TexLetters() {}

    /** The command of an accent over the letter before it, or the empty string if a character is none. */
    static String accent(int point) {
        return switch (point) {
            case 0x302 -> "\\hat";
            case 0x303 -> "\\tilde";
            case 0x304, 0x305 -> "\\bar";
            case 0x307 -> "\\dot";
            default -> "";
        };
    }

    /** A character that is no sign of {@link TexCommands}. */
    static String of(int point, boolean mathematics) {
        String plain = PLAIN.get(point);
        if (plain != null) {
            return mathematics ? plain + " " : "$" + plain + "$";
        }
        String text = TEXT.get(point);
        if (text != null) {
            return text;
        }
        int digit = RAISED.indexOf(point);
        int low = LOWERED.indexOf(point);
        if (digit >= 0 || low >= 0) {
            String script = digit >= 0 ? "^" + digit : "_" + low;
            return mathematics ? script : "$" + script + "$";
        }
        return switch (point) {
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + Character.toString(point);
            default ->
                Character.isWhitespace(point) || Character.isISOControl(point)
                        ? " "
                        : isLatin(point) ? Character.toString(point) : ANY + "{" + Character.toString(point) + "}";
        };
    }

    /** What the Latin alphabets of every LaTeX hold: its letters with accents, and the signs of the keyboard. */
    private static boolean isLatin(int point) {
        return point < 0x7f
                || (point >= 0xc0
                        && point < 0x17f
                        && point != 0xd0
                        && point != 0xf0
                        && point != 0xde
                        && point != 0xfe
                        && point != 0x138
                        && point != 0x149
                        && point != 0x14a
                        && point != 0x14b
                        && point != 0x166
                        && point != 0x167)
                || point == '§'
                || point == '©';
    }
}
