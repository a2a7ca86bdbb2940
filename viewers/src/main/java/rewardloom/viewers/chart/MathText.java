package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A label with simple mathematics. {@code _{…}} and {@code ^{…}} lower and raise what stands in braces; {@code _x} and {@code ^x} do so
 * with one character, but only after a single letter or a bracket and before the end of the word, so that {@code goal_rate} stays as it is.
 *
 * @param runs its parts in order
 */
public record MathText(List<Run> runs) {
    private static final Map<String, String> TEX = Map.ofEntries(
            Map.entry("α", "\\alpha"),
            Map.entry("β", "\\beta"),
            Map.entry("γ", "\\gamma"),
            Map.entry("δ", "\\delta"),
            Map.entry("ε", "\\varepsilon"),
            Map.entry("ζ", "\\zeta"),
            Map.entry("η", "\\eta"),
            Map.entry("θ", "\\theta"),
            Map.entry("κ", "\\kappa"),
            Map.entry("λ", "\\lambda"),
            Map.entry("μ", "\\mu"),
            Map.entry("ν", "\\nu"),
            Map.entry("ξ", "\\xi"),
            Map.entry("π", "\\pi"),
            Map.entry("ρ", "\\rho"),
            Map.entry("σ", "\\sigma"),
            Map.entry("τ", "\\tau"),
            Map.entry("φ", "\\varphi"),
            Map.entry("χ", "\\chi"),
            Map.entry("ψ", "\\psi"),
            Map.entry("ω", "\\omega"),
            Map.entry("Γ", "\\Gamma"),
            Map.entry("Δ", "\\Delta"),
            Map.entry("Θ", "\\Theta"),
            Map.entry("Λ", "\\Lambda"),
            Map.entry("Π", "\\Pi"),
            Map.entry("Σ", "\\Sigma"),
            Map.entry("Φ", "\\Phi"),
            Map.entry("Ψ", "\\Psi"),
            Map.entry("Ω", "\\Omega"),
            Map.entry("−", "-"),
            Map.entry("×", "\\times"),
            Map.entry("·", "\\cdot"),
            Map.entry("±", "\\pm"),
            Map.entry("≤", "\\le"),
            Map.entry("≥", "\\ge"),
            Map.entry("≈", "\\approx"),
            Map.entry("→", "\\to"),
            Map.entry("∞", "\\infty"),
            Map.entry("∑", "\\sum"),
            Map.entry("‖", "\\Vert"),
            Map.entry("≠", "\\ne"),
            Map.entry("∂", "\\partial"),
            Map.entry("∇", "\\nabla"),
            Map.entry("∈", "\\in"),
            Map.entry("ℓ", "\\ell"),
            Map.entry("…", "\\dots"),
            Map.entry("√", "\\surd"));

    /** A part's height on the line. */
    public enum Level {
        BASE,
        LOWER,
        UPPER
    }

    /** A part. */
    public record Run(String text, Level level) {}

    public MathText {
        runs = List.copyOf(runs);
    }

    /** Reads a label. */
    public static MathText parse(String label) {
        List<Run> runs = new ArrayList<>();
        StringBuilder base = new StringBuilder();
        int i = 0;
        while (i < label.length()) {
            char c = label.charAt(i);
            int end = c == '_' || c == '^' ? scriptEnd(label, i) : -1;
            if (end < 0) {
                base.append(c);
                i++;
                continue;
            }
            if (!base.isEmpty()) {
                runs.add(new Run(base.toString(), Level.BASE));
                base.setLength(0);
            }
            String script = label.charAt(i + 1) == '{' ? label.substring(i + 2, end - 1) : label.substring(i + 1, end);
            if (!script.isEmpty()) {
                runs.add(new Run(script, c == '_' ? Level.LOWER : Level.UPPER));
            }
            i = end;
        }
        if (!base.isEmpty()) {
            runs.add(new Run(base.toString(), Level.BASE));
        }
        return new MathText(runs);
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

    /** The text for LaTeX: special characters escaped, scripts and Greek as mathematics. */
    public String tex() {
        StringBuilder text = new StringBuilder();
        for (Run run : runs) {
            switch (run.level()) {
                case BASE -> text.append(tex(run.text(), false));
                case LOWER -> text.append("$_{").append(tex(run.text(), true)).append("}$");
                case UPPER -> text.append("$^{").append(tex(run.text(), true)).append("}$");
            }
        }
        return text.toString()
                .replaceAll("√([A-Za-z]+|\\([^()]*\\))", "\\$\\\\sqrt{\\\\mathrm{$1}}\\$")
                .replace("√", "$\\surd$");
    }

    private static String tex(String text, boolean mathematics) {
        StringBuilder tex = new StringBuilder();
        text.codePoints().forEach(point -> tex.append(tex(Character.toString(point), point, mathematics)));
        return mathematics && text.matches("[A-Za-z]{2,}") ? "\\mathrm{" + tex + "}" : tex.toString();
    }

    private static String tex(String character, int point, boolean mathematics) {
        if (character.equals("√") && !mathematics) {
            return character;
        }
        String symbol = TEX.get(character);
        if (symbol != null) {
            return mathematics ? symbol + " " : "$" + symbol + "$";
        }
        return switch (point) {
            case '\\' -> "\\textbackslash{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + character;
            case '\n', '\r' -> " ";
            default -> character;
        };
    }
}
