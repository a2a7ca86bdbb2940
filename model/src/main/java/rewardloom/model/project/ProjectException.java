package rewardloom.model.project;

import org.jspecify.annotations.Nullable;

/** A project cannot do what was asked. The message says what happened, to which file, and what can be done about it. */
public final class ProjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean damage;

    public ProjectException(String message) {
        this(message, null);
    }

    public ProjectException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    ProjectException(String message, @Nullable Throwable cause, boolean damage) {
        super(message, cause);
        this.damage = damage;
    }

    /** Whether the catalogue is damaged or lost, so that {@link Project#recover} can help. */
    public boolean isDamage() {
        return damage;
    }
}
