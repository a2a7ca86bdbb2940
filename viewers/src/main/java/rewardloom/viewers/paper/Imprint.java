package rewardloom.viewers.paper;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rewardloom.model.figure.FigureJson;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Sheet;

/**
 * What a file says about the figure in it. Nothing of it depends on when or where the file is written.
 *
 * @param title the figure's title
 * @param caption its caption
 * @param sha256 SHA-256 of the figure as JSON, in hexadecimal: equal hashes are equal figures
 * @param recipe analysis, parameters and inputs as one line
 */
record Imprint(String title, String caption, String sha256, String recipe) {
    static final String PROGRAM = "Rewardloom";

    static Imprint of(Sheet sheet) {
        String json =
                sheet.isSingle() ? new FigureJson().write(sheet.panels().getFirst()) : new FigureJson().write(sheet);
        return new Imprint(sheet.title(), sheet.caption(), sha256(json), recipe(sheet.source()));
    }

    /** The first half of the hash as a number. */
    long number() {
        return HexFormat.fromHexDigitsToLong(sha256.substring(0, 16));
    }

    String keywords() {
        return "figure sha256=" + sha256 + (recipe.isEmpty() ? "" : "; " + recipe);
    }

    private static String recipe(FigureSource source) {
        StringBuilder text = new StringBuilder();
        if (!source.analysis().isEmpty()) {
            text.append("analysis=").append(source.analysis());
        }
        append(text, "parameters", source.parameters());
        append(text, "inputs", source.inputs());
        return text.toString();
    }

    private static void append(StringBuilder text, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(name)
                    .append('=')
                    .append(new TreeMap<>(values)
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + ":" + entry.getValue())
                                    .collect(Collectors.joining(", ", "{", "}")));
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
