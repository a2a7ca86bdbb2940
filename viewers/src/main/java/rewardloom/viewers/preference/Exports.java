package rewardloom.viewers.preference;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.MenuItem;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelExport;
import rewardloom.model.preference.PairQueue;
import rewardloom.viewers.Desk;

/** Asks where labels shall go and sends them there. */
final class Exports {
    private Exports() {}

    /** What can be done with files of a queue's labels. */
    static List<MenuItem> items(PreferenceModel model, Desk desk, PairQueue queue) {
        List<MenuItem> items = new ArrayList<>();
        items.add(QueueCard.item("Export labels", () -> full(model, desk, queue)));
        if (queue.kind() != PairQueue.Kind.SEGMENTS) {
            items.add(QueueCard.item("Export chosen and rejected, without ties", () -> chosen(model, desk, queue)));
            items.add(QueueCard.item(
                    "Export chosen and rejected, ties as one half", () -> chosenWithTies(model, desk, queue)));
        }
        MenuItem load = QueueCard.item("Import labels", () -> {});
        load.setOnAction(
                e -> importLabels(model, queue, () -> load.getParentPopup().getOwnerWindow()));
        items.add(load);
        return items;
    }

    static void full(PreferenceModel model, Desk desk, PairQueue queue) {
        desk.askWhereToSave("Labels of " + queue.name(), fileName(queue, "labels"))
                .ifPresent(file -> model.export(queue, file));
    }

    /** Ties are left out, and the report says how many. */
    static void chosen(PreferenceModel model, Desk desk, PairQueue queue) {
        desk.askWhereToSave("Chosen and rejected texts of " + queue.name(), fileName(queue, "chosen"))
                .ifPresent(file -> model.exportChosen(queue, LabelExport.Ties.DROP, file));
    }

    /** Ties are kept with a probability of one half. */
    private static void chosenWithTies(PreferenceModel model, Desk desk, PairQueue queue) {
        desk.askWhereToSave("Chosen and rejected texts of " + queue.name(), fileName(queue, "chosen"))
                .ifPresent(file -> model.exportChosen(queue, LabelExport.Ties.SOFT, file));
    }

    private static void importLabels(PreferenceModel model, PairQueue queue, Supplier<@Nullable Window> window) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Labels for " + queue.name());
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Exported labels", "*.jsonl"));
        File file = chooser.showOpenDialog(window.get());
        if (file != null) {
            model.importLabels(queue, file.toPath());
        }
    }

    private static String fileName(PairQueue queue, String what) {
        return queue.name().replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "") + "-" + what + ".jsonl";
    }
}
