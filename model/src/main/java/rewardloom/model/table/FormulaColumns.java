package rewardloom.model.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers of a table under the names that formulas call them by. */
public final class FormulaColumns {
    private FormulaColumns() {}

    /** Every column of numbers under its own name and under its second one: the detail of its role, or the role. */
    public static Map<String, double[]> of(Tables tables, Table table) {
        List<Column> numeric =
                table.columns().stream().filter(c -> c.type().isNumeric()).toList();
        Columns columns =
                tables.columns(table, numeric.stream().map(Column::name).toList());
        Map<String, double[]> numbers = new LinkedHashMap<>();
        numeric.forEach(c -> numbers.put(c.name(), columns.doubles(c.name())));
        for (Column column : numeric) {
            String detail = column.role().detail();
            String second = detail.isEmpty() ? column.role().type().id() : detail;
            if (!column.role().is(RoleType.NONE)) {
                numbers.putIfAbsent(second, columns.doubles(column.name()));
            }
        }
        return numbers;
    }
}
