package rewardloom.viewers.preference;

import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.preference.PairQueue;
import rewardloom.viewers.Desk;

/** The screen before labelling: who labels, the queues there are, and the form for a new one. */
final class StartPane extends StackPane {
    private static final Duration EVERY = Duration.seconds(5);

    private final PreferenceModel model;
    private final Desk desk;
    private final Consumer<PairQueue> export;
    private final OrderForm form;
    private final VBox rows = new VBox();
    private final VBox missing = new VBox();
    private final ScrollPane scroll;
    private final KeysPane keys;

    /** @param export asks in which form labels shall be written */
    StartPane(PreferenceModel model, Desk desk, Consumer<PairQueue> export) {
        this.model = model;
        this.desk = desk;
        this.export = export;
        this.form = new OrderForm(model, desk);
        this.keys = new KeysPane(model.keysProperty(), this::hideKeys);
        getStyleClass().add("start-pane");
        VBox column = new VBox(who(), queues(), form, missing);
        column.getStyleClass().add("start-column");
        column.setMaxWidth(820);
        buildMissing();
        StackPane page = new StackPane(column);
        page.getStyleClass().add("start-page");
        scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        keys.setVisible(false);
        getChildren().addAll(scroll, keys);
        model.queues().subscribe(this::list);
        model.annotatorProperty().subscribe(name -> list());
        follow();
        studyChanged();
    }

    /** Others may label the same study at the same time. */
    private void follow() {
        Timeline follow = new Timeline(new KeyFrame(EVERY, e -> model.followOthers()));
        follow.setCycleCount(Animation.INDEFINITE);
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                follow.stop();
            } else {
                follow.play();
            }
        });
    }

    /** Offers what the study holds now. */
    void studyChanged() {
        boolean any = form.offer();
        form.setVisible(any);
        form.setManaged(any);
        missing.setVisible(!any);
        missing.setManaged(!any);
    }

    private void hideKeys() {
        keys.setVisible(false);
        scroll.requestFocus();
    }

    private VBox who() {
        ComboBox<String> name = new ComboBox<>(model.profiles());
        name.setEditable(true);
        name.setPromptText("Your name");
        name.getEditor().setPrefColumnCount(18);
        name.getEditor().textProperty().bindBidirectional(model.annotatorProperty());
        Label label = new Label("Annotator");
        label.setLabelFor(name);
        label.getStyleClass().add("quiet");
        label.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button change = new Button("Keys", new FontIcon(Feather.COMMAND));
        change.getStyleClass().add("flat");
        change.setOnAction(e -> keys.setVisible(true));
        Button merge = new Button("Merge a copy", new FontIcon(Feather.GIT_MERGE));
        merge.getStyleClass().add("flat");
        merge.setTooltip(new Tooltip("Takes over queues and labels from another copy of this study, such as a"
                + " colleague's. Nothing that is here is replaced."));
        merge.setOnAction(e -> desk.askForFolder("Another copy of this study (a folder that ends in .loom)")
                .ifPresent(model.files()::merge));
        HBox line = new HBox(label, name, gap, merge, change);
        line.getStyleClass().add("form-line");
        Label why = new Label("Labels are kept for each annotator; sides are drawn anew for each.");
        why.setWrapText(true);
        why.getStyleClass().add("quiet");
        Label error = said();
        error.textProperty().bind(model.errorProperty());
        Label filing = said();
        filing.textProperty().bind(model.files().errorProperty());
        VBox part = new VBox(heading("Preferences"), line, why, error, filing, new AccountPane(model.files(), desk));
        part.getStyleClass().add("start-part");
        return part;
    }

    private static Label said() {
        Label label = new Label();
        label.setWrapText(true);
        label.getStyleClass().add("label-error");
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
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
        rows.getChildren()
                .setAll(model.queues().stream()
                        .map(row -> new QueueCard(row, model, desk, this::extend, export))
                        .toList());
    }

    private void extend(PairQueue queue) {
        form.extend(queue);
        applyCss();
        layout();
        scroll.setVvalue(1);
        form.requestFocus();
    }
}
