package rewardloom.viewers.chart;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The letters and signs of mathematics: what LaTeX calls them, and which characters they are. */
final class TexCommands {
    /** What LaTeX writes for a character, in mathematics. */
    static final Map<String, String> BY_CHARACTER = byCharacter();

    private static final Map<String, String> BY_NAME = byName();
    private static final Pattern STYLED =
            Pattern.compile("\\\\(?:mathrm|text|textrm|operatorname|mathit|mathbf|textbf)\\{([^{}]*)\\}");
    /** A script that is a command: it is enclosed, so that it stays one. */
    private static final Pattern SCRIPT = Pattern.compile(
            "([_^])(\\\\(?:mathrm|text|textrm|operatorname|mathit|mathbf|textbf)\\{[^{}]*\\}|\\\\[A-Za-z]+)");

    private static final Pattern FRACTION = Pattern.compile("\\\\[dt]?frac\\{([^{}]*)\\}\\{([^{}]*)\\}");
    private static final Pattern ROOT = Pattern.compile("\\\\sqrt\\{([^{}]*)\\}");
    private static final Pattern ACCENT = Pattern.compile("\\\\(hat|bar|tilde|dot)\\{([^{}])\\}");
    private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+) ?");
    private static final Pattern DOLLARS = Pattern.compile("\\$([^$]+)\\$");

    private TexCommands() {}

    private static Map<String, String> byCharacter() {
        Map<String, String> map = new HashMap<>();
        String letters =
                "α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta κ kappa λ lambda μ mu ν nu ξ xi π pi"
                    + " ρ rho σ sigma τ tau φ varphi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Π Pi Σ Sigma"
                    + " Φ Phi Ψ Psi Ω Omega × times · cdot ± pm ≤ le ≥ ge ≈ approx → to ∞ infty ∑ sum ‖ Vert ≠ ne ∂"
                    + " partial ∇ nabla ∈ in ℓ ell … dots √ surd ← leftarrow ∝ propto ∼ sim";
        String[] words = letters.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            map.put(words[i], "\\" + words[i + 1]);
        }
        map.put("−", "-");
        return Map.copyOf(map);
    }

    private static Map<String, String> byName() {
        Map<String, String> map = new HashMap<>();
        BY_CHARACTER.forEach((character, command) -> {
            if (command.startsWith("\\")) {
                map.put(command.substring(1), character);
            }
        });
        map.put("epsilon", "ε");
        map.put("phi", "φ");
        map.put("leq", "≤");
        map.put("geq", "≥");
        map.put("neq", "≠");
        map.put("mid", "|");
        map.put("Vert", "‖");
        map.put("rightarrow", "→");
        map.put("ldots", "…");
        map.put("cdots", "…");
        map.put("log", "log");
        map.put("exp", "exp");
        map.put("max", "max");
        map.put("min", "min");
        map.put("left", "");
        map.put("right", "");
        return Map.copyOf(map);
    }

    /** A label in which LaTeX's commands are the characters they stand for; what is none stays as it is. */
    static String read(String label) {
        String text = label;
        if (text.indexOf('\\') >= 0) {
            text = SCRIPT.matcher(text).replaceAll(m -> Matcher.quoteReplacement(m.group(1) + "{" + m.group(2) + "}"));
            text = STYLED.matcher(text).replaceAll("$1");
            text = FRACTION.matcher(text).replaceAll("$1/$2");
            text = ROOT.matcher(text).replaceAll("√($1)");
            text = ACCENT.matcher(text).replaceAll(m -> m.group(2) + accent(m.group(1)));
            text = COMMAND.matcher(text)
                    .replaceAll(m -> Matcher.quoteReplacement(BY_NAME.getOrDefault(m.group(1), m.group())));
        }
        return DOLLARS.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(isMathematics(label, m.group(1)) ? m.group(1) : m.group()));
    }

    private static String accent(String name) {
        return switch (name) {
            case "hat" -> "\u0302";
            case "bar" -> "\u0304";
            case "tilde" -> "\u0303";
            default -> "\u0307";
        };
    }

    /** Two dollar signs in a label of money enclose no mathematics. */
    private static boolean isMathematics(String label, String inside) {
        return label.indexOf('\\') >= 0 || inside.matches(".*[_^√Α-ω].*") || inside.matches("\\p{L}");
    }
}
