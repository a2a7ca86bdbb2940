package rewardloom.model.response;

import java.util.List;

/**
 * A dialogue or the run of an agent, taken apart.
 *
 * @param turns from first to last
 */
public record Transcript(List<Turn> turns) {

    public Transcript {
        turns = List.copyOf(turns);
    }

    /**
     * What one side said at a time.
     *
     * @param role who spoke: user, assistant, system, tool, or empty when that is not known
     * @param parts what was said, in order
     */
    public record Turn(String role, List<Part> parts) {
        public Turn {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A piece of a turn.
     *
     * @param kind what it is
     * @param name name of the tool, or of the tag it stood in; may be empty
     * @param text the piece
     */
    public record Part(Kind kind, String name, String text) {}

    /** What a piece of a turn is. */
    public enum Kind {
        TEXT,
        THOUGHT,
        CALL,
        RESULT,
        ANSWER
    }

    /** Whether there is more than one piece of plain text. */
    public boolean isStructured() {
        return turns.size() > 1
                || turns.stream().flatMap(turn -> turn.parts().stream()).anyMatch(part -> part.kind() != Kind.TEXT);
    }

    /** Number of pieces that are tool calls. */
    public long calls() {
        return turns.stream()
                .flatMap(turn -> turn.parts().stream())
                .filter(part -> part.kind() == Kind.CALL)
                .count();
    }
}
