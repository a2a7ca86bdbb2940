package rewardloom.model.formula;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes formulas as SQL, with no more brackets than needed. */
public final class SqlWriter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that DuckDB takes for something else when a column is called so. */
    private static final Set<String> RESERVED = Set.of(
            "all",
            "analyse",
            "analyze",
            "and",
            "any",
            "array",
            "as",
            "asc",
            "asymmetric",
            "both",
            "case",
            "cast",
            "check",
            "collate",
            "column",
            "constraint",
            "create",
            "default",
            "deferrable",
            "desc",
            "describe",
            "distinct",
            "do",
            "else",
            "end",
            "except",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "group",
            "having",
            "in",
            "initially",
            "intersect",
            "into",
            "lambda",
            "lateral",
            "leading",
            "limit",
            "not",
            "null",
            "offset",
            "on",
            "only",
            "or",
            "order",
            "pivot",
            "placing",
            "primary",
            "qualify",
            "references",
            "returning",
            "select",
            "show",
            "some",
            "summarize",
            "symmetric",
            "table",
            "then",
            "to",
            "trailing",
            "true",
            "union",
            "unique",
            "unpivot",
            "using",
            "variadic",
            "when",
            "where",
            "window",
            "with");

    private static final int LONGEST = 17;

    private static final int CASE = 0;
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int COMPARISON = 4;
    private static final int SUM = 6;
    private static final int PRODUCT = 7;
    private static final int POWER = 8;
    private static final int SIGN = 9;
    private static final int ATOM = 10;

    private SqlWriter() {}

    /** The text of a formula; read again it gives the same tree. */
    public static String write(Expression expression) {
        return switch (expression) {
            case Expression.Num(var value) -> number(value);
            case Expression.Text(String value) -> "'" + value.replace("'", "''") + "'";
            case Expression.Truth(boolean value) -> value ? "TRUE" : "FALSE";
            case Expression.Missing m -> "NULL";
            case Expression.Column(String name) -> name(name);
            case Expression.Arithmetic a -> arithmetic(a);
            case Expression.Call(String function, List<Expression> arguments) -> function + "(" + list(arguments) + ")";
            case Expression.Compare(String symbol, Expression left, Expression right) ->
                inside(left, SUM) + " " + symbol + " " + inside(right, SUM);
            case Expression.Logic(boolean all, List<Expression> operands) ->
                operands.stream()
                        .map(o -> inside(o, all ? NOT : AND))
                        .collect(Collectors.joining(all ? " AND " : " OR "));
            case Expression.Not(Expression operand) -> "NOT " + inside(operand, COMPARISON);
            case Expression.IsNull(Expression operand) -> inside(operand, SUM) + " IS NULL";
            case Expression.Between(Expression input, Expression low, Expression high) ->
                inside(input, SUM) + " BETWEEN " + inside(low, SUM) + " AND " + inside(high, SUM);
            case Expression.In(Expression input, List<Expression> values) ->
                inside(input, SUM) + " IN (" + list(values) + ")";
            case Expression.Case(List<Expression.Case.Branch> branches, Expression otherwise) ->
                branches.stream()
                        .map(b -> " WHEN " + write(b.condition()) + " THEN " + write(b.value()))
                        .collect(Collectors.joining("", "CASE", otherwise(otherwise) + " END"));
            case Expression.Cast(Expression operand, String type) -> "CAST(" + write(operand) + " AS " + type + ")";
            case Expression.Listing(List<Expression> items) -> "[" + list(items) + "]";
            case Expression.Lambda(List<String> parameters, Expression body) ->
                "lambda " + String.join(", ", parameters) + ": " + write(body);
            case Expression.Window w -> window(w);
        };
    }

    /** Digits as people write them, with an exponent only where there would be a long row of zeros. */
    static String number(BigDecimal digits) {
        boolean everyday = digits.scale() <= LONGEST && digits.precision() - digits.scale() <= LONGEST;
        return everyday ? digits.toPlainString() : digits.toString().toLowerCase(Locale.ROOT);
    }

    private static String otherwise(Expression otherwise) {
        return otherwise instanceof Expression.Missing ? "" : " ELSE " + write(otherwise);
    }

    /** A name as SQL writes it, in quotes where needed. */
    public static String name(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT))
                ? name
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String list(List<Expression> items) {
        return items.stream().map(SqlWriter::write).collect(Collectors.joining(", "));
    }

    private static String arithmetic(Expression.Arithmetic a) {
        if (a.operands().size() == 1) {
            return a.symbol() + inside(a.operands().getFirst(), ATOM);
        }
        int own = rank(a);
        boolean power = a.symbol().equals("**");
        // DuckDB reads a chain of equal operators from the left, powers included.
        return inside(a.operands().getFirst(), power ? ATOM : own)
                + " " + a.symbol() + " "
                + inside(a.operands().getLast(), own + 1);
    }

    private static String inside(Expression piece, int least) {
        String text = write(piece);
        return rank(piece) >= least ? text : "(" + text + ")";
    }

    private static int rank(Expression piece) {
        return switch (piece) {
            case Expression.Num(var value) -> value.signum() < 0 ? SIGN : ATOM;
            case Expression.Arithmetic a ->
                a.operands().size() == 1
                        ? SIGN
                        : switch (a.symbol()) {
                            case "+", "-" -> SUM;
                            case "*", "/", "//", "%" -> PRODUCT;
                            case "**" -> POWER;
                            default -> COMPARISON + 1;
                        };
            case Expression.Compare c -> COMPARISON;
            case Expression.Between b -> COMPARISON;
            case Expression.In i -> COMPARISON;
            case Expression.IsNull n -> COMPARISON;
            case Expression.Not n -> NOT;
            case Expression.Logic l -> l.all() ? AND : OR;
            case Expression.Lambda l -> CASE;
            default -> ATOM;
        };
    }

    private static String window(Expression.Window w) {
        StringBuilder text = new StringBuilder(w.function());
        text.append('(').append(list(w.arguments())).append(") OVER (");
        StringBuilder inside = new StringBuilder();
        if (!w.partitions().isEmpty()) {
            inside.append("PARTITION BY ").append(list(w.partitions()));
        }
        if (!w.orders().isEmpty()) {
            inside.append(inside.isEmpty() ? "" : " ").append("ORDER BY ");
            inside.append(w.orders().stream()
                    .map(o -> write(o.key()) + (o.descending() ? " DESC" : ""))
                    .collect(Collectors.joining(", ")));
        }
        if (!w.frame().sql().isEmpty()) {
            inside.append(inside.isEmpty() ? "" : " ").append(w.frame().sql());
        }
        return text.append(inside).append(')').toString();
    }
}
