package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;

/** Labels that belong to other rows, say the opposite, or say nothing. */
final class LabelChecks {
    private static final int FEWEST = 50;
    private static final double MOSTLY = 0.5;
    private static final double BELOW_CHANCE = 0.45;
    private static final double INVERTED = 0.35;
    private static final double CLEARLY_BETTER = 0.15;

    private LabelChecks() {}

    static List<Problem> look(Checkup table) {
        List<Problem> found = new ArrayList<>();
        for (Verdicts verdicts : table.verdicts()) {
            if (verdicts.answered() >= FEWEST && verdicts.ties() > MOSTLY * verdicts.answered()) {
                found.add(ties(verdicts));
            }
            if (verdicts.compared() >= FEWEST) {
                placed(verdicts, found);
            }
        }
        return found;
    }

    private static Problem ties(Verdicts verdicts) {
        return new Problem(
                Severity.WARNING,
                "mostly-ties",
                verdicts.name(),
                verdicts.ties(),
                Places.percent((double) verdicts.ties() / verdicts.answered()) + " of the " + verdicts.answered()
                        + " answers are ties: they say next to nothing about the reward; check whether the value that"
                        + " stands for a tie stands for something else");
    }

    private static void placed(Verdicts verdicts, List<Problem> found) {
        double agreement = verdicts.agreement();
        if (verdicts.shift() != 0
                && verdicts.shiftedAgreement() > Math.max(agreement, 1 - agreement) + CLEARLY_BETTER) {
            found.add(new Problem(
                    Severity.WARNING,
                    "labels-shifted",
                    verdicts.name(),
                    verdicts.compared(),
                    "the answers agree with the scores " + Math.abs(verdicts.shift()) + " rows "
                            + (verdicts.shift() > 0 ? "further down" : "further up") + " in "
                            + Places.percent(verdicts.shiftedAgreement()) + ", with those of their own rows in "
                            + Places.percent(agreement)
                            + ": the file seems to be out of step; join it by keys, not by rows"));
        } else if (agreement < INVERTED) {
            found.add(new Problem(
                    Severity.WARNING,
                    "labels-inverted",
                    verdicts.name(),
                    verdicts.compared(),
                    "only " + Places.percent(agreement) + " of the answers are for the side with the higher score:"
                            + " the labels seem to mean the opposite; check which side 0 and 1 stand for"));
        } else if (agreement < BELOW_CHANCE) {
            found.add(new Problem(
                    Severity.WARNING,
                    "labels-misaligned",
                    verdicts.name(),
                    verdicts.compared(),
                    "the answers are for the side with the higher score in " + Places.percent(agreement)
                            + ", less than by chance: they may belong to other pairs, or judge something else"));
        }
    }
}
