package rewardloom.viewers.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.chart.SampleFigures;

/**
 * What each type of chart is made of: its texts with their sizes, in reading order, and its shapes by colour, width and dash, with how much
 * is drawn of each. Run with {@code -Drewardloom.golden=write} to write the files anew, then look at the differences, and at the charts.
 */
class SvgStructureTest {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final Path RESOURCES = Path.of(
            System.getProperty("rewardloom.root", ".."), "viewers/src/test/resources/rewardloom/viewers/paper/svg");
    private static final List<String> SHAPES =
            List.of("path", "line", "rect", "circle", "ellipse", "polygon", "polyline");

    static Iterable<Figure> figures() {
        return SampleFigures.all().values();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void isMadeOfWhatItShouldBe(Figure figure) throws IOException {
        byte[] svg = new PaperExporter().bytes(figure, Presets.get("icml"), Format.SVG);
        String structure = structure(SvgWriter.parse(svg));
        String name = figure.name() + ".txt";
        if ("write".equals(System.getProperty("rewardloom.golden"))) {
            Files.createDirectories(RESOURCES);
            Files.writeString(RESOURCES.resolve(name), structure);
        }
        try (InputStream golden = SvgStructureTest.class.getResourceAsStream("svg/" + name)) {
            assertThat(golden).as("the golden structure of " + figure.name()).isNotNull();
            assertThat(structure).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String structure(Document document) {
        List<String> texts = new ArrayList<>();
        Map<String, int[]> shapes = new TreeMap<>();
        walk(document.getDocumentElement(), Map.of(), texts, shapes);
        StringBuilder lines = new StringBuilder();
        texts.forEach(t -> lines.append(t).append('\n'));
        shapes.forEach((look, count) -> lines.append(look)
                .append("  shapes=")
                .append(count[0])
                .append(" points=")
                .append(count[1])
                .append('\n'));
        return lines.toString();
    }

    private static void walk(
            Element element, Map<String, String> outer, List<String> texts, Map<String, int[]> shapes) {
        Map<String, String> style = new LinkedHashMap<>(outer);
        for (String name : List.of(
                "fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "fill-opacity", "stroke-opacity")) {
            if (element.hasAttribute(name)) {
                style.put(name, element.getAttribute(name));
            }
        }
        String type = element.getLocalName();
        if (type.equals("text")) {
            texts.add("text \"" + element.getTextContent() + "\" " + style.getOrDefault("font-size", "?") + " "
                    + style.getOrDefault("fill", "?"));
        } else if (SHAPES.contains(type)) {
            int[] count = shapes.computeIfAbsent(look(style), k -> new int[2]);
            count[0]++;
            count[1] += points(element);
        }
        NodeList children = element.getElementsByTagNameNS(SVG, "*");
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child
                    && element.isSameNode(child.getParentNode())
                    && !List.of("defs", "metadata", "title", "desc").contains(child.getLocalName())) {
                walk(child, style, texts, shapes);
            }
        }
    }

    private static String look(Map<String, String> style) {
        if (style.getOrDefault("stroke", "none").equals("none")) {
            return "filled " + style.getOrDefault("fill", "black") + opacity(style, "fill-opacity");
        }
        return "drawn " + style.get("stroke") + " width " + style.getOrDefault("stroke-width", "1") + " dash "
                + style.getOrDefault("stroke-dasharray", "none") + opacity(style, "stroke-opacity");
    }

    private static String opacity(Map<String, String> style, String name) {
        return style.containsKey(name) && !style.get(name).equals("1") ? " opacity " + style.get(name) : "";
    }

    /** Number of places that a shape goes through. */
    private static int points(Element shape) {
        String way = shape.getAttribute("d") + shape.getAttribute("points");
        return way.isEmpty() ? 2 : way.split("[MLQCZmlqcz ]+").length / 2;
    }
}
