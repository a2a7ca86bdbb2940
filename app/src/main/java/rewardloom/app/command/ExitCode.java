package rewardloom.app.command;

/** The exit codes of every command. */
final class ExitCode {
    static final int DONE = 0;
    /** Done, but something in the input was bad; the output says what. */
    static final int BAD_INPUT = 1;

    static final int WRONG_USAGE = 2;
    static final int FAILED = 3;

    private ExitCode() {}
}
