package rewardloom.model.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rewardloom.model.response.Transcript.Kind;
import rewardloom.model.response.Transcript.Part;
import rewardloom.model.response.Transcript.Turn;

/**
 * Takes texts of dialogues and agents apart: lists of messages in JSON (with {@code role}, {@code content} and {@code tool_calls}), chat
 * templates ({@code <|im_start|>assistant}, {@code \n\nHuman:}), and inside a turn the tags that agents write: {@code <think>},
 * {@code <tool_call>}, {@code <tool_response>}, {@code <search>}, {@code <information>}, {@code <answer>} and their like. A text that is
 * none of these is one turn with one piece.
 */
public final class TranscriptReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TEMPLATE = Pattern.compile("<\\|im_start\\|>\\s*(\\w+)\\n"
            + "?|<\\|(user|assistant|system|tool)\\|>\\n"
            + "?|<\\|start_header_id\\|>\\s*(\\w+)\\s*<\\|end_header_id\\|>\\n"
            + "*|(?:^|\\n"
            + "\\n"
            + ")(Human|Assistant|System): ?");
    private static final Pattern END = Pattern.compile("<\\|im_end\\|>|<\\|eot_id\\|>|<\\|endoftext\\|>|</s>");
    private static final Pattern TAG = Pattern.compile(
            "<(think|thinking|thought|reasoning|tool_call|function_call|call|search|query|python|code|execute|action|tool_response"
                + "|tool_result|function_response|information|observation|result|output|answer|final_answer|final)>(.*?)(?:</\\1>|\\z)",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private TranscriptReader() {}

    /** Takes a text apart; never fails. */
    public static Transcript read(String text) {
        String stripped = text.strip();
        if (stripped.startsWith("[") || stripped.startsWith("{\"messages\"")) {
            Optional<Transcript> messages = messages(stripped);
            if (messages.isPresent()) {
                return messages.get();
            }
        }
        return new Transcript(turns(text));
    }

    private static Optional<Transcript> messages(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            JsonNode list = node.isArray() ? node : node.path("messages");
            List<Turn> turns = new ArrayList<>();
            for (JsonNode message : list) {
                if (!message.has("role")) {
                    return Optional.empty();
                }
                turns.add(turn(message));
            }
            return turns.isEmpty() ? Optional.empty() : Optional.of(new Transcript(turns));
        } catch (JsonProcessingException e) {
            // Not every text that begins with a bracket is JSON.
            return Optional.empty();
        }
    }

    private static Turn turn(JsonNode message) {
        String role = message.path("role").asText("").toLowerCase(Locale.ROOT);
        List<Part> parts = new ArrayList<>();
        String content = content(message.path("content"));
        boolean result = role.equals("tool") || role.equals("function");
        if (!content.isBlank()) {
            if (result) {
                parts.add(new Part(Kind.RESULT, message.path("name").asText(""), content.strip()));
            } else {
                parts.addAll(parts(content));
            }
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.has("function") ? call.path("function") : call;
            JsonNode arguments = function.path("arguments");
            parts.add(new Part(
                    Kind.CALL,
                    function.path("name").asText(""),
                    arguments.isTextual()
                            ? arguments.asText()
                            : arguments.isMissingNode() ? "" : arguments.toString()));
        }
        return new Turn(role, parts);
    }

    /** A text, or the texts of a list of pieces. */
    private static String content(JsonNode content) {
        if (!content.isArray()) {
            return content.isNull() || content.isMissingNode() ? "" : content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode piece : content) {
            text.append(text.isEmpty() ? "" : "\n").append(piece.path("text").asText(""));
        }
        return text.toString();
    }

    private static List<Turn> turns(String text) {
        List<Turn> turns = new ArrayList<>();
        Matcher matcher = TEMPLATE.matcher(text);
        String role = "";
        int from = 0;
        while (matcher.find()) {
            addTurn(turns, role, text.substring(from, matcher.start()));
            role = "";
            for (int group = 1; group <= matcher.groupCount(); group++) {
                role = matcher.group(group) == null ? role : plain(matcher.group(group));
            }
            from = matcher.end();
        }
        addTurn(turns, role, text.substring(from));
        return turns.isEmpty() ? List.of(new Turn("", List.of(new Part(Kind.TEXT, "", text)))) : turns;
    }

    private static String plain(String role) {
        String lower = role.toLowerCase(Locale.ROOT);
        return lower.equals("human") ? "user" : lower;
    }

    private static void addTurn(List<Turn> turns, String role, String text) {
        String said = END.matcher(text).replaceAll("").strip();
        if (!said.isEmpty()) {
            boolean result = role.equals("tool") || role.equals("ipython");
            turns.add(new Turn(role, result ? List.of(new Part(Kind.RESULT, "", said)) : parts(said)));
        }
    }

    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = TAG.matcher(text);
        int from = 0;
        while (matcher.find()) {
            addText(parts, text.substring(from, matcher.start()));
            String tag = matcher.group(1).toLowerCase(Locale.ROOT);
            Kind kind = kind(tag);
            String said = matcher.group(2).strip();
            parts.add(new Part(kind, kind == Kind.CALL ? callName(tag, said) : tag, said));
            from = matcher.end();
        }
        addText(parts, text.substring(from));
        return parts;
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isBlank()) {
            parts.add(new Part(Kind.TEXT, "", text.strip()));
        }
    }

    private static Kind kind(String tag) {
        return switch (tag) {
            case "think", "thinking", "thought", "reasoning" -> Kind.THOUGHT;
            case "answer", "final_answer", "final" -> Kind.ANSWER;
            case "tool_response",
                    "tool_result",
                    "function_response",
                    "information",
                    "observation",
                    "result",
                    "output" -> Kind.RESULT;
            default -> Kind.CALL;
        };
    }

    /** The tool a call names in its JSON, else its tag. */
    private static String callName(String tag, String said) {
        Matcher name = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"").matcher(said);
        return name.find() ? name.group(1) : tag;
    }
}
