package rewardloom.viewers.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The typefaces that come with the program, so that a chart looks the same on every machine (Liberation, SIL Open Font Licence 1.1). */
public enum Typeface {
    /** Like Times: the type of most venues. */
    SERIF("LiberationSerif-Regular.ttf", "'Liberation Serif', 'Times New Roman', Times, serif"),
    /** Like Times Italic. */
    SERIF_ITALIC("LiberationSerif-Italic.ttf", "'Liberation Serif', 'Times New Roman', Times, serif"),
    /** Like Arial and Helvetica: the screen and slides. */
    SANS("LiberationSans-Regular.ttf", "'Liberation Sans', Arial, Helvetica, sans-serif");

    private final String file;
    private final String families;
    private final Font font;

    Typeface(String file, String families) {
        this.file = file;
        this.families = families;
        try (InputStream in = open(file)) {
            this.font = Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(
                    "the font file " + file + " of this program is damaged: install it again", e);
        }
    }

    /** The typeface at a size in units of the drawing. */
    public Font font(double size) {
        return font.deriveFont((float) size);
    }

    /** The families to ask for where the typeface itself may be missing, as CSS lists them. */
    public String families() {
        return families;
    }

    /** The font file. */
    public InputStream open() throws IOException {
        return open(file);
    }

    private static InputStream open(String file) throws IOException {
        InputStream in = Typeface.class.getResourceAsStream("fonts/" + file);
        if (in == null) {
            throw new IOException("the font file " + file + " of this program is missing: install it again");
        }
        return in;
    }
}
