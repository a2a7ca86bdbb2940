package rewardloom.importers.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.json.JsonHead;

/**
 * A solution in steps, each with what it was given.
 *
 * @param id of the problem, empty if there is none
 * @param prompt the problem
 * @param steps text and label of each step
 * @param correct 1 if the whole is right, 0 if it is wrong, NaN if nobody says so
 */
record StepLabels(String id, String prompt, List<Step> steps, double correct) {

    StepLabels {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param text what it says
     * @param label what it was given, NaN for nothing
     * @param alternatives how many other completions of the step there were
     */
    record Step(String text, double label, int alternatives) {}

    /** How a data set writes them. */
    enum Dialect {
        /** OpenAI's PRM800K: {@code question.problem, label.steps[].completions[].{text, rating}, chosen_completion}. */
        PRM800K {
            @Override
            boolean fits(JsonHead head) {
                return head.has("question/problem", "label/steps");
            }

            @Override
            @Nullable
            StepLabels read(JsonNode record) {
                List<Step> steps = new ArrayList<>();
                for (JsonNode step : record.path("label").path("steps")) {
                    JsonNode completions = step.path("completions");
                    JsonNode human = step.path("human_completion");
                    int chosen = step.path("chosen_completion").asInt(0);
                    JsonNode taken = step.path("chosen_completion").isNull() && human.isObject()
                            ? human
                            : completions.path(Math.max(0, chosen));
                    steps.add(new Step(
                            taken.path("text").asText(""),
                            taken.path("rating").asDouble(Double.NaN),
                            Math.max(0, completions.size() - 1)));
                }
                String reason = record.path("label").path("finish_reason").asText("");
                double correct = reason.equals("solution") ? 1 : reason.equals("found_error") ? 0 : Double.NaN;
                return new StepLabels(
                        "", record.path("question").path("problem").asText(""), steps, correct);
            }
        },
        /** Math-Shepherd: {@code input} with the mark ки behind each step, {@code label} with + or - in its place. */
        MATH_SHEPHERD {
            @Override
            boolean fits(JsonHead head) {
                return head.isText("input") && head.isText("label") && head.has("task");
            }

            @Override
            @Nullable
            StepLabels read(JsonNode record) {
                String[] inputs = record.path("input").asText("").split(MARK, -1);
                String label = record.path("label").asText("");
                List<Step> steps = new ArrayList<>();
                int at = 0;
                String prompt = "";
                for (int i = 0; i + 1 < inputs.length; i++) {
                    // The label repeats the input with a sign for each mark.
                    String text = inputs[i];
                    at += text.length();
                    double sign = at < label.length() ? sign(label.charAt(at)) : Double.NaN;
                    at += 1;
                    Matcher first = FIRST_STEP.matcher(text);
                    if (i == 0 && first.find()) {
                        prompt = text.substring(0, first.start()).strip();
                        text = text.substring(first.start());
                    }
                    steps.add(new Step(text.strip(), sign, 0));
                }
                return steps.isEmpty()
                        ? null
                        : new StepLabels("", prompt, steps, steps.getLast().label());
            }

            private double sign(char c) {
                return c == '+' ? 1 : c == '-' ? 0 : Double.NaN;
            }
        },
        /** ProcessBench: {@code problem, steps[], label}, the index of the first wrong step or −1, {@code final_answer_correct}. */
        PROCESS_BENCH {
            @Override
            boolean fits(JsonHead head) {
                return head.has("problem", "steps", "label") && head.isText("steps[]") && head.isNumber("label");
            }

            @Override
            @Nullable
            StepLabels read(JsonNode record) {
                int wrong = record.path("label").asInt(-1);
                List<Step> steps = new ArrayList<>();
                for (int i = 0; i < record.path("steps").size(); i++) {
                    // Nobody judged what follows the first error.
                    double label = wrong < 0 || i < wrong ? 1 : i == wrong ? 0 : Double.NaN;
                    steps.add(new Step(record.path("steps").path(i).asText(""), label, 0));
                }
                double correct = record.has("final_answer_correct")
                        ? record.path("final_answer_correct").asBoolean(false) ? 1 : 0
                        : Double.NaN;
                return new StepLabels(
                        record.path("id").asText(""), record.path("problem").asText(""), steps, correct);
            }
        },
        /** TRL's stepwise supervision: {@code prompt, completions[], labels[]} of truth values. */
        STEPWISE {
            @Override
            boolean fits(JsonHead head) {
                return head.has("completions", "labels") && head.isText("completions[]") && head.has("labels[]");
            }

            @Override
            @Nullable
            StepLabels read(JsonNode record) {
                return lists(record, record.path("completions"), record.path("labels"));
            }
        },
        /** Steps and their rewards as two lists of one length. */
        SCORED_STEPS {
            @Override
            boolean fits(JsonHead head) {
                return head.isText("steps[]")
                        && SCORES.stream().anyMatch(s -> head.isList(s) && head.isNumber(s + "[]"));
            }

            @Override
            @Nullable
            StepLabels read(JsonNode record) {
                for (String name : SCORES) {
                    if (record.path(name).isArray()) {
                        return lists(record, record.path("steps"), record.path(name));
                    }
                }
                return null;
            }
        };

        private static final String MARK = "ки";
        private static final Pattern FIRST_STEP = Pattern.compile("Step 1:");
        private static final List<String> SCORES =
                List.of("step_rewards", "step_scores", "step_labels", "process_rewards", "rewards", "scores", "labels");

        /** Whether the beginning of a file is in this dialect. */
        abstract boolean fits(JsonHead head);

        /** The solution in a record, or null if it has none. */
        abstract @Nullable StepLabels read(JsonNode record);

        static @Nullable StepLabels lists(JsonNode record, JsonNode texts, JsonNode labels) {
            if (texts.isEmpty()) {
                return null;
            }
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                JsonNode label = labels.path(i);
                double value = label.isBoolean() ? (label.asBoolean() ? 1 : 0) : label.asDouble(Double.NaN);
                steps.add(new Step(texts.path(i).asText(""), value, 0));
            }
            String prompt = record.path("prompt")
                    .asText(record.path("problem")
                            .asText(record.path("question").asText("")));
            JsonNode correct = record.has("correct") ? record.path("correct") : record.path("is_correct");
            return new StepLabels(
                    record.path("id").asText(""),
                    prompt,
                    steps,
                    correct.isBoolean() ? (correct.asBoolean() ? 1 : 0) : correct.asDouble(Double.NaN));
        }
    }
}
