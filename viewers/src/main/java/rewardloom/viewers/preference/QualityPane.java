package rewardloom.viewers.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.preference.PairQueue;
import rewardloom.viewers.Desk;
import rewardloom.viewers.analysis.FindingsPane;
import rewardloom.viewers.analysis.ResultTablePane;

/** What the owner of a queue sees: whether its labels can be trusted, and what they say. It follows the log while it is in the window. */
final class QualityPane extends VBox {
    private static final Duration EVERY = Duration.seconds(5);
    private static final double ROW = 29;
    private static final double MOST_ROWS = 12;

    private final QualityModel model;
    private final Desk desk;
    private final Label title = new Label();
    private final Label state = new Label();
    private final FindingsPane findings;
    private final VBox tables = new VBox();
    private final List<ResultTablePane> panes = new ArrayList<>();
    private List<String> shown = List.of();

    QualityPane(PreferenceModel owner, Desk desk) {
        this.model = owner.quality();
        this.desk = desk;
        this.findings = new FindingsPane(finding -> {}, desk);
        getStyleClass().add("quality-pane");
        title.getStyleClass().add("label-title");
        state.getStyleClass().add("quiet");
        findings.setFew(6);
        tables.getStyleClass().add("quality-tables");
        VBox page = new VBox(findings, tables);
        page.getStyleClass().add("quality-page");
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head(owner), scroll);
        model.queueProperty().subscribe(queue -> title.setText(queue == null ? "" : "Quality of " + queue.name()));
        model.judgementProperty().subscribe(this::show);
        model.errorProperty().subscribe(error -> {
            if (!error.isEmpty()) {
                state.setText(error);
            }
        });
        Timeline follow = new Timeline(new KeyFrame(EVERY, e -> model.refresh()));
        follow.setCycleCount(Animation.INDEFINITE);
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                follow.stop();
            } else {
                follow.play();
            }
        });
    }

    private HBox head(PreferenceModel owner) {
        Button back = new Button("Queues", new FontIcon(Feather.ARROW_LEFT));
        back.getStyleClass().add("flat");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setOnAction(e -> owner.leave());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button decide = new Button("Decide disputed pairs");
        decide.setMinWidth(Region.USE_PREF_SIZE);
        decide.setOnAction(e -> {
            PairQueue queue = model.queueProperty().get();
            if (queue != null) {
                owner.adjudicate(queue);
            }
        });
        HBox head = new HBox(back, title, gap, state, decide);
        head.getStyleClass().add("label-head");
        return head;
    }

    private void show(QualityModel.@Nullable Judgement judgement) {
        if (judgement == null) {
            state.setText("Judging");
            findings.setFindings(List.of());
            tables.getChildren().clear();
            panes.clear();
            shown = List.of();
            return;
        }
        state.setText(String.format(Locale.ROOT, "%,d answers in the log", judgement.events()));
        findings.setFindings(judgement.findings());
        List<String> names = judgement.tables().stream().map(ResultTable::name).toList();
        if (!names.equals(shown)) {
            shown = names;
            panes.clear();
            names.forEach(name -> panes.add(new ResultTablePane(desk)));
            tables.getChildren().setAll(panes);
            if (panes.isEmpty()) {
                tables.getChildren().add(new Label("There are no labels to judge yet."));
            }
        }
        for (int i = 0; i < panes.size(); i++) {
            ResultTable table = judgement.tables().get(i);
            panes.get(i).show(table);
            double height = 84 + ROW * Math.min(MOST_ROWS, table.rows().size());
            panes.get(i).setMinHeight(height);
            panes.get(i).setPrefHeight(height);
        }
    }
}
