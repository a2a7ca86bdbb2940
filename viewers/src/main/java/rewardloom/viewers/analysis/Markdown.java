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

    /** A row of a table: its first cell, then the others under the words that stand above them. */
    record Row(List<Span> name, List<Cell> cells) implements Markdown {}

    /** A cell with the head of its column. */
    record Cell(String head, List<Span> spans) {}

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
        private List<String> heads = List.of();

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
                return;
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
            heads = List.of();
        }

        /** A row of a table; the first one are the heads, and the line under them says nothing. */
        private void row(String line) {
            if (line.matches("[|:\\- ]+")) {
                return;
            }
            List<String> texts =
                    List.of(line.replaceAll("^\\||\\|$", "").strip().split("\\s*\\|\\s*", -1));
            if (heads.isEmpty()) {
                heads = texts;
                return;
            }
            List<Cell> cells = new ArrayList<>();
            for (int i = 1; i < texts.size(); i++) {
                cells.add(new Cell(i < heads.size() ? heads.get(i) : "", spans(texts.get(i))));
            }
            blocks.add(new Row(spans(texts.getFirst()), List.copyOf(cells)));
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
