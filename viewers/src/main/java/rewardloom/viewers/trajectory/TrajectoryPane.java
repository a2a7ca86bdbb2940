package rewardloom.viewers.trajectory;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.jspecify.annotations.Nullable;
import rewardloom.model.trajectory.Trajectory;

/**
 * Shows one step of a trajectory: as a scene where its observations fit one, else as plots of the observations. Its colours but those
 * of data come from the theme. Draws at most once a pulse.
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

    private final StyleableProperty<Paint> ink = new Themed("ink", INK, Color.BLACK);
    private final StyleableProperty<Paint> muted = new Themed("muted", MUTED, Color.GRAY);
    private final StyleableProperty<Paint> edge = new Themed("edge", EDGE, Color.GRAY);
    private final StyleableProperty<Paint> ground = new Themed("ground", GROUND, Color.WHITE);
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper(this, "dark");
    private final Canvas canvas = new Canvas();
    private @Nullable Trajectory trajectory;
    private @Nullable ScenePainter scene;
    private @Nullable StripPainter strips;
    private int step;

    public TrajectoryPane() {
        getStyleClass().add("trajectory-pane");
        getStylesheets()
                .add(Objects.requireNonNull(TrajectoryPane.class.getResource("trajectory.css"))
                        .toExternalForm());
        setMinSize(96, 96);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
    }

    /** Shows the first step of a trajectory, or nothing. */
    public void show(@Nullable Trajectory shown) {
        trajectory = shown;
        step = 0;
        var description = shown == null ? null : SceneDescription.of(shown).orElse(null);
        scene = shown == null || description == null ? null : new ScenePainter(description, shown);
        strips = shown == null || description != null ? null : new StripPainter(shown);
        requestLayout();
    }

    /** Whether the theme is dark, which is so when its text is bright. */
    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /** Shows another step; a trajectory that has ended stays at its last one. */
    public void setStep(int newStep) {
        Trajectory shown = trajectory;
        int inside = shown == null ? 0 : Math.clamp(newStep, 0, shown.steps() - 1);
        if (inside != step) {
            step = inside;
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
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        Inks inks = inks();
        if (scene != null) {
            scene.paint(g, getWidth(), getHeight(), inks, step);
        } else if (strips != null) {
            strips.paint(g, getWidth(), getHeight(), inks, step);
        }
    }

    private Inks inks() {
        return new Inks(ink.getValue(), muted.getValue(), edge.getValue(), ground.getValue(), dark.get());
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
