package rewardloom.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisRun;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.model.project.Project;
import rewardloom.model.table.Table;

/** The report's HTML: findings first, then figures and tables; one page that needs no other file. */
final class ReportPage {
    private static final int ROWS_OPEN = 12;
    private static final double SMALL = 1e-4;
    private static final double LARGE = 1e6;

    private final String version;

    ReportPage(String version) {
        this.version = version;
    }

    /**
     * One analysis on the page.
     *
     * @param run what it found, or null when it could not be run
     * @param failure why it could not be run, or the empty string
     * @param drawings each figure as SVG by name
     */
    record Section(Analysis<?> analysis, @Nullable AnalysisRun run, String failure, Map<String, String> drawings) {}

    String html(Project project, List<Section> sections) {
        StringBuilder html = new StringBuilder(1 << 20);
        String study = text(String.valueOf(project.folder().getFileName()));
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(study)
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<header>\n<h1>")
                .append(study)
                .append("</h1>\n<p class=\"quiet\">")
                .append(contents(project))
                .append("</p>\n<nav>");
        sections.forEach(s -> html.append("<a href=\"#")
                .append(s.analysis().id())
                .append("\">")
                .append(text(s.analysis().title()))
                .append("</a>"));
        html.append("</nav>\n</header>\n<main>\n");
        findings(html, sections);
        sections.forEach(section -> section(html, section));
        sources(html, project);
        html.append("</main>\n<footer class=\"quiet\">Rewardloom ")
                .append(text(version))
                .append("</footer>\n</body>\n</html>\n");
        return html.toString();
    }

    private static String contents(Project project) {
        Map<String, Integer> counts = new TreeMap<>();
        project.list().forEach(t -> counts.merge(t.kind().id(), 1, Integer::sum));
        long runs = project.list().stream()
                .map(Table::run)
                .filter(r -> !r.isEmpty())
                .distinct()
                .count();
        return runs + " runs · "
                + String.join(
                        " · ",
                        counts.entrySet().stream()
                                .map(e -> e.getValue() + " " + e.getKey() + (e.getValue() == 1 ? " table" : " tables"))
                                .toList());
    }

    private void findings(StringBuilder html, List<Section> sections) {
        html.append("<section>\n<h2>Findings</h2>\n<ul class=\"findings\">\n");
        sections.stream()
                .filter(s -> s.run() != null)
                .flatMap(s -> Objects.requireNonNull(s.run()).result().findings().stream()
                        .map(f -> Map.entry(s.analysis().id(), f)))
                .sorted(Comparator.comparing(
                                (Map.Entry<String, Finding> e) -> e.getValue().severity())
                        .reversed())
                .forEach(e -> finding(html, e.getKey(), e.getValue()));
        html.append("</ul>\n</section>\n");
    }

    private static void finding(StringBuilder html, String analysis, Finding finding) {
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        html.append("<li class=\"")
                .append(severity)
                .append("\"><details><summary>")
                .append(text(finding.text()));
        String target = finding.figure().isEmpty() ? analysis : analysis + "-" + finding.figure();
        html.append(" <a href=\"#")
                .append(text(target))
                .append("\">Show</a></summary><p class=\"quiet\">")
                .append(text(finding.rule()))
                .append("</p></details></li>\n");
    }

    private void section(StringBuilder html, Section section) {
        Analysis<?> analysis = section.analysis();
        html.append("<section id=\"")
                .append(analysis.id())
                .append("\">\n<h2>")
                .append(text(analysis.title()))
                .append("</h2>\n<p class=\"quiet\">")
                .append(text(analysis.sentence()))
                .append("</p>\n");
        if (section.run() == null) {
            html.append("<p class=\"error\">").append(text(section.failure())).append("</p>\n</section>\n");
            return;
        }
        html.append("<div class=\"figures\">\n");
        for (Figure figure : section.run().result().figures()) {
            figure(html, analysis, figure, section.drawings().getOrDefault(figure.name(), ""));
        }
        html.append("</div>\n");
        section.run().result().tables().forEach(table -> table(html, table));
        html.append("<p class=\"quiet\">Parameters: ")
                .append(text(String.join(
                        ", ",
                        section.run().parameters().entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .toList())))
                .append("</p>\n</section>\n");
    }

    private static void figure(StringBuilder html, Analysis<?> analysis, Figure figure, String svg) {
        html.append("<figure id=\"")
                .append(text(analysis.id() + "-" + figure.name()))
                .append("\"><img alt=\"")
                .append(text(figure.title()))
                .append("\" src=\"data:image/svg+xml;base64,")
                .append(Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)))
                .append("\"><figcaption><b>")
                .append(text(figure.title()))
                .append(".</b> ")
                .append(text(figure.caption()))
                .append("</figcaption></figure>\n");
    }

    private static void table(StringBuilder html, ResultTable table) {
        boolean open = table.rows().size() <= ROWS_OPEN;
        html.append("<details")
                .append(open ? " open" : "")
                .append("><summary>")
                .append(text(table.title()))
                .append(" <span class=\"quiet\">")
                .append(table.rows().size())
                .append(table.rows().size() == 1 ? " row" : " rows")
                .append("</span></summary>\n<div class=\"scroll\"><table><thead><tr>");
        table.columns()
                .forEach(c ->
                        html.append("<th>").append(text(c.replace('_', ' '))).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (List<@Nullable Object> row : table.rows()) {
            html.append("<tr>");
            row.forEach(cell -> cell(html, cell));
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div></details>\n");
    }

    private static void cell(StringBuilder html, @Nullable Object value) {
        if (value instanceof Number number) {
            html.append("<td class=\"number\" title=\"")
                    .append(number)
                    .append("\">")
                    .append(number(number))
                    .append("</td>");
        } else {
            html.append("<td>")
                    .append(value == null ? "" : text(value.toString()))
                    .append("</td>");
        }
    }

    private static String number(Number number) {
        double value = number.doubleValue();
        if (number instanceof Long || number instanceof Integer) {
            return number.toString().replace('-', '−');
        } else if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        String format = size != 0 && (size < SMALL || size >= LARGE) ? "%.3e" : "%.4f";
        return String.format(Locale.ROOT, format, value).replace('-', '−');
    }

    private static void sources(StringBuilder html, Project project) {
        html.append("<section id=\"sources\">\n<h2>Sources</h2>\n<details><summary>")
                .append(project.list().size())
                .append(" tables</summary><div"
                        + " class=\"scroll\"><table><thead><tr><th>table</th><th>kind</th><th>run</th>")
                .append("<th>rows</th><th>format</th><th>SHA-256</th></tr></thead><tbody>\n");
        for (Table t : project.list()) {
            html.append("<tr><td>")
                    .append(text(t.name()))
                    .append("</td><td>")
                    .append(t.kind().id())
                    .append("</td><td>")
                    .append(text(t.run()))
                    .append("</td><td class=\"number\">")
                    .append(t.rows())
                    .append("</td><td>")
                    .append(text(t.provenance().format()))
                    .append("</td><td><code>")
                    .append(text(t.provenance().sha256()))
                    .append("</code></td></tr>\n");
        }
        html.append("</tbody></table></div></details>\n</section>\n");
    }

    private static String style() {
        try (InputStream css = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
