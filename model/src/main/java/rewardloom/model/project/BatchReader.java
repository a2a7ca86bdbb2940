package rewardloom.model.project;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;

/** Hands batches to DuckDB as an Arrow stream, one at a time, when it asks for the next. */
final class BatchReader extends ArrowReader {
    private final List<Column> columns;
    private final Source source;
    private final VectorSchemaRoot root;
    private final Map<Long, Dictionary> dictionaries = new HashMap<>();

    /** Where the batches come from. */
    @FunctionalInterface
    interface Source {
        /** The next batch, or null after the last. Waits for it. */
        @Nullable
        Batch next() throws IOException;
    }

    BatchReader(BufferAllocator allocator, List<Column> columns, Source source) {
        super(allocator);
        this.columns = columns;
        this.source = source;
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.add(ArrowBatches.field(columns.get(i), i));
            if (ArrowBatches.hasDictionary(columns.get(i))) {
                VarCharVector texts = new VarCharVector(columns.get(i).name(), allocator);
                dictionaries.put((long) i, new Dictionary(texts, new DictionaryEncoding(i, false, null)));
            }
        }
        root = VectorSchemaRoot.create(new Schema(fields), allocator);
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        Batch batch = source.next();
        if (batch == null) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            Dictionary dictionary = dictionaries.get((long) i);
            ArrowBatches.fill(
                    root.getVector(i),
                    batch.columns().get(i),
                    dictionary == null ? null : (VarCharVector) dictionary.getVector());
        }
        root.setRowCount(batch.rows());
        return true;
    }

    /** The schema as a reader of the file sees it: texts, not codes. */
    @Override
    protected Schema readSchema() {
        return new Schema(root.getSchema().getFields().stream()
                .map(f -> f.getDictionary() == null
                        ? f
                        : new Field(f.getName(), new FieldType(true, ArrowType.Utf8.INSTANCE, f.getDictionary()), null))
                .toList());
    }

    @Override
    protected void initialize() {
        // The vectors and dictionaries are there from the start.
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() {
        return root;
    }

    @Override
    public Map<Long, Dictionary> getDictionaryVectors() {
        return dictionaries;
    }

    @Override
    public @Nullable Dictionary lookup(long id) {
        return dictionaries.get(id);
    }

    @Override
    public Set<Long> getDictionaryIds() {
        return dictionaries.keySet();
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {
        root.close();
        dictionaries.values().forEach(d -> d.getVector().close());
    }
}
