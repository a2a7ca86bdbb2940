package rewardloom.viewers.response;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Text in pieces, each with a shade behind it. Only the lines in view are drawn, so a text of a hundred thousand tokens scrolls as one of
 * ten. Ctrl+C copies all of it.
 */
public final class MarkedText extends Region {
    private static final StyleablePropertyFactory<MarkedText> STYLES =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final CssMetaData<MarkedText, Paint> INK =
            STYLES.createPaintCssMetaData("-text-ink", pane -> pane.ink, Color.BLACK, false);
    private static final double PADDING = 4;

    private final StyleableProperty<Paint> ink = new Ink();
    private final Canvas canvas = new Canvas();
    private final ScrollBar bar = new ScrollBar();
    private final Tooltip tooltip = new Tooltip();
    private final ReadOnlyBooleanWrapper seen = new ReadOnlyBooleanWrapper(this, "seen", true);
    private final Map<String, Double> widths = new HashMap<>();
    private final Text ruler = new Text();
    private Font font = Font.font(16);
    private double lineHeight = 24;
    private List<Piece> pieces = List.of();
    private List<Run> runs = List.of();
    private int lines = 1;
    private double laidOutFor = -1;

    /** A piece, or a part of it, in one line. */
    private record Run(Piece piece, String text, int line, double x, double width) {}

    public MarkedText() {
        getStyleClass().add("marked-text");
        getChildren().addAll(canvas, bar);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.valueProperty().subscribe(value -> scrolled());
        canvas.setMouseTransparent(true);
        setMinSize(96, 64);
        addEventHandler(ScrollEvent.SCROLL, event -> {
            if (bar.isVisible()) {
                bar.setValue(Math.clamp(bar.getValue() - event.getDeltaY(), bar.getMin(), bar.getMax()));
                event.consume();
            }
        });
        addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> tooltip.hide());
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
                copy();
                event.consume();
            }
        });
    }

    /** Shows other pieces, from their beginning. */
    void show(List<Piece> shown) {
        pieces = List.copyOf(shown);
        laidOutFor = -1;
        bar.setValue(0);
        seen.set(false);
        setAccessibleText(text());
        requestLayout();
    }

    /** The size of its letters in pixels. */
    void setTextSize(double size) {
        font = Font.font(size);
        lineHeight = Math.rint(size * 1.5);
        widths.clear();
        laidOutFor = -1;
        requestLayout();
    }

    /** Whether the end of the text has been in view. */
    public ReadOnlyBooleanProperty seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** Scrolls by a share of the page, down when positive. */
    public void scrollBy(double pages) {
        bar.setValue(Math.clamp(bar.getValue() + pages * getHeight(), bar.getMin(), bar.getMax()));
    }

    private String text() {
        StringBuilder all = new StringBuilder();
        pieces.forEach(piece -> all.append(piece.text()));
        return all.toString();
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(text());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private double width(String word) {
        return widths.computeIfAbsent(word, w -> {
            ruler.setFont(font);
            ruler.setText(w);
            return ruler.getLayoutBounds().getWidth();
        });
    }

    /** Breaks pieces into lines at blanks; a word that is too long for a line is broken anywhere. */
    private void layOut(double width) {
        List<Run> found = new ArrayList<>();
        double x = 0;
        int line = 0;
        for (Piece piece : pieces) {
            for (String word : piece.text().split("(?<=\\s)|(?=\\n)")) {
                String rest = word;
                boolean end = rest.endsWith("\n");
                rest = rest.replace("\n", "").replace("\t", "    ");
                double wide = width(rest);
                if (x > 0 && x + width(rest.stripTrailing()) > width) {
                    x = 0;
                    line++;
                }
                while (wide > width && rest.length() > 1) {
                    int fits = fitting(rest, width);
                    found.add(new Run(piece, rest.substring(0, fits), line++, 0, width));
                    rest = rest.substring(fits);
                    wide = width(rest);
                }
                if (!rest.isEmpty()) {
                    found.add(new Run(piece, rest, line, x, wide));
                    x += wide;
                }
                if (end) {
                    x = 0;
                    line++;
                }
            }
        }
        runs = found;
        lines = line + 1;
        laidOutFor = width;
    }

    private int fitting(String word, double width) {
        int fits = Math.max(1, (int) (word.length() * width / width(word)));
        while (fits > 1 && width(word.substring(0, fits)) > width) {
            fits--;
        }
        return fits;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double barWidth = bar.prefWidth(-1);
        double inside = Math.max(40, width - barWidth - 2 * PADDING);
        if (laidOutFor != inside) {
            layOut(inside);
        }
        double all = lines * lineHeight + 2 * PADDING;
        boolean scrolls = all > height + 1;
        bar.setVisible(scrolls);
        bar.setMax(Math.max(0, all - height));
        bar.setVisibleAmount(all <= 0 ? 1 : bar.getMax() * Math.min(1, height / all));
        bar.setUnitIncrement(lineHeight);
        bar.setBlockIncrement(height * 0.9);
        bar.resizeRelocate(width - barWidth, 0, barWidth, height);
        canvas.setWidth(width - (scrolls ? barWidth : 0));
        canvas.setHeight(height);
        if (bar.getValue() > bar.getMax()) {
            bar.setValue(bar.getMax());
        }
        draw();
        look();
    }

    private void scrolled() {
        if (laidOutFor > 0) {
            draw();
            look();
        }
    }

    private void look() {
        if (getHeight() > 0 && (!bar.isVisible() || bar.getValue() >= bar.getMax() - lineHeight)) {
            seen.set(true);
        }
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        double top = PADDING - bar.getValue();
        Paint letters = ink.getValue();
        for (Run run : runs) {
            double y = top + run.line() * lineHeight;
            if (y + lineHeight < 0 || y > canvas.getHeight()) {
                continue;
            }
            double shade = run.piece().shade();
            if (shade != 0) {
                g.setFill(color(shade));
                g.fillRect(PADDING + run.x(), y + 1, run.width(), lineHeight - 2);
            }
            g.setFill(letters);
            g.fillText(run.text(), PADDING + run.x(), y + lineHeight / 2);
        }
    }

    /** Orange below and blue above zero, as the diverging scale of the charts. */
    private static Color color(double shade) {
        Color end = shade < 0 ? Color.rgb(213, 94, 0) : Color.rgb(0, 114, 178);
        return end.deriveColor(0, 1, 1, 0.12 + 0.5 * Math.abs(shade));
    }

    private void hover(MouseEvent event) {
        Run run = at(event.getX() - PADDING, event.getY() - PADDING + bar.getValue());
        if (run == null || run.piece().tip().isEmpty()) {
            tooltip.hide();
        } else if (!run.piece().tip().equals(tooltip.getText()) || !tooltip.isShowing()) {
            tooltip.setText(run.piece().tip());
            tooltip.show(this, event.getScreenX() + 12, event.getScreenY() + 16);
        }
    }

    private @Nullable Run at(double x, double y) {
        int line = (int) (y / lineHeight);
        for (Run run : runs) {
            if (run.line() == line && run.x() <= x && x < run.x() + run.width()) {
                return run;
            }
        }
        return null;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 200;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }

    /** The colour of the letters, by the theme; a new theme draws again. */
    private final class Ink extends StyleableObjectProperty<Paint> {
        Ink() {
            super(Color.BLACK);
        }

        @Override
        protected void invalidated() {
            get();
            requestLayout();
        }

        @Override
        public Object getBean() {
            return MarkedText.this;
        }

        @Override
        public String getName() {
            return "ink";
        }

        @Override
        public CssMetaData<MarkedText, Paint> getCssMetaData() {
            return INK;
        }
    }
}
