package rewardloom.model.project;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import rewardloom.model.formula.FormulaReader;
import rewardloom.model.formula.Macro;

/** The macros of an engine as it knows them. */
final class MacroList {
    private static final String QUERY =
            "SELECT function_name, array_to_string(parameters, ','), macro_definition FROM duckdb_functions()"
                    + " WHERE function_type = 'macro' AND NOT internal ORDER BY function_name, len(parameters)";

    private MacroList() {}

    static List<Macro> read(DuckDBConnection connection, SqlGuard guard) throws SQLException {
        record Form(String name, List<String> parameters, String definition) {}
        List<Form> forms = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                forms.add(new Form(rows.getString(1), List.of(rows.getString(2).split(",")), rows.getString(3)));
            }
        }
        List<Macro> macros = new ArrayList<>();
        for (Form form : forms) {
            macros.add(new Macro(
                    form.name,
                    form.parameters,
                    form.definition,
                    FormulaReader.read(guard.tree(connection, form.definition))));
        }
        return List.copyOf(macros);
    }
}
