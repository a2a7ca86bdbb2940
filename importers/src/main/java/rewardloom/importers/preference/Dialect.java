package rewardloom.importers.preference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a tool or a data set writes a comparison. */
enum Dialect {
    /** OpenAI's {@code summarize-from-feedback}: {@code info, summaries[2], choice, worker, extra.confidence}. */
    SUMMARIZE("\"summaries\"", "\"choice\"") {
        @Override
        Optional<Comparison> comparison(JsonNode record) {
            JsonNode pair = record.path("summaries");
            JsonNode info = record.path("info");
            if (pair.size() != 2) {
                return Optional.empty();
            }
            JsonNode choice = record.path("choice");
            double label = choice.isInt() ? 1 - choice.asInt() : Double.NaN;
            return Optional.of(new Comparison(
                    info.path("id").asText(""),
                    info.path("post").asText(info.path("article").asText("")),
                    pair.path(0).path("text").asText(""),
                    pair.path(1).path("text").asText(""),
                    pair.path(0).path("policy").asText(""),
                    pair.path(1).path("policy").asText(""),
                    List.of(new Comparison.Judgement(
                            record.path("worker").asText(""),
                            label,
                            record.path("extra").path("confidence").asDouble(Double.NaN),
                            Double.NaN))));
        }
    },
    /**
     * Answers of a judge of LLMBar: two outputs, the right label 1 or 2, and in the last of {@code results} what the judge said of both
     * orders, already turned back.
     */
    LLMBAR("\"output_1\"", "\"results\"", "\"swap = ") {
        @Override
        Optional<Comparison> comparison(JsonNode record) {
            if (!record.has("output_1") || !record.has("output_2")) {
                return Optional.empty();
            }
            List<Comparison.Judgement> judgements = new ArrayList<>();
            if (record.has("label")) {
                judgements.add(judgement("gold", record.path("label").asText("")));
            }
            JsonNode results = record.path("results");
            JsonNode last = results.path(results.size() - 1);
            for (String order : List.of("swap = False", "swap = True")) {
                if (last.has(order)) {
                    judgements.add(
                            judgement(order, last.path(order).path("winner").asText("")));
                }
            }
            return Optional.of(new Comparison(
                    record.path("id").asText(""),
                    record.path("input").asText(""),
                    record.path("output_1").asText(""),
                    record.path("output_2").asText(""),
                    "output_1",
                    "output_2",
                    judgements));
        }

        private Comparison.Judgement judgement(String who, String winner) {
            return new Comparison.Judgement(
                    who, Comparison.label(winner, "output_1", "output_2"), Double.NaN, Double.NaN);
        }
    },
    /** An export of Label Studio: {@code data, annotations[].result[]}; cancelled annotations do not count. */
    LABEL_STUDIO("\"annotations\"", "\"result\"", "\"data\"") {
        @Override
        Optional<Comparison> comparison(JsonNode record) {
            JsonNode data = record.path("data");
            List<String> names = Comparison.texts(data);
            if (names.isEmpty()) {
                return Optional.empty();
            }
            List<Comparison.Judgement> judgements = new ArrayList<>();
            for (JsonNode annotation : record.path("annotations")) {
                if (!annotation.path("was_cancelled").asBoolean(false)) {
                    Details.Builder details = details(annotation, names);
                    judgements.add(new Comparison.Judgement(
                            person(annotation.path("completed_by")),
                            selected(annotation.path("result"), names),
                            details.confidence(),
                            annotation.path("lead_time").asDouble(Double.NaN),
                            details.build()));
                }
            }
            return Optional.of(pair(record, data, names, judgements));
        }

        /** Some exports have the id of a person, others an object. */
        private String person(JsonNode person) {
            return person.isObject()
                    ? person.path("email").asText(person.path("id").asText(""))
                    : person.asText("");
        }

        /** What stands behind the first answer about the two. */
        private Details.Builder details(JsonNode annotation, List<String> names) {
            Details.Builder details = new Details.Builder(names);
            details.answered(annotation.path("created_at").asText(""));
            boolean answered = false;
            for (JsonNode result : annotation.path("result")) {
                String question = result.path("from_name").asText("");
                JsonNode value = result.path("value");
                boolean answer = value.has("selected") || value.has("ranker") || !Double.isNaN(chosen(value, names));
                if (value.has("rating")) {
                    details.number(question, value.path("rating").asDouble(Double.NaN));
                } else if (value.has("text")) {
                    value.path("text").forEach(text -> details.note(text.asText("")));
                } else if (answer && !answered) {
                    answered = true;
                } else if (value.has("selected")) {
                    details.choice(question, value.path("selected").asText(""));
                } else {
                    value.path("choices").forEach(choice -> details.choice(question, choice.asText("")));
                }
            }
            return details;
        }

        private double chosen(JsonNode value, List<String> names) {
            return Comparison.label(value.path("choices").path(0).asText(""), names.getFirst(), names.getLast());
        }

        private double selected(JsonNode results, List<String> names) {
            for (JsonNode result : results) {
                JsonNode value = result.path("value");
                String answer = value.has("selected")
                        ? value.path("selected").asText("")
                        : value.path("choices").path(0).asText("");
                double label = Comparison.label(answer, names.getFirst(), names.getLast());
                if (Double.isNaN(label)) {
                    label = ranked(value.path("ranker"), names);
                }
                if (!Double.isNaN(label)) {
                    return label;
                }
            }
            return compared(rating(results, names.getFirst()), rating(results, names.getLast()));
        }

        /** A list of the names of the texts, the best first; with several lists, the one that has both. */
        private double ranked(JsonNode ranker, List<String> names) {
            if (ranker.isObject()) {
                for (JsonNode list : ranker) {
                    double label = ranked(list, names);
                    if (!Double.isNaN(label)) {
                        return label;
                    }
                }
            }
            double first = Double.NaN;
            double second = Double.NaN;
            for (int i = 0; i < ranker.size(); i++) {
                first = ranker.path(i).asText("").equals(names.getFirst()) ? -i : first;
                second = ranker.path(i).asText("").equals(names.getLast()) ? -i : second;
            }
            return compared(first, second);
        }

        /** The stars that a text was given. */
        private double rating(JsonNode results, String name) {
            for (JsonNode result : results) {
                if (result.path("to_name").asText("").equals(name)
                        && result.path("value").has("rating")) {
                    return result.path("value").path("rating").asDouble(Double.NaN);
                }
            }
            return Double.NaN;
        }

        private double compared(double first, double second) {
            return Double.isNaN(first + second) ? Double.NaN : first == second ? 0.5 : first > second ? 1 : 0;
        }
    },
    /** An export of Argilla: {@code fields, responses}; drafts and discarded responses do not count. */
    ARGILLA("\"fields\"", "\"responses\"") {
        @Override
        Optional<Comparison> comparison(JsonNode record) {
            JsonNode fields = record.path("fields");
            List<String> names = Comparison.texts(fields);
            if (names.isEmpty()) {
                return Optional.empty();
            }
            Map<String, User> users = new LinkedHashMap<>();
            JsonNode responses = record.path("responses");
            if (responses.isArray()) {
                for (JsonNode response : responses) {
                    response.path("values")
                            .properties()
                            .forEach(
                                    v -> said(response, v.getKey(), v.getValue().path("value"), names, users));
                }
            } else {
                responses
                        .properties()
                        .forEach(question -> question.getValue()
                                .forEach(response ->
                                        said(response, question.getKey(), response.path("value"), names, users)));
            }
            List<Comparison.Judgement> judgements = new ArrayList<>();
            users.forEach((id, user) -> {
                // A record may ask more than which text is better: other questions answer with other words.
                if (!Double.isNaN(user.label)) {
                    judgements.add(new Comparison.Judgement(
                            record.path("metadata").path("annotator-" + id).asText(id),
                            user.label,
                            user.details.confidence(),
                            Double.NaN,
                            user.details.build()));
                }
            });
            return Optional.of(pair(record, fields, names, judgements));
        }

        /** What one user has said. */
        private static final class User {
            private final Details.Builder details;
            private double label = Double.NaN;

            User(List<String> names) {
                details = new Details.Builder(names);
            }
        }

        private static void said(
                JsonNode response, String question, JsonNode value, List<String> names, Map<String, User> users) {
            if (!response.path("status").asText("submitted").equals("submitted")) {
                return;
            }
            User user = users.computeIfAbsent(response.path("user_id").asText(""), id -> new User(names));
            double ranked = value.isArray() ? ranked(value, names) : Double.NaN;
            if (value.isNumber()) {
                user.details.number(question, value.asDouble());
            } else if (value.isArray() && Double.isNaN(ranked)) {
                value.forEach(each -> user.details.choice(question, each.asText("")));
            } else {
                String words = value.asText("");
                double label = value.isArray() ? ranked : Comparison.label(words, names.getFirst(), names.getLast());
                if (!Double.isNaN(label) && Double.isNaN(user.label)) {
                    user.label = label;
                } else if (Double.isNaN(label)) {
                    user.details.note(words);
                } else {
                    user.details.choice(question, words);
                }
            }
        }

        /** Places of the texts; version 2 lists their names alone, the best first. */
        private static double ranked(JsonNode ranking, List<String> names) {
            double first = Double.NaN;
            double second = Double.NaN;
            for (int i = 0; i < ranking.size(); i++) {
                JsonNode place = ranking.path(i);
                double rank = place.isTextual() ? i : place.path("rank").asDouble(Double.NaN);
                String name =
                        place.isTextual() ? place.asText() : place.path("value").asText("");
                first = name.equals(names.getFirst()) ? rank : first;
                second = name.equals(names.getLast()) ? rank : second;
            }
            return Double.isNaN(first + second) ? Double.NaN : first == second ? 0.5 : first < second ? 1 : 0;
        }
    };

    private final List<String> marks;

    Dialect(String... marks) {
        this.marks = List.of(marks);
    }

    /** Whether the beginning of a file has the fields of this dialect. */
    boolean fits(String head) {
        return marks.stream().allMatch(head::contains);
    }

    /** Whether annotators can say more than which text is better. */
    boolean hasDetails() {
        return this == LABEL_STUDIO || this == ARGILLA;
    }

    /** The comparison in a record, or nothing if it has none. */
    abstract Optional<Comparison> comparison(JsonNode record);

    private static Comparison pair(
            JsonNode record, JsonNode fields, List<String> names, List<Comparison.Judgement> judgements) {
        return new Comparison(
                record.path("id").asText(""),
                Comparison.prompt(fields),
                Comparison.text(fields.path(names.getFirst())),
                Comparison.text(fields.path(names.getLast())),
                names.getFirst(),
                names.getLast(),
                judgements);
    }
}
