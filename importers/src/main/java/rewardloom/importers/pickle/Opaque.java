package rewardloom.importers.pickle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object of a class that is not built: its name, and what it would have been built from. Filled while the pickle is read. */
final class Opaque {
    private final String name;
    private final @Nullable Object arguments;
    private @Nullable Object state;

    /**
     * An object or a class.
     *
     * @param name module and name of the class
     * @param arguments what it is called with, or null for the class itself
     */
    Opaque(String name, @Nullable Object arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    String name() {
        return name;
    }

    @Nullable
    Object arguments() {
        return arguments;
    }

    /** What would be put into the object: a dictionary of its fields, mostly. */
    @Nullable
    Object state() {
        return state;
    }

    void build(@Nullable Object newState) {
        // Objects with slots have a pair of two dictionaries.
        state = newState instanceof List<?> pair && pair.size() == 2 && pair.getFirst() == null
                ? pair.get(1)
                : newState;
    }
}
