package rewardloom.viewers.trajectory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads scenes from JSON:
 *
 * <pre>
 * { "name": "Pendulum",
 *   "hints": ["pendulum"], "order": ["cos_theta", "sin_theta", "speed"],
 *   "define": { "angle": "atan2(sin_theta, cos_theta)" },
 *   "views": [ { "title": "", "bounds": [-1.3, 1.3, -1.3, 1.3], "walls": false, "grid": false,
 *     "shapes": [ { "bar": [0, 0, "sin_theta", "cos_theta"], "label": "pole", "color": 0, "width": 8 },
 *                 { "disc": ["sin_theta", "cos_theta", 0.1], "trail": true, "headed": false },
 *                 { "box": [0, 0, 0.4, 0.2, 0] }, { "text": "goal", "at": [0, 1] }, { "cells": ["S..", "..G"] } ] } ] }
 * </pre>
 *
 * Every number may be a {@link Formula}. What is not said is as above; without {@code bounds} everything that moves is in view.
 */
final class SceneReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> TOP = Set.of("name", "hints", "order", "define", "views");
    private static final Set<String> VIEW = Set.of("title", "bounds", "walls", "grid", "shapes");
    private static final Set<String> SHAPE =
            Set.of("disc", "bar", "box", "text", "cells", "at", "label", "color", "width", "trail", "headed");

    private SceneReader() {}

    /**
     * Reads a scene.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    static SceneDescription read(String json) {
        try {
            JsonNode scene = JSON.readTree(json);
            check(scene, TOP, "scene");
            String name = scene.path("name").asText("");
            if (name.isBlank()) {
                throw new IllegalArgumentException("a scene needs a \"name\"");
            }
            Map<String, Formula> definitions = new LinkedHashMap<>();
            scene.path("define").properties().forEach(e -> definitions.put(e.getKey(), number(e.getValue())));
            List<SceneDescription.View> views = new ArrayList<>();
            scene.path("views").forEach(view -> views.add(view(view)));
            return new SceneDescription(
                    name,
                    texts(scene.path("hints")).stream()
                            .map(h -> h.toLowerCase(Locale.ROOT))
                            .toList(),
                    texts(scene.path("order")),
                    definitions,
                    views);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the scene is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void check(JsonNode node, Set<String> known, String what) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("a " + what + " is a JSON object");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("a " + what + " has no \"" + name + "\"; it has "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    private static SceneDescription.View view(JsonNode view) {
        check(view, VIEW, "view");
        Optional<SceneDescription.Bounds> bounds = Optional.empty();
        if (view.has("bounds")) {
            JsonNode b = view.path("bounds");
            if (b.size() != 4) {
                throw new IllegalArgumentException("\"bounds\" are left, right, bottom and top");
            }
            bounds = Optional.of(new SceneDescription.Bounds(
                    b.get(0).asDouble(),
                    b.get(1).asDouble(),
                    b.get(2).asDouble(),
                    b.get(3).asDouble()));
        }
        List<SceneDescription.Shape> shapes = new ArrayList<>();
        view.path("shapes").forEach(shape -> shapes.add(shape(shape)));
        return new SceneDescription.View(
                view.path("title").asText(""),
                bounds,
                view.path("walls").asBoolean(false),
                view.path("grid").asBoolean(false),
                shapes);
    }

    private static SceneDescription.Shape shape(JsonNode shape) {
        check(shape, SHAPE, "shape");
        String label = shape.path("label").asText("");
        int color = shape.path("color").asInt(0);
        if (shape.has("disc")) {
            List<Formula> n = numbers(shape.path("disc"), 3, "disc", "x, y and radius");
            return new SceneDescription.Disc(
                    label,
                    color,
                    n.get(0),
                    n.get(1),
                    n.get(2),
                    shape.path("trail").asBoolean(false),
                    shape.path("headed").asBoolean(false));
        } else if (shape.has("bar")) {
            List<Formula> n = numbers(shape.path("bar"), 4, "bar", "x and y of both ends");
            return new SceneDescription.Bar(
                    label,
                    color,
                    n.get(0),
                    n.get(1),
                    n.get(2),
                    n.get(3),
                    shape.path("width").asDouble(8));
        } else if (shape.has("box")) {
            List<Formula> n = numbers(shape.path("box"), 5, "box", "x, y, width, height and angle");
            return new SceneDescription.Box(label, color, n.get(0), n.get(1), n.get(2), n.get(3), n.get(4));
        } else if (shape.has("text")) {
            List<Formula> n = numbers(shape.path("at"), 2, "text", "x and y in \"at\"");
            return new SceneDescription.Words(
                    shape.path("text").asText(), shape.path("color").asInt(-1), n.get(0), n.get(1));
        } else if (shape.has("cells")) {
            return new SceneDescription.Cells(texts(shape.path("cells")));
        }
        throw new IllegalArgumentException("a shape is a disc, a bar, a box, a text or cells: " + shape);
    }

    private static List<Formula> numbers(JsonNode array, int count, String what, String which) {
        if (array.size() != count) {
            throw new IllegalArgumentException("a " + what + " has " + count + " numbers, " + which);
        }
        List<Formula> numbers = new ArrayList<>();
        array.forEach(n -> numbers.add(number(n)));
        return numbers;
    }

    private static Formula number(JsonNode node) {
        return Formula.of(node.asText());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(t -> texts.add(t.asText()));
        return texts;
    }
}
