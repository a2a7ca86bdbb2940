package rewardloom.importers.pickle;

/** A pickle that is damaged or needs more than data. */
final class PickleException extends Exception {
    private static final long serialVersionUID = 1;

    PickleException(String message) {
        super(message);
    }
}
