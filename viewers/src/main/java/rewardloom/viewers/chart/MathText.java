package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A label with simple mathematics: LaTeX's names of letters and signs ({@code \\beta}, {@code \\sqrt{KL}}, with or without dollar signs),
 * roots over a word or brackets ({@code √KL}, {@code √(β KL)}), and scripts. {@code _{…}} and {@code ^{…}} lower and raise what stands in braces; {@code _x} and {@code ^x} do so
 * with one character, but only after a single letter or a bracket and before the end of the word, so that {@code goal_rate} stays as it is.
 *
 * @param runs its parts in order
 */
public record MathText(List<Run> runs) {
    /** Defines for LaTeX the one command that is not its own: a letter which only XeTeX and LuaTeX have. */
    public static final String DEFINITION =
            "\\providecommand{" + TexLetters.ANY + "}[1]{\\ifdefined\\Umathchar #1\\else ?\\fi}\n";

    /** A part's height on the line. */
    public enum Level {
        BASE,
        LOWER,
        UPPER
    }

    /**
     * A part.
     *
     * @param rooted whether it stands under the bar of the root sign before it
     */
    public record Run(String text, Level level, boolean rooted) {
        public Run(String text, Level level) {
            this(text, level, false);
        }
    }

    public MathText {
        runs = List.copyOf(runs);
    }

    /** Reads a label. */
    public static MathText parse(String source) {
        String label = TexCommands.read(source);
        List<Run> runs = new ArrayList<>();
        StringBuilder base = new StringBuilder();
        int i = 0;
        while (i < label.length()) {
            char c = label.charAt(i);
            int end = c == '_' || c == '^' ? scriptEnd(label, i) : c == '√' ? rootEnd(label, i) : -1;
            if (end < 0) {
                base.append(c);
                i++;
                continue;
            }
            if (!base.isEmpty()) {
                runs.add(new Run(base.toString(), Level.BASE));
                base.setLength(0);
            }
            boolean enclosed = label.charAt(i + 1) == '{' || (c == '√' && label.charAt(i + 1) == '(');
            String inside = enclosed ? label.substring(i + 2, end - 1) : label.substring(i + 1, end);
            if (c == '√') {
                runs.add(new Run("√", Level.BASE));
                runs.add(new Run(inside, Level.BASE, true));
            } else if (!inside.isEmpty()) {
                runs.add(new Run(inside, c == '_' ? Level.LOWER : Level.UPPER));
            }
            i = end;
        }
        if (!base.isEmpty()) {
            runs.add(new Run(base.toString(), Level.BASE));
        }
        return new MathText(runs);
    }

    /** Where what stands under a root ends: a word or brackets; -1 when nothing does. */
    private static int rootEnd(String label, int at) {
        int i = at + 1;
        if (i < label.length() && label.charAt(i) == '(') {
            int close = label.indexOf(')', i);
            return close > i + 1 ? close + 1 : -1;
        }
        while (i < label.length() && Character.isLetterOrDigit(label.charAt(i))) {
            i++;
        }
        return i > at + 1 ? i : -1;
    }

    /** Where the script that starts at {@code at} ends, or -1 when this is an ordinary character. */
    private static int scriptEnd(String label, int at) {
        if (at + 1 >= label.length()) {
            return -1;
        }
        if (label.charAt(at + 1) == '{') {
            int close = label.indexOf('}', at);
            return close < 0 ? -1 : close + 1;
        }
        boolean afterSymbol = at > 0 && isBase(label, at - 1);
        boolean endsWord = at + 2 >= label.length() || !isWord(label.charAt(at + 2));
        return afterSymbol && endsWord && Character.isLetterOrDigit(label.charAt(at + 1)) ? at + 2 : -1;
    }

    private static boolean isBase(String label, int at) {
        char c = label.charAt(at);
        return c == ')' || c == ']' || (Character.isLetter(c) && (at == 0 || !isWord(label.charAt(at - 1))));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '/';
    }

    /** The text without marks, as a search would find it. */
    public String plain() {
        StringBuilder text = new StringBuilder();
        runs.forEach(run -> text.append(run.text()));
        return text.toString();
    }

    /** The text for LaTeX: special characters escaped, scripts, roots and Greek as mathematics. */
    public String tex() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            boolean root = i + 1 < runs.size() && runs.get(i + 1).rooted();
            if (root) {
                continue;
            }
            switch (run.level()) {
                case BASE ->
                    text.append(run.rooted() ? "$\\sqrt{" + rooted(run.text()) + "}$" : tex(run.text(), false));
                case LOWER -> text.append("$_{").append(tex(run.text(), true)).append("}$");
                case UPPER -> text.append("$^{").append(tex(run.text(), true)).append("}$");
            }
        }
        return text.toString();
    }

    private static String rooted(String text) {
        String tex = tex(text, true);
        return tex.startsWith("\\mathrm") || !text.matches("[A-Za-z]+") ? tex : "\\mathrm{" + tex + "}";
    }

    /** LaTeX with the definition of what it uses beyond LaTeX's own commands before it. */
    public static String defined(String latex) {
        return latex.contains(TexLetters.ANY) ? DEFINITION + latex : latex;
    }

    /** A text for LaTeX in which nothing is mathematics but its letters and signs: names as they are. */
    public static String literal(String text) {
        return tex(text, false);
    }

    private static String tex(String text, boolean mathematics) {
        StringBuilder tex = new StringBuilder();
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            String accent = i + 1 < points.length ? TexLetters.accent(points[i + 1]) : "";
            if (accent.isEmpty()) {
                tex.append(tex(points[i], mathematics));
            } else {
                String accented = accent + "{" + tex(points[i], true).strip() + "}";
                tex.append(mathematics ? accented : "$" + accented + "$");
                i++;
            }
        }
        return mathematics && text.matches("[A-Za-z]{2,}") ? "\\mathrm{" + tex + "}" : tex.toString();
    }

    private static String tex(int point, boolean mathematics) {
        String symbol = TexCommands.BY_CHARACTER.get(Character.toString(point));
        if (symbol != null) {
            return mathematics ? symbol + " " : "$" + symbol + "$";
        }
        return TexLetters.of(point, mathematics);
    }
}
