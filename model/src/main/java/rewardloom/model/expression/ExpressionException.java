package rewardloom.model.expression;

/** An expression that cannot be read; the message says what is wrong and where. */
public final class ExpressionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message);
    }
}
