package rewardloom.viewers.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.figure.Layer;
import rewardloom.model.media.MediaIndex.Tag;
import rewardloom.model.media.MediaItem;
import rewardloom.model.table.Batch;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;
import rewardloom.viewers.Desk;
import rewardloom.viewers.FxThread;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.chart.ChartPane;

/** Texts, images and histograms of two runs, in a real window of the headless platform. */
class MediaViewTest {
    private static final Tag SAMPLES = new Tag("samples", MediaItem.Type.TEXT);
    private static final Tag FRAMES = new Tag("frames", MediaItem.Type.IMAGE);
    private static final Tag REWARDS = new Tag("rewards", MediaItem.Type.HISTOGRAM);

    private final HandBackground background = new HandBackground();
    private MediaView view;
    private ChartPane chart;
    private Stage stage;

    @TempDir
    private Path media;

    @BeforeEach
    void open() throws Exception {
        ImageIO.write(
                new BufferedImage(8, 4, BufferedImage.TYPE_INT_RGB),
                "png",
                media.resolve("a.png").toFile());
        MemoryTables tables = new MemoryTables();
        for (String run : List.of("a", "b")) {
            tables.add(
                    TableSpec.media(run + "/events", run),
                    new Batch(
                            4,
                            List.of(
                                    texts("samples", "samples", "frames", "rewards"),
                                    new Values.Longs(
                                            run.equals("a") ? new long[] {0, 20, 10, 10} : new long[] {10, 20, 10, 10}),
                                    new Values.Doubles(new double[4]),
                                    texts("text", "text", "image", "histogram"),
                                    texts("**early** " + run, "late " + run, "", ""),
                                    texts("", "", "a.png", ""),
                                    new Values.DoubleLists(new double[] {0, 1, 3}, new int[] {0, 0, 0, 0, 3}),
                                    new Values.DoubleLists(new double[] {30, 10}, new int[] {0, 0, 0, 0, 2}),
                                    new Values.Longs(new long[] {0, 1, 2, 3}))));
        }
        FxThread.run(() -> {
            chart = new ChartPane(background);
            view = new MediaView(tables, media, chart, background, Desk.NONE);
            stage = new Stage();
            stage.setScene(new Scene(view.content(), 1000, 600));
            stage.show();
            background.runAll();
        });
        FxThread.settle();
    }

    private static Values.Texts texts(String... cells) {
        int[] codes = new int[cells.length];
        Arrays.setAll(codes, i -> i);
        return new Values.Texts(codes, List.of(cells));
    }

    @AfterEach
    void close() throws Exception {
        FxThread.run(() -> {
            view.close();
            stage.close();
        });
    }

    private void doing(Runnable action) throws Exception {
        FxThread.run(() -> {
            action.run();
            background.runAll();
        });
        FxThread.settle();
    }

    private <N extends Node> List<N> all(Class<N> type) throws Exception {
        return FxThread.call(() -> {
            List<N> found = new ArrayList<>();
            collect(view.content(), type, found);
            return found;
        });
    }

    private static <N extends Node> void collect(Parent parent, Class<N> type, List<N> found) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            if (type.isInstance(node)) {
                found.add(type.cast(node));
            }
            if (node instanceof Parent below) {
                collect(below, type, found);
            }
        }
    }

    private List<String> seen() throws Exception {
        return FxThread.call(() -> view.model().shownProperty().get().cards().stream()
                .flatMap(c -> c.items().stream())
                .map(MediaItem::text)
                .toList());
    }

    @Test
    void opensWithTheLastStepOfTheFirstTag() throws Exception {
        assertThat(view.model().tags()).containsExactly(SAMPLES, FRAMES, REWARDS);
        assertThat(seen()).containsExactly("late a", "late b");
        assertThat(all(MediaCard.class)).hasSize(2);
    }

    @Test
    void keysGoFromStepToStep() throws Exception {
        doing(() -> key(KeyCode.HOME));
        assertThat(seen()).containsExactly("**early** a");
        doing(() -> key(KeyCode.RIGHT));
        assertThat(seen()).containsExactly("**early** a", "**early** b");
        doing(() -> key(KeyCode.END));
        assertThat(seen()).containsExactly("late a", "late b");
    }

    private void key(KeyCode code) {
        Node target = view.content().getChildrenUnmodifiable().getFirst();
        target.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    @Test
    void aRunCanBeHidden() throws Exception {
        doing(() -> view.model().setHidden("a", true));
        assertThat(seen()).containsExactly("late b");
        assertThat(view.model().shownProperty().get().steps()).containsExactly(10, 20);
    }

    @Test
    void imagesAreReadFromTheStudy() throws Exception {
        doing(() -> view.model().select(FRAMES));
        List<ImageView> images = all(ImageView.class).stream()
                .filter(v -> v.getAccessibleText() != null)
                .toList();
        assertThat(images).extracting(Node::getAccessibleText).containsExactly("frames of a", "frames of b");
        for (int i = 0; i < 100 && images.getFirst().getImage().getProgress() < 1; i++) {
            Thread.sleep(20);
        }
        assertThat(images.getFirst().getImage().getWidth()).isEqualTo(8);
    }

    @Test
    void histogramsOfAStepLieOverOneAnotherAsDensities() throws Exception {
        doing(() -> view.model().select(REWARDS));
        List<Layer> layers = chart.getFigure().layers();
        assertThat(layers).extracting(Layer::label).containsExactly("a", "b");
        // 30 of 40 values between 0 and 1, 10 between 1 and 3.
        double[] heights = ((Layer.Histogram) layers.getFirst()).heights();
        assertThat(Arrays.stream(heights).boxed().toList()).containsExactly(0.75, 0.125);
        assertThat(chart.getFigure().y().high()).isCloseTo(0.78, within(1e-9));
    }

    @Test
    void tagsAreFoundByTyping() throws Exception {
        doing(() -> view.model().search("FRA"));
        assertThat(view.model().tags()).containsExactly(FRAMES);
        doing(() -> view.model().search(""));
        assertThat(view.model().tags()).hasSize(3);
        assertThat(view.model().tagProperty().get()).isEqualTo(SAMPLES);
    }

    @Test
    void aStudyWithoutMediaSaysWhatItNeeds() throws Exception {
        MediaModel empty = new MediaModel(new MemoryTables(), background);
        doing(empty::refresh);
        assertThat(empty.loadedProperty().get()).isTrue();
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.shownProperty().get().tag()).isNull();
    }
}
