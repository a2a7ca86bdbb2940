package rewardloom.viewers.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.media.MediaIndex.Tag;
import rewardloom.model.media.MediaItem;
import rewardloom.model.table.Tables;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.analysis.EmptyState;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.work.Background;

/** Texts, images, sounds and histograms that runs logged, side by side, with one slider for the step. */
public final class MediaView implements StudyView {
    private static final double TEXT_WIDTH = 360;

    private final MediaModel model;
    private final Path media;
    private final ChartPane chart;
    private final Desk desk;
    private final Pictures pictures;
    private final StackPane content = new StackPane();
    private final BorderPane page = new BorderPane();
    private final StackPane stage = new StackPane();
    private final FlowPane cards = new FlowPane(16, 16);
    private final ScrollPane scroll = new ScrollPane(cards);
    private final StepBar steps;
    private final ListView<Tag> list = new ListView<>();
    private final VBox inspector = new VBox();
    private final VBox runs = new VBox();
    private final Slider size = new Slider(64, 800, 240);
    private final CheckBox smooth = new CheckBox("Smooth enlarged pixels");
    private final CheckBox markdown = new CheckBox("Typeset texts as Markdown");
    private final MediaCard.Look look;
    private List<String> listedRuns = List.of();

    /**
     * @param tables the study
     * @param media its folder of images and clips
     * @param chart where histograms are drawn
     * @param background where it is read
     * @param desk the window around it
     */
    public MediaView(Tables tables, Path media, ChartPane chart, Background background, Desk desk) {
        this.model = new MediaModel(tables, background);
        this.media = media;
        this.chart = chart;
        this.desk = desk;
        this.pictures = new Pictures(background);
        this.steps = new StepBar(model);
        this.look = new MediaCard.Look(size.valueProperty(), smooth.selectedProperty(), markdown.selectedProperty());
        markdown.setSelected(true);
        model.onFailure(e -> desk.failed("Texts and images", e));
        build();
        buildInspector();
        model.loadedProperty().subscribe(loaded -> showPage());
        model.shownProperty().subscribe(this::show);
        smooth.setOnAction(e -> show(model.shownProperty().get()));
        markdown.setOnAction(e -> show(model.shownProperty().get()));
        chart.darkProperty().subscribe(dark -> show(model.shownProperty().get()));
        model.refresh();
    }

    /** Its model, for what the window and its tests need to know. */
    public MediaModel model() {
        return model;
    }

    @Override
    public String title() {
        return "Texts and images";
    }

    @Override
    public Region content() {
        return content;
    }

    @Override
    public Node inspector() {
        return inspector;
    }

    @Override
    public List<ViewAction> actions() {
        return List.of(
                new ViewAction("next-step", "Next step", null, () -> model.go(1)),
                new ViewAction("previous-step", "Step before", null, () -> model.go(-1)),
                new ViewAction("play", "Play the steps", null, steps::toggle),
                new ViewAction("over-steps", "Show the histogram over the steps", null, this::overSteps));
    }

    @Override
    public void studyChanged() {
        model.refresh();
    }

    @Override
    public void close() {
        steps.stop();
        model.close();
        pictures.clear();
    }

    private void build() {
        TextField search = new TextField();
        search.setPromptText("Search tags");
        search.setAccessibleText("Search tags");
        search.textProperty().addListener((p, old, text) -> model.search(text));
        list.setItems(model.tags());
        list.getStyleClass().addAll("dense", "edge-to-edge", "media-tags");
        list.setCellFactory(view -> new TagCell());
        list.getSelectionModel().selectedItemProperty().subscribe(tag -> {
            if (tag != null) {
                model.select(tag);
            }
        });
        model.tagProperty().subscribe(tag -> list.getSelectionModel().select(tag));
        model.tags().addListener((ListChangeListener<Tag>)
                c -> list.getSelectionModel().select(model.tagProperty().get()));
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox left = new VBox(search, list);
        left.getStyleClass().add("media-left");
        cards.getStyleClass().add("media-cards");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        scroll.viewportBoundsProperty().subscribe(bounds -> fit());
        page.setLeft(left);
        page.setCenter(stage);
        page.setBottom(steps);
        page.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent event) {
        if (event.getTarget() instanceof TextField || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> model.go(-1);
            case RIGHT -> model.go(1);
            case SPACE -> steps.toggle();
            case HOME -> model.setAt(0);
            case END -> model.setAt(Integer.MAX_VALUE);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void buildInspector() {
        inspector.getStyleClass().addAll("inspector-body", "media-inspector");
        runs.getStyleClass().add("media-runs");
        Label sizes = new Label("Width of images");
        sizes.getStyleClass().add("form-label");
        sizes.setLabelFor(size);
        Label heading = new Label("Runs");
        heading.getStyleClass().add("form-heading");
        inspector.getChildren().addAll(new VBox(4, sizes, size), smooth, markdown, heading, runs);
    }

    private void showPage() {
        if (!model.loadedProperty().get()) {
            content.getChildren().clear();
        } else if (model.isEmpty()) {
            Button importFiles = new Button("Import files");
            importFiles.setOnAction(e -> desk.importFiles());
            content.getChildren()
                    .setAll(new EmptyState(
                            Feather.IMAGE,
                            "No texts, images or histograms yet",
                            List.of(
                                    "They come with event files of TensorBoard, .wandb logs and the files beside them.",
                                    "Import a folder of runs that logged some."),
                            List.of(importFiles)));
        } else {
            content.getChildren().setAll(page);
        }
    }

    private void show(MediaModel.Shown shown) {
        showPage();
        showRuns(shown);
        Tag tag = shown.tag();
        if (tag == null) {
            stage.getChildren().clear();
        } else if (tag.type() == MediaItem.Type.HISTOGRAM) {
            chart.show(StepFigure.of(tag.name(), shown.step(), shown.histograms(), model::color));
            put(histogram());
        } else {
            cards.getChildren()
                    .setAll(shown.cards().stream()
                            .map(card -> new MediaCard(
                                    card, chart.color(model.color(card.run())), media, pictures, look, desk))
                            .toList());
            fit();
            put(scroll);
        }
    }

    private Node histogram() {
        Button over = new Button("Over the steps", new FontIcon(Feather.ACTIVITY));
        over.setOnAction(e -> overSteps());
        VBox.setVgrow(chart, Priority.ALWAYS);
        VBox box = new VBox(chart, over);
        box.getStyleClass().add("figure-pane");
        return box;
    }

    private void put(Node node) {
        if (node.equals(scroll) && stage.getChildren().contains(scroll)) {
            return;
        }
        stage.getChildren().setAll(node);
    }

    private void overSteps() {
        Tag tag = model.tagProperty().get();
        if (tag != null && tag.type() == MediaItem.Type.HISTOGRAM) {
            desk.analyze("histograms", Map.of("tags", tag.name()));
        }
    }

    /** Texts share the width evenly; images are as wide as they are wanted. */
    private void fit() {
        Tag tag = model.shownProperty().get().tag();
        double room = scroll.getViewportBounds().getWidth() - 32;
        boolean texts = tag != null && tag.type() == MediaItem.Type.TEXT;
        int columns = (int) Math.clamp(
                (room + 16) / (TEXT_WIDTH + 16),
                1,
                Math.max(1, cards.getChildren().size()));
        double width = (room - (columns - 1) * 16) / columns - 1;
        cards.getChildren().forEach(card -> {
            if (card instanceof Region region) {
                region.setPrefWidth(texts && width > 0 ? width : Region.USE_COMPUTED_SIZE);
                region.setMaxWidth(texts && width > 0 ? width : Region.USE_COMPUTED_SIZE);
            }
        });
    }

    private void showRuns(MediaModel.Shown shown) {
        if (shown.runs().equals(listedRuns)) {
            return;
        }
        listedRuns = shown.runs();
        runs.getChildren().setAll(listedRuns.stream().map(this::runBox).toList());
    }

    private CheckBox runBox(String run) {
        CheckBox box = new CheckBox(run);
        box.setMnemonicParsing(false);
        box.setSelected(!model.isHidden(run));
        box.setOnAction(e -> model.setHidden(run, !box.isSelected()));
        return box;
    }

    private final class TagCell extends ListCell<Tag> {
        private final Label name = new Label();
        private final Label count = new Label();
        private final HBox row = new HBox(8, name, count);

        TagCell() {
            name.setGraphicTextGap(8);
            name.setMinWidth(0);
            name.setMaxWidth(Double.MAX_VALUE);
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            HBox.setHgrow(name, Priority.ALWAYS);
            count.setMinWidth(Region.USE_PREF_SIZE);
            count.getStyleClass().add("muted");
            // Long names end in dots and never make the list wider.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Tag tag, boolean empty) {
            super.updateItem(tag, empty);
            if (empty || tag == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            name.setText(tag.name());
            name.setGraphic(new FontIcon(
                    switch (tag.type()) {
                        case TEXT -> Feather.FILE_TEXT;
                        case IMAGE -> Feather.IMAGE;
                        case AUDIO -> Feather.VOLUME_2;
                        case VIDEO -> Feather.FILM;
                        case HISTOGRAM -> Feather.BAR_CHART_2;
                    }));
            count.setText(String.format(Locale.ROOT, "%,d", model.count(tag)));
            setGraphic(row);
            setTooltip(new Tooltip(tag.name()));
            setAccessibleText(tag.name());
        }
    }
}
