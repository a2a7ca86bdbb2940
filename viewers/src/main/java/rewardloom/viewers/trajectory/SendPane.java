package rewardloom.viewers.trajectory;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Tables;
import rewardloom.viewers.ChosenText;
import rewardloom.viewers.Desk;
import rewardloom.viewers.work.Background;

/** Sends the brushed segment to a queue of pairs: against the segment that was sent before, or against others drawn at random. */
final class SendPane extends FlowPane {
    private static final String NEW = "By hand";

    private final TrajectoryModel model;
    private final Tables tables;
    private final LabelLog log;
    private final Background background;
    private final Desk desk;
    private final Label what = new Label();
    private final ComboBox<String> queue = new ComboBox<>();
    private final ComboBox<Against> against = new ComboBox<>();
    private final Spinner<Integer> count = new Spinner<>(new IntegerSpinnerValueFactory(1, 1000, 5));
    private final Button send = new Button("Send to queue");
    private Item.@Nullable Segment before;

    /** What the segment is compared with. */
    private enum Against {
        RANDOM("random segments"),
        BEFORE("the segment sent before");

        private final String title;

        Against(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    SendPane(TrajectoryModel model, Tables tables, LabelLog log, Background background, Desk desk) {
        this.model = model;
        this.tables = tables;
        this.log = log;
        this.background = background;
        this.desk = desk;
        getStyleClass().add("send-pane");
        what.getStyleClass().add("muted");
        queue.setEditable(true);
        queue.setPrefWidth(160);
        queue.setAccessibleText("Queue");
        queue.setValue(NEW);
        against.getItems().setAll(Against.values());
        against.setConverter(new ChosenText<>(Against::title));
        against.setValue(Against.RANDOM);
        against.setAccessibleText("Compared with");
        count.setPrefWidth(80);
        count.setEditable(true);
        count.disableProperty().bind(against.valueProperty().isNotEqualTo(Against.RANDOM));
        send.setOnAction(e -> send());
        Button clear = new Button("Clear");
        clear.getStyleClass().add("flat");
        clear.setOnAction(e -> model.segmentProperty().set(null));
        HBox.setHgrow(what, Priority.SOMETIMES);
        getChildren().addAll(what, new Label("against"), count, against, new Label("in"), queue, send, clear);
        getChildren().forEach(node -> ((Region) node).setMinWidth(Region.USE_PREF_SIZE));
        visibleProperty().bind(model.segmentProperty().isNotNull());
        managedProperty().bind(visibleProperty());
        model.segmentProperty().subscribe(this::show);
    }

    private void show(TrajectoryModel.@Nullable Span span) {
        if (span == null) {
            return;
        }
        var shown = model.trajectoryProperty().get();
        int start = shown == null ? 0 : shown.start();
        what.setText(String.format(
                Locale.ROOT,
                "Segment of %,d steps, %,d to %,d",
                span.length(),
                start + span.start(),
                start + span.end() - 1));
        if (queue.getItems().isEmpty()) {
            background.latest(
                    queue,
                    "",
                    progress -> log.queues().stream()
                            .filter(q -> q.kind() == PairQueue.Kind.SEGMENTS
                                    && q.questions().items() == 2)
                            .map(PairQueue::name)
                            .toList(),
                    (List<String> names) -> queue.getItems().setAll(names),
                    e -> desk.failed("List the queues", e));
        }
    }

    private void send() {
        Item.Segment segment = model.item();
        String name = queue.getEditor().getText().strip();
        if (segment == null || name.isEmpty()) {
            return;
        }
        Item.Segment other = before;
        if (against.getValue() == Against.BEFORE && other == null) {
            before = segment;
            desk.inform("Kept this segment; brush another one and send it to pair the two.");
            return;
        }
        boolean random = against.getValue() == Against.RANDOM;
        int wanted = count.getValue();
        send.setDisable(true);
        background.latest(
                this,
                "Sending a segment to " + name,
                progress -> {
                    PairSample sample = random || other == null
                            ? new PairSampler(tables).against(segment, wanted, seed(name), progress)
                            : PairSampler.byHand(other, segment);
                    return store(name, sample, progress);
                },
                sentence -> {
                    send.setDisable(false);
                    before = random ? before : null;
                    queue.getItems().clear();
                    desk.inform(sentence);
                },
                e -> {
                    send.setDisable(false);
                    desk.failed("Send the segment to " + name, e);
                });
    }

    /** Another one each time more is sent to a queue, and the same ones again in the same order. */
    private long seed(String name) {
        return log.queue(name).map(q -> (long) q.pairs()).orElse(0L);
    }

    private String store(String name, PairSample sample, Progress progress) {
        progress.checkCancelled();
        Optional<PairQueue> known = log.queue(name);
        if (known.isPresent()) {
            log.extend(known.get(), sample);
        } else {
            log.create(name, 1, Clock.systemUTC().instant(), sample.asking(Questionnaire.PLAIN));
        }
        return String.format(
                Locale.ROOT,
                "%,d pairs were added to the queue \"%s\".",
                sample.entries().size(),
                name);
    }
}
