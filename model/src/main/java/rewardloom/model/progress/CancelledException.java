package rewardloom.model.progress;

/** Work was stopped because its result is not wanted any more; not an error. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("cancelled");
    }
}
