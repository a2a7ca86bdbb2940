package rewardloom.viewers.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.LabelTables;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.exchange.ForeignFiles;
import rewardloom.model.preference.sampling.Cut;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.preference.sampling.Strategy;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Tables;
import rewardloom.viewers.ArenaTables;
import rewardloom.viewers.HandBackground;

/** A study with trajectories and responses, and somebody who labels it. */
abstract class LabelingFixture {
    final HandBackground background = new HandBackground();
    final MemoryTables tables =
            ArenaTables.addResponses(ArenaTables.addTrajectories(new MemoryTables(), "late", 4), 3, 3);
    final SetClock clock = new SetClock();
    Path folder;
    FileStore store;
    LabelLog log;
    PreferenceModel owner;
    LabelingModel model;

    @BeforeEach
    void prepare(@TempDir Path temporary) {
        folder = temporary;
        store = new FileStore(folder);
        log = new LabelLog(store);
        open(tables);
    }

    void open(Tables study) {
        owner = owner(study);
        model = owner.labelling();
    }

    PreferenceModel owner(Tables study) {
        return new PreferenceModel(
                new StudyLabels(log, study, new LabelTables(study, log), ForeignFiles.NONE),
                background,
                background,
                clock,
                "test 1",
                LabelMemory.none("ada"));
    }

    void createTrajectories(int pairs) {
        owner.create(Order.plain("arena", PairQueue.Kind.SEGMENTS, tables.list(Kind.STEPS), 20, pairs, 1));
        background.runAll();
    }

    /** Twelve pairs with everything asked. */
    void createFull(Questionnaire questions) {
        owner.create(new Order(
                "full",
                new Drawing(
                        PairQueue.Kind.SEGMENTS,
                        tables.list(Kind.STEPS),
                        Cut.fixed(20),
                        questions,
                        6,
                        1,
                        Strategy.UNIFORM,
                        "",
                        Drawing.Checks.NONE)));
        background.runAll();
    }

    Card card() {
        return Objects.requireNonNull(model.cardProperty().get(), "there is no pair on screen");
    }

    void answer(LabelAction action) {
        assertThat(model.perform(action)).isTrue();
        background.runAll();
    }

    List<Label> labels() {
        return log.labels(log.queues().getFirst());
    }

    /** A clock that stands still until time passes. */
    static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
