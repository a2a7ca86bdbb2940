package rewardloom.model.expression;

import org.jspecify.annotations.Nullable;

/** Where an expression takes its values from, by the index of the name among those it was parsed with. */
public interface Row {

    /** The value as a number, NaN when it is missing or a text. */
    double number(int name);

    /** The value as text, null when it is missing or only a number. */
    default @Nullable String text(int name) {
        return null;
    }
}
