package rewardloom.model.preference;

import rewardloom.model.table.Table;

/**
 * One of the two things that are compared. Its hash says what it is, not where it lies: it is the same in every project that holds
 * the same data, so labels made on a copy of a project find their pairs again.
 */
public sealed interface Item {

    /** Id of the table that holds it. */
    String table();

    /** 64 hexadecimal digits that stand for its content. */
    String hash();

    /**
     * Some consecutive steps of an episode. The hash covers the SHA-256 of the source file and the place in it.
     *
     * @param start index of the first step inside the episode, counted from 0
     * @param end index after the last step
     */
    record Segment(String table, String hash, String run, long episode, int start, int end) implements Item {

        /** The segment of an episode; steps are counted inside the episode. */
        public static Segment of(Table table, String run, long episode, int start, int end) {
            // The table's own run name comes from the path it was imported by, which differs between colleagues.
            String inFile = run.equals(table.run()) ? "" : run;
            String hash = Sha256.hex("segment", source(table), inFile, Long.toString(episode), start + ":" + end);
            return new Segment(table.id(), hash, run, episode, start, end);
        }

        /** Number of steps. */
        public int length() {
            return end - start;
        }
    }

    /**
     * A sampled text. The hash covers prompt and text.
     *
     * @param row its row in the table
     * @param promptId id of its prompt, empty when the table has none
     * @param sample number of the sample among those of its prompt, -1 when the table has none
     */
    record Response(String table, String hash, long row, String promptId, long sample) implements Item {

        /** The response with this text. */
        public static Response of(Table table, long row, String promptId, long sample, String prompt, String text) {
            return new Response(table.id(), Sha256.hex("text", prompt, text), row, promptId, sample);
        }
    }

    /**
     * One text of an imported preference pair. The hash covers prompt and text.
     *
     * @param row row of the pair in its table
     * @param column name of the column that holds the text
     */
    record PairText(String table, String hash, long row, String column) implements Item {

        /** The text in this cell. */
        public static PairText of(Table table, long row, String column, String prompt, String text) {
            return new PairText(table.id(), Sha256.hex("text", prompt, text), row, column);
        }
    }

    private static String source(Table table) {
        String sha256 = table.provenance().sha256();
        return sha256.isEmpty() ? "unsaved:" + table.name() : sha256;
    }
}
