package rewardloom.viewers.recipe;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rewardloom.model.formula.FunctionCard;
import rewardloom.model.formula.FunctionCards;

/**
 * Something to put into a recipe.
 *
 * @param name name of a column or function, as formulas call it
 * @param note a few words on it
 * @param card of a function, null for a column
 */
record PalettePiece(String name, String note, @Nullable FunctionCard card) {

    static PalettePiece of(FunctionCard card) {
        return new PalettePiece(card.name(), card.formula(), card);
    }

    static PalettePiece column(String name, String note) {
        return new PalettePiece(name, note, null);
    }

    /** As it is dragged. */
    String text() {
        return (card == null ? "c" : "f") + name;
    }

    static PalettePiece of(String text, FunctionCards cards) {
        String name = text.substring(1);
        return text.startsWith("f")
                ? cards.get(name).map(PalettePiece::of).orElseThrow()
                : new PalettePiece(name, "", null);
    }

    String title() {
        return card == null ? name : card.title();
    }

    /** Does one thing with a function, another with a column. */
    void use(Consumer<FunctionCard> function, Consumer<String> column) {
        if (card == null) {
            column.accept(name);
        } else {
            function.accept(card);
        }
    }
}
