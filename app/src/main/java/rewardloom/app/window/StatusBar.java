package rewardloom.app.window;

import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.app.follow.FollowingModel;
import rewardloom.app.task.RunningTask;
import rewardloom.app.task.Tasks;

/** What runs, with its progress and a way to stop it; problems; memory. */
final class StatusBar extends HBox {
    private final Tasks tasks;
    private final HBox first = new HBox();
    private final Button more = new Button();
    private final Label place = new Label();
    private final FontIcon problemsIcon = new FontIcon(Feather.CHECK_CIRCLE);
    private final Button problems = new Button("", problemsIcon);
    private final Button follow = new Button("", new FontIcon(Feather.RADIO));
    private final Label memory = new Label();
    private final Popup list = new Popup();
    private final Timeline pull;

    StatusBar(Tasks tasks, Runnable showProblems) {
        this.tasks = tasks;
        getStyleClass().add("status-bar");
        first.getStyleClass().add("task");
        more.getStyleClass().add("flat");
        more.setOnAction(e -> showAll());
        list.setAutoHide(true);
        problems.getStyleClass().add("flat");
        problems.setOnAction(e -> showProblems.run());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        follow.getStyleClass().add("flat");
        follow.setTooltip(new Tooltip("Files are looked at every two seconds. Click to stop."));
        getChildren().addAll(first, more, place, space, follow, problems, memory);
        setFollowing(null);
        pull = new Timeline(new KeyFrame(Duration.millis(250), e -> tasks.refresh()));
        pull.setCycleCount(Animation.INDEFINITE);
        Timeline measure = new Timeline(new KeyFrame(Duration.seconds(3), e -> showMemory()));
        measure.setCycleCount(Animation.INDEFINITE);
        measure.play();
        showMemory();
        setProblems(0, 0);
        tasks.running().addListener((ListChangeListener<RunningTask>) c -> refill());
        refill();
    }

    /** Number of problems with files of the study, and of findings about their data. */
    void setProblems(long count, long findings) {
        String said = count == 0 ? "No problems" : count == 1 ? "1 problem" : count + " problems";
        String odd = findings == 1 ? "1 finding" : findings + " findings";
        problems.setText(findings == 0 ? said : count == 0 ? odd : said + " · " + odd);
        problemsIcon.setIconCode(count + findings == 0 ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE);
        problems.getStyleClass().remove("has-problems");
        if (count + findings > 0) {
            problems.getStyleClass().add("has-problems");
        }
    }

    /** The files that are followed in the study that is looked at, or null at home. */
    void setFollowing(@Nullable FollowingModel following) {
        follow.textProperty().unbind();
        follow.visibleProperty().unbind();
        follow.managedProperty().bind(follow.visibleProperty());
        if (following == null) {
            follow.setVisible(false);
        } else {
            follow.textProperty().bind(following.textProperty());
            follow.visibleProperty().bind(following.activeProperty());
            follow.setOnAction(e -> following.stop());
        }
    }

    /** A few words about the study, shown while nothing runs; empty at home, where there are no problems to tell of. */
    void setPlace(String text) {
        place.setText(text);
        problems.setVisible(!text.isEmpty());
    }

    private void refill() {
        boolean busy = !tasks.running().isEmpty();
        first.getChildren()
                .setAll(busy ? row(tasks.running().getFirst()).getChildren().toArray(Node[]::new) : new Node[0]);
        first.setVisible(busy);
        first.setManaged(busy);
        place.setVisible(!busy);
        place.setManaged(!busy);
        int others = tasks.running().size() - 1;
        more.setText("+" + others + " more");
        more.setVisible(others > 0);
        more.setManaged(others > 0);
        if (busy) {
            pull.play();
        } else {
            pull.stop();
            list.hide();
        }
    }

    private static HBox row(RunningTask task) {
        Label title = new Label();
        title.textProperty()
                .bind(task.stepProperty().map(step -> step.isEmpty() ? task.title() : task.title() + " · " + step));
        title.setMaxWidth(480);
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("small");
        bar.progressProperty()
                .bind(task.fractionProperty()
                        .map(f ->
                                Double.isNaN(f.doubleValue()) ? ProgressBar.INDETERMINATE_PROGRESS : f.doubleValue()));
        Button cancel = new Button("Cancel");
        cancel.getStyleClass().add("flat");
        cancel.setOnAction(e -> task.cancel());
        HBox row = new HBox(title, bar, cancel);
        row.getStyleClass().add("task");
        return row;
    }

    private void showAll() {
        VBox rows = new VBox();
        rows.getStyleClass().addAll("picker-popup", "status-bar-list");
        tasks.running().forEach(task -> rows.getChildren().add(row(task)));
        list.getContent().setAll(rows);
        Bounds bounds = localToScreen(getBoundsInLocal());
        list.getScene().getStylesheets().setAll(getScene().getStylesheets());
        list.show(
                this,
                bounds.getMinX() + 8,
                bounds.getMinY() - 24 - 40.0 * tasks.running().size());
    }

    private void showMemory() {
        Runtime runtime = Runtime.getRuntime();
        double used = (runtime.totalMemory() - runtime.freeMemory()) / 1e9;
        memory.setText(String.format(Locale.ROOT, "%.1f GB", used));
    }
}
