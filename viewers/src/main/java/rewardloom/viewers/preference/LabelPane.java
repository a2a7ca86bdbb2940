package rewardloom.viewers.preference;

import java.time.Duration;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.preference.LabelStatistics;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Turn;
import rewardloom.viewers.trajectory.PlaybackDriver;
import rewardloom.viewers.trajectory.PlayerBar;

/** The screen on which pairs are answered: both sides as large as they can be, the keys below them. */
final class LabelPane extends VBox {
    private final LabelingModel model;
    private final SidePane left;
    private final SidePane right;
    private final Label prompt = new Label();
    private final ScrollPane promptPage = new ScrollPane(prompt);
    private final VBox promptCard = new VBox(new Label("Prompt"), promptPage);
    private final Label name = new Label();
    private final Label counter = new Label();
    private final Label pace = new Label();
    private final ProgressBar progress = new ProgressBar(0);
    private final PlayerBar player;
    private final Label error = new Label();
    private final Label revealed = new Label();
    private final PlaybackDriver driver;

    LabelPane(LabelingModel model) {
        this.model = model;
        this.left = new SidePane("A", "Left", model.playback());
        this.right = new SidePane("B", "Right", model.playback());
        this.player = new PlayerBar(model.playback());
        this.driver = new PlaybackDriver(model.playback(), this);
        getStyleClass().add("label-pane");
        setFocusTraversable(true);
        setAccessibleText("Pair to be labelled");
        HBox sides = new HBox(left, right);
        sides.getStyleClass().add("sides");
        for (SidePane side : new SidePane[] {left, right}) {
            HBox.setHgrow(side, Priority.ALWAYS);
            side.setPrefWidth(1);
            side.setMinWidth(0);
        }
        VBox.setVgrow(sides, Priority.ALWAYS);
        buildPrompt();
        error.getStyleClass().add("label-error");
        error.setWrapText(true);
        error.textProperty().bind(model.errorProperty());
        hideWhenEmpty(error);
        revealed.getStyleClass().add("quiet");
        revealed.textProperty().bind(model.revealedProperty());
        revealed.setWrapText(true);
        revealed.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(head(), progress, promptCard, sides, player, answers(), error, revealed);
        model.cardProperty().subscribe(this::show);
        model.turnProperty().subscribe(this::count);
        model.statisticsProperty().subscribe(this::pace);
    }

    PlaybackDriver driver() {
        return driver;
    }

    private HBox head() {
        name.getStyleClass().add("label-title");
        counter.getStyleClass().add("label-counter");
        pace.getStyleClass().add("quiet");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button leave = new Button("Queues", new FontIcon(Feather.ARROW_LEFT));
        leave.setFocusTraversable(false);
        leave.getStyleClass().add("flat");
        leave.setTooltip(new Tooltip("Back to the queues. Every answer is already stored."));
        leave.setOnAction(e -> model.leave());
        progress.getStyleClass().addAll("small", "label-progress");
        progress.setMaxWidth(Double.MAX_VALUE);
        HBox head = new HBox(leave, name, gap, pace, counter);
        head.getStyleClass().add("label-head");
        return head;
    }

    private void buildPrompt() {
        prompt.setWrapText(true);
        prompt.getStyleClass().add("prompt-text");
        promptPage.setFitToWidth(true);
        promptPage.setFocusTraversable(false);
        promptPage.getStyleClass().addAll("edge-to-edge", "prompt-page");
        promptPage.setMaxHeight(128);
        promptPage.setMinHeight(32);
        promptCard.getStyleClass().add("prompt-card");
        promptCard.setMinHeight(Region.USE_PREF_SIZE);
    }

    private FlowPane answers() {
        FlowPane answers = new FlowPane();
        answers.getStyleClass().add("answers");
        for (Choice choice : new Choice[] {Choice.LEFT, Choice.TIE, Choice.RIGHT, Choice.INCOMPARABLE, Choice.SKIP}) {
            answers.getChildren().add(button(choice.title(), choice.key(), other(choice), () -> model.answer(choice)));
        }
        answers.getChildren().add(button("Undo", "U", "Also Shortcut+Z; Shortcut+Shift+Z brings it back", model::undo));
        Label keys = new Label("Space: play or pause.  Comma, period: one step.  + and −: speed.");
        keys.getStyleClass().add("quiet");
        keys.visibleProperty().bind(player.visibleProperty());
        keys.managedProperty().bind(player.managedProperty());
        answers.getChildren().add(keys);
        return answers;
    }

    private static String other(Choice choice) {
        return switch (choice) {
            case LEFT -> "Also 1 or the left arrow";
            case RIGHT -> "Also 2 or the right arrow";
            case TIE -> "Also 0 or the down arrow";
            case INCOMPARABLE -> "They differ in kind, so that neither is better nor equal";
            case SKIP -> "Counts as no answer";
        };
    }

    private static Button button(String title, String key, String tip, Runnable action) {
        Label cap = new Label(key);
        cap.getStyleClass().add("key-cap");
        Button button = new Button(title, cap);
        button.setContentDisplay(ContentDisplay.LEFT);
        button.setFocusTraversable(false);
        button.setTooltip(new Tooltip(tip));
        button.setOnAction(e -> action.run());
        return button;
    }

    private static void hideWhenEmpty(Label label) {
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
    }

    private void show(@Nullable Card card) {
        left.show(card == null ? null : card.left());
        right.show(card == null ? null : card.right());
        prompt.setText(card == null ? "" : card.prompt());
        boolean asked = !prompt.getText().isEmpty();
        promptCard.setVisible(asked);
        promptCard.setManaged(asked);
        boolean plays = card != null && card.plays();
        player.setVisible(plays);
        player.setManaged(plays);
        name.setText(model.queue().map(PairQueue::name).orElse(""));
    }

    private void count(@Nullable Turn turn) {
        if (turn != null && turn.comparison() != null) {
            counter.setText(String.format(Locale.ROOT, "%,d of %,d", turn.answered() + 1, turn.total()));
            progress.setProgress(turn.answered() / (double) turn.total());
        }
    }

    private void pace(LabelStatistics statistics) {
        pace.setText(
                Double.isNaN(statistics.perHour())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%,.0f an hour, %s left",
                                statistics.perHour(),
                                words(statistics.remaining())));
    }

    /** A duration as people say it. */
    static String words(Duration duration) {
        long minutes = Math.round(duration.toSeconds() / 60.0);
        if (minutes < 1) {
            return "less than a minute";
        }
        return minutes < 90 ? minutes + " min" : String.format(Locale.ROOT, "%.1f h", minutes / 60.0);
    }
}
