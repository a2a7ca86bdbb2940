package rewardloom.viewers.analysis;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The figures and tables of a result as a row of cards; the chosen one is shown above. */
final class ItemStrip extends ScrollPane {
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
        refill();
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
        card.setTooltip(new Tooltip(item.title()));
        card.setAccessibleText(item.title());
        card.setOnAction(e -> {
            model.show(item);
            card.setSelected(true);
        });
        return card;
    }

    private void mark() {
        Item shown = model.shownProperty().get();
        for (var toggle : group.getToggles()) {
            toggle.setSelected(shown != null && toggle.getUserData() instanceof Item item && item.sameAs(shown));
        }
    }
}
