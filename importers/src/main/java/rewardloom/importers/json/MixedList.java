package rewardloom.importers.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of objects or of different things, as one text: a list of chat messages reads as a conversation, others as their JSON. */
final class MixedList {

    private MixedList() {}

    /**
     * Reads the rest of a list.
     *
     * @param parser stands at the first element that is not like those before
     * @param numbers the elements before, if they were numbers
     * @param texts the elements before, if they were texts
     */
    static String text(JsonParser parser, double[] numbers, List<String> texts) throws IOException {
        List<Message> messages = new ArrayList<>();
        boolean chat = numbers.length == 0 && texts.isEmpty();
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
            generator.writeStartArray();
            for (double number : numbers) {
                generator.writeNumber(number);
            }
            for (String text : texts) {
                generator.writeString(text);
            }
            for (JsonToken token = parser.currentToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                Message message = new Message();
                copy(parser, generator, message);
                chat &= message.isComplete();
                messages.add(message);
            }
            generator.writeEndArray();
        }
        return chat ? conversation(messages) : json.toString();
    }

    private static String conversation(List<Message> messages) {
        if (messages.size() == 1) {
            return String.valueOf(messages.getFirst().content);
        }
        StringBuilder text = new StringBuilder();
        for (Message message : messages) {
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append(message.role)
                    .append(": ")
                    .append(message.content);
        }
        return text.toString();
    }

    /** Copies one value and remembers role and content of a message. */
    private static void copy(JsonParser parser, JsonGenerator generator, Message message) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new IOException("the list does not end");
            }
            generator.copyCurrentEvent(parser);
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (depth == 1 && token == JsonToken.VALUE_STRING) {
                message.take(parser.currentName(), parser.getText());
            }
            if (depth > 0) {
                parser.nextToken();
            }
        } while (depth > 0);
    }

    /** A message of a chat. */
    private static final class Message {
        private @Nullable String role;
        private @Nullable String content;

        void take(@Nullable String name, String text) {
            if ("role".equals(name) || "from".equals(name)) {
                role = text;
            } else if ("content".equals(name) || "value".equals(name)) {
                content = text;
            }
        }

        boolean isComplete() {
            return role != null && content != null;
        }
    }
}
