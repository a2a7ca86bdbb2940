package rewardloom.model.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private static final int ID_DIGITS = 16;

    private final TableSpec spec;
    private final TableSummarizer summarizer;
    private final List<Batch> first = new ArrayList<>();
    private final @Nullable EpisodeSummarizer episodes;
    private int firstRows;

    Intake(TableSpec spec, RoleRules rules) {
        this.spec = spec;
        this.summarizer = new TableSummarizer(spec, rules);
        this.episodes = spec.kind() == Kind.STEPS ? new EpisodeSummarizer(summarizer.columns()) : null;
    }

    void add(Batch batch) {
        check(batch);
        summarizer.add(batch);
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

    /** The same bytes always give the same ids, and an id is a word that SQL takes without quotes. */
    private static String id(Provenance provenance, int index) {
        String hash = provenance.sha256();
        String digits = hash.length() > ID_DIGITS ? hash.substring(0, ID_DIGITS) : hash;
        return "t" + digits + (index == 0 ? "" : "_" + index);
    }

    /** Its episodes if it is a table of steps, else none. */
    List<EpisodeSummary> episodes() {
        return episodes == null ? List.of() : episodes.episodes();
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
