package rewardloom.viewers;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/**
 * How a list of choices names its entries. Entries are chosen, never typed.
 *
 * @param <T> the entries
 */
public final class ChosenText<T> extends StringConverter<T> {
    private final Function<? super T, String> title;

    /** @param title the name of an entry for people */
    public ChosenText(Function<? super T, String> title) {
        this.title = title;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : title.apply(value);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("entries are chosen, not typed");
    }
}
