package rewardloom.viewers.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Palettes that people with any kind of colour vision tell apart, in an order in which the first ones differ most. Those of Tol are from
 * his "Colour Schemes" (SRON/EPS/TN/09-002, issue 3.2, 2021).
 */
public enum PaletteChoice {
    /** Okabe and Ito, "Color Universal Design", 2008; yellow is darkened for lines on white. */
    OKABE_ITO("Okabe-Ito", "0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "5E5400", "4D4D4D"),
    TOL_BRIGHT("Tol bright", "4477AA", "EE6677", "228833", "CCBB44", "66CCEE", "AA3377", "BBBBBB"),
    TOL_VIBRANT("Tol vibrant", "0077BB", "EE7733", "009988", "CC3311", "33BBEE", "EE3377", "BBBBBB"),
    TOL_MUTED("Tol muted", "332288", "CC6677", "117733", "DDCC77", "88CCEE", "882255", "44AA99", "999933", "AA4499"),
    /** Three colours that also differ in grey. */
    HIGH_CONTRAST("High contrast", "004488", "BB5566", "DDAA33"),
    /** For print without colour: dash and marker do the rest. */
    GREYS("Greys", "000000", "5E5E5E", "8F8F8F", "BBBBBB");

    private final String title;
    private final List<String> colors;

    PaletteChoice(String title, String... colors) {
        this.title = title;
        this.colors = List.of(colors);
    }

    /** Name for people. */
    public String title() {
        return title;
    }

    /** Name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The palette for paper and the light theme. */
    public Palette onWhite() {
        return this == OKABE_ITO ? Palette.onWhite() : Palette.onWhite().with(colors);
    }

    /**
     * The palette with this {@link #id()}.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static PaletteChoice of(String id) {
        return Arrays.stream(values())
                .filter(choice -> choice.id().equals(id.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no palette " + id + "; there are "
                        + Arrays.stream(values()).map(PaletteChoice::id).collect(Collectors.joining(", "))));
    }
}
