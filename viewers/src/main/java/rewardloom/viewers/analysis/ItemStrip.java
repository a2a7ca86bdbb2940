package rewardloom.viewers.analysis;

import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The figures and tables of a result as a row of cards; the chosen one is shown above. */
final class ItemStrip extends ScrollPane {
    private static final double NARROWEST = 96;
    private static final double WIDEST = 340;
    private static final double AROUND_TEXT = 56;
    private static final double ONE_LINE = 140;

    private final AnalysisModel<?> model;
    private final HBox cards = new HBox();
    private final ToggleGroup group = new ToggleGroup();

    ItemStrip(AnalysisModel<?> model) {
        this.model = model;
        cards.getStyleClass().add("item-cards");
        getStyleClass().addAll("item-strip", "edge-to-edge");
        setContent(cards);
        setFitToHeight(true);
        setVbarPolicy(ScrollBarPolicy.NEVER);
        model.items().addListener((ListChangeListener<Item>) c -> refill());
        model.shownProperty().subscribe(this::mark);
        addEventFilter(ScrollEvent.SCROLL, this::wheel);
        refill();
    }

    /** There is only one way to go: an ordinary wheel goes it too. */
    private void wheel(ScrollEvent event) {
        double hidden = cards.getWidth() - getViewportBounds().getWidth();
        if (hidden > 0 && event.getDeltaX() == 0 && event.getDeltaY() != 0) {
            setHvalue(getHvalue() - event.getDeltaY() / hidden);
            event.consume();
        }
    }

    private void refill() {
        cards.getChildren().setAll(model.items().stream().map(this::card).toList());
        boolean useful = model.items().size() > 1;
        setVisible(useful);
        setManaged(useful);
        mark();
    }

    private ToggleButton card(Item item) {
        Label title = new Label(item.title());
        title.setWrapText(true);
        ToggleButton card = new ToggleButton();
        card.setGraphic(title);
        title.setGraphic(new FontIcon(item instanceof Item.OfTable ? Feather.GRID : Feather.BAR_CHART_2));
        card.setToggleGroup(group);
        card.setUserData(item);
        card.getStyleClass().add("item-card");
        card.setPrefWidth(Math.clamp(inTwoLines(item.title()) + AROUND_TEXT, NARROWEST, WIDEST));
        card.setMinWidth(USE_PREF_SIZE);
        card.setTooltip(new Tooltip(item.title()));
        card.setAccessibleText(item.title());
        card.setOnAction(e -> {
            model.show(item);
            card.setSelected(true);
        });
        return card;
    }

    /** How wide a text is that may go on in a second line, broken where both are shortest. */
    private static double inTwoLines(String text) {
        double best = width(text);
        if (best <= ONE_LINE) {
            return best;
        }
        for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
            best = Math.min(best, Math.max(width(text.substring(0, space)), width(text.substring(space + 1))));
        }
        return best;
    }

    private static double width(String text) {
        return new Text(text).getLayoutBounds().getWidth();
    }

    private void mark() {
        Item shown = model.shownProperty().get();
        for (var toggle : group.getToggles()) {
            toggle.setSelected(shown != null && toggle.getUserData() instanceof Item item && item.sameAs(shown));
            if (toggle.isSelected() && toggle instanceof Node card) {
                // Cards that are new have no place yet.
                Platform.runLater(() -> scrollTo(card.getBoundsInParent()));
            }
        }
    }

    /** Brings a card into sight, and no further. */
    private void scrollTo(Bounds card) {
        double seen = getViewportBounds().getWidth();
        double hidden = cards.getWidth() - seen;
        if (hidden > 0) {
            double left = getHvalue() * hidden;
            double wanted = Math.max(Math.min(left, card.getMinX() - 16), card.getMaxX() + 16 - seen);
            setHvalue(Math.clamp(wanted / hidden, 0, 1));
        }
    }
}
