package rewardloom.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.command.CommandLineFixture.Outcome;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.ItemFeatures;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Timing;
import rewardloom.model.preference.Turn;
import rewardloom.model.preference.Verdict;
import rewardloom.model.project.Project;
import rewardloom.model.trajectory.TrajectoryReader;

/** Pairs and labels on the command line, up to two colleagues who label copies of one study. */
class PairsCommandTest {
    @TempDir
    private static Path studies;

    @TempDir
    private Path folder;

    private Path study = Path.of("");

    @BeforeAll
    static void importPairs() {
        done(
                "import",
                CommandLineFixture.SAMPLES.resolve("overoptimization/preferences"),
                "--project",
                studies.resolve("study.loom"));
    }

    @BeforeEach
    void copyStudy() throws IOException {
        study = folder.resolve("study.loom");
        copy(studies.resolve("study.loom"), study);
    }

    private static Outcome done(Object... arguments) {
        Outcome outcome = CommandLineFixture.run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    private static void label(Path study, String who, Answer... answers) {
        try (Project project = Project.open(study)) {
            LabelLog log = project.labels();
            PairQueue queue = log.queues().getFirst();
            LabelSession session = log.session(queue, who, "test");
            Turn turn = session.current();
            for (Answer answer : answers) {
                Instant now = Instant.parse("2026-03-01T10:00:00Z");
                turn = session.answer(
                        Objects.requireNonNull(turn.comparison()),
                        Verdict.of(answer),
                        Presentation.of(turn.sides()),
                        new Timing(now.minusSeconds(4), null, null, now, 4000));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void drawsWithStrategyQuestionsAndChecks() throws IOException {
        Path questions =
                Files.writeString(folder.resolve("ask.json"), "{\"criteria\": [\"clarity\"], \"strength\": true}");

        JsonNode queue = done(
                        "pairs",
                        "sample",
                        "--project",
                        study,
                        "--queue",
                        "q",
                        "--from",
                        "imported",
                        "--count",
                        "40",
                        "--strategy",
                        "near-ties",
                        "--by",
                        "gold",
                        "--mirrored",
                        "0.1",
                        "--attention",
                        "0.05",
                        "--questions",
                        questions,
                        "--json")
                .json();

        assertThat(queue.get("pairs").asInt()).isEqualTo(46);
        assertThat(queue.get("sampler").asText()).startsWith("near-ties imported pairs");
        Outcome more = done(
                "pairs",
                "sample",
                "--project",
                study,
                "--queue",
                "q",
                "--more",
                "--from",
                "imported",
                "--count",
                "4",
                "--seed",
                "9");
        assertThat(more.out()).contains("4 pairs of");
        JsonNode status = done("pairs", "status", "--project", study, "--json").json();
        assertThat(status.at("/queues/0/pairs").asInt()).isEqualTo(50);
        assertThat(CommandLineFixture.run(
                                "pairs",
                                "sample",
                                "--project",
                                study,
                                "--queue",
                                "r",
                                "--from",
                                "imported",
                                "--strategy",
                                "luck")
                        .err())
                .contains("there is no strategy 'luck'; there are uniform, stratified");
        assertThat(CommandLineFixture.run(
                                "pairs",
                                "sample",
                                "--project",
                                study,
                                "--queue",
                                "r",
                                "--from",
                                "imported",
                                "--gold",
                                "0.1")
                        .err())
                .contains("decide disputed pairs first");
    }

    @Test
    void goldItemsAreThoseThatSomebodyHasAnswered() {
        done("pairs", "sample", "--project", study, "--queue", "known", "--from", "imported", "--count", "6");
        label(study, "expert", Answer.A, Answer.B, Answer.TIE, Answer.B);

        done(
                "pairs",
                "sample",
                "--project",
                study,
                "--queue",
                "q",
                "--from",
                "imported",
                "--count",
                "20",
                "--seed",
                "5",
                "--gold",
                "0.1",
                "--gold-of",
                "expert");

        try (Project project = Project.open(study)) {
            PairQueue queue = project.labels().queue("q").orElseThrow();
            assertThat(project.labels().comparisons(queue))
                    .filteredOn(c -> c.check().kind().id().equals("gold"))
                    .hasSize(2)
                    .allSatisfy(c -> assertThat(project.labels().known(queue.kind(), "expert"))
                            .anySatisfy(k -> {
                                assertThat(k.items()).isEqualTo(c.items());
                                assertThat(k.answer()).isEqualTo(c.check().expected());
                            }));
        }
    }

    @Test
    void answersThatStandBesideImportedPairsAreTakenOver() {
        Outcome outcome = done(
                "pairs",
                "sample",
                "--project",
                study,
                "--queue",
                "q",
                "--from",
                "imported",
                "--count",
                "1000000",
                "--with-answers",
                "--json");

        JsonNode answers = outcome.json().get("answers");
        assertThat(answers.get("added").asInt())
                .isEqualTo(outcome.json().get("pairs").asInt());
        assertThat(answers.get("conflicts").asInt()).isZero();
    }

    @Test
    void writesEveryFormatOrSaysWhyNot() {
        done("pairs", "sample", "--project", study, "--queue", "q", "--from", "imported", "--count", "6");
        label(study, "ada", Answer.A, Answer.TIE, Answer.SKIP);

        Outcome trl = done(
                "pairs",
                "export",
                "--project",
                study,
                "--queue",
                "q",
                "--format",
                "trl",
                "--ties",
                "keep",
                "--to",
                folder.resolve("trl.jsonl"),
                "--json");

        assertThat(trl.json().get("written").asInt()).isEqualTo(2);
        assertThat(trl.json().at("/left_out/\"skip\"").asInt()).isEqualTo(1);
        Outcome wrong = CommandLineFixture.run(
                "pairs",
                "export",
                "--project",
                study,
                "--queue",
                "q",
                "--format",
                "bpref",
                "--to",
                folder.resolve("b.npz"));
        assertThat(wrong.code()).isEqualTo(3);
        assertThat(wrong.err())
                .contains("holds texts, for which bpref has no room")
                .contains("label-studio");
        assertThat(CommandLineFixture.run(
                                "pairs", "export", "--project", study, "--queue", "p", "--to", folder.resolve("x"))
                        .err())
                .contains("there is no queue 'p'; there are q");
        assertThat(folder.resolve("b.npz")).doesNotExist();
    }

    @Test
    void copiesOfAStudyAreMergedWithTheirConflicts() throws IOException {
        done("pairs", "sample", "--project", study, "--queue", "q", "--from", "imported", "--count", "8");
        Path theirs = folder.resolve("theirs.loom");
        copy(study, theirs);
        label(study, "ada", Answer.A, Answer.B, Answer.TIE);
        label(theirs, "ada", Answer.A, Answer.A);
        label(theirs, "ben", Answer.B, Answer.B, Answer.B, Answer.B);
        done(
                "pairs",
                "sample",
                "--project",
                theirs,
                "--queue",
                "q",
                "--more",
                "--from",
                "imported",
                "--count",
                "3",
                "--seed",
                "77");
        done("pairs", "sample", "--project", theirs, "--queue", "new", "--from", "imported", "--count", "2");

        Outcome outcome = CommandLineFixture.run("pairs", "merge", theirs, "--project", study, "--json");

        assertThat(outcome.code()).as("a conflict is something to look at").isEqualTo(1);
        JsonNode merged = outcome.json().at("/merged/0");
        assertThat(merged.get("added").asInt()).isEqualTo(4);
        assertThat(merged.get("already_there").asInt()).isEqualTo(1);
        assertThat(merged.get("conflicts").asInt()).isEqualTo(1);
        assertThat(merged.get("pairs_added").asInt()).isEqualTo(3);
        assertThat(outcome.err()).contains("says 'a' where ada has already answered 'b' to pair 2");
        assertThat(outcome.json().at("/merged/1/queue").asText()).isEqualTo("new");
        JsonNode status = done("pairs", "status", "--project", study, "--json").json();
        assertThat(status.at("/queues/0/answered/ben").asInt()).isEqualTo(4);
        assertThat(status.at("/queues/0/pairs").asInt()).isEqualTo(11);

        JsonNode again = CommandLineFixture.run("pairs", "merge", theirs, "--project", study, "--json")
                .json();
        assertThat(again.at("/merged/0/added").asInt()).isZero();
        assertThat(again.at("/merged/0/already_there").asInt()).isEqualTo(5);
    }

    private static int row(Project project, Item item) {
        Item.Segment segment = (Item.Segment) item;
        return new TrajectoryReader(project.readable())
                .index(project.readable().list().getFirst())
                .find(segment.run(), segment.episode())
                .orElseThrow()
                .rows()[segment.start()];
    }

    @Test
    void refusesLabelsThatSeemTurnedRound() throws IOException {
        Path arena = folder.resolve("arena.loom");
        done(
                "import",
                CommandLineFixture.SAMPLES.resolve("arena/trajectories/additive-seed0-late.hdf5"),
                "--project",
                arena);
        done(
                "pairs",
                "sample",
                "--project",
                arena,
                "--queue",
                "q",
                "--from",
                "segments",
                "--length",
                "20",
                "--count",
                "60");
        Path csv = folder.resolve("labels.csv");
        StringBuilder rows = new StringBuilder("pair,start_1,start_2,human_label,return_1,return_2\n");
        try (Project project = Project.open(arena)) {
            ItemFeatures features = ItemFeatures.of(project.readable(), PairQueue.Kind.SEGMENTS);
            int reward = features.index("reward");
            project.labels().comparisons(project.labels().queues().getFirst()).forEach(c -> {
                double first = features.of(c.a())[reward];
                double second = features.of(c.b())[reward];
                // As Uni-RLHF writes it 0 would be the first one.
                rows.append("%d,%d,%d,%d,%s,%s%n"
                        .formatted(
                                c.position(),
                                row(project, c.a()),
                                row(project, c.b()),
                                first > second ? 1 : 0,
                                first,
                                second));
            });
        }
        Files.writeString(csv, rows);

        Outcome refused = CommandLineFixture.run("pairs", "import", csv, "--project", arena, "--queue", "q");

        assertThat(refused.code()).as(refused.out()).isEqualTo(1);
        assertThat(refused.out()).contains("0 labels added");
        assertThat(refused.err()).contains("agree with the return in 0 %").contains("--interchanged");
        Outcome turned =
                CommandLineFixture.run("pairs", "import", csv, "--project", arena, "--queue", "q", "--interchanged");
        assertThat(turned.out()).contains("60 labels added");
        assertThat(turned.code()).as(turned.err()).isZero();
    }
}
