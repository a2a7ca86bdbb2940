package rewardloom.model.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.AnalysisRun;
import rewardloom.model.analysis.Result;
import rewardloom.model.figure.Figure;
import rewardloom.model.project.Documents;

/**
 * All annotations of a study, by the figure they are in. Immutable.
 *
 * @param byFigure the annotations by the {@link #key} of a figure
 */
public record Annotations(Map<String, List<Annotation>> byFigure) {
    /** The kind of document under which a study keeps them. */
    public static final String KIND = "annotations";

    public static final Annotations NONE = new Annotations(Map.of());

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public Annotations {
        byFigure = Map.copyOf(byFigure);
    }

    /** What stands for a figure of an analysis. */
    public static String key(String analysis, String figure) {
        return analysis + "/" + figure;
    }

    /**
     * Reads those of a study.
     *
     * @throws IllegalArgumentException if one of its documents is damaged; the message says which
     */
    public static Annotations read(Documents documents) {
        Map<String, List<Annotation>> byFigure = new LinkedHashMap<>();
        for (Documents.Document document : documents.list(KIND)) {
            byFigure.put(document.name(), parse(document));
        }
        return new Annotations(byFigure);
    }

    private static List<Annotation> parse(Documents.Document document) {
        try {
            return List.of(JSON.readValue(document.json(), Annotation[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the notes in " + document.name() + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** Saves those of one figure. */
    public void save(Documents documents, String key) {
        List<Annotation> own = of(key);
        if (own.isEmpty()) {
            documents.remove(KIND, key);
            return;
        }
        try {
            documents.save(KIND, new Documents.Document(key, JSON.writeValueAsString(own)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("notes could not be written as JSON", e);
        }
    }

    /** The annotations of a figure, in the order in which they were made. */
    public List<Annotation> of(String key) {
        return byFigure.getOrDefault(key, List.of());
    }

    /** The same with one more. */
    public Annotations with(String key, Annotation annotation) {
        List<Annotation> own = new ArrayList<>(of(key));
        own.add(annotation);
        return with(key, own);
    }

    /** The same without one. */
    public Annotations without(String key, Annotation annotation) {
        List<Annotation> own = new ArrayList<>(of(key));
        own.remove(annotation);
        return with(key, own);
    }

    private Annotations with(String key, List<Annotation> own) {
        Map<String, List<Annotation>> changed = new LinkedHashMap<>(byFigure);
        changed.put(key, List.copyOf(own));
        return new Annotations(changed);
    }

    /** A figure of an analysis with its annotations. */
    public Figure on(String analysis, Figure figure) {
        return Annotation.on(figure, of(key(analysis, figure.name())));
    }

    /** A run of an analysis with the annotations of all its figures. */
    public AnalysisRun on(AnalysisRun run) {
        Result result = run.result();
        return run.with(new Result(
                result.findings(),
                result.figures().stream().map(f -> on(run.analysis().id(), f)).toList(),
                result.tables(),
                result.inputs()));
    }
}
