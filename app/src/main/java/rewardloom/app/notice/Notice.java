package rewardloom.app.notice;

import java.util.List;
import rewardloom.viewers.ViewAction;

/**
 * Something to tell.
 *
 * @param severity how much it matters: an error stays until it is dismissed
 * @param message a sentence
 * @param details what helps to find the cause, to be copied; empty for none
 * @param offers what can be done about it
 */
public record Notice(Severity severity, String message, String details, List<ViewAction> offers) {

    /** How much it matters. */
    public enum Severity {
        DONE,
        WARNING,
        ERROR
    }
}
