package rewardloom.viewers.preference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.figure.Figure;
import rewardloom.model.preference.PairQueue;
import rewardloom.viewers.Desk;
import rewardloom.viewers.analysis.FindingsPane;
import rewardloom.viewers.chart.ChartPane;

/** What the owner of a queue sees: whether its labels can be trusted, and what they say. It follows the log while it is in the window. */
final class QualityPane extends VBox {
    private static final Duration EVERY = Duration.seconds(5);
    private static final double CHART_WIDTH = 440;
    private static final double CHART_HEIGHT = 280;

    private final QualityModel model;
    private final Supplier<ChartPane> charts;
    private final Label title = new Label();
    private final Label state = new Label();
    private final FindingsPane findings;
    private final AgreementGrid agreement = new AgreementGrid();
    private final Label ties = new Label();
    private final AnnotatorGrid annotators = new AnnotatorGrid();
    private final PlaceTable disputed;
    private final PlaceTable failed;
    private final PlaceTable contradicting;
    private final FlowPane figures = new FlowPane();
    private final List<ChartPane> panes = new ArrayList<>();
    private final VBox agreementPart;
    private final VBox annotatorPart;
    private final VBox figurePart;
    private final Button decide = new Button("Decide disputed pairs");

    /** @param charts makes charts */
    QualityPane(PreferenceModel owner, Desk desk, Supplier<ChartPane> charts) {
        this.model = owner.quality();
        this.charts = charts;
        this.findings = new FindingsPane(finding -> {}, desk);
        this.disputed = new PlaceTable("disputed pairs", owner::look);
        this.failed = new PlaceTable("checks answered otherwise", owner::look);
        this.contradicting = new PlaceTable("labels against the declared reward", owner::look);
        getStyleClass().add("quality-pane");
        title.getStyleClass().add("label-title");
        state.getStyleClass().add("quiet");
        ties.getStyleClass().add("quiet");
        ties.setWrapText(true);
        findings.setFew(3);
        figures.getStyleClass().add("quality-figures");
        agreementPart = part("Agreement", sideways(agreement), ties);
        annotatorPart = part("Annotators", sideways(annotators));
        figurePart = part("Figures", figures, analyses(desk));
        VBox page = new VBox(findings, agreementPart, annotatorPart, disputed, failed, contradicting, figurePart);
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
        follow();
    }

    private void follow() {
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

    /** The analyses behind this page, where everything can be set and exported. */
    private HBox analyses(Desk desk) {
        HBox links = new HBox(Cells.quiet("Settings, tables and paper figures:"));
        links.getStyleClass().add("value-interval");
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("agreement", "Agreement");
        ids.put("label-quality", "Label quality");
        ids.put("implied-weights", "Implied weights");
        ids.put("choice-models", "Scores");
        ids.forEach((id, name) -> {
            Hyperlink link = new Hyperlink(name);
            link.setOnAction(e -> {
                PairQueue queue = model.queueProperty().get();
                if (queue != null) {
                    desk.analyze(id, Map.of("tables", "labels of " + queue.name()));
                }
            });
            links.getChildren().add(link);
        });
        return links;
    }

    private static VBox part(String title, Node... nodes) {
        Label heading = new Label(title);
        heading.getStyleClass().add("part-title");
        VBox part = new VBox(heading);
        part.getChildren().addAll(nodes);
        part.getStyleClass().add("quality-part");
        part.managedProperty().bind(part.visibleProperty());
        return part;
    }

    /** A grid that is wider than the window is moved sideways. */
    private static ScrollPane sideways(Region grid) {
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(Region.USE_PREF_SIZE);
        scroll.getStyleClass().addAll("edge-to-edge", "sideways");
        return scroll;
    }

    private HBox head(PreferenceModel owner) {
        Button back = new Button("Queues", new FontIcon(Feather.ARROW_LEFT));
        back.getStyleClass().add("flat");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setOnAction(e -> owner.leave());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
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

    private void show(@Nullable Judgement judgement) {
        boolean any = judgement != null;
        for (Node part : List.of(findings, agreementPart, annotatorPart, disputed, failed, contradicting, figurePart)) {
            part.setVisible(any);
        }
        decide.setDisable(judgement == null || judgement.disputed().isEmpty());
        if (judgement == null) {
            state.setText("Judging");
            findings.setFindings(List.of());
            return;
        }
        state.setText(String.format(Locale.ROOT, "%,d events in the log", judgement.events()));
        findings.setFindings(judgement.findings());
        agreement.show(judgement.agreement());
        agreementPart.setVisible(!judgement.agreement().isEmpty());
        ties.setText(judgement.ties());
        annotators.show(judgement.annotators());
        annotatorPart.setVisible(!judgement.annotators().isEmpty());
        disputed.show(judgement.disputed());
        failed.show(judgement.failed());
        contradicting.show(judgement.contradicting());
        show(judgement.figures());
    }

    private void show(List<Figure> drawn) {
        figurePart.setVisible(!drawn.isEmpty());
        while (panes.size() < drawn.size()) {
            ChartPane pane = charts.get();
            pane.setPrefSize(CHART_WIDTH, CHART_HEIGHT);
            panes.add(pane);
        }
        figures.getChildren().setAll(panes.subList(0, drawn.size()));
        for (int i = 0; i < drawn.size(); i++) {
            if (!panes.get(i).getFigure().equals(drawn.get(i))) {
                panes.get(i).show(drawn.get(i));
            }
        }
    }
}
