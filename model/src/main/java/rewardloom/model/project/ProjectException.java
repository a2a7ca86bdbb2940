package rewardloom.model.project;

import org.jspecify.annotations.Nullable;

/** A project cannot do what was asked. The message says what happened, to which file, and what can be done about it. */
public final class ProjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProjectException(String message) {
        super(message);
    }

    public ProjectException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
