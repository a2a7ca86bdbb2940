package rewardloom.viewers.preference;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelCoding;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.exchange.ImportReport;
import rewardloom.model.preference.exchange.LabelExport;
import rewardloom.model.preference.exchange.LabelFormat;
import rewardloom.model.preference.exchange.LabelImport;
import rewardloom.model.preference.exchange.LabelImport.Answers;
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
    private final ReadOnlyObjectWrapper<@Nullable Doubt> doubt = new ReadOnlyObjectWrapper<>(this, "doubt");
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
    void tell(Account done) {
        account.set(done);
    }

    /** Says something. */
    void tell(String sentence) {
        account.set(new Account(sentence, List.of()));
    }

    /** Takes the last account away. */
    void forget() {
        account.set(Account.NONE);
        doubt.set(null);
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

    /** Adds the labels of a file, or of a folder, to a queue; where they are doubtful, {@link #doubtProperty} asks first. */
    void load(PairQueue queue, Path file) {
        forget();
        background.latest(
                filing,
                "Importing labels",
                progress -> {
                    LabelImport.Prepared prepared = reading().prepare(queue, file, Answers.AS_WRITTEN);
                    return prepared.isDoubtful()
                            ? new Loaded(doubtful(file, prepared), new Doubt(queue, file, prepared))
                            : new Loaded(of(prepared.add()), null);
                },
                loaded -> {
                    doubt.set(loaded.doubt());
                    account.set(loaded.account());
                    changed.run();
                },
                this::failed);
    }

    private static Account doubtful(Path file, LabelImport.Prepared prepared) {
        ImportReport report = prepared.report();
        return new Account(
                String.format(
                        Locale.ROOT,
                        "%,d labels of %s are new, but look at them first.",
                        report.added(),
                        file.getFileName()),
                report.problems());
    }

    private record Loaded(Account account, @Nullable Doubt doubt) {}

    /** Labels that may stand beside the wrong pairs, or mean the opposite. */
    record Doubt(PairQueue queue, Path file, LabelImport.Prepared prepared) {}

    /** Labels that wait for a decision, null when there are none. */
    ReadOnlyObjectProperty<@Nullable Doubt> doubtProperty() {
        return doubt.getReadOnlyProperty();
    }

    /** Adds the labels that wait, as they are written or with first and second interchanged. */
    void add(boolean interchanged) {
        Doubt waiting = doubt.get();
        if (waiting != null) {
            work(
                    "Importing labels",
                    () -> of(
                            interchanged
                                    ? reading()
                                            .prepare(
                                                    waiting.queue(),
                                                    waiting.file(),
                                                    new Answers(LabelCoding.AUTO, true))
                                            .add()
                                    : waiting.prepared().add()));
        }
    }

    /** Adds the answers that an imported table brought with it to a queue drawn from it. In the background already. */
    ImportReport answers(PairQueue queue, Table table) {
        return reading().answers(queue, table, Answers.AS_WRITTEN).add();
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
                this::failed);
    }

    private void failed(Exception e) {
        error.set(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
}
