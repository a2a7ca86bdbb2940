package rewardloom.viewers.paper;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Kinds of files a figure can be written to. */
public enum Format {
    PDF("pdf", "PDF, vector"),
    SVG("svg", "SVG, vector"),
    PNG("png", "PNG, pixels"),
    TEX("tex", "LaTeX, pgfplots"),
    CSV("csv", "CSV, the data");

    private final String extension;
    private final String title;

    Format(String extension, String title) {
        this.extension = extension;
        this.title = title;
    }

    /** How file names end, without the dot. */
    public String extension() {
        return extension;
    }

    public String title() {
        return title;
    }

    /**
     * The format with an extension.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Format of(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension.equals(extension.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("figures cannot be written as \"" + extension + "\"; there are "
                                + Arrays.stream(values()).map(Format::extension).collect(Collectors.joining(", "))));
    }

    /**
     * The format a file's name asks for.
     *
     * @throws IllegalArgumentException if it asks for none there is
     */
    public static Format of(Path file) {
        String name = String.valueOf(file.getFileName());
        return of(name.substring(name.lastIndexOf('.') + 1));
    }
}
