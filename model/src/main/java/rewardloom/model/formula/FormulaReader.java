package rewardloom.model.formula;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Turns the tree of DuckDB's parser ({@code json_serialize_sql}) into an {@link Expression}. */
public final class FormulaReader {
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "//", "%", "**", "||");

    private FormulaReader() {}

    /**
     * Reads the tree of one expression.
     *
     * @throws FormulaException if there is something in it that formulas are not made of; the message names it
     */
    public static Expression read(JsonNode node) {
        return switch (node.path("class").asText()) {
            case "CONSTANT" -> constant(node.path("value"));
            case "COLUMN_REF" -> column(node);
            case "FUNCTION" -> function(node);
            case "COMPARISON" -> comparison(node);
            case "CONJUNCTION" ->
                new Expression.Logic(node.path("type").asText().endsWith("AND"), all(node.path("children")));
            case "BETWEEN" ->
                new Expression.Between(read(node.path("input")), read(node.path("lower")), read(node.path("upper")));
            case "CASE" -> cases(node);
            case "CAST" -> cast(node);
            case "OPERATOR" -> operator(node);
            case "LAMBDA" -> lambda(node);
            case "WINDOW" -> window(node);
            default -> throw unknown(node.path("type").asText().toLowerCase(Locale.ROOT));
        };
    }

    private static FormulaException unknown(String what) {
        return new FormulaException("'" + what + "' is not among the pieces that recipes are built of");
    }

    private static List<Expression> all(JsonNode nodes) {
        List<Expression> result = new ArrayList<>();
        nodes.forEach(n -> result.add(read(n)));
        return result;
    }

    private static Expression constant(JsonNode value) {
        if (value.path("is_null").asBoolean()) {
            return new Expression.Missing();
        }
        JsonNode type = value.path("type");
        JsonNode content = value.path("value");
        return switch (type.path("id").asText()) {
            case "VARCHAR" -> new Expression.Text(content.asText());
            case "BOOLEAN" -> new Expression.Truth(content.asBoolean());
            case "DECIMAL" ->
                new Expression.Num(new BigDecimal(
                        whole(content), type.path("type_info").path("scale").asInt()));
            case "DOUBLE", "FLOAT" -> new Expression.Num(number(content));
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UBIGINT", "UINTEGER", "HUGEINT" ->
                new Expression.Num(new BigDecimal(whole(content)));
            default -> throw unknown("a constant of the type " + type.path("id").asText());
        };
    }

    private static BigDecimal number(JsonNode content) {
        double value = content.asDouble();
        if (!Double.isFinite(value)) {
            throw unknown(content.asText());
        }
        return BigDecimal.valueOf(value);
    }

    /** Numbers beyond 64 bits come in two halves. */
    private static BigInteger whole(JsonNode content) {
        return content.has("upper")
                ? content.path("upper")
                        .bigIntegerValue()
                        .shiftLeft(64)
                        .add(content.path("lower").bigIntegerValue())
                : content.bigIntegerValue();
    }

    private static Expression column(JsonNode node) {
        JsonNode names = node.path("column_names");
        if (names.size() != 1) {
            throw unknown("a name with a dot in it; put it in double quotes if it is one column's name");
        }
        return new Expression.Column(names.get(0).asText());
    }

    private static Expression function(JsonNode node) {
        String name = node.path("function_name").asText();
        if (node.path("distinct").asBoolean()
                || !node.path("filter").isNull()
                || !node.path("order_bys").path("orders").isEmpty()) {
            throw unknown(name + " with DISTINCT, FILTER or ORDER BY");
        }
        List<Expression> arguments = all(node.path("children"));
        String symbol = name.equals("^") ? "**" : name;
        if (node.path("is_operator").asBoolean() && ARITHMETIC.contains(symbol)) {
            return symbol.equals("-")
                            && arguments.size() == 1
                            && arguments.getFirst() instanceof Expression.Num(var value)
                    ? new Expression.Num(value.negate())
                    : new Expression.Arithmetic(symbol, arguments);
        }
        if (node.path("is_operator").asBoolean()) {
            throw unknown(name);
        }
        return name.equals("list_value")
                ? new Expression.Listing(arguments)
                : new Expression.Call(lower(name), arguments);
    }

    private static Expression comparison(JsonNode node) {
        String symbol = switch (node.path("type").asText()) {
            case "COMPARE_EQUAL" -> "=";
            case "COMPARE_NOTEQUAL" -> "<>";
            case "COMPARE_LESSTHAN" -> "<";
            case "COMPARE_LESSTHANOREQUALTO" -> "<=";
            case "COMPARE_GREATERTHAN" -> ">";
            case "COMPARE_GREATERTHANOREQUALTO" -> ">=";
            default -> throw unknown(lower(node.path("type").asText()));
        };
        return new Expression.Compare(symbol, read(node.path("left")), read(node.path("right")));
    }

    private static Expression cases(JsonNode node) {
        List<Expression.Case.Branch> branches = new ArrayList<>();
        node.path("case_checks")
                .forEach(c ->
                        branches.add(new Expression.Case.Branch(read(c.path("when_expr")), read(c.path("then_expr")))));
        return new Expression.Case(branches, read(node.path("else_expr")));
    }

    private static Expression cast(JsonNode node) {
        Expression operand = read(node.path("child"));
        String type = node.path("cast_type").path("id").asText();
        // What the parser makes of TRUE and FALSE.
        if (type.equals("BOOLEAN") && operand instanceof Expression.Text(String text)) {
            return new Expression.Truth(text.startsWith("t"));
        }
        return new Expression.Cast(operand, type);
    }

    private static Expression operator(JsonNode node) {
        List<Expression> operands = all(node.path("children"));
        return switch (node.path("type").asText()) {
            case "OPERATOR_NOT" -> new Expression.Not(operands.getFirst());
            case "OPERATOR_IS_NULL" -> new Expression.IsNull(operands.getFirst());
            case "OPERATOR_IS_NOT_NULL" -> new Expression.Not(new Expression.IsNull(operands.getFirst()));
            case "OPERATOR_COALESCE" -> new Expression.Call("coalesce", operands);
            case "COMPARE_IN" -> new Expression.In(operands.getFirst(), operands.subList(1, operands.size()));
            case "COMPARE_NOT_IN" ->
                new Expression.Not(new Expression.In(operands.getFirst(), operands.subList(1, operands.size())));
            default -> throw unknown(lower(node.path("type").asText()));
        };
    }

    private static Expression lambda(JsonNode node) {
        List<Expression> names = switch (read(node.path("lhs"))) {
            case Expression.Column one -> List.of(one);
            case Expression.Call(String row, List<Expression> several) -> several;
            default -> throw unknown("lambda");
        };
        return new Expression.Lambda(
                names.stream()
                        .map(n -> n instanceof Expression.Column(String name) ? name : "")
                        .toList(),
                read(node.path("expr")));
    }

    private static Expression window(JsonNode node) {
        String name = lower(node.path("function_name").asText());
        if (node.path("distinct").asBoolean()
                || node.path("ignore_nulls").asBoolean()
                || !node.path("filter_expr").isNull()
                || !node.path("exclude_clause").asText().equals("NO_OTHER")) {
            throw unknown(name + " OVER with DISTINCT, IGNORE NULLS, FILTER or EXCLUDE");
        }
        List<Expression> arguments = Stream.of(
                        all(node.path("children")).stream(),
                        optional(node.path("offset_expr")),
                        optional(node.path("default_expr")))
                .flatMap(s -> s)
                .toList();
        List<Expression.Window.Order> orders = new ArrayList<>();
        node.path("orders")
                .forEach(o -> orders.add(new Expression.Window.Order(
                        read(o.path("expression")), o.path("type").asText().equals("DESCENDING"))));
        return new Expression.Window(name, arguments, all(node.path("partitions")), orders, frame(node, name));
    }

    private static Stream<Expression> optional(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? Stream.of() : Stream.of(read(node));
    }

    private static Expression.Window.Frame frame(JsonNode node, String name) {
        String from = node.path("start").asText();
        String to = node.path("end").asText();
        return switch (from + " " + to) {
            case "UNBOUNDED_PRECEDING CURRENT_ROW_RANGE" -> Expression.Window.Frame.SO_FAR;
            case "UNBOUNDED_PRECEDING CURRENT_ROW_ROWS" -> Expression.Window.Frame.ROWS_SO_FAR;
            case "CURRENT_ROW_ROWS UNBOUNDED_FOLLOWING" -> Expression.Window.Frame.ROWS_FROM_HERE;
            case "UNBOUNDED_PRECEDING UNBOUNDED_FOLLOWING" -> Expression.Window.Frame.ALL;
            default -> throw unknown(name + " OVER the rows from " + lower(from) + " to " + lower(to));
        };
    }

    private static String lower(String text) {
        return Objects.requireNonNull(text).toLowerCase(Locale.ROOT);
    }
}
