package rewardloom.model.project;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.model.doctor.Checkup;
import rewardloom.model.doctor.Examination;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.EpisodeSummarizer;
import rewardloom.model.table.EpisodeSummary;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.TableSummarizer;
import rewardloom.model.table.Values;
import rewardloom.model.table.ValuesJoin;
import rewardloom.model.table.ValuesSlice;

/** What is learned of one table while its batches go by: schema, roles, summaries and its first rows. */
final class Intake {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final TableSpec spec;
    private final TableSummarizer summarizer;
    private final List<Batch> first = new ArrayList<>();
    private final Examination examination;
    private final @Nullable EpisodeSummarizer episodes;
    private int firstRows;

    Intake(TableSpec spec, RoleRules rules) {
        this.spec = spec;
        this.summarizer = new TableSummarizer(spec, rules);
        this.examination = new Examination(
                spec.name(), spec.run(), spec.kind(), summarizer.columns(), tag -> rules.guess(spec.kind(), tag));
        this.episodes = spec.kind() == Kind.STEPS ? new EpisodeSummarizer(summarizer.columns()) : null;
    }

    void add(Batch batch) {
        check(batch);
        summarizer.add(batch);
        examination.add(batch);
        if (episodes != null) {
            episodes.add(batch);
        }
        if (firstRows < StagedTable.PREVIEW_ROWS && batch.rows() > 0) {
            int rows = Math.min(batch.rows(), StagedTable.PREVIEW_ROWS - firstRows);
            first.add(new Batch(
                    rows,
                    batch.columns().stream()
                            .map(v -> ValuesSlice.of(v, 0, rows))
                            .toList()));
            firstRows += rows;
        }
    }

    private void check(Batch batch) {
        if (batch.columns().size() != spec.columns().size()) {
            throw new IllegalArgumentException("a batch of table '" + spec.name() + "' has "
                    + batch.columns().size() + " columns, its schema "
                    + spec.columns().size());
        }
        for (int i = 0; i < batch.columns().size(); i++) {
            Column column = spec.columns().get(i);
            Values values = batch.columns().get(i);
            if (values.type() != column.type()) {
                throw new IllegalArgumentException("column '" + column.name() + "' of table '" + spec.name() + "' is "
                        + column.type().id() + ", but a batch has "
                        + values.type().id());
            }
        }
    }

    TableSpec spec() {
        return spec;
    }

    /** The schema with guessed roles. */
    List<Column> columns() {
        return summarizer.columns();
    }

    Table table(Provenance provenance, int index) {
        return new Table(
                id(provenance, index),
                spec.kind(),
                spec.name(),
                spec.run(),
                summarizer.rows(),
                summarizer.columns(),
                summarizer.series(),
                provenance);
    }

    /**
     * The same bytes always give the same ids, an id is a word that SQL takes without quotes, and {@link #digits} can be read out
     * of it again when nothing else is left.
     */
    private static String id(Provenance provenance, int index) {
        String hash = provenance.sha256();
        String word = HASH.matcher(hash).matches()
                ? digits(hash)
                : UUID.nameUUIDFromBytes(hash.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
        return "t" + word + (index == 0 ? "" : "_" + index);
    }

    /** The digits of a hash that stand in the ids of its tables: the first eight and the last eight. */
    static String digits(String sha256) {
        return sha256.substring(0, 8) + sha256.substring(sha256.length() - 8);
    }

    /** Its episodes if it is a table of steps, else none. */
    List<EpisodeSummary> episodes() {
        return episodes == null ? List.of() : episodes.episodes();
    }

    /** What the log doctor saw. */
    Checkup checkup() {
        return examination.finish();
    }

    Columns preview() {
        Map<String, Values> byName = new LinkedHashMap<>();
        for (int i = 0; i < spec.columns().size(); i++) {
            Column column = spec.columns().get(i);
            int at = i;
            byName.put(
                    column.name(),
                    ValuesJoin.join(
                            column.type(),
                            first.stream().map(b -> b.columns().get(at)).toList()));
        }
        return new Columns(firstRows, byName);
    }
}
