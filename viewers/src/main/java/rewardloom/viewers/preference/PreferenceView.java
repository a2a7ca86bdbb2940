package rewardloom.viewers.preference;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.trajectory.Looks;
import rewardloom.viewers.work.Background;

/**
 * Labelling preferences as a tab: the queues and the form for a new one, then the comparisons, then what came of them and whether it can
 * be trusted. The same screen serves trajectories and texts. Policy names and returns stay hidden until a comparison was answered.
 */
public final class PreferenceView implements StudyView {
    private final PreferenceModel model;
    private final StackPane content = new StackPane();
    private final StartPane start;
    private final LabelPane label;
    private final FinishedPane finished;
    private final QualityPane quality;
    private final ExportLabelsPane export;
    private final Desk desk;

    /**
     * @param study what is labelled
     * @param background where it reads, draws and judges
     * @param prompt where answers are written and the next pair is read
     * @param desk the window around it
     * @param memory what is remembered of the last time
     * @param tool name and version of the program, kept with every label
     * @param looks what trajectories are shown with
     * @param charts makes charts
     */
    public PreferenceView(
            StudyLabels study,
            Background background,
            Background prompt,
            Desk desk,
            LabelMemory memory,
            String tool,
            Supplier<Looks> looks,
            Supplier<ChartPane> charts) {
        this.model = new PreferenceModel(study, background, prompt, Clock.systemUTC(), tool, memory);
        this.desk = desk;
        this.export = new ExportLabelsPane(model.files(), desk);
        this.start = new StartPane(model, desk, export::open);
        this.label = new LabelPane(model, looks);
        this.finished = new FinishedPane(model, desk, export::open);
        this.quality = new QualityPane(model, desk, charts);
        content.getStyleClass().add("preference-view");
        content.getStylesheets()
                .add(Objects.requireNonNull(PreferenceView.class.getResource("preference.css"))
                        .toExternalForm());
        LabelKeys keys = new LabelKeys(model.keysProperty()::get, label::handle, model.labelling()::perform);
        label.addEventHandler(KeyEvent.KEY_PRESSED, keys::pressed);
        LabelKeys afterwards = new LabelKeys(
                model.keysProperty()::get,
                action -> false,
                action -> action == LabelAction.UNDO && model.labelling().perform(action));
        finished.addEventHandler(KeyEvent.KEY_PRESSED, afterwards::pressed);
        model.screenProperty().subscribe(this::show);
        model.drawnProperty().subscribe(report -> {
            if (!report.isEmpty()) {
                desk.inform(report);
            }
        });
        model.labelling().cardProperty().subscribe(card -> {
            if (card != null) {
                label.requestFocus();
            }
        });
        model.refresh();
    }

    PreferenceModel model() {
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
                new ViewAction("undo-answer", "Undo the last answer", "Shortcut+Z", model.labelling()::undo),
                new ViewAction("redo-answer", "Redo the last answer", "Shortcut+Shift+Z", model.labelling()::redo),
                new ViewAction("queues", "Back to the queues", null, model::leave));
    }

    @Override
    public void studyChanged() {
        model.studyChanged();
        start.studyChanged();
    }

    @Override
    public void close() {
        model.close(e -> desk.failed("The last answer before the tab was closed is not saved", e));
    }

    private void show(PreferenceModel.Screen screen) {
        Region shown = switch (screen) {
            case START -> start;
            case LABELLING -> label;
            case FINISHED -> finished;
            case QUALITY -> quality;
        };
        content.getChildren().setAll(shown, export);
        shown.requestFocus();
    }
}
