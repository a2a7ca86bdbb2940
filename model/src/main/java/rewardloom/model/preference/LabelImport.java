package rewardloom.model.preference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rewardloom.model.table.Problem;

/**
 * Reads labels that {@link LabelExport#full} has written, such as those of a colleague with a copy of the project. Labels find their
 * pairs by the hashes of the two items, never by their order in the file.
 */
public final class LabelImport {
    private static final int NAMED_PROBLEMS = 100;

    private final LabelLog log;
    private final JsonMapper mapper = new JsonMapper();

    public LabelImport(LabelLog log) {
        this.log = log;
    }

    /**
     * What an import did; the counts add up to the number of lines that are not blank.
     *
     * @param added labels that are new
     * @param alreadyThere labels whose annotator gave the same answer to the pair here
     * @param conflicts labels whose annotator gave another answer to the pair here; the one that was here stays
     * @param unmatched labels of pairs that the queue does not hold
     * @param unreadable lines that are no label
     * @param turned labels among the added ones whose items stood in the other order; their answers were turned too
     * @param problems what was wrong, the first hundred of them with their lines
     */
    public record Report(
            int added,
            int alreadyThere,
            int conflicts,
            int unmatched,
            int unreadable,
            int turned,
            List<Problem> problems) {
        public Report {
            problems = List.copyOf(problems);
        }

        /** All counts in a sentence. */
        public String sentence() {
            return String.format(
                    Locale.ROOT,
                    "%,d labels added (%,d with turned items), %,d already there, %,d in conflict with a label that is"
                            + " here and were not added, %,d of pairs that are not in the queue, %,d lines unreadable.",
                    added,
                    turned,
                    alreadyThere,
                    conflicts,
                    unmatched,
                    unreadable);
        }
    }

    /**
     * Adds the labels of a file to a queue, in one transaction.
     *
     * @throws UncheckedIOException if the file cannot be read; the message names it
     */
    public Report into(PairQueue queue, Path file) {
        Merge merge = new Merge(
                log,
                queue,
                file.getFileName() == null
                        ? file.toString()
                        : file.getFileName().toString());
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    take(merge, number, line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the labels of " + file + " could not be read: " + e.getMessage(), e);
        }
        log.append(queue, merge.added);
        return merge.report();
    }

    private void take(Merge merge, int number, String line) {
        LabelJson.Read label;
        try {
            JsonNode node = mapper.readTree(line);
            label = LabelJson.read(node, merge.origin);
        } catch (JsonProcessingException e) {
            merge.unreadable(number, "is no JSON: " + e.getOriginalMessage());
            return;
        } catch (LabelException e) {
            merge.unreadable(number, String.valueOf(e.getMessage()));
            return;
        }
        merge.take(number, label);
    }

    /** The state of one import. */
    private static final class Merge {
        private final String origin;
        private final Map<String, Comparison> comparisons = new HashMap<>();
        private final Map<String, String> answers = new HashMap<>();
        private final List<Label> added = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private int alreadyThere;
        private int conflicts;
        private int unmatched;
        private int unreadable;
        private int turned;

        Merge(LabelLog log, PairQueue queue, String origin) {
            this.origin = origin;
            log.comparisons(queue)
                    .forEach(c -> comparisons.putIfAbsent(
                            key(
                                    c.items().stream().map(Item::hash).toList(),
                                    c.check().kind()),
                            c));
            log.labels(queue)
                    .forEach(label -> answers.put(key(label), label.verdict().id()));
        }

        /** A repeat holds the same items as what it repeats, and is not the same. */
        private static String key(List<String> hashes, Check.Kind check) {
            return check.repeats() + String.join("", hashes.stream().sorted().toList());
        }

        private static String key(Label label) {
            return label.comparison().id() + "\0" + label.annotator();
        }

        void take(int number, LabelJson.Read read) {
            Comparison comparison = comparisons.get(key(read.items(), read.check()));
            if (comparison == null) {
                unmatched++;
                problem("unmatched", number, "is a label of a pair that is not in the queue");
                return;
            }
            Label label;
            try {
                label = read.on(comparison);
            } catch (LabelException | IllegalArgumentException e) {
                unreadable(number, String.valueOf(e.getMessage()));
                return;
            }
            String said = label.verdict().id();
            String here = answers.get(key(label));
            if (here == null) {
                answers.put(key(label), said);
                added.add(label);
                turned += read.isTurned(comparison) ? 1 : 0;
            } else if (here.equals(said)) {
                alreadyThere++;
            } else {
                conflicts++;
                problem(
                        "conflict",
                        number,
                        "says '" + said + "' where " + label.annotator() + " has already answered '" + here
                                + "' to pair " + (comparison.position() + 1) + "; the label that was there stays");
            }
        }

        void unreadable(int number, String why) {
            unreadable++;
            problem("unreadable-label", number, why);
        }

        private void problem(String kind, int number, String what) {
            if (problems.size() < NAMED_PROBLEMS) {
                problems.add(Problem.warning(kind, "line " + number, "line " + number + " of " + origin + " " + what));
            }
        }

        Report report() {
            return new Report(added.size(), alreadyThere, conflicts, unmatched, unreadable, turned, problems);
        }
    }
}
