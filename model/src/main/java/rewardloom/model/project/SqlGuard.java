package rewardloom.model.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Looks at a user's SQL before it runs: DuckDB's own parser turns the text into a tree, and only what is known to be harmless in
 * it passes. A query is one SELECT over known views, a formula one expression. The engine that runs it is locked as well; this is
 * the first of two doors.
 */
final class SqlGuard {
    private static final String FORMULA = "The formula";
    private static final String SELECT = "SELECT ";
    private static final int LONGEST = 100_000;

    /** Where rows may come from. Table functions, SHOW and files are not among them. */
    private static final Set<String> SOURCES =
            Set.of("EMPTY", "BASE_TABLE", "SUBQUERY", "JOIN", "EXPRESSION_LIST", "PIVOT");

    private static final Set<String> NODES = Set.of("SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE");

    /** Functions that look outside of the data: settings, environment, state of the engine, text that is run as SQL. */
    private static final Set<String> REFUSED_FUNCTIONS = Set.of(
            "getenv",
            "current_setting",
            "set_config",
            "getvariable",
            "current_database",
            "current_schema",
            "current_schemas",
            "current_user",
            "session_user",
            "current_query",
            "in_search_path",
            "currval",
            "nextval",
            "txid_current",
            "pg_sleep",
            "sleep_ms",
            "query",
            "query_table",
            "read_text",
            "read_blob",
            "glob",
            "load_aws_credentials",
            "which_secret",
            "write_log",
            "parse_duckdb_log_message",
            "create_sort_key",
            "json_execute_serialized_sql",
            "json_serialize_sql",
            "json_deserialize_sql",
            "json_serialize_plan");

    private static final Set<String> WINDOW_MACROS = LockedEngine.windowMacros();

    private final ObjectMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(2000)
                            .build())
                    .build())
            .build();

    /**
     * What a text uses.
     *
     * @param tables names of views, in lower case
     * @param windows whether it has window functions, after which rows may come in another order
     */
    record Uses(Set<String> tables, boolean windows) {}

    /**
     * Looks at a query.
     *
     * @param known whether there is a view of a name in lower case
     * @throws ProjectException if it is refused; the message says why
     */
    Uses query(Connection connection, String sql, Predicate<String> known) {
        return walk(statement(connection, "", sql, "The query"), known, "The query");
    }

    /**
     * Looks at a formula.
     *
     * @throws ProjectException if it is refused; the message says why
     */
    Uses formula(Connection connection, String formula) {
        return walk(formulaNode(connection, formula), name -> false, FORMULA);
    }

    /**
     * The tree of a formula.
     *
     * @throws ProjectException if it is refused; the message says why
     */
    JsonNode tree(Connection connection, String formula) {
        JsonNode node = formulaNode(connection, formula);
        walk(node, name -> false, FORMULA);
        return node.path("select_list").get(0);
    }

    private JsonNode formulaNode(Connection connection, String formula) {
        String what = FORMULA;
        JsonNode node = statement(connection, SELECT, formula, what);
        if (!node.path("type").asText().equals("SELECT_NODE")
                || node.path("select_list").size() != 1
                || !node.path("from_table").path("type").asText().equals("EMPTY")
                || !node.path("where_clause").isNull()
                || !node.path("group_expressions").isEmpty()
                || !node.path("having").isNull()
                || !node.path("qualify").isNull()
                || !node.path("sample").isNull()
                || !node.path("modifiers").isEmpty()
                || !node.path("cte_map").path("map").isEmpty()) {
            throw refused(what, "it must be one expression and nothing else, such as 0.3 * approach + 0.2 * alignment");
        }
        JsonNode expression = node.path("select_list").get(0);
        if (!expression.path("alias").asText().isEmpty()) {
            throw refused(what, "it must not give itself a name with AS");
        }
        if (node.findValuesAsText("class").stream().anyMatch(c -> c.equals("SUBQUERY") || c.equals("STAR"))) {
            throw refused(what, "it must not have a SELECT or * inside");
        }
        return node;
    }

    /** @param before what stands before the user's text, and does not count in places */
    private JsonNode statement(Connection connection, String before, String text, String what) {
        String sql = before + text;
        if (sql.length() > LONGEST) {
            throw refused(what, "it is longer than " + LONGEST + " characters");
        }
        JsonNode root = parse(connection, sql);
        if (root.path("error").asBoolean()) {
            String message = root.path("error_message").asText();
            boolean other = root.path("error_type").asText().equals("not implemented");
            String position = root.path("position").asText();
            throw other
                    ? refused(what, "only SELECT is possible here")
                    : new ProjectException(
                            what + " cannot be read: " + message + place(position, before.length()) + ".");
        }
        JsonNode statements = root.path("statements");
        if (statements.isEmpty()) {
            throw new ProjectException(what + " is empty.");
        }
        if (statements.size() > 1) {
            throw refused(what, "it must be one statement, not " + statements.size());
        }
        if (!statements.get(0).path("named_param_map").isEmpty()) {
            throw refused(what, "it has parameters, for which there are no values");
        }
        return statements.get(0).path("node");
    }

    /** The parser counts from zero, and sees a formula as what is selected. */
    private static String place(String position, int before) {
        return position.isEmpty() ? "" : " (character " + (Integer.parseInt(position) - before + 1) + ")";
    }

    private JsonNode parse(Connection connection, String sql) {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))::VARCHAR")) {
            statement.setString(1, sql);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new ProjectException("The SQL cannot be read.");
                }
                return mapper.readTree(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new ProjectException("The SQL cannot be read: " + ParquetReads.firstLine(e), e);
        } catch (JsonProcessingException e) {
            throw new ProjectException("The SQL cannot be read: it is nested too deeply.", e);
        }
    }

    private static ProjectException refused(String what, String why) {
        return new ProjectException(what + " is refused: " + why + ".");
    }

    private static Uses walk(JsonNode node, Predicate<String> known, String what) {
        Walk walk = new Walk(known, what);
        walk.visit(node, Set.of());
        return new Uses(walk.tables, walk.windows);
    }

    /** One walk through a tree. */
    private static final class Walk {
        private final Predicate<String> known;
        private final String what;
        private final Set<String> tables = new LinkedHashSet<>();
        private boolean windows;

        Walk(Predicate<String> known, String what) {
            this.known = known;
            this.what = what;
        }

        /** @param scope names of the common table expressions that can be seen here, in lower case */
        void visit(JsonNode node, Set<String> scope) {
            Set<String> inside = scope;
            if (node.isObject()) {
                if (node.has("cte_map")) {
                    inside = queryNode(node, scope);
                } else if (node.has("class")) {
                    expression(node);
                } else if (node.has("sample")) {
                    source(node, scope);
                }
            }
            for (var field : node.properties()) {
                if (!field.getKey().equals("cte_map")) {
                    visit(field.getValue(), inside);
                }
            }
            if (node.isArray()) {
                for (JsonNode element : node) {
                    visit(element, inside);
                }
            }
        }

        /** A table expression sees those before it, but not itself: there its name is that of a table. */
        private Set<String> queryNode(JsonNode node, Set<String> scope) {
            String type = node.path("type").asText();
            if (!NODES.contains(type)) {
                throw refused(
                        what,
                        type.contains("RECURSIVE")
                                ? "WITH RECURSIVE is not possible here, since it may never end"
                                : type + " is not possible here");
            }
            Set<String> inside = new HashSet<>(scope);
            for (JsonNode entry : node.path("cte_map").path("map")) {
                visit(entry.path("value"), inside);
                inside.add(lower(entry.path("key").asText()));
            }
            return inside;
        }

        private void expression(JsonNode node) {
            String name = lower(node.path("function_name").asText());
            String schema = lower(node.path("schema").asText());
            if (REFUSED_FUNCTIONS.contains(name)
                    || name.startsWith("pragma_")
                    || name.startsWith("duckdb_")
                    || name.startsWith("pg_")
                    || name.startsWith("read_")
                    || name.startsWith("http_")) {
                throw refused(what, "the function " + name + " is not for use on data");
            }
            if (!schema.isEmpty() && !schema.equals("main")) {
                throw refused(what, "the function " + schema + "." + name + " is not known");
            }
            String type = node.path("class").asText();
            windows |= type.equals("WINDOW") || WINDOW_MACROS.contains(name);
            if (type.equals("PARAMETER")) {
                throw refused(what, "it has parameters, for which there are no values");
            }
        }

        private void source(JsonNode node, Set<String> scope) {
            String type = node.path("type").asText();
            if (type.equals("TABLE_FUNCTION")) {
                throw refused(
                        what,
                        "the table function "
                                + node.path("function").path("function_name").asText() + " is not possible here");
            }
            if (!SOURCES.contains(type)) {
                throw refused(
                        what, type.equals("SHOW_REF") ? "DESCRIBE, SHOW and SUMMARIZE are not possible here" : type);
            }
            if (type.equals("BASE_TABLE")) {
                table(node, scope);
            }
        }

        private void table(JsonNode node, Set<String> scope) {
            String name = node.path("table_name").asText();
            String schema = node.path("schema_name").asText();
            boolean plain = node.path("catalog_name").asText().isEmpty()
                    && node.path("at_clause").isNull();
            if (schema.isEmpty() && plain && scope.contains(lower(name))) {
                return;
            }
            if (!plain || !(schema.isEmpty() || lower(schema).equals("main")) || !known.test(lower(name))) {
                throw refused(
                        what,
                        "there is no table " + (schema.isEmpty() ? "" : schema + ".") + name
                                + ". There are metrics, episodes, steps, responses, scores, pairs, mdp, pairwise,"
                                + " tables, runs, series, and every table by its id or its name in double quotes");
            }
            tables.add(lower(name));
        }
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
