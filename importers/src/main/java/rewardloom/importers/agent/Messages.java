package rewardloom.importers.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import rewardloom.importers.column.NamedRow;
import rewardloom.importers.column.NamedRows;

/** The messages of a conversation with tools, as OpenAI's interface has them, as steps of an episode. */
final class Messages {

    private Messages() {}

    /**
     * Gives each message as a step. The reward of the episode stands on the last one.
     *
     * @param reward NaN if none is known
     */
    static void steps(JsonNode messages, long episode, double reward, NamedRows steps) throws IOException {
        int count = messages.size();
        for (int t = 0; t < count; t++) {
            JsonNode message = messages.path(t);
            NamedRow row = steps.row();
            row.whole("episode", episode).whole("t", t);
            if (!Double.isNaN(reward)) {
                row.number("reward", t == count - 1 ? reward : 0);
            }
            row.text("text", content(message.path("content")));
            row.text("action", calls(message));
            row.text("speaker", message.path("role").asText(""));
            row.text("tool", message.path("name").asText(""));
            row.bool("terminated", t == count - 1);
            steps.end();
        }
    }

    /** A text, or the texts of the parts of a message. */
    static String content(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            String one = part.path("text").asText("");
            text.append(text.isEmpty() || one.isEmpty() ? "" : "\n").append(one);
        }
        return text.toString();
    }

    private static String calls(JsonNode message) {
        StringBuilder calls = new StringBuilder();
        for (JsonNode call : message.path("tool_calls")) {
            // tau2-bench has the function where the interface has it one level deeper
            JsonNode function = call.has("function") ? call.path("function") : call;
            JsonNode arguments = function.path("arguments");
            calls.append(calls.isEmpty() ? "" : "\n")
                    .append(function.path("name").asText(""))
                    .append('(')
                    .append(arguments.isTextual() ? arguments.asText() : arguments.toString())
                    .append(')');
        }
        return calls.toString();
    }

    /** The conversation as one text. */
    static String conversation(JsonNode messages) {
        StringBuilder text = new StringBuilder();
        for (JsonNode message : messages) {
            String said = content(message.path("content"));
            String called = calls(message);
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append(message.path("role").asText(""))
                    .append(": ")
                    .append(said)
                    .append(said.isEmpty() || called.isEmpty() ? "" : "\n")
                    .append(called);
        }
        return text.toString();
    }
}
