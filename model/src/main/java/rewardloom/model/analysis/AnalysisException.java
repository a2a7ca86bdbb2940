package rewardloom.model.analysis;

/** An analysis cannot be run on this input; the message says why and what to do. Not a defect of the program. */
public final class AnalysisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AnalysisException(String message) {
        super(message);
    }
}
