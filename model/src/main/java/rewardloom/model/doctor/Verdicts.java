package rewardloom.model.doctor;

/**
 * How the answers to pairs look: for labels how many are ties, and for labels beside scores how often they agree with what the scores
 * say.
 *
 * @param name what was looked at
 * @param answered number of answers
 * @param ties number of ties among them
 * @param compared answers that are no ties, where the scores of the two sides differ
 * @param agreeing those for the side with the higher score
 * @param shift number of rows by which the answers would have to be moved to agree best, 0 if they are best where they are
 * @param shiftedAgreement share of agreement then
 */
record Verdicts(
        String name, long answered, long ties, long compared, long agreeing, int shift, double shiftedAgreement) {

    /** Share of the compared answers that agree, NaN if there is none. */
    double agreement() {
        return compared == 0 ? Double.NaN : (double) agreeing / compared;
    }
}
