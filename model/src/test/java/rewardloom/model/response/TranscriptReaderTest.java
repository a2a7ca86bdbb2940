package rewardloom.model.response;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rewardloom.model.response.Transcript.Kind;
import rewardloom.model.response.Transcript.Part;
import rewardloom.model.response.Transcript.Turn;

class TranscriptReaderTest {
    @Test
    void readsMessagesWithToolCalls() {
        Transcript transcript = TranscriptReader.read("""
            [{"role": "user", "content": "How warm is it?"},
             {"role": "assistant", "content": null, "tool_calls": [{"id": "1", "type": "function",
               "function": {"name": "weather", "arguments": "{\\"city\\": \\"Bern\\"}"}}]},
             {"role": "tool", "name": "weather", "content": "12 degrees"},
             {"role": "assistant", "content": [{"type": "text", "text": "12 degrees."}]}]\
            """);

        assertThat(transcript.turns()).extracting(Turn::role).containsExactly("user", "assistant", "tool", "assistant");
        assertThat(transcript.turns().get(1).parts())
                .containsExactly(new Part(Kind.CALL, "weather", "{\"city\": \"Bern\"}"));
        assertThat(transcript.turns().get(2).parts()).containsExactly(new Part(Kind.RESULT, "weather", "12 degrees"));
        assertThat(transcript.calls()).isEqualTo(1);
        assertThat(transcript.isStructured()).isTrue();
    }

    @Test
    void readsChatTemplates() {
        assertThat(TranscriptReader.read("<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\nHi.<|im_end|>")
                        .turns())
                .extracting(t -> t.role() + ": " + t.parts().getFirst().text())
                .containsExactly("user: Hello", "assistant: Hi.");
        assertThat(TranscriptReader.read("\n\nHuman: Hello\n\nAssistant: Hi: there")
                        .turns())
                .extracting(t -> t.role() + ": " + t.parts().getFirst().text())
                .containsExactly("user: Hello", "assistant: Hi: there");
        assertThat(TranscriptReader.read("<|start_header_id|>user<|end_header_id|>\n\n"
                                + "Hello<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
                                + "Hi")
                        .turns())
                .extracting(Turn::role)
                .containsExactly("user", "assistant");
    }

    @Test
    void readsTheTagsOfAgents() {
        Transcript transcript =
                TranscriptReader.read("<think>I should look it up.</think>\n<search>height of the Eiger</search>"
                        + "<information>3,967 m</information> So <answer>3,967 m</answer>");

        assertThat(transcript.turns()).hasSize(1);
        assertThat(transcript.turns().getFirst().parts())
                .containsExactly(
                        new Part(Kind.THOUGHT, "think", "I should look it up."),
                        new Part(Kind.CALL, "search", "height of the Eiger"),
                        new Part(Kind.RESULT, "information", "3,967 m"),
                        new Part(Kind.TEXT, "", "So"),
                        new Part(Kind.ANSWER, "answer", "3,967 m"));
        assertThat(TranscriptReader.read("<tool_call>{\"name\": \"add\", \"arguments\": {}}</tool_call>")
                        .turns()
                        .getFirst()
                        .parts()
                        .getFirst()
                        .name())
                .isEqualTo("add");
        assertThat(TranscriptReader.read("<think>cut off").turns().getFirst().parts())
                .containsExactly(new Part(Kind.THOUGHT, "think", "cut off"));
    }

    @Test
    void leavesOtherTextsAlone() {
        for (String text : new String[] {"plain", "[1, 2", "[1, 2]", "", "a < b and c > d", "Note: Human: no"}) {
            Transcript transcript = TranscriptReader.read(text);
            assertThat(transcript.isStructured()).as(text).isFalse();
            assertThat(transcript.turns()).hasSize(1);
        }
    }
}
