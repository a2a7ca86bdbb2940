package rewardloom.viewers.preference;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.exchange.ImportReport;
import rewardloom.model.preference.exchange.LabelExport;
import rewardloom.model.preference.exchange.LabelFormat;
import rewardloom.model.preference.exchange.LabelImport;
import rewardloom.model.preference.exchange.LabelMerge;
import rewardloom.model.preference.exchange.Votes;
import rewardloom.model.project.Project;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;
import rewardloom.viewers.work.Background;

/** Labels to files and back, and from other copies of the study, with an account of what was done. */
final class LabelFilesModel {
    private final StudyLabels study;
    private final Background background;
    private final Clock clock;
    private final Runnable changed;
    private final ReadOnlyObjectWrapper<Account> account = new ReadOnlyObjectWrapper<>(this, "account", Account.NONE);
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");
    private final Object filing = new Object();

    /**
     * What was done.
     *
     * @param sentence the account, empty when nothing was done
     * @param problems what was odd
     */
    record Account(String sentence, List<Problem> problems) {
        static final Account NONE = new Account("", List.of());

        Account {
            problems = List.copyOf(problems);
        }
    }

    /** @param changed told when labels came in */
    LabelFilesModel(StudyLabels study, Background background, Clock clock, Runnable changed) {
        this.study = study;
        this.background = background;
        this.clock = clock;
        this.changed = changed;
    }

    /** What was done last. */
    ReadOnlyObjectProperty<Account> accountProperty() {
        return account.getReadOnlyProperty();
    }

    /** What went wrong last, empty when nothing did. */
    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /** Says what was done. */
    void tell(String sentence) {
        account.set(new Account(sentence, List.of()));
    }

    /** Takes the last account away. */
    void forget() {
        account.set(Account.NONE);
        error.set("");
    }

    /**
     * Writes the labels of a queue.
     *
     * @param votes whose answers are written where a format has one for each pair
     * @param ties whether ties are written
     */
    void export(PairQueue queue, LabelFormat format, Votes votes, boolean ties, Path target) {
        work(
                "Exporting labels",
                () -> new Account(
                        new LabelExport(study.log(), study.tables())
                                .write(queue, format, votes, ties, target)
                                .sentence(),
                        List.of()));
    }

    /** Adds the labels of a file, or of a folder, to a queue. */
    void load(PairQueue queue, Path file) {
        work("Importing labels", () -> of(reading().into(queue, file)));
    }

    /** Adds the answers that an imported table brought with it to a queue drawn from it. In the background already. */
    ImportReport answers(PairQueue queue, Table table) {
        return reading().answers(queue, table);
    }

    private LabelImport reading() {
        return new LabelImport(study.log(), study.tables(), study.files(), clock);
    }

    static Account of(ImportReport report) {
        return new Account(report.sentence(), report.problems());
    }

    /** Takes over the queues and labels of another copy of the study. */
    void merge(Path copy) {
        work("Merging labels", () -> {
            try (Project other = Project.open(copy)) {
                return merged(new LabelMerge(study.log(), study.tables())
                        .from(other.labels(), String.valueOf(copy.getFileName())));
            }
        });
    }

    private static Account merged(List<LabelMerge.Merged> merged) {
        if (merged.isEmpty()) {
            return new Account("The other copy has no queues.", List.of());
        }
        List<Problem> problems = new ArrayList<>();
        merged.forEach(m -> problems.addAll(m.labels().problems()));
        return new Account(
                String.join(
                        "\n", merged.stream().map(LabelMerge.Merged::sentence).toList()),
                problems);
    }

    private void work(String what, Supplier<Account> work) {
        forget();
        background.latest(
                filing,
                what,
                progress -> work.get(),
                done -> {
                    account.set(done);
                    changed.run();
                },
                e -> error.set(Objects.requireNonNullElse(e.getMessage(), e.toString())));
    }
}
