package rewardloom.viewers.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.media.MediaItem;
import rewardloom.viewers.Desk;
import rewardloom.viewers.analysis.MarkdownPane;

/** What one run had logged last at a step. */
final class MediaCard extends VBox {
    private final Path media;
    private final Pictures pictures;
    private final Look look;
    private final Desk desk;

    /**
     * How things are shown.
     *
     * @param size width of an image
     * @param smooth whether pixels of enlarged images run into one another
     * @param markdown whether texts are typeset
     */
    record Look(ObservableValue<Number> size, ObservableValue<Boolean> smooth, ObservableValue<Boolean> markdown) {}

    MediaCard(MediaModel.Card card, Color color, Path media, Pictures pictures, Look look, Desk desk) {
        this.media = media;
        this.pictures = pictures;
        this.look = look;
        this.desk = desk;
        getStyleClass().add("media-card");
        getChildren().add(header(card, color));
        if (card.items().isEmpty()) {
            Label later = new Label("nothing yet at this step");
            later.getStyleClass().add("muted");
            getChildren().add(later);
            return;
        }
        boolean images = card.items().stream().allMatch(i -> i.type() == MediaItem.Type.IMAGE);
        List<Node> nodes = card.items().stream().map(this::node).toList();
        if (images) {
            FlowPane flow = new FlowPane(8, 8);
            flow.getChildren().addAll(nodes);
            flow.prefWrapLengthProperty()
                    .bind(look.size().map(s -> nodes.size() == 1 ? s.doubleValue() : 2 * s.doubleValue() + 8));
            getChildren().add(flow);
        } else {
            getChildren().addAll(nodes);
        }
    }

    private static HBox header(MediaModel.Card card, Color color) {
        Label name = new Label(card.run(), new Circle(5, color));
        name.setGraphicTextGap(8);
        name.getStyleClass().add("strong");
        HBox header = new HBox(name);
        if (!card.items().isEmpty()) {
            Label step = new Label(String.format(
                    Locale.ROOT, "step %,d", card.items().getFirst().step()));
            step.setMinWidth(Region.USE_PREF_SIZE);
            step.getStyleClass().add("muted");
            header.getChildren().add(step);
        }
        header.getStyleClass().add("media-card-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private Node node(MediaItem item) {
        return switch (item.type()) {
            case TEXT -> text(item.text());
            case IMAGE -> image(item);
            case AUDIO, VIDEO -> file(item);
            case HISTOGRAM -> new Label();
        };
    }

    private Node text(String text) {
        if (look.markdown().getValue()) {
            MarkdownPane pane = new MarkdownPane(text);
            pane.setMinWidth(0);
            return pane;
        }
        Label plain = new Label(text);
        plain.setWrapText(true);
        plain.getStyleClass().add("mono");
        return plain;
    }

    private Node image(MediaItem item) {
        Path file = media.resolve(item.file());
        Image image = pictures.of(file);
        ImageView view = new ImageView(image);
        view.setPreserveRatio(true);
        view.fitWidthProperty().bind(look.size().map(s -> s.doubleValue()));
        view.setSmooth(look.smooth().getValue());
        view.setAccessibleText(item.tag() + " of " + item.run());
        Label wrong = new Label("this image cannot be shown here", new FontIcon(Feather.ALERT_TRIANGLE));
        wrong.getStyleClass().add("muted");
        wrong.visibleProperty().bind(image.errorProperty());
        wrong.managedProperty().bind(image.errorProperty());
        VBox box = new VBox(view, wrong);
        box.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                desk.open(file);
            }
        });
        ContextMenu menu = new ContextMenu(
                entry("Open", () -> desk.open(file)),
                entry("Copy picture", () -> copy(image)),
                entry("Save as", () -> save(item, file)));
        box.setOnContextMenuRequested(e -> menu.show(box, e.getScreenX(), e.getScreenY()));
        return box;
    }

    private static MenuItem entry(String title, Runnable run) {
        MenuItem entry = new MenuItem(title);
        entry.setOnAction(e -> run.run());
        return entry;
    }

    private static void copy(Image image) {
        ClipboardContent content = new ClipboardContent();
        content.putImage(image);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void save(MediaItem item, Path file) {
        String ending = item.file().substring(item.file().lastIndexOf('.') + 1);
        String name = (item.run() + "-" + item.tag() + "-" + item.step()).replaceAll("[^A-Za-z0-9._-]+", "-");
        desk.askWhereToSave("Save the image", name + "." + ending).ifPresent(to -> pictures.copy(file, to, desk));
    }

    private Node file(MediaItem item) {
        Path file = media.resolve(item.file());
        Button open = new Button(
                item.type() == MediaItem.Type.AUDIO ? "Play the sound" : "Play the clip",
                new FontIcon(item.type() == MediaItem.Type.AUDIO ? Feather.VOLUME_2 : Feather.FILM));
        open.setDisable(!Files.exists(file));
        open.setOnAction(e -> desk.open(file));
        return open;
    }
}
