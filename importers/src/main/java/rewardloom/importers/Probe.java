package rewardloom.importers;

/**
 * How sure an importer is that a file is its own.
 *
 * @param score 0 not mine; 1 could be read; 2 looks like it; 3 almost sure; 4 certain by magic number or unmistakable content
 * @param why a short reason for people
 */
public record Probe(int score, String why) {

    public static final Probe NO = new Probe(0, "");

    public Probe {
        if (score < 0 || score > 4) {
            throw new IllegalArgumentException("a probe's score is 0 to 4, not " + score);
        }
    }
}
