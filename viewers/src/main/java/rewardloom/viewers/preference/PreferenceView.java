package rewardloom.viewers.preference;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.table.Tables;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.work.Background;

/**
 * Labelling preference pairs as a tab: the queues and the form for a new one, then the pairs, then what came of them. The same pane
 * serves trajectories and texts. Policy names and returns stay hidden until a pair was answered.
 */
public final class PreferenceView implements StudyView {
    private final LabelingModel model;
    private final StackPane content = new StackPane();
    private final StartPane start;
    private final LabelPane label;
    private final FinishedPane finished;

    /**
     * @param log where queues and labels are kept
     * @param tables the study
     * @param background where it reads and writes
     * @param desk the window around it
     * @param annotator who labels, as the user was called last, may be empty
     * @param tool name and version of the program, kept with every label
     */
    public PreferenceView(
            LabelLog log, Tables tables, Background background, Desk desk, String annotator, String tool) {
        this.model = new LabelingModel(log, tables, background, Clock.systemUTC(), tool);
        model.annotatorProperty().set(annotator);
        this.start = new StartPane(model, desk);
        this.label = new LabelPane(model);
        this.finished = new FinishedPane(model, desk);
        content.getStyleClass().add("preference-view");
        content.getStylesheets()
                .add(Objects.requireNonNull(PreferenceView.class.getResource("preference.css"))
                        .toExternalForm());
        LabelKeys keys = new LabelKeys(model);
        content.addEventHandler(KeyEvent.KEY_PRESSED, keys::pressed);
        model.screenProperty().subscribe(this::show);
        model.cardProperty().subscribe(card -> {
            if (card != null) {
                label.requestFocus();
            }
        });
        model.refresh();
    }

    LabelingModel model() {
        return model;
    }

    @Override
    public String title() {
        return "Preferences";
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
                new ViewAction("undo-answer", "Undo the last answer", "Shortcut+Z", model::undo),
                new ViewAction("redo-answer", "Redo the last answer", "Shortcut+Shift+Z", model::redo),
                new ViewAction("queues", "Back to the queues", null, model::leave));
    }

    @Override
    public void studyChanged() {
        model.studyChanged();
        start.studyChanged();
    }

    @Override
    public void close() {
        model.close();
    }

    private void show(LabelingModel.Screen screen) {
        Region shown = switch (screen) {
            case START -> start;
            case LABELLING -> label;
            case FINISHED -> finished;
        };
        content.getChildren().setAll(shown);
        shown.requestFocus();
    }
}
