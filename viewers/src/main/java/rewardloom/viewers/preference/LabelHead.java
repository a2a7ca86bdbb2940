package rewardloom.viewers.preference;

import java.time.Duration;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
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

/** Above the items: which queue, how far, how fast, how long still, and what annotators are told. */
final class LabelHead extends VBox {
    /** After so long without a break one is proposed. */
    private static final Duration LONG = Duration.ofMinutes(45);

    private final LabelingModel model;
    private final Label name = new Label();
    private final Label counter = new Label();
    private final Label pace = new Label();
    private final Label sitting = new Label();
    private final ProgressBar progress = new ProgressBar(0);
    private final Button tell = new Button("Instructions", new FontIcon(Feather.INFO));
    private final Label instructions = new Label();
    private long toldQueue = -1;

    LabelHead(PreferenceModel owner) {
        this.model = owner.labelling();
        getStyleClass().add("label-top");
        name.getStyleClass().add("label-title");
        counter.getStyleClass().add("label-counter");
        pace.getStyleClass().add("quiet");
        sitting.getStyleClass().add("sitting");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button leave = new Button("Queues", new FontIcon(Feather.ARROW_LEFT));
        leave.setFocusTraversable(false);
        leave.getStyleClass().add("flat");
        leave.setMinWidth(Region.USE_PREF_SIZE);
        leave.setTooltip(new Tooltip("Back to the queues. Every answer is already stored."));
        leave.setOnAction(e -> owner.leave());
        tell.setFocusTraversable(false);
        tell.getStyleClass().add("flat");
        tell.setMinWidth(Region.USE_PREF_SIZE);
        tell.managedProperty().bind(tell.visibleProperty());
        counter.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(leave, name, tell, gap, sitting, pace, counter);
        head.getStyleClass().add("label-head");
        progress.getStyleClass().addAll("small", "label-progress");
        progress.setMaxWidth(Double.MAX_VALUE);
        instructions.setWrapText(true);
        instructions.getStyleClass().add("instructions");
        instructions.setMinHeight(Region.USE_PREF_SIZE);
        instructions.setMaxWidth(Double.MAX_VALUE);
        instructions.managedProperty().bind(instructions.visibleProperty());
        tell.setOnAction(e -> instructions.setVisible(!instructions.isVisible()));
        getChildren().addAll(head, progress, instructions);
        model.turnProperty().subscribe(this::count);
        model.turnProperty().subscribe(turn -> leave.setText(owner.isLooking() ? "Quality" : "Queues"));
        model.backProperty().subscribe(back -> count(model.turnProperty().get()));
        model.statisticsProperty().subscribe(this::pace);
    }

    private void count(@Nullable Turn turn) {
        if (turn == null || turn.comparison() == null) {
            return;
        }
        boolean disputes = model.disputes() != null;
        PairQueue queue = model.queue().orElseThrow();
        boolean look = disputes && model.disputes() instanceof Disputes some && some.isLook();
        name.setText(
                look
                        ? queue.name() + ", pair " + (turn.comparison().position() + 1)
                        : queue.name() + (disputes ? ", disputed" : ""));
        counter.setVisible(!look);
        counter.setManaged(!look);
        int back = model.backProperty().get();
        counter.setText(
                back >= 0
                        ? back == 0 ? "the last answer" : String.format(Locale.ROOT, "%,d answers back", back + 1)
                        : String.format(Locale.ROOT, "%,d of %,d", turn.answered() + 1, turn.total()));
        progress.setProgress(turn.answered() / (double) turn.total());
        String told = queue.questions().instructions();
        instructions.setText(told);
        tell.setVisible(!told.isEmpty());
        if (toldQueue != queue.id() || told.isEmpty()) {
            toldQueue = queue.id();
            instructions.setVisible(!told.isEmpty() && turn.answered() == 0);
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
        sitting.setText(
                statistics.sitting().compareTo(LONG) > 0
                        ? "Labelling for " + words(statistics.sitting()) + " without a break"
                        : "");
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
