package rewardloom.viewers.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureJson;
import rewardloom.model.figure.Sheet;

/**
 * A figure, or several as panels, with the preset it was printed with: the file {@code NAME.figure.json} that every export leaves beside it,
 * from which the same bytes are made again.
 *
 * @param sheet what is printed
 * @param preset how
 */
public record FigureFile(Sheet sheet, Preset preset) {
    /** How names of such files end. */
    public static final String EXTENSION = ".figure.json";

    private static final String FORMAT = "rewardloom-figure";
    private static final int VERSION = 2;

    /** A single figure. */
    public FigureFile(Figure figure, Preset preset) {
        this(Sheet.of(figure), preset);
    }

    /** The figure, or the first of several. */
    public Figure figure() {
        return sheet.panels().getFirst();
    }

    /** The file's text: the same figure and preset give the same. */
    public String json() {
        ObjectMapper mapper = mapper();
        try {
            ObjectNode root = mapper.createObjectNode();
            root.put("format", FORMAT);
            root.put("version", VERSION);
            root.set("preset", mapper.valueToTree(preset));
            String start = mapper.writeValueAsString(root);
            String body = sheet.isSingle()
                    ? ",\"figure\":" + new FigureJson().write(figure())
                    : ",\"sheet\":" + new FigureJson().write(sheet);
            return start.substring(0, start.length() - 1) + body + "}\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a preset could not be written as JSON", e);
        }
    }

    /**
     * Reads such a file, or one with a figure alone, which is then printed with the standard preset.
     *
     * @throws ExportException if it is not one; the message says what is wrong
     */
    public static FigureFile read(Path file) throws ExportException {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ExportException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new ExportException(file + " is not text: a figure file is JSON in UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new ExportException(file + " is not a figure file: " + e.getOriginalMessage() + where(e), e);
        } catch (IllegalArgumentException e) {
            throw new ExportException(file + " is not a figure file: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ExportException(file + " could not be read: " + e.getMessage(), e);
        }
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static FigureFile parse(String text) throws JsonProcessingException {
        ObjectMapper mapper = mapper();
        JsonNode root = mapper.readTree(text);
        if (root == null || !root.isObject()) {
            throw new IllegalArgumentException("it holds no JSON object");
        }
        if (!root.has("figure") && !root.has("sheet")) {
            return new FigureFile(new FigureJson().read(text), Presets.standard());
        }
        if (root.path("version").asInt() > VERSION) {
            throw new IllegalArgumentException("it was written by a newer version of the program ("
                    + root.path("version").asInt() + ")");
        }
        Preset preset = root.has("preset") ? mapper.treeToValue(root.get("preset"), Preset.class) : Presets.standard();
        return root.has("sheet")
                ? new FigureFile(new FigureJson().readSheet(mapper.writeValueAsString(root.get("sheet"))), preset)
                : new FigureFile(new FigureJson().read(mapper.writeValueAsString(root.get("figure"))), preset);
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .build();
    }
}
