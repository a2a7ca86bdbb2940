package rewardloom.model.preference.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rewardloom.model.preference.LabelScale;
import rewardloom.model.preference.LabelSheet;
import rewardloom.model.preference.Ratings;

/**
 * A pair on which annotators differ.
 *
 * @param row its row
 * @param first annotators for the first item
 * @param second annotators for the second item
 * @param tie annotators for neither
 */
record Dispute(int row, List<String> first, List<String> second, List<String> tie) {

    /** Every dispute: those with the most even decisive votes first. */
    static List<Dispute> of(LabelSheet sheet) {
        List<Dispute> all = new ArrayList<>();
        for (int row = 0; row < sheet.items(); row++) {
            Dispute dispute = new Dispute(
                    row,
                    who(sheet, row, LabelScale.FIRST),
                    who(sheet, row, LabelScale.SECOND),
                    who(sheet, row, LabelScale.TIE));
            int answers = (dispute.first.isEmpty() ? 0 : 1)
                    + (dispute.second.isEmpty() ? 0 : 1)
                    + (dispute.tie.isEmpty() ? 0 : 1);
            if (answers > 1) {
                all.add(dispute);
            }
        }
        all.sort(Comparator.comparingInt(Dispute::minority).reversed());
        return all;
    }

    private static List<String> who(LabelSheet sheet, int row, int code) {
        return sheet.raters().stream()
                .filter(rater -> rater.codes()[row] == code && code != Ratings.MISSING)
                .map(LabelSheet.Rater::name)
                .toList();
    }

    /** Decisive votes against the larger decisive side. */
    int minority() {
        return Math.min(first.size(), second.size());
    }
}
