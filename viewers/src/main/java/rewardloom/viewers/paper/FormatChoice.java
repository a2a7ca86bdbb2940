package rewardloom.viewers.paper;

import java.util.Arrays;

/**
 * A format and how fine its pixels are, if it has any.
 *
 * @param dpi pixels an inch of PNG files and of copied pictures
 */
public record FormatChoice(Format format, int dpi) {
    /** What papers ask for. */
    public static final int USUAL = 300;

    public static final int COARSEST = 10;
    public static final int FINEST = 2_400;

    private static final String MARK = ",dpi=";

    public FormatChoice {
        if (dpi < COARSEST || dpi > FINEST) {
            throw new IllegalArgumentException("a picture has from " + COARSEST + " to " + FINEST + " dpi, not " + dpi);
        }
    }

    /**
     * A number of pixels an inch as it is typed.
     *
     * @throws IllegalArgumentException if it is none or out of range; the message says what there may be
     */
    public static int dpi(String typed) {
        try {
            return new FormatChoice(Format.PNG, Integer.parseInt(typed.strip())).dpi;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "dpi is a whole number from " + COARSEST + " to " + FINEST + ", not \"" + typed.strip() + "\"", e);
        }
    }

    /** The choice as it is remembered. */
    public String text() {
        return format.extension() + (dpi == USUAL ? "" : MARK + dpi);
    }

    /** What {@link #text} wrote; PDF for anything else. */
    public static FormatChoice of(String text) {
        int mark = text.indexOf(MARK);
        String extension = mark < 0 ? text : text.substring(0, mark);
        Format format = Arrays.stream(Format.values())
                .filter(f -> f.extension().equals(extension))
                .findFirst()
                .orElse(Format.PDF);
        try {
            return new FormatChoice(format, mark < 0 ? USUAL : dpi(text.substring(mark + MARK.length())));
        } catch (IllegalArgumentException e) {
            // Kept by another version of the program: the usual is taken instead.
            return new FormatChoice(format, USUAL);
        }
    }
}
