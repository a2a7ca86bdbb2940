package rewardloom.viewers.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little Markdown that help texts use, taken apart. */
sealed interface Markdown {

    /** A heading; level 1 is the largest. */
    record Heading(int level, List<Span> spans) implements Markdown {}

    /** A paragraph. */
    record Paragraph(List<Span> spans) implements Markdown {}

    /** A list entry with its mark, such as {@code •} or {@code 1.}. */
    record Entry(String mark, List<Span> spans) implements Markdown {}

    /** Lines of code or a formula, as they are. */
    record Code(String text) implements Markdown {}

    /** A piece of text in one style. */
    record Span(String text, Style style) {}

    /** How a piece of text looks. */
    enum Style {
        PLAIN,
        STRONG,
        EMPHASIS,
        CODE
    }

    /** A word or a few between single stars; a star in a formula stands beside a space, a digit or a bracket. */
    Pattern EMPHASIS = Pattern.compile("(?<![\\w*])\\*(\\p{L}[^*]*\\p{L}|\\p{L})\\*(?![\\w*])");

    /** Takes a text apart; never fails, what it does not know stays as it is. */
    static List<Markdown> parse(String text) {
        return new Blocks().parse(text);
    }

    /** Bold between double stars, code between back quotes. */
    static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int code = text.indexOf('`', from);
            int strong = text.indexOf("**", from);
            boolean isCode = code >= 0 && (strong < 0 || code < strong);
            int open = isCode ? code : strong;
            String mark = isCode ? "`" : "**";
            int close = open < 0 ? -1 : text.indexOf(mark, open + mark.length());
            if (close < 0) {
                break;
            }
            add(spans, text.substring(from, open), Style.PLAIN);
            add(spans, text.substring(open + mark.length(), close), isCode ? Style.CODE : Style.STRONG);
            from = close + mark.length();
        }
        add(spans, text.substring(from), Style.PLAIN);
        return List.copyOf(spans);
    }

    private static void add(List<Span> spans, String text, Style style) {
        int from = 0;
        if (style == Style.PLAIN) {
            Matcher emphasis = EMPHASIS.matcher(text);
            while (emphasis.find()) {
                if (emphasis.start() > from) {
                    spans.add(new Span(text.substring(from, emphasis.start()), style));
                }
                spans.add(new Span(emphasis.group(1), Style.EMPHASIS));
                from = emphasis.end();
            }
        }
        if (from < text.length()) {
            spans.add(new Span(text.substring(from), style));
        }
    }

    /** Collects lines into blocks. */
    final class Blocks {
        private final List<Markdown> blocks = new ArrayList<>();
        private final StringBuilder open = new StringBuilder();
        private String mark = "";

        private List<Markdown> parse(String text) {
            List<String> code = null;
            for (String line : text.lines().toList()) {
                boolean fence = line.strip().startsWith("```") || line.strip().equals("$$");
                if (fence && code == null) {
                    end();
                    code = new ArrayList<>();
                } else if (fence) {
                    blocks.add(new Code(String.join("\n", code)));
                    code = null;
                } else if (code != null) {
                    code.add(line);
                } else {
                    line(line);
                }
            }
            if (code != null) {
                blocks.add(new Code(String.join("\n", code)));
            }
            end();
            return List.copyOf(blocks);
        }

        private void line(String line) {
            String stripped = line.strip();
            if (stripped.isEmpty()) {
                end();
            } else if (stripped.startsWith("|")) {
                end();
                row(stripped);
            } else if (line.startsWith("    ") && open.isEmpty()) {
                code(line.substring(4));
            } else if (stripped.matches("#{1,6} .*")) {
                end();
                int level = stripped.indexOf(' ');
                blocks.add(new Heading(level, spans(stripped.substring(level + 1))));
            } else if (stripped.matches("[-*] .*")) {
                begin("•", stripped.substring(2));
            } else if (stripped.matches("\\d+[.)] .*")) {
                int space = stripped.indexOf(' ');
                begin(stripped.substring(0, space), stripped.substring(space + 1));
            } else {
                open.append(open.isEmpty() ? "" : " ").append(stripped);
            }
        }

        /** A row of a table: cells with wide gaps; the line under the heads says nothing. */
        private void row(String line) {
            if (!line.matches("[|:\\- ]+")) {
                String inner = line.replaceAll("^\\||\\|$", "");
                code(String.join("   ", inner.replace("`", "").strip().split("\\s*\\|\\s*")));
            }
        }

        private void code(String line) {
            if (!blocks.isEmpty() && blocks.getLast() instanceof Code(String before)) {
                blocks.set(blocks.size() - 1, new Code(before + "\n" + line));
            } else {
                blocks.add(new Code(line));
            }
        }

        private void begin(String newMark, String text) {
            end();
            mark = newMark;
            open.append(text);
        }

        private void end() {
            if (!open.isEmpty()) {
                List<Span> spans = spans(open.toString());
                blocks.add(mark.isEmpty() ? new Paragraph(spans) : new Entry(mark, spans));
            }
            open.setLength(0);
            mark = "";
        }
    }
}
