package rewardloom.model.formula;

import org.jspecify.annotations.Nullable;

/** A formula is refused, fails, or cannot be written in another language. The message says why, and what would help. */
public final class FormulaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FormulaException(String message) {
        this(message, null);
    }

    public FormulaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
