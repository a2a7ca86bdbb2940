package rewardloom.app.task;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import rewardloom.model.progress.Progress;

/** Work that runs or waits to: written by its worker, shown by the window. */
public final class RunningTask {
    private final String title;
    private final ReadOnlyStringWrapper shownStep = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper shownFraction = new ReadOnlyDoubleWrapper(Double.NaN);
    private volatile State state = new State("", Double.NaN);
    private volatile boolean cancelled;

    RunningTask(String title) {
        this.title = title;
    }

    /** What is being done; empty for work that nobody needs to see. */
    public String title() {
        return title;
    }

    /** What it is at right now. Changes only when {@link Tasks#refresh()} pulls it. */
    public ReadOnlyStringProperty stepProperty() {
        return shownStep.getReadOnlyProperty();
    }

    /** Share that is done, 0 to 1, or NaN when it cannot be known. Changes only when {@link Tasks#refresh()} pulls it. */
    public ReadOnlyDoubleProperty fractionProperty() {
        return shownFraction.getReadOnlyProperty();
    }

    /** Asks the work to stop; it does so at its next batch. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    void pull() {
        State now = state;
        shownStep.set(cancelled ? "stopping" : now.step);
        shownFraction.set(now.fraction);
    }

    Progress progress() {
        return new Progress() {
            @Override
            public void update(String step, double fraction) {
                state = new State(step, fraction);
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
    }

    private record State(String step, double fraction) {}
}
