package rewardloom.importers.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/** JSON with what Python adds to it: bare NaN, Infinity and -Infinity. */
public final class PythonJson {
    private static final int LONGEST_TEXT = 256 << 20;

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
        return message == null ? "it is not JSON" : message.lines().findFirst().orElse("it is not JSON");
    }
}
