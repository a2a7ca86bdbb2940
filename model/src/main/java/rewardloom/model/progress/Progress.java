package rewardloom.model.progress;

/** How long work reports how far it is and learns that nobody wants its result any more. Implementations are thread-safe. */
public interface Progress {

    /** Reports nothing and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void update(String step, double fraction) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /**
     * Says what is being done.
     *
     * @param step a short phrase for people, such as {@code "reading events"}
     * @param fraction share of the work that is done, 0 to 1, or NaN when it cannot be known
     */
    void update(String step, double fraction);

    /** Whether the result is not wanted any more. */
    boolean isCancelled();

    /**
     * To be called once per batch of work.
     *
     * @throws CancelledException if the work was cancelled
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }
}
