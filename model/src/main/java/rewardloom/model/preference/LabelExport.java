package rewardloom.model.preference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rewardloom.model.table.Tables;

/**
 * Writes labels to JSONL files, one label a line. A file is written beside its place and moved there when it is complete, so a
 * failure leaves what was there before.
 */
public final class LabelExport {
    private final LabelLog log;
    private final JsonMapper mapper = new JsonMapper();
    private final TextReader texts;

    public LabelExport(LabelLog log, Tables tables) {
        this.log = log;
        this.texts = new TextReader(tables);
    }

    /** What becomes of ties where a format knows only a better and a worse text. */
    public enum Ties {
        /** They are left out and counted. */
        DROP,
        /** Every line gets {@code chosen_probability}: 1 for a decisive label, 0.5 for a tie. */
        SOFT
    }

    /**
     * What an export wrote.
     *
     * @param written number of lines
     * @param left number of labels that were left out, by answer; none for answers that were all written
     */
    public record Report(Path file, int written, Map<Answer, Integer> left) {
        public Report {
            left = Map.copyOf(left);
        }

        /** What was written and left out, in a sentence. */
        public String sentence() {
            StringBuilder text = new StringBuilder(
                    String.format(Locale.ROOT, "%,d labels written to %s", written, file.getFileName()));
            left.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> text.append(String.format(
                            Locale.ROOT,
                            ", %,d of \"%s\" left out",
                            entry.getValue(),
                            entry.getKey().id())));
            return text.append('.').toString();
        }
    }

    /**
     * Writes every label of a queue with its full record; {@link LabelImport} reads it again.
     *
     * @throws UncheckedIOException if the file cannot be written; the message names it
     */
    public Report full(PairQueue queue, Path file) {
        LabelJson json = new LabelJson(mapper, texts);
        return write(file, log.labels(queue), label -> Optional.of(json.write(queue, label)));
    }

    /**
     * Writes {@code prompt}, {@code chosen}, {@code rejected} as TRL's preference trainers read it. Skipped and incomparable pairs
     * are left out and counted.
     *
     * @throws LabelException if the queue holds trajectories
     * @throws UncheckedIOException if the file cannot be written; the message names it
     */
    public Report trl(PairQueue queue, Ties ties, Path file) {
        if (queue.kind() == PairQueue.Kind.SEGMENTS) {
            throw new LabelException(
                    "'" + queue.name() + "' holds trajectories, which have no chosen and rejected text;"
                            + " export the full records instead");
        }
        return write(file, log.labels(queue), label -> chosen(label, ties));
    }

    private Optional<ObjectNode> chosen(Label label, Ties ties) {
        boolean wanted = label.answer().isDecisive() || (ties == Ties.SOFT && label.answer() == Answer.TIE);
        if (!wanted) {
            return Optional.empty();
        }
        TextReader.Texts a = texts.read(label.comparison().a());
        TextReader.Texts b = texts.read(label.comparison().b());
        boolean firstChosen = label.answer() != Answer.B;
        ObjectNode node = mapper.createObjectNode();
        node.put("prompt", a.prompt());
        node.put("chosen", firstChosen ? a.text() : b.text());
        node.put("rejected", firstChosen ? b.text() : a.text());
        if (ties == Ties.SOFT) {
            node.put("chosen_probability", label.answer() == Answer.TIE ? 0.5 : 1.0);
        }
        node.put("annotator", label.annotator());
        return Optional.of(node);
    }

    private Report write(Path file, List<Label> labels, Function<Label, Optional<ObjectNode>> format) {
        Path target = file.toAbsolutePath();
        Map<Answer, Integer> left = new EnumMap<>(Answer.class);
        int written = 0;
        try {
            Path folder = target.getParent();
            if (folder == null) {
                throw new IOException("it has no folder");
            }
            Path draft = Files.createTempFile(folder, ".labels", ".jsonl");
            try {
                try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                    for (Label label : labels) {
                        Optional<ObjectNode> line = format.apply(label);
                        if (line.isPresent()) {
                            out.write(line(line.get()));
                            written++;
                        } else {
                            left.merge(label.answer(), 1, Integer::sum);
                        }
                    }
                }
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the labels could not be written to " + file + ": " + e.getMessage(), e);
        }
        return new Report(file, written, left);
    }

    private String line(ObjectNode node) {
        try {
            return mapper.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a label could not be written as JSON", e);
        }
    }
}
