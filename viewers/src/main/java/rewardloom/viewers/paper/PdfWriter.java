package rewardloom.viewers.paper;

import de.rototor.pdfbox.graphics2d.IPdfBoxGraphics2DFontTextDrawer.IFontTextDrawerEnv;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.transform.TransformerException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.xmpbox.XMPMetadata;
import org.apache.xmpbox.schema.AdobePDFSchema;
import org.apache.xmpbox.schema.DublinCoreSchema;
import org.apache.xmpbox.schema.XMPBasicSchema;
import org.apache.xmpbox.xml.XmpSerializer;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.chart.SheetChart;
import rewardloom.viewers.chart.Typeface;

/** One page the size of the figure: vector, text as text in embedded subsets of the fonts, and no dates, so that bytes repeat. */
final class PdfWriter {

    private PdfWriter() {}

    static byte[] write(Sheet sheet, Preset preset) throws IOException {
        Imprint imprint = Imprint.of(sheet);
        try (PDDocument document = new PDDocument()) {
            float width = (float) preset.pageWidth();
            float height = (float) preset.pageHeight(sheet);
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            draw(document, page, sheet, preset);
            document.setDocumentInformation(information(imprint));
            document.getDocumentCatalog().setMetadata(metadata(document, imprint));
            document.getDocumentCatalog().setLanguage("en");
            document.setDocumentId(imprint.number());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static void draw(PDDocument document, PDPage page, Sheet sheet, Preset preset) throws IOException {
        float width = (float) preset.pageWidth();
        float height = (float) preset.pageHeight(sheet);
        PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
        try (PdfBoxGraphics2DFontTextDrawer fonts = new BundledFonts(document)) {
            g.setFontTextDrawer(fonts);
            new SheetChart(preset.style()).draw(g, new Rectangle2D.Double(0, 0, width, height), sheet);
        } finally {
            g.dispose();
        }
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.drawForm(g.getXFormObject());
        }
    }

    private static PDDocumentInformation information(Imprint imprint) {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(imprint.title());
        information.setSubject(imprint.caption());
        information.setKeywords(imprint.keywords());
        information.setCreator(Imprint.PROGRAM);
        return information;
    }

    private static PDMetadata metadata(PDDocument document, Imprint imprint) throws IOException {
        XMPMetadata xmp = XMPMetadata.createXMPMetadata();
        DublinCoreSchema core = xmp.createAndAddDublinCoreSchema();
        core.setTitle(imprint.title());
        core.setDescription(imprint.caption());
        core.setFormat("application/pdf");
        AdobePDFSchema pdf = xmp.createAndAddAdobePDFSchema();
        pdf.setKeywords(imprint.keywords());
        XMPBasicSchema basic = xmp.createAndAddXMPBasicSchema();
        basic.setCreatorTool(Imprint.PROGRAM);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new XmpSerializer().serialize(xmp, bytes, true);
        } catch (TransformerException e) {
            throw new IOException("the metadata could not be written", e);
        }
        PDMetadata metadata = new PDMetadata(document);
        metadata.importXMPMetadata(bytes.toByteArray());
        return metadata;
    }

    /**
     * Opens the file again.
     *
     * @throws IOException if it is not a PDF of one page whose fonts are embedded and which has text
     */
    static void verify(byte[] bytes) throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            if (document.getNumberOfPages() != 1) {
                throw new IOException("it has " + document.getNumberOfPages() + " pages");
            }
            for (PDFont font : fonts(document)) {
                if (!font.isEmbedded()) {
                    throw new IOException("its font " + font.getName() + " is not embedded");
                }
            }
            if (new PDFTextStripper().getText(document).isBlank()) {
                throw new IOException("it has no text");
            }
        }
    }

    /** All fonts of a document. */
    static List<PDFont> fonts(PDDocument document) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            addFonts(page.getResources(), fonts);
        }
        return fonts;
    }

    private static void addFonts(@Nullable PDResources resources, List<PDFont> fonts) throws IOException {
        if (resources == null) {
            return;
        }
        for (COSName name : resources.getFontNames()) {
            fonts.add(resources.getFont(name));
        }
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDFormXObject form) {
                addFonts(form.getResources(), fonts);
            }
        }
    }

    /** Takes text in the program's own fonts, each embedded once; anything else is drawn as outlines. */
    private static final class BundledFonts extends PdfBoxGraphics2DFontTextDrawer {
        private final PDDocument document;
        private final Map<String, PDFont> embedded = new HashMap<>();

        BundledFonts(PDDocument document) {
            this.document = document;
        }

        @Override
        protected boolean hasDynamicFontMapping() {
            return true;
        }

        @Override
        protected @Nullable PDFont mapFont(Font font, IFontTextDrawerEnv environment) throws IOException {
            PDFont known = embedded.get(font.getFontName());
            if (known != null) {
                return known;
            }
            for (Typeface typeface : Typeface.values()) {
                if (typeface.font(1).getFontName().equals(font.getFontName())) {
                    try (InputStream in = typeface.open()) {
                        PDFont loaded = PDType0Font.load(document, in, true);
                        embedded.put(font.getFontName(), loaded);
                        return loaded;
                    }
                }
            }
            return null;
        }
    }
}
