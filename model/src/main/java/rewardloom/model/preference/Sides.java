package rewardloom.model.preference;

/** Which item of a pair stands on the left. */
public enum Sides {
    A_LEFT,
    B_LEFT;

    /**
     * The sides that one annotator sees a pair on: a fair coin fixed by the queue's seed, the annotator and the pair, so that it is
     * the same after a restart and independent between annotators. It is the lowest bit of a SHA-256 hash of the three.
     */
    public static Sides of(long seed, String annotator, Pair pair) {
        String hash = Sha256.hex(
                Long.toString(seed), annotator, pair.a().hash(), pair.b().hash());
        return (Character.digit(hash.charAt(hash.length() - 1), 16) & 1) == 0 ? A_LEFT : B_LEFT;
    }

    /** The name in files: the item on the left, {@code a} or {@code b}. */
    public String id() {
        return this == A_LEFT ? "a" : "b";
    }

    /**
     * The sides with this {@link #id()}.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Sides parse(String id) {
        return switch (id) {
            case "a" -> A_LEFT;
            case "b" -> B_LEFT;
            default -> throw new IllegalArgumentException("'" + id + "' is no item of a pair; items are a and b");
        };
    }

    /** The answer that says the item on the left is better. */
    public Answer left() {
        return this == A_LEFT ? Answer.A : Answer.B;
    }

    /** The answer that says the item on the right is better. */
    public Answer right() {
        return left().swapped();
    }

    public Sides swapped() {
        return this == A_LEFT ? B_LEFT : A_LEFT;
    }
}
