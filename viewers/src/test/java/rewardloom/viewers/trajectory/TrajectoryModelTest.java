package rewardloom.viewers.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.table.Columns;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.trajectory.Trajectory;
import rewardloom.viewers.ArenaTables;
import rewardloom.viewers.HandBackground;

class TrajectoryModelTest {
    private final HandBackground background = new HandBackground();
    private final MemoryTables tables = new MemoryTables();
    private final TrajectoryModel model = new TrajectoryModel(tables, background);

    private Trajectory shown() {
        return Objects.requireNonNull(model.trajectoryProperty().get());
    }

    @Test
    void saysThatThereIsNothing() {
        model.studyChanged();

        assertThat(model.stateProperty().get()).isEqualTo(TrajectoryModel.State.EMPTY);
        assertThat(model.figure()).isNull();
    }

    @Test
    void readsTheEpisodesInTheBackgroundAndShowsTheFirst() {
        ArenaTables.addTrajectories(tables, "late", 3);
        ArenaTables.addTrajectories(tables, "early", 2);
        model.studyChanged();
        assertThat(model.stateProperty().get()).isEqualTo(TrajectoryModel.State.LOADING);
        assertThat(model.episodes()).isEmpty();

        background.runAll();

        assertThat(model.stateProperty().get()).isEqualTo(TrajectoryModel.State.LOADED);
        assertThat(model.episodes()).hasSize(5);
        assertThat(model.components()).containsExactly("effort", "touch");
        assertThat(shown().run()).isEqualTo("late");
        assertThat(model.playback().lengthProperty().get()).isEqualTo(40);
    }

    @Test
    void onlyTheLastSelectionIsShown() {
        ArenaTables.addTrajectories(tables, "late", 3);
        model.studyChanged();
        background.runAll();

        model.select(model.episodes().get(1));
        model.select(model.episodes().get(2));
        background.runAll();

        assertThat(shown().episode()).isEqualTo(2);
        assertThat(model.playback().lengthProperty().get()).isEqualTo(60);
    }

    @Test
    void keepsItsEpisodeWhenTheStudyGrows() {
        ArenaTables.addTrajectories(tables, "late", 3);
        model.studyChanged();
        background.runAll();
        model.select(model.episodes().get(2));
        background.runAll();

        ArenaTables.addTrajectories(tables, "early", 2);
        model.studyChanged();
        background.runAll();

        assertThat(model.episodes()).hasSize(5);
        assertThat(shown().episode()).isEqualTo(2);

        model.studyChanged();
        assertThat(background.isIdle()).as("nothing new, nothing read").isTrue();
    }

    @Test
    void drawsComponentsInTheColourOfTheirName() {
        ArenaTables.addTrajectories(tables, "late", 1);
        model.studyChanged();
        background.runAll();

        Figure figure = Objects.requireNonNull(model.figure());

        Layer.StackedArea area = (Layer.StackedArea) figure.layers().getFirst();
        assertThat(area.parts()).extracting(Layer.StackedArea.Part::label).containsExactly("touch", "effort");
        assertThat(area.parts()).extracting(Layer.StackedArea.Part::color).containsExactly(1, 0);
        assertThat(figure.source().points()).isEqualTo(40 * 3);
        model.timelineProperty().set(Timeline.RETURN_TO_GO);
        Layer.Line line =
                (Layer.Line) Objects.requireNonNull(model.figure()).layers().getFirst();
        assertThat(line.y()[0]).isCloseTo(shown().total(), within(1e-12));
    }

    @Test
    void tellsWhatCouldNotBeRead() {
        ArenaTables.addTrajectories(tables, "late", 1);
        Tables broken = new Tables() {
            @Override
            public List<Table> list() {
                return tables.list();
            }

            @Override
            public Columns columns(Table table, Collection<String> names) {
                throw new UncheckedIOException(new IOException("late.parquet is damaged"));
            }

            @Override
            public Series series(Table table, String tag) {
                throw new IllegalArgumentException(tag);
            }
        };
        TrajectoryModel failing = new TrajectoryModel(broken, background);

        failing.studyChanged();
        background.runAll();

        assertThat(failing.stateProperty().get()).isEqualTo(TrajectoryModel.State.FAILED);
        assertThat(failing.failureProperty().get()).hasMessageContaining("late.parquet is damaged");
    }
}
