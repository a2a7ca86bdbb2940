package rewardloom.viewers.preference;

import rewardloom.model.preference.LabelExport;
import rewardloom.model.preference.PairQueue;
import rewardloom.viewers.Desk;

/** Asks where labels shall go and sends them there. */
final class Exports {
    private Exports() {}

    static void full(LabelingModel model, Desk desk, PairQueue queue) {
        desk.askWhereToSave("Labels of " + queue.name(), fileName(queue, "labels"))
                .ifPresent(file -> model.export(queue, file));
    }

    /** Ties are left out, and the report says how many. */
    static void chosen(LabelingModel model, Desk desk, PairQueue queue) {
        desk.askWhereToSave("Chosen and rejected texts of " + queue.name(), fileName(queue, "chosen"))
                .ifPresent(file -> model.exportChosen(queue, LabelExport.Ties.DROP, file));
    }

    /** Ties are kept with a probability of one half. */
    static void chosenWithTies(LabelingModel model, Desk desk, PairQueue queue) {
        desk.askWhereToSave("Chosen and rejected texts of " + queue.name(), fileName(queue, "chosen"))
                .ifPresent(file -> model.exportChosen(queue, LabelExport.Ties.SOFT, file));
    }

    private static String fileName(PairQueue queue, String what) {
        return queue.name().replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "") + "-" + what + ".jsonl";
    }
}
