package rewardloom.viewers.recipe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Figure;
import rewardloom.model.formula.Block;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.formula.FunctionCard;
import rewardloom.model.formula.FunctionCards;
import rewardloom.model.reward.recipe.FunctionCurve;
import rewardloom.model.table.Tables;
import rewardloom.viewers.work.Background;

/** The function that is looked at: the chosen one of a recipe, drawn with the numbers it has there, or any other. */
public final class CardModel {
    private final FunctionCards cards;
    private final Tables tables;
    private final Background background;
    private final Consumer<Exception> failure;
    private final ReadOnlyObjectWrapper<@Nullable FunctionCard> card = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Figure> curve = new ReadOnlyObjectWrapper<>();
    private boolean following = true;

    CardModel(FunctionCards cards, Tables tables, Background background, Consumer<Exception> failure) {
        this.cards = cards;
        this.tables = tables;
        this.background = background;
        this.failure = failure;
    }

    /** The function. */
    public ReadOnlyObjectProperty<@Nullable FunctionCard> cardProperty() {
        return card.getReadOnlyProperty();
    }

    /** Its curve; null if it has none. */
    public ReadOnlyObjectProperty<@Nullable Figure> curveProperty() {
        return curve.getReadOnlyProperty();
    }

    /** Looks at a function, whether the recipe has it or not, with its usual numbers. */
    public void look(FunctionCard newCard) {
        following = false;
        card.set(newCard);
        draw(newCard, Map.of());
    }

    /** Looks at the function at a place of a recipe or around it, from now on. */
    void follow(Block recipe, List<Integer> place) {
        following = true;
        update(recipe, place);
    }

    /** The recipe has changed. */
    void update(Block recipe, List<Integer> place) {
        for (int depth = place.size(); following && depth >= 0; depth--) {
            if (recipe.at(place.subList(0, depth)).orElse(null) instanceof Block.Call call) {
                FunctionCard found = cards.get(call.function()).orElse(null);
                card.set(found);
                draw(found, settings(call));
                return;
            }
        }
    }

    private static Map<Integer, Double> settings(Block.Call call) {
        Map<Integer, Double> settings = new HashMap<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            if (call.arguments().get(i) instanceof Block.Constant(var value)) {
                settings.put(i, value.doubleValue());
            }
        }
        return settings;
    }

    private void draw(@Nullable FunctionCard wanted, Map<Integer, Double> settings) {
        if (wanted == null) {
            curve.set(null);
            return;
        }
        background.latest(
                List.of(this, "curve"),
                "",
                progress -> {
                    try {
                        return FunctionCurve.of(wanted, settings, tables.formulas());
                    } catch (FormulaException e) {
                        // A list for a number, or the like: there is a card, but no curve.
                        return Optional.<Figure>empty();
                    }
                },
                figure -> curve.set(figure.orElse(null)),
                failure);
    }

    void close() {
        background.cancel(List.of(this, "curve"));
    }
}
