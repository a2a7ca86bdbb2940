package rewardloom.viewers.paper;

import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.chart.SheetChart;
import rewardloom.viewers.chart.Typeface;

/** An SVG whose text is text, with families to fall back on, and which says what it shows. */
final class SvgWriter {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private SvgWriter() {}

    static byte[] write(Sheet sheet, Preset preset) throws IOException {
        Document document = document();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setEmbeddedFontsOn(false);
        context.setPrecision(3);
        context.setComment("");
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        double width = preset.pageWidth();
        double height = preset.pageHeight(sheet);
        new SheetChart(preset.style()).draw(g, new Rectangle2D.Double(0, 0, width, height), sheet);
        Element root = g.getRoot();
        root.setAttribute("width", String.format(Locale.ROOT, "%.3fpt", width));
        root.setAttribute("height", String.format(Locale.ROOT, "%.3fpt", height));
        root.setAttribute("viewBox", String.format(Locale.ROOT, "0 0 %.3f %.3f", width, height));
        root.setAttribute("role", "img");
        root.setAttribute("font-family", preset.typeface().families());
        nameFamilies(root, "", "12");
        describe(root, Imprint.of(sheet));
        StringWriter text = new StringWriter();
        g.stream(root, text, false, false);
        return withoutDoctype(text.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private static Document document() {
        return GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
    }

    /** Nothing in it needs the document type, and some readers would fetch it. */
    private static String withoutDoctype(String text) {
        return text.replaceFirst("<!DOCTYPE[^>]*>\\s*", "").replace("<!---->", "");
    }

    /**
     * Names families to fall back on, and states how long every text is, so that the parts of a label keep their places where another
     * family stands in.
     */
    private static void nameFamilies(Element element, String outerFamily, String outerSize) {
        String family = element.hasAttribute("font-family")
                ? element.getAttribute("font-family").replace("'", "")
                : outerFamily;
        String size = element.hasAttribute("font-size") ? element.getAttribute("font-size") : outerSize;
        for (Typeface typeface : Typeface.values()) {
            if (family.equals(typeface.font(1).getFamily())) {
                if (element.hasAttribute("font-family")) {
                    element.setAttribute("font-family", typeface.families());
                }
                if (element.getTagName().equals("text")) {
                    double points = Double.parseDouble(size.replace("px", ""));
                    double length = typeface.font(points)
                            .getStringBounds(element.getTextContent(), MEASURE)
                            .getWidth();
                    element.setAttribute("textLength", String.format(Locale.ROOT, "%.3f", length));
                    element.setAttribute("lengthAdjust", "spacingAndGlyphs");
                }
                break;
            }
        }
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                nameFamilies(child, family, size);
            }
        }
    }

    private static void describe(Element root, Imprint imprint) {
        Document document = root.getOwnerDocument();
        Element metadata = document.createElementNS(SVG, "metadata");
        metadata.setTextContent(Imprint.PROGRAM + "; " + imprint.keywords());
        Element caption = document.createElementNS(SVG, "desc");
        caption.setTextContent(imprint.caption());
        Element title = document.createElementNS(SVG, "title");
        title.setTextContent(imprint.title());
        root.insertBefore(metadata, root.getFirstChild());
        root.insertBefore(caption, metadata);
        root.insertBefore(title, caption);
    }

    /**
     * Opens the file again.
     *
     * @throws IOException if it is not an SVG with text
     */
    static void verify(byte[] bytes) throws IOException {
        if (parse(bytes).getElementsByTagNameNS(SVG, "text").getLength() == 0) {
            throw new IOException("it has no text");
        }
    }

    /** Reads XML without following anything outside it. */
    static Document parse(byte[] bytes) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("it is not XML: " + e.getMessage(), e);
        }
    }
}
