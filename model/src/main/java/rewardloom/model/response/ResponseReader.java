package rewardloom.model.response;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** Reads responses out of tables. It keeps the columns of the table read last. Thread-safe. */
public final class ResponseReader {
    private static final List<RoleType> ONCE = List.of(
            RoleType.REWARD,
            RoleType.PROXY,
            RoleType.GOLD,
            RoleType.COMPONENT,
            RoleType.SCORE,
            RoleType.KL,
            RoleType.ENTROPY,
            RoleType.CORRECT,
            RoleType.LENGTH,
            RoleType.LOGPROB,
            RoleType.STEP,
            RoleType.SAMPLE);

    private final Tables tables;
    private final Map<String, Columns> kept = new HashMap<>();

    public ResponseReader(Tables tables) {
        this.tables = tables;
    }

    /** Whether a table holds texts. */
    public static boolean hasResponses(Table table) {
        return table.kind() == Kind.RESPONSES && table.column(RoleType.RESPONSE).isPresent();
    }

    /** Every response of a table. */
    public List<ResponseRow> list(Table table, Progress progress) {
        Map<RoleType, String> names = new HashMap<>();
        for (RoleType role : List.of(
                RoleType.RUN,
                RoleType.STEP,
                RoleType.PROMPT_ID,
                RoleType.RESPONSE,
                RoleType.REWARD,
                RoleType.GOLD,
                RoleType.TOKENS,
                RoleType.LENGTH)) {
            table.column(role).map(Column::name).ifPresent(name -> names.put(role, name));
        }
        Prompts prompts = Prompts.of(table);
        Set<String> wanted = new LinkedHashSet<>(names.values());
        wanted.addAll(prompts.names());
        Columns columns = tables.columns(table, wanted);
        List<ResponseRow> rows = new ArrayList<>(columns.rows());
        for (int row = 0; row < columns.rows(); row++) {
            if ((row & 0xFFFF) == 0) {
                progress.checkCancelled();
            }
            String run = text(columns, names.get(RoleType.RUN), row);
            String text = text(columns, names.get(RoleType.RESPONSE), row);
            rows.add(new ResponseRow(
                    table,
                    row,
                    run.isEmpty() ? table.run() : run,
                    number(columns, names.get(RoleType.STEP), row),
                    text(columns, names.get(RoleType.PROMPT_ID), row),
                    prompts.text(columns, row),
                    text,
                    number(columns, names.get(RoleType.REWARD), row),
                    number(columns, names.get(RoleType.GOLD), row),
                    length(columns, names, row, text)));
        }
        return rows;
    }

    private static int length(Columns columns, Map<RoleType, String> names, int row, String text) {
        double length = number(columns, names.get(RoleType.LENGTH), row);
        if (Double.isFinite(length)) {
            return (int) length;
        }
        String tokens = names.get(RoleType.TOKENS);
        if (tokens != null && columns.get(tokens) instanceof Values.TextLists lists) {
            return lists.offsets()[row + 1] - lists.offsets()[row];
        }
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static String text(Columns columns, @Nullable String name, int row) {
        return name == null ? "" : columns.get(name).text(row);
    }

    private static double number(Columns columns, @Nullable String name, int row) {
        return name == null ? Double.NaN : columns.get(name).number(row);
    }

    /** One response with everything that was logged about it. */
    public Response read(Table table, int row) {
        Columns columns = columns(table);
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (RoleType role : ONCE) {
            for (Column column : table.columns(role)) {
                if (column.type().isNumeric() && !columns.get(column.name()).isMissing(row)) {
                    numbers.put(nameOf(column), columns.get(column.name()).number(row));
                }
            }
        }
        return new Response(
                Prompts.of(table).text(columns, row),
                text(columns, name(table, RoleType.RESPONSE), row),
                numbers,
                tokens(table, columns, row),
                strips(table, columns, row));
    }

    private static String nameOf(Column column) {
        return column.role().detail().isEmpty() ? column.name() : column.role().detail();
    }

    private static @Nullable String name(Table table, RoleType role) {
        return table.column(role).map(Column::name).orElse(null);
    }

    private static List<String> tokens(Table table, Columns columns, int row) {
        String name = name(table, RoleType.TOKENS);
        List<String> tokens = new ArrayList<>();
        if (name != null && columns.get(name) instanceof Values.TextLists(Values.Texts flat, int[] offsets)) {
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                tokens.add(flat.text(i));
            }
        }
        return tokens;
    }

    private static Map<String, double[]> strips(Table table, Columns columns, int row) {
        Map<String, double[]> strips = new LinkedHashMap<>();
        Optional<double[]> own = list(table, RoleType.LOGPROBS, columns, row);
        Optional<double[]> reference = list(table, RoleType.REF_LOGPROBS, columns, row);
        if (own.isPresent() && reference.isPresent() && own.get().length == reference.get().length) {
            double[] ratio = own.get().clone();
            for (int i = 0; i < ratio.length; i++) {
                ratio[i] -= reference.get()[i];
            }
            strips.put(Response.LOG_RATIO, ratio);
        }
        list(table, RoleType.TOKEN_REWARDS, columns, row).ifPresent(v -> strips.put("token reward", v));
        own.ifPresent(v -> strips.put("log-probability", v));
        for (Column column : table.columns()) {
            boolean known = column.role().is(RoleType.LOGPROBS)
                    || column.role().is(RoleType.REF_LOGPROBS)
                    || column.role().is(RoleType.TOKEN_REWARDS);
            if (column.type() == ColumnType.FLOAT64_LIST && !known) {
                values(columns.get(column.name()), row).ifPresent(v -> strips.put(nameOf(column), v));
            }
        }
        return strips;
    }

    private static Optional<double[]> list(Table table, RoleType role, Columns columns, int row) {
        String name = name(table, role);
        return name == null ? Optional.empty() : values(columns.get(name), row);
    }

    private static Optional<double[]> values(Values values, int row) {
        if (!(values instanceof Values.DoubleLists(double[] flat, int[] offsets)) || offsets[row] == offsets[row + 1]) {
            return Optional.empty();
        }
        double[] list = new double[offsets[row + 1] - offsets[row]];
        System.arraycopy(flat, offsets[row], list, 0, list.length);
        return Optional.of(list);
    }

    private synchronized Columns columns(Table table) {
        Columns known = kept.get(table.id());
        if (known == null) {
            Set<String> names = new LinkedHashSet<>();
            for (Column column : table.columns()) {
                boolean list = column.type() == ColumnType.FLOAT64_LIST || column.type() == ColumnType.TEXT_LIST;
                boolean text =
                        column.role().is(RoleType.PROMPT) || column.role().is(RoleType.RESPONSE);
                if (list
                        || text
                        || (ONCE.contains(column.role().type()) && column.type().isNumeric())) {
                    names.add(column.name());
                }
            }
            known = tables.columns(table, names);
            kept.clear();
            kept.put(table.id(), known);
        }
        return known;
    }

    /** Forgets what was read, because the study has changed. */
    public synchronized void forget() {
        kept.clear();
    }
}
