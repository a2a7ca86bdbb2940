package rewardloom.model.preference;

/** Something that can be done about stands in the message: a pair that was answered elsewhere, a file of labels that is none. */
public final class LabelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LabelException(String message) {
        super(message);
    }

    public LabelException(String message, Throwable cause) {
        super(message, cause);
    }
}
