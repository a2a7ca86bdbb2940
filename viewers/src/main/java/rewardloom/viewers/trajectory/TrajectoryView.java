package rewardloom.viewers.trajectory;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.figure.Figure;
import rewardloom.model.moment.Moment;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.table.Tables;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.Trajectory;
import rewardloom.viewers.ChosenText;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.analysis.EmptyState;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.work.Background;

/** Watching trajectories as a tab: the episodes on the left, the player and under it the timeline on the right. */
public final class TrajectoryView implements StudyView {
    private final TrajectoryModel model;
    private final Desk desk;
    private final StackPane content = new StackPane();
    private final SplitPane split = new SplitPane();
    private final EpisodeTable table;
    private final TrajectoryPane player;
    private final ChartPane chart;
    private final Label heading = new Label();
    private final Label values = new Label();
    private final ComboBox<Timeline> timeline = new ComboBox<>();
    private final ComboBox<TrajectoryPane.Look> look = new ComboBox<>();
    private final Label words = new Label();
    private final ScrollPane wordsPage = new ScrollPane(words);
    private final SendPane send;
    private final PlaybackDriver driver;

    /**
     * @param tables the study
     * @param background where it reads
     * @param desk the window around it
     * @param looks what trajectories are shown with
     * @param log where brushed segments are sent
     */
    public TrajectoryView(Tables tables, Background background, Desk desk, Looks looks, LabelLog log) {
        this.model = new TrajectoryModel(tables, background);
        this.desk = desk;
        this.player = new TrajectoryPane(looks);
        this.send = new SendPane(model, tables, log, background, desk);
        looks.scenes().problems().forEach(desk::inform);
        this.table = new EpisodeTable(model);
        this.chart = new ChartPane(background);
        chart.setEmptyText("Nothing of this kind was logged with these steps");
        this.driver = new PlaybackDriver(model.playback(), content);
        build();
        player.darkProperty().subscribe(chart::setDark);
        model.trajectoryProperty().subscribe(this::show);
        model.timelineProperty().subscribe(choice -> drawTimeline());
        model.stateProperty().subscribe(this::follow);
        model.failureProperty().subscribe(error -> {
            if (error != null) {
                desk.failed("Read trajectories", error);
            }
        });
        model.playback().stepProperty().subscribe(step -> moveTo(step.intValue()));
        chart.setOnPick(x -> {
            Trajectory shown = model.trajectoryProperty().get();
            if (shown != null) {
                model.playback().pause();
                model.playback().seek((int) Math.round(x) - shown.start());
            }
        });
        model.studyChanged();
    }

    TrajectoryModel model() {
        return model;
    }

    PlaybackDriver driver() {
        return driver;
    }

    /** The timeline, so that the window can export from it; it follows the theme by itself. */
    public ChartPane chart() {
        return chart;
    }

    @Override
    public String title() {
        return "Trajectories";
    }

    @Override
    public Region content() {
        return content;
    }

    @Override
    public @Nullable Node inspector() {
        return null;
    }

    @Override
    public List<ViewAction> actions() {
        return List.of(
                new ViewAction("play", "Play or pause", null, model.playback()::toggle),
                new ViewAction("next-episode", "Next episode", "Alt+Down", () -> table.selectBy(1)),
                new ViewAction("previous-episode", "Previous episode", "Alt+Up", () -> table.selectBy(-1)),
                new ViewAction("next-event", "Next event", null, model::nextEvent),
                new ViewAction("begin-segment", "Begin the segment here", null, model::beginSegment),
                new ViewAction("end-segment", "End the segment here", null, model::endSegment),
                new ViewAction("in-curves", "Show the episode's step in the curves", null, this::showInCurves),
                new ViewAction("faster", "Play faster", null, model.playback()::faster),
                new ViewAction("slower", "Play slower", null, model.playback()::slower));
    }

    @Override
    public void show(Moment moment) {
        model.focus(moment);
    }

    private void showInCurves() {
        model.moment(desk::show);
    }

    @Override
    public void studyChanged() {
        model.studyChanged();
    }

    @Override
    public void close() {
        model.close();
    }

    private void build() {
        content.getStyleClass().add("trajectory-view");
        content.getStylesheets()
                .add(Objects.requireNonNull(TrajectoryView.class.getResource("trajectory.css"))
                        .toExternalForm());
        heading.getStyleClass().add("heading");
        Label count = new Label();
        count.getStyleClass().add("muted");
        model.episodes()
                .subscribe(() -> count.setText(String.format(
                        Locale.ROOT, "%,d episodes", model.episodes().size())));
        VBox left = new VBox(count, table);
        left.getStyleClass().add("episode-pane");
        left.setMinWidth(240);
        VBox.setVgrow(table, Priority.ALWAYS);
        SplitPane right = new SplitPane(scene(), timeline());
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.52);
        split.getItems().addAll(left, right);
        split.setDividerPositions(0.4);
        SplitPane.setResizableWithParent(left, false);
        content.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        // Table and turns would take arrows and the space bar for themselves.
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyInList);
        player.addEventFilter(KeyEvent.KEY_PRESSED, this::keyInList);
        player.setOnStep(step -> {
            model.playback().pause();
            model.playback().seek(step);
        });
    }

    private VBox scene() {
        VBox.setVgrow(player, Priority.ALWAYS);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        look.setConverter(new ChosenText<>(TrajectoryPane.Look::title));
        look.setItems(player.possible());
        look.valueProperty().bindBidirectional(player.lookProperty());
        look.setAccessibleText("How the trajectory is shown");
        look.setMinWidth(Region.USE_PREF_SIZE);
        look.visibleProperty().bind(Bindings.size(player.possible()).greaterThan(1));
        heading.setMinWidth(0);
        heading.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        Button curves = new Button("", new FontIcon(Feather.TRENDING_UP));
        curves.getStyleClass().addAll("flat", "small-icon");
        curves.setTooltip(new Tooltip("Show where in training this was, in the curves"));
        curves.setAccessibleText("Show in the curves");
        curves.setFocusTraversable(false);
        curves.setOnAction(e -> showInCurves());
        HBox head = new HBox(heading, gap, curves, look);
        head.getStyleClass().add("player-head");
        VBox scene = new VBox(head, player, new SegmentStrip(model, player), new PlayerBar(model.playback()), send);
        scene.getStyleClass().add("player-pane");
        scene.setMinHeight(200);
        return scene;
    }

    private VBox timeline() {
        timeline.getItems().setAll(Timeline.values());
        timeline.setConverter(new ChosenText<>(Timeline::title));
        timeline.valueProperty().bindBidirectional(model.timelineProperty());
        timeline.setMinWidth(Region.USE_PREF_SIZE);
        timeline.setAccessibleText("What the timeline shows");
        values.getStyleClass().add("step-values");
        values.setMinWidth(0);
        values.setWrapText(true);
        values.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(values, Priority.ALWAYS);
        HBox bar = new HBox(timeline, values);
        bar.getStyleClass().add("timeline-bar");
        VBox.setVgrow(chart, Priority.ALWAYS);
        words.setWrapText(true);
        words.getStyleClass().add("step-words");
        wordsPage.setFitToWidth(true);
        wordsPage.setMaxHeight(112);
        wordsPage.setMinHeight(48);
        wordsPage.getStyleClass().addAll("edge-to-edge", "step-words-page");
        // Where the words are the scene itself, they need not stand below it.
        wordsPage
                .visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !words.getText().isEmpty() && !TrajectoryPane.Look.OF_WORDS.contains(look.getValue()),
                        words.textProperty(),
                        look.valueProperty()));
        wordsPage.managedProperty().bind(wordsPage.visibleProperty());
        VBox pane = new VBox(bar, wordsPage, chart);
        pane.getStyleClass().add("player-pane");
        pane.setMinHeight(200);
        return pane;
    }

    private void follow(TrajectoryModel.State state) {
        switch (state) {
            case EMPTY -> {
                Button importFiles = new Button("Import files");
                importFiles.setOnAction(e -> desk.importFiles());
                put(new EmptyState(
                        Feather.PLAY_CIRCLE,
                        "No trajectories yet",
                        List.of("They come with tables of steps, such as HDF5 files in Minari layout"),
                        List.of(importFiles)));
            }
            case LOADING, FAILED, LOADED -> put(split);
        }
    }

    private void put(Node node) {
        if (!content.getChildren().equals(List.of(node))) {
            content.getChildren().setAll(node);
        }
    }

    private void show(@Nullable Trajectory trajectory) {
        Episode episode = model.selectedProperty().get();
        heading.setText(
                trajectory == null || episode == null
                        ? ""
                        : String.format(Locale.ROOT, "%s, episode %d", episode.run(), episode.id()));
        player.show(trajectory);
        drawTimeline();
        moveTo(model.playback().stepProperty().get());
    }

    private void drawTimeline() {
        Figure figure = model.figure();
        if (figure != null) {
            chart.show(figure);
        }
    }

    private void moveTo(int step) {
        player.setStep(step);
        Trajectory shown = model.trajectoryProperty().get();
        if (shown == null) {
            values.setText("");
            words.setText("");
            chart.markerProperty().set(Double.NaN);
            return;
        }
        int at = Math.clamp(step, 0, shown.steps() - 1);
        chart.markerProperty().set((double) shown.start() + at);
        words.setText(shown.texts().isEmpty() ? "" : shown.texts().get(at).strip());
        StringJoiner text = new StringJoiner("   ");
        if (!Double.isNaN(shown.reward()[at])) {
            text.add(String.format(Locale.ROOT, "reward\u00a0%.3f", shown.reward()[at]));
        }
        shown.components()
                .forEach((name, series) -> text.add(String.format(Locale.ROOT, "%s\u00a0%.3f", name, series[at])));
        shown.values()
                .forEach((name, series) -> text.add(String.format(Locale.ROOT, "%s\u00a0%.3f", name, series[at])));
        model.eventsProperty().get().stream()
                .filter(event -> event.step() == at)
                .forEach(event -> text.add(event.label()));
        values.setText(text.toString());
    }

    private void keyInList(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
            key(event);
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        Playback playback = model.playback();
        int stride = event.isShiftDown() ? 10 : 1;
        switch (event.getCode()) {
            case SPACE -> playback.toggle();
            case LEFT, COMMA -> playback.stepBy(-stride);
            case RIGHT, PERIOD -> playback.stepBy(stride);
            case HOME -> playback.stepBy(Integer.MIN_VALUE / 2);
            case END -> playback.stepBy(Integer.MAX_VALUE / 2);
            case UP -> table.selectBy(-1);
            case DOWN -> table.selectBy(1);
            case PLUS, ADD, EQUALS -> playback.faster();
            case MINUS, SUBTRACT -> playback.slower();
            case J -> model.nextEvent();
            case OPEN_BRACKET -> model.beginSegment();
            case CLOSE_BRACKET -> model.endSegment();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
