package rewardloom.model.project;

/** Somebody who listens; closing ends it. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
