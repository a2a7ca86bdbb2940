package rewardloom.viewers.analysis;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.Desk;
import rewardloom.viewers.paper.PaperExporter;
import rewardloom.viewers.paper.Preset;
import rewardloom.viewers.work.Background;

/** A figure as it will stand on paper, at its true size on the screen: with the very drawing that is exported. */
public final class PagePreview extends VBox {
    private static final double POINTS = 72;
    private static final double[] ZOOMS = {0.5, 0.75, 1, 1.5, 2, 3, 4};

    private final Background background;
    private final Desk desk;
    private final ImageView page = new ImageView();
    private final StackPane sheetHolder = new StackPane(page);
    private final Label says = new Label();
    private double zoom = 1;
    private @Nullable Sheet sheet;
    private @Nullable Preset preset;

    /**
     * @param background where it is drawn
     * @param desk told when it cannot be drawn
     */
    public PagePreview(Background background, Desk desk) {
        this.background = background;
        this.desk = desk;
        getStyleClass().add("page-preview");
        StackPane sheetPane = sheetHolder;
        sheetPane.getStyleClass().add("paper-page");
        sheetPane.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane table = new StackPane(sheetPane);
        table.getStyleClass().add("page-table");
        ScrollPane scroll = new ScrollPane(table);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button smaller = new Button("−");
        smaller.setAccessibleText("Smaller");
        smaller.setOnAction(e -> zoom(-1));
        Button larger = new Button("+");
        larger.setAccessibleText("Larger");
        larger.setOnAction(e -> zoom(1));
        Button real = new Button("True size");
        real.setOnAction(e -> {
            zoom = 1;
            draw();
        });
        HBox.setHgrow(says, Priority.ALWAYS);
        says.setMaxWidth(Double.MAX_VALUE);
        says.getStyleClass().add("muted");
        for (Button button : List.of(smaller, larger, real)) {
            button.getStyleClass().addAll("small", "flat");
        }
        HBox bar = new HBox(8, says, smaller, larger, real);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("preview-bar");
        getChildren().addAll(scroll, bar);
    }

    private void zoom(int by) {
        int nearest = 0;
        for (int i = 0; i < ZOOMS.length; i++) {
            nearest = Math.abs(ZOOMS[i] - zoom) < Math.abs(ZOOMS[nearest] - zoom) ? i : nearest;
        }
        zoom = ZOOMS[Math.clamp(nearest + (long) by, 0, ZOOMS.length - 1)];
        draw();
    }

    /** Shows what would be printed; null for nothing. */
    public void show(@Nullable Sheet newSheet, Preset newPreset) {
        sheet = newSheet;
        preset = newPreset;
        draw();
    }

    private double dpi() {
        return Screen.getPrimary().getDpi();
    }

    private double outputScale() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return window == null ? 1 : Math.max(1, window.getOutputScaleX());
    }

    private void draw() {
        Sheet shown = sheet;
        Preset venue = preset;
        sheetHolder.setVisible(shown != null);
        if (shown == null || venue == null) {
            says.setText("There is no figure to print.");
            return;
        }
        double unitsPerPoint = dpi() / POINTS * zoom;
        double pixelsPerPoint = unitsPerPoint * outputScale();
        background.latest(
                this,
                "",
                progress -> PaperExporter.page(shown, venue, pixelsPerPoint),
                image -> place(image, venue, unitsPerPoint),
                e -> desk.failed("Preview the page", e));
    }

    private void place(BufferedImage image, Preset venue, double unitsPerPoint) {
        page.setImage(picture(image));
        page.setFitWidth(venue.pageWidth() * unitsPerPoint);
        page.setFitHeight(page.getFitWidth() * image.getHeight() / image.getWidth());
        says.setText(String.format(
                Locale.ROOT,
                "%s: %.2f × %.2f in, %s",
                venue.title(),
                venue.width(),
                venue.width() * image.getHeight() / image.getWidth(),
                zoom == 1
                        ? String.format(Locale.ROOT, "at its true size on a screen of %.0f dpi", dpi())
                        : String.format(Locale.ROOT, "%.0f %% of its size", zoom * 100)));
    }

    /** What was drawn, for JavaFX. */
    static Image picture(BufferedImage drawn) {
        int width = drawn.getWidth();
        int height = drawn.getHeight();
        WritableImage picture = new WritableImage(width, height);
        int[] pixels = drawn.getRGB(0, 0, width, height, null, 0, width);
        picture.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return picture;
    }
}
