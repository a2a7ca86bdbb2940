package rewardloom.viewers.paper;

import java.io.IOException;

/** A figure could not be written or read; the message says which file, why, and what to do. */
public final class ExportException extends IOException {
    private static final long serialVersionUID = 1L;

    public ExportException(String message, Throwable cause) {
        super(message, cause);
    }

    public ExportException(String message) {
        super(message);
    }
}
