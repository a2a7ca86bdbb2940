package rewardloom.importers.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.util.regex.Pattern;

/** JSON with what Python adds to it: bare NaN, Infinity and -Infinity. */
public final class PythonJson {
    private static final int LONGEST_TEXT = 256 << 20;

    /** What only concerns the library that parses. */
    private static final Pattern LIBRARY = Pattern.compile("\\s*\\(start marker at .*|\\s*at \\[Source: .*");

    private PythonJson() {}

    /** A factory for parsers. */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_TEXT)
                        .build())
                .build();
    }

    /** Where an error is, such as {@code line 3, column 14}. */
    public static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "unknown place" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** What is wrong, without the place. */
    public static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        String first = message == null ? "" : message.lines().findFirst().orElse("");
        String reason = LIBRARY.matcher(first).replaceAll("");
        return reason.isBlank() ? "it is not JSON" : reason;
    }
}
