package rewardloom.model.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Figures as JSON: the same figure gives the same text, numbers keep full double precision, and non-finite ones are the strings
 * {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 */
public final class FigureJson {
    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** The figure as one line of JSON. */
    public String write(Figure figure) {
        try {
            return mapper.writeValueAsString(figure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a figure could not be written as JSON", e);
        }
    }

    /** The sheet as one line of JSON. */
    public String write(Sheet sheet) {
        try {
            return mapper.writeValueAsString(sheet);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sheet of figures could not be written as JSON", e);
        }
    }

    /**
     * Reads a sheet of figures.
     *
     * @throws IllegalArgumentException if the text is none; the message says where
     */
    public Sheet readSheet(String json) {
        try {
            return mapper.readValue(json, Sheet.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not a sheet of figures: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a figure.
     *
     * @throws IllegalArgumentException if the text is not a figure; the message says where
     */
    public Figure read(String json) {
        try {
            return mapper.readValue(json, Figure.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not a figure: " + e.getOriginalMessage(), e);
        }
    }
}
