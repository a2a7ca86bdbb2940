package rewardloom.model.preference.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.TextReader;

/**
 * A chosen and a rejected text on each line: with the prompt apart, as TRL's preference trainers read it, or as dialogues that begin with
 * the prompt, as in Anthropic's HH-RLHF. Ties, if they are kept, have a {@code chosen_probability} of 0.5.
 *
 * @param dialogues whether whole dialogues are written
 */
record ChosenRejected(boolean dialogues) implements LabelFormat.LabelWriter {

    @Override
    public ExportReport write(LabelBook book, Path target) throws IOException {
        try (JsonLines lines = new JsonLines(target, false)) {
            for (Decision decision : book.decisions()) {
                TextReader.Texts better = book.text(decision.better());
                TextReader.Texts worse = book.text(decision.worse());
                ObjectNode node = lines.mapper().createObjectNode();
                if (dialogues) {
                    node.put("chosen", dialogue(better)).put("rejected", dialogue(worse));
                } else {
                    node.put("prompt", better.prompt())
                            .put("chosen", better.text())
                            .put("rejected", worse.text());
                }
                if (book.ties()) {
                    node.put("chosen_probability", decision.answer() == Answer.TIE ? 0.5 : 1.0);
                }
                if (!decision.annotators().isEmpty()) {
                    node.put("annotator", String.join(", ", decision.annotators()));
                }
                lines.write(node);
            }
            return new ExportReport(target, lines.written(), "pairs", book.left(), List.of());
        }
    }

    /** Prompts that are dialogues already stay as they are. */
    private static String dialogue(TextReader.Texts texts) {
        String prompt = texts.prompt();
        String human = prompt.startsWith("\n\nHuman:") || prompt.startsWith("Human:") ? prompt : "\n\nHuman: " + prompt;
        String asked = human.stripTrailing().endsWith("Assistant:")
                ? human.stripTrailing()
                : human.stripTrailing() + "\n\nAssistant:";
        return asked + (texts.text().startsWith(" ") ? "" : " ") + texts.text();
    }
}
