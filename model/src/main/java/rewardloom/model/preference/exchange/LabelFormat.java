package rewardloom.model.preference.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.PairQueue;

/** The forms in which labels are written. */
public enum LabelFormat {
    /** Every field of every label; {@link LabelImport} reads it again. */
    FULL(
            "full",
            "Full records (JSONL)",
            "jsonl",
            Holds.EVERYTHING,
            One.LABEL,
            "Every field of every label, one record a line; what another copy of the study reads.",
            new FullRecords()),
    /** {@code prompt, chosen, rejected} as TRL's preference trainers and DPO read it. */
    TRL(
            "trl",
            "Chosen and rejected for TRL and DPO (JSONL)",
            "jsonl",
            Holds.TEXTS,
            One.DECISIVE_ANSWER,
            "prompt, chosen, rejected; what TRL's trainers for DPO and reward models read.",
            new ChosenRejected(false)),
    /** {@code prompt, completion, label}, as TRL's KTO trainer reads it: two lines for each decisive answer. */
    KTO(
            "kto",
            "Desirable and undesirable for KTO (JSONL)",
            "jsonl",
            Holds.TEXTS,
            One.DECISIVE_ANSWER,
            "prompt, completion, label; the better text is true, the worse one false.",
            new Desirable()),
    /** {@code chosen, rejected} as whole dialogues, as in Anthropic's HH-RLHF. */
    HH(
            "hh",
            "Dialogues as in HH-RLHF (JSONL)",
            "jsonl",
            Holds.TEXTS,
            One.DECISIVE_ANSWER,
            "chosen, rejected; whole dialogues with Human: and Assistant:.",
            new ChosenRejected(true)),
    /** Pickles of labels and start indices in a folder. */
    UNI_RLHF(
            "uni-rlhf",
            "Uni-RLHF (folder of pickles)",
            "",
            Holds.SEGMENTS,
            One.ANSWER,
            "indices_1, indices_2, human_label: rows at which segments of one length start; of several files, laid one"
                    + " after another, datasets.json says the order.",
            new StartIndices(true)),
    /** Pickles of labels and start indices in a folder. */
    PREFERENCE_TRANSFORMER(
            "preference-transformer",
            "Preference Transformer (folder of pickles)",
            "",
            Holds.SEGMENTS,
            One.ANSWER,
            "indices, indices_2, label_human: rows at which segments of one length start; of several files, laid one"
                    + " after another, datasets.json says the order.",
            new StartIndices(false)),
    /** A pickled {@code PreferenceDataset} of the imitation library. */
    IMITATION(
            "imitation",
            "imitation (pickle)",
            "pkl",
            Holds.SEGMENTS,
            One.ANSWER,
            "A PreferenceDataset with the fragments themselves; ties are 0.5.",
            new ImitationDataset()),
    /** Arrays of both segments and labels, as the buffers of BPref. */
    BPREF(
            "bpref",
            "BPref (npz)",
            "npz",
            Holds.SEGMENTS,
            One.ANSWER,
            "Observations, actions and rewards of both segments, and labels; segments of one length.",
            new BprefArrays()),
    /** Tasks with annotations, as Label Studio exports and imports them. */
    LABEL_STUDIO(
            "label-studio",
            "Label Studio (JSON)",
            "json",
            Holds.TEXTS,
            One.LABEL,
            "Tasks with an annotation of each annotator.",
            new LabelStudioTasks()),
    /** Records with responses, as Argilla exports and imports them. */
    ARGILLA(
            "argilla",
            "Argilla (JSON)",
            "json",
            Holds.TEXTS,
            One.LABEL,
            "Records with a response of each annotator.",
            new ArgillaRecords()),
    /** A column for each annotator, as in the test set of PandaLM. */
    ANNOTATORS(
            "annotators",
            "A field for each annotator, as PandaLM (JSON)",
            "json",
            Holds.TEXTS,
            One.LABEL,
            "response1, response2, annotator1, annotator2 …; 1 first, 2 second, 0 tie.",
            new AnnotatorFields()),
    /** One row for each label, every field a column. */
    CSV(
            "csv",
            "Table (CSV)",
            "csv",
            Holds.EVERYTHING,
            One.LABEL,
            "One row for each label, every field a column.",
            new FlatTable(false)),
    /** One row for each label, every field a column. */
    PARQUET(
            "parquet",
            "Table (Parquet)",
            "parquet",
            Holds.EVERYTHING,
            One.LABEL,
            "One row for each label, every field a column.",
            new FlatTable(true));

    private final String id;
    private final String title;
    private final String extension;
    private final Holds holds;
    private final One one;
    private final String sentence;
    private final LabelWriter writer;

    /** What a format has room for. */
    private enum Holds {
        EVERYTHING,
        TEXTS,
        SEGMENTS
    }

    /** What it has one record for. */
    private enum One {
        LABEL,
        ANSWER,
        DECISIVE_ANSWER
    }

    LabelFormat(String id, String title, String extension, Holds holds, One one, String sentence, LabelWriter writer) {
        this.id = id;
        this.title = title;
        this.extension = extension;
        this.holds = holds;
        this.one = one;
        this.sentence = sentence;
        this.writer = writer;
    }

    /** The name on the command line. */
    public String id() {
        return id;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** What is in it, for people. */
    public String sentence() {
        return sentence;
    }

    /** The ending of its files; empty for a folder. */
    public String extension() {
        return extension;
    }

    /** Whether ties are written when nobody says otherwise; formats that know only better and worse leave them out. */
    public boolean keepsTies() {
        return one != One.DECISIVE_ANSWER;
    }

    /** Whether it holds answers without their annotators, so that one has to say whose, and what becomes of ties. */
    public boolean decides() {
        return one != One.LABEL;
    }

    /** Whether it has room for what a queue compares. */
    public boolean fits(PairQueue.Kind kind) {
        return switch (holds) {
            case EVERYTHING -> true;
            case TEXTS -> kind != PairQueue.Kind.SEGMENTS;
            case SEGMENTS -> kind == PairQueue.Kind.SEGMENTS;
        };
    }

    /** The formats for a kind of items. */
    public static List<LabelFormat> all(PairQueue.Kind kind) {
        return Arrays.stream(values()).filter(format -> format.fits(kind)).toList();
    }

    /**
     * The format with this {@link #id()}.
     *
     * @throws LabelException if there is none
     */
    public static LabelFormat of(String id) {
        return Arrays.stream(values())
                .filter(format -> format.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new LabelException("there is no format '" + id + "'; there are "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(LabelFormat::id).toList())));
    }

    /** Writes what a book holds; what the writer could not write is in the report. */
    ExportReport write(LabelBook book, Path target) throws IOException {
        if (!fits(book.queue().kind())) {
            throw new LabelException("'" + book.queue().name() + "' holds "
                    + (book.queue().kind() == PairQueue.Kind.SEGMENTS ? "trajectories" : "texts") + ", for which " + id
                    + " has no room; there are "
                    + String.join(
                            ", ",
                            all(book.queue().kind()).stream()
                                    .map(LabelFormat::id)
                                    .toList()));
        }
        return writer.write(book, target);
    }

    /** Writes labels in one form. Has no state. */
    interface LabelWriter {
        /**
         * Writes a file, or files into a folder that exists.
         *
         * @throws IOException if that fails
         * @throws LabelException if the labels have no such form; the message says what can be done
         */
        ExportReport write(LabelBook book, Path target) throws IOException;
    }
}
