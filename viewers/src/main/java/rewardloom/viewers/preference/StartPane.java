package rewardloom.viewers.preference;

import java.io.File;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.preference.PairQueue;
import rewardloom.viewers.Desk;

/** The screen before labelling: who labels, the queues there are, and the form for a new one. */
final class StartPane extends StackPane {
    private final LabelingModel model;
    private final Desk desk;
    private final OrderForm form;
    private final VBox rows = new VBox();
    private final VBox order = new VBox();
    private final VBox missing = new VBox();

    StartPane(LabelingModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        this.form = new OrderForm(model);
        getStyleClass().add("start-pane");
        VBox column = new VBox(who(), queues(), order, missing);
        column.getStyleClass().add("start-column");
        column.setMaxWidth(720);
        order.getChildren().addAll(heading("New queue"), form);
        order.getStyleClass().add("start-part");
        buildMissing();
        StackPane page = new StackPane(column);
        page.getStyleClass().add("start-page");
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        getChildren().add(scroll);
        model.queues().subscribe(this::list);
        model.annotatorProperty().subscribe(name -> list());
        studyChanged();
    }

    /** Offers what the study holds now. */
    void studyChanged() {
        boolean any = form.offer();
        order.setVisible(any);
        order.setManaged(any);
        missing.setVisible(!any);
        missing.setManaged(!any);
    }

    private VBox who() {
        TextField name = new TextField();
        name.setPromptText("Your name");
        name.setPrefColumnCount(20);
        name.textProperty().bindBidirectional(model.annotatorProperty());
        Label label = new Label("Annotator");
        label.setLabelFor(name);
        label.getStyleClass().add("quiet");
        Label why = new Label("Labels are kept for each annotator; sides are drawn anew for each.");
        why.setWrapText(true);
        why.getStyleClass().add("quiet");
        HBox line = new HBox(label, name);
        line.getStyleClass().add("form-line");
        Label error = new Label();
        error.setWrapText(true);
        error.getStyleClass().add("label-error");
        error.textProperty().bind(model.errorProperty());
        error.visibleProperty().bind(error.textProperty().isNotEmpty());
        error.managedProperty().bind(error.visibleProperty());
        Label report = new Label();
        report.setWrapText(true);
        report.textProperty().bind(model.reportProperty());
        report.visibleProperty().bind(report.textProperty().isNotEmpty());
        report.managedProperty().bind(report.visibleProperty());
        VBox part = new VBox(heading("Preferences"), line, why, error, report);
        part.getStyleClass().add("start-part");
        return part;
    }

    private static Label heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().add("label-title");
        return heading;
    }

    private VBox queues() {
        VBox part = new VBox(heading("Queues"), rows);
        part.getStyleClass().add("start-part");
        rows.getStyleClass().add("queue-rows");
        Runnable follow = () -> {
            part.setVisible(!model.queues().isEmpty());
            part.setManaged(part.isVisible());
        };
        model.queues().subscribe(follow);
        follow.run();
        return part;
    }

    private void buildMissing() {
        Button importFiles = new Button("Import files");
        importFiles.getStyleClass().add("accent");
        importFiles.setOnAction(e -> desk.importFiles());
        Label needs = new Label(
                "There is nothing to compare yet. Labelling needs trajectories (steps), sampled responses with"
                        + " their prompts, or imported preference pairs.");
        needs.setWrapText(true);
        missing.getChildren().addAll(needs, importFiles);
        missing.getStyleClass().add("start-part");
    }

    private void list() {
        rows.getChildren().setAll(model.queues().stream().map(this::row).toList());
    }

    private HBox row(QueueRow row) {
        PairQueue queue = row.queue();
        int done = row.answeredBy(model.annotatorProperty().get());
        Label name = new Label(queue.name());
        name.getStyleClass().add("queue-name");
        long others = row.others(model.annotatorProperty().get());
        Label about = new Label(String.format(
                Locale.ROOT,
                "%s, %,d of %,d answered%s",
                OrderForm.title(queue.kind()),
                done,
                queue.pairs(),
                others == 0 ? "" : ", " + others + (others == 1 ? " other annotator" : " other annotators")));
        about.getStyleClass().add("quiet");
        Label sampler = new Label(queue.sampler());
        sampler.getStyleClass().add("quiet");
        ProgressBar bar = new ProgressBar(done / (double) queue.pairs());
        bar.getStyleClass().addAll("small", "queue-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        VBox words = new VBox(name, about, sampler, bar);
        words.getStyleClass().add("queue-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button go = new Button(done == 0 ? "Start" : done < queue.pairs() ? "Resume" : "Show");
        go.setMinWidth(Region.USE_PREF_SIZE);
        go.setAccessibleText(go.getText() + " " + queue.name());
        go.disableProperty().bind(model.busyProperty());
        go.setOnAction(e -> model.start(queue));
        HBox line = new HBox(words, go, more(queue));
        line.getStyleClass().add("queue-row");
        return line;
    }

    private MenuButton more(PairQueue queue) {
        MenuButton more = new MenuButton(null, new FontIcon(Feather.MORE_HORIZONTAL));
        more.getStyleClass().addAll("flat", "no-arrow", "button-icon");
        more.setAccessibleText("More for " + queue.name());
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.getItems().add(item("Export labels", () -> Exports.full(model, desk, queue)));
        if (queue.kind() != PairQueue.Kind.SEGMENTS) {
            more.getItems()
                    .addAll(
                            item("Export chosen and rejected, without ties", () -> Exports.chosen(model, desk, queue)),
                            item(
                                    "Export chosen and rejected, ties as one half",
                                    () -> Exports.chosenWithTies(model, desk, queue)));
        }
        more.getItems().add(item("Import labels", () -> importLabels(queue)));
        return more;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(e -> action.run());
        return item;
    }

    private void importLabels(PairQueue queue) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Labels for " + queue.name());
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Exported labels", "*.jsonl"));
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            model.importLabels(queue, file.toPath());
        }
    }
}
