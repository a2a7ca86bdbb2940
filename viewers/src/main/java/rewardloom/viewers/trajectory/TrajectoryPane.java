package rewardloom.viewers.trajectory;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import rewardloom.model.response.Transcript;
import rewardloom.model.trajectory.Trajectory;
import rewardloom.viewers.response.TurnTree;

/**
 * Shows one step of a trajectory: its picture, a scene that fits its observations, the board in its text, plots of the observations, or
 * what was said and done, turn by turn.
 * Its colours but those of data come from the theme. Draws at most once a pulse.
 */
public final class TrajectoryPane extends Region {
    private static final StyleablePropertyFactory<TrajectoryPane> STYLES =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final CssMetaData<TrajectoryPane, Paint> INK =
            STYLES.createPaintCssMetaData("-trajectory-ink", pane -> pane.ink, Color.BLACK, false);
    private static final CssMetaData<TrajectoryPane, Paint> MUTED =
            STYLES.createPaintCssMetaData("-trajectory-muted", pane -> pane.muted, Color.GRAY, false);
    private static final CssMetaData<TrajectoryPane, Paint> EDGE =
            STYLES.createPaintCssMetaData("-trajectory-edge", pane -> pane.edge, Color.GRAY, false);
    private static final CssMetaData<TrajectoryPane, Paint> GROUND =
            STYLES.createPaintCssMetaData("-trajectory-ground", pane -> pane.ground, Color.WHITE, false);

    private static final double[] NO_REWARDS = {};

    private final StyleableProperty<Paint> ink = new Themed("ink", INK, Color.BLACK);
    private final StyleableProperty<Paint> muted = new Themed("muted", MUTED, Color.GRAY);
    private final StyleableProperty<Paint> edge = new Themed("edge", EDGE, Color.GRAY);
    private final StyleableProperty<Paint> ground = new Themed("ground", GROUND, Color.WHITE);
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper(this, "dark");
    private final ObservableList<Look> possible = FXCollections.observableArrayList();
    private final ObjectProperty<Look> look = new SimpleObjectProperty<>(this, "look", Look.PLOTS);
    private final Canvas canvas = new Canvas();
    private final TurnTree turns = new TurnTree();
    private final Looks looks;
    private @Nullable Trajectory trajectory;
    private @Nullable Frames frames;
    private @Nullable ScenePainter scene;
    private @Nullable BoardPainter board;
    private @Nullable StripPainter strips;
    private @Nullable Look wanted;
    private boolean choosing;
    private int step;

    /** How a trajectory can be shown. */
    public enum Look {
        PICTURES("Pictures"),
        SCENE("Scene"),
        BOARD("Board"),
        PLOTS("Plots"),
        TURNS("Turns");

        /** Those that show the words of a step. */
        static final Set<Look> OF_WORDS = EnumSet.of(BOARD, TURNS);

        private final String title;

        Look(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** @param looks what trajectories are shown with */
    public TrajectoryPane(Looks looks) {
        this.looks = looks;
        getStyleClass().add("trajectory-pane");
        getStylesheets()
                .add(Objects.requireNonNull(TrajectoryPane.class.getResource("trajectory.css"))
                        .toExternalForm());
        setMinSize(96, 96);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, turns);
        turns.visibleProperty().bind(look.isEqualTo(Look.TURNS));
        look.subscribe(() -> {
            wanted = choosing ? wanted : look.get();
            requestLayout();
        });
    }

    /** Shows the first step of a trajectory, or nothing. */
    public void show(@Nullable Trajectory shown) {
        trajectory = shown;
        step = 0;
        if (frames != null) {
            frames.close();
        }
        frames = null;
        scene = null;
        board = null;
        strips = null;
        List<Look> found = new ArrayList<>();
        if (shown != null) {
            prepare(shown, found);
        }
        // Rewards are not for those who judge blindly.
        turns.show(new Transcript(shown == null ? List.of() : shown.turns()), NO_REWARDS);
        turns.choose(0);
        choosing = true;
        possible.setAll(found);
        look.set(wanted != null && found.contains(wanted) ? wanted : found.isEmpty() ? Look.PLOTS : found.getFirst());
        choosing = false;
        requestLayout();
    }

    private void prepare(Trajectory shown, List<Look> found) {
        if (Frames.has(shown)) {
            frames = Frames.open(shown, looks.media(), looks.background(), this::requestLayout);
            found.add(Look.PICTURES);
        }
        Optional<SceneDescription> description = looks.scenes().of(shown);
        if (description.isPresent()) {
            scene = new ScenePainter(description.get(), shown);
            found.add(Look.SCENE);
        }
        board = BoardPainter.of(shown).orElse(null);
        if (board != null) {
            found.add(Look.BOARD);
        }
        StripPainter plots = new StripPainter(shown);
        strips = plots;
        if (!plots.isEmpty()) {
            found.add(Look.PLOTS);
        }
        if (!shown.turns().isEmpty()) {
            found.add(Look.TURNS);
        }
        if (found.isEmpty()) {
            found.add(Look.PLOTS);
        }
    }

    /** The ways in which the trajectory can be shown, the best one first. */
    public ObservableList<Look> possible() {
        return FXCollections.unmodifiableObservableList(possible);
    }

    /** How it is shown; what somebody has chosen stays for the trajectories after it. */
    public ObjectProperty<Look> lookProperty() {
        return look;
    }

    /** Whether the theme is dark, which is so when its text is bright. */
    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /** Tells somebody at which step somebody has chosen to be. */
    public void setOnStep(IntConsumer chosen) {
        turns.setOnChoose(chosen);
    }

    /** Shows another step; a trajectory that has ended stays at its last one. */
    public void setStep(int newStep) {
        Trajectory shown = trajectory;
        int inside = shown == null ? 0 : Math.clamp(newStep, 0, shown.steps() - 1);
        if (inside != step) {
            step = inside;
            turns.choose(step);
            requestLayout();
        }
        if (shown != null) {
            setAccessibleText(String.format(Locale.ROOT, "Step %d of %d", step + 1, shown.steps()));
        }
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        turns.resizeRelocate(0, 0, getWidth(), getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        Inks inks = inks();
        switch (look.get()) {
            case PICTURES -> picture(g, inks);
            case SCENE -> {
                if (scene != null) {
                    scene.paint(g, getWidth(), getHeight(), inks, step);
                }
            }
            case BOARD -> {
                if (board != null) {
                    board.paint(g, getWidth(), getHeight(), inks, step);
                }
            }
            case PLOTS -> {
                if (strips != null) {
                    strips.paint(g, getWidth(), getHeight(), inks, step);
                }
            }
            case TURNS -> {
                // They stand above the canvas.
            }
        }
    }

    /** What is drawn with, by the theme. */
    Inks inks() {
        return new Inks(ink.getValue(), muted.getValue(), edge.getValue(), ground.getValue(), dark.get());
    }

    private void picture(GraphicsContext g, Inks inks) {
        Frames shown = frames;
        if (shown == null) {
            return;
        }
        Image image = shown.at(step);
        if (image != null) {
            double scale = Math.min(getWidth() / image.getWidth(), getHeight() / image.getHeight());
            double width = image.getWidth() * scale;
            double height = image.getHeight() * scale;
            // Pixels of small pictures, such as those of games, stay sharp.
            g.setImageSmoothing(scale < 3);
            g.drawImage(image, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height);
        }
        String words = !shown.problem().isEmpty() ? shown.problem() : image == null ? "Reading pictures" : "";
        if (!words.isEmpty()) {
            g.setFont(Font.font(13));
            g.setFill(inks.muted());
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(wrapped(words, (int) (getWidth() / 7)), getWidth() / 2, getHeight() / 2);
        }
    }

    /** Breaks a text at blanks into lines of so many letters. */
    private static String wrapped(String text, int letters) {
        StringBuilder lines = new StringBuilder();
        int line = 0;
        for (String word : text.split(" ")) {
            if (line > 0 && line + word.length() > letters) {
                lines.append('\n');
                line = 0;
            }
            lines.append(line == 0 ? "" : " ").append(word);
            line += word.length() + 1;
        }
        return lines.toString();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 320;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }

    /** A colour of the theme; a new theme draws again. */
    private final class Themed extends StyleableObjectProperty<Paint> {
        private final String name;
        private final CssMetaData<TrajectoryPane, Paint> style;

        Themed(String name, CssMetaData<TrajectoryPane, Paint> style, Paint initial) {
            super(initial);
            this.name = name;
            this.style = style;
        }

        @Override
        protected void invalidated() {
            dark.set(ink.getValue() instanceof Color color && color.getBrightness() > 0.5);
            get();
            requestLayout();
        }

        @Override
        public Object getBean() {
            return TrajectoryPane.this;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public CssMetaData<TrajectoryPane, Paint> getCssMetaData() {
            return style;
        }
    }
}
