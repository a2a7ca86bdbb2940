package rewardloom.importers.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.NamedRow;
import rewardloom.importers.column.NamedRows;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.json.JsonHead;
import rewardloom.importers.json.LineReader;
import rewardloom.importers.json.Records;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * Logs of Reflexion: {@code env_results_trial_<i>.json} with what each environment's agent remembers and whether it succeeded, and the
 * texts of its question answering, in which every trial lists the agents that were right and those that were wrong. Its programming
 * logs are rows of responses and read as such.
 */
public final class ReflexionImporter implements Importer {
    private static final Pattern TRIAL_NAME = Pattern.compile("trial_(\\d{1,9})");
    private static final Pattern TRIAL = Pattern.compile("BEGIN TRIAL (\\d{1,9})");
    private static final Pattern AGENTS = Pattern.compile("-{3,} BEGIN (\\w+) AGENTS -{3,}");
    private static final Pattern FINISH = Pattern.compile("(?:Action|Action \\d+): Finish\\[(.*)]");
    private static final String ANSWER = "Correct answer:";
    private static final int LONGEST_LINE = 1 << 20;

    @Override
    public String id() {
        return "reflexion";
    }

    @Override
    public String title() {
        return "Reflexion log";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        if (head.isJson() && head.has("name", "memory", "is_success")) {
            return new Probe(4, "has environments with memory and success");
        }
        String text = new String(header.head(), 0, Math.min(4096, header.head().length), StandardCharsets.UTF_8);
        return text.contains("BEGIN TRIAL ") && text.contains("Trial summary: ")
                ? new Probe(4, "has trials with their summaries")
                : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        NamedRows rows = new NamedRows(
                sink,
                Kind.RESPONSES,
                source.name(),
                source.stemRun(),
                "step",
                "prompt_id",
                "prompt",
                "response",
                "correct",
                "gold_answer");
        boolean json = JsonHead.of(source).isJson();
        ProblemTally tally = new ProblemTally();
        for (int pass = 0; pass < 2; pass++) {
            if (pass == 1) {
                rows.learned();
            }
            if (json) {
                environments(source, rows, pass == 0 ? tally : new ProblemTally(), progress);
            } else {
                new Trials(rows).read(source, progress);
            }
        }
        rows.finish();
        tally.report(sink);
        if (rows.rows() == 0) {
            sink.problem(Problem.error("no-rows", "whole file", "the log has no agent: was it cut off?"));
        }
    }

    private static void environments(Source source, NamedRows rows, ProblemTally tally, Progress progress)
            throws IOException {
        Matcher named = TRIAL_NAME.matcher(source.stem());
        long trial = named.find() ? Long.parseLong(named.group(1)) : -1;
        new Records(source, progress).forEach(tally, (record, line) -> {
            NamedRow row = rows.row();
            if (trial >= 0) {
                row.whole("step", trial);
            }
            List<String> memory = new ArrayList<>();
            for (JsonNode remembered : record.path("memory")) {
                memory.add(remembered.asText(""));
            }
            row.text("prompt_id", record.path("name").asText(""));
            row.text("response", String.join("\n\n", memory));
            row.bool("correct", record.path("is_success").asBoolean(false));
            row.whole("reflections", memory.size());
            rows.end();
        });
    }

    /** The text of a log, line by line. */
    private static final class Trials {
        private final NamedRows rows;
        private final StringBuilder said = new StringBuilder();
        private String question = "";
        private String answer = "";
        private String agents = "";
        private long trial;

        Trials(NamedRows rows) {
            this.rows = rows;
        }

        void read(Source source, Progress progress) throws IOException {
            try (InputStream in = source.open()) {
                LineReader lines = new LineReader(in);
                while (lines.next()) {
                    int length = Math.min(LONGEST_LINE, lines.to() - lines.from());
                    line(new String(lines.buffer(), lines.from(), length, StandardCharsets.UTF_8));
                    if (lines.number() % 1024 == 0) {
                        progress.checkCancelled();
                    }
                }
            }
        }

        private void line(String line) throws IOException {
            Matcher begins = TRIAL.matcher(line);
            Matcher section = AGENTS.matcher(line);
            Matcher finish = FINISH.matcher(line);
            if (begins.matches()) {
                trial = Long.parseLong(begins.group(1));
            } else if (section.matches()) {
                agents = section.group(1);
                forget();
            } else if (line.startsWith("Question:")) {
                question = line.substring("Question:".length()).strip();
                said.setLength(0);
            } else if (line.startsWith(ANSWER) && !agents.isEmpty()) {
                row(line.substring(ANSWER.length()).strip());
            } else if (!question.isEmpty() && said.length() < LONGEST_LINE) {
                answer = finish.matches() ? finish.group(1) : answer;
                said.append(said.isEmpty() ? "" : "\n").append(line);
            }
        }

        private void row(String right) throws IOException {
            NamedRow row = rows.row();
            row.whole("step", trial)
                    .text("prompt", question)
                    .text("response", said.toString().strip());
            row.bool("correct", agents.equals("CORRECT"));
            row.text("gold_answer", right).text("answer", answer);
            rows.end();
            forget();
        }

        private void forget() {
            question = "";
            answer = "";
            said.setLength(0);
        }
    }
}
