package rewardloom.model.formula;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes formulas as Python functions over arrays of NumPy. The function takes a mapping from the name of a column to its values (a
 * dictionary of arrays, a data frame) and gives one number for each row: the same that the SQL gives, with NaN for a missing value.
 */
public final class PythonWriter {
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("abs", "np.abs"),
            Map.entry("sqrt", "np.sqrt"),
            Map.entry("cbrt", "np.cbrt"),
            Map.entry("exp", "np.exp"),
            Map.entry("ln", "np.log"),
            Map.entry("log", "np.log10"),
            Map.entry("log10", "np.log10"),
            Map.entry("log2", "np.log2"),
            Map.entry("sin", "np.sin"),
            Map.entry("cos", "np.cos"),
            Map.entry("tan", "np.tan"),
            Map.entry("asin", "np.arcsin"),
            Map.entry("acos", "np.arccos"),
            Map.entry("atan", "np.arctan"),
            Map.entry("atan2", "np.arctan2"),
            Map.entry("sinh", "np.sinh"),
            Map.entry("cosh", "np.cosh"),
            Map.entry("tanh", "np.tanh"),
            Map.entry("floor", "np.floor"),
            Map.entry("ceil", "np.ceil"),
            Map.entry("ceiling", "np.ceil"),
            Map.entry("trunc", "np.trunc"),
            Map.entry("sign", "_sign"),
            Map.entry("pow", "np.float_power"),
            Map.entry("power", "np.float_power"),
            Map.entry("fmod", "np.fmod"),
            Map.entry("mod", "np.fmod"),
            Map.entry("radians", "np.radians"),
            Map.entry("degrees", "np.degrees"),
            Map.entry("isnan", "np.isnan"),
            Map.entry("isinf", "np.isinf"),
            Map.entry("isfinite", "np.isfinite"),
            Map.entry("round", "_round"),
            Map.entry("coalesce", "_coalesce"));

    private static final Map<String, String> LISTS = Map.of(
            "list_sum", "np.sum({0}, axis=0)",
            "list_avg", "np.mean({0}, axis=0)",
            "list_min", "np.fmin.reduce({0}, axis=0)",
            "list_max", "np.maximum.reduce({0}, axis=0)",
            "list_product", "np.prod({0}, axis=0)",
            "list_var_pop", "np.var({0}, axis=0)",
            "list_var_samp", "np.var({0}, axis=0, ddof=1)",
            "list_stddev_pop", "np.std({0}, axis=0)",
            "list_stddev_samp", "np.std({0}, axis=0, ddof=1)");

    private static final Set<String> OVER =
            Set.of("sum", "avg", "min", "max", "count", "row_number", "lag", "lead", "first_value", "last_value");

    private static final Set<String> WORDS = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield",
            "np",
            "rows",
            "columns");

    private final List<Macro> macros;
    private final Map<Macro, String> needed = new LinkedHashMap<>();
    private final Set<String> helpers = new TreeSet<>();

    private PythonWriter(List<Macro> macros) {
        this.macros = macros;
    }

    /**
     * A module with one function.
     *
     * @param name what the recipe is called; the function is called so as far as Python allows
     * @param formula the formula
     * @param macros the functions that it may use beside those of SQL
     * @throws FormulaException if it has something that NumPy has not, such as functions on texts; the message names it
     */
    public static String write(String name, Expression formula, List<Macro> macros) {
        PythonWriter writer = new PythonWriter(macros);
        String body = writer.text(formula, Map.of());
        StringBuilder module = new StringBuilder("import numpy as np\n\n\n");
        if (!writer.helpers.isEmpty()) {
            module.append(helpers(writer.helpers)).append("\n\n");
        }
        writer.needed.values().forEach(f -> module.append(f).append("\n\n"));
        return module.append("def ")
                .append(identifier(name))
                .append("(columns):\n    \"\"\"")
                .append(SqlWriter.write(formula).replace("\\", "\\\\").replace("\"\"\"", "'''"))
                .append("\n\n    columns: arrays of equal length by name; a missing value is NaN.\n    \"\"\"\n")
                .append("    rows = len(columns[next(iter(columns))])\n")
                .append("    with np.errstate(all=\"ignore\"):\n        return np.broadcast_to(np.asarray(")
                .append(body)
                .append(", dtype=float), (rows,)).copy()\n")
                .toString();
    }

    /** The helpers that are used, and those that these use. */
    private static String helpers(Set<String> used) {
        String[] pieces = resource().split("\n\n\n");
        Set<String> wanted = new TreeSet<>(used);
        if (used.contains("_over")) {
            wanted.add("_partition");
        }
        StringBuilder text = new StringBuilder();
        for (String piece : pieces) {
            if (wanted.stream().anyMatch(w -> piece.contains("def " + w + "("))) {
                text.append(text.isEmpty() ? "" : "\n\n\n").append(piece.strip());
            }
        }
        return text.append('\n').toString();
    }

    private static String resource() {
        try (InputStream in =
                Objects.requireNonNull(PythonWriter.class.getResourceAsStream("helpers.py"), "helpers.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name that Python takes. */
    static String identifier(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^(?=[0-9])", "_");
        return plain.isEmpty() || WORDS.contains(plain) ? plain + "_" : plain;
    }

    /** @param locals what parameters of a macro or lambda are called in Python */
    private String text(Expression piece, Map<String, String> locals) {
        return switch (piece) {
            case Expression.Num(var value) -> value.signum() < 0 ? "(" + value + ")" : value.toString();
            case Expression.Text(String value) ->
                "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
            case Expression.Truth(boolean value) -> value ? "True" : "False";
            case Expression.Missing m -> "np.nan";
            case Expression.Column(String name) -> column(name, locals);
            case Expression.Arithmetic a -> arithmetic(a, locals);
            case Expression.Call c -> call(c, locals);
            case Expression.Compare c -> compare(c, locals);
            case Expression.Logic(boolean all, List<Expression> operands) ->
                operands.stream()
                        .map(o -> "np.asarray(" + text(o, locals) + ", dtype=bool)")
                        .collect(Collectors.joining(all ? " & " : " | ", "(", ")"));
            case Expression.Not(Expression operand) -> "np.logical_not(" + text(operand, locals) + ")";
            case Expression.IsNull(Expression operand) -> "np.isnan(" + text(operand, locals) + ")";
            case Expression.Between(Expression input, Expression low, Expression high) ->
                text(
                        new Expression.Logic(
                                true,
                                List.of(
                                        new Expression.Compare(">=", input, low),
                                        new Expression.Compare("<=", input, high))),
                        locals);
            case Expression.In(Expression input, List<Expression> values) ->
                text(
                        new Expression.Logic(
                                false,
                                values.stream()
                                        .<Expression>map(v -> new Expression.Compare("=", input, v))
                                        .toList()),
                        locals);
            case Expression.Case(List<Expression.Case.Branch> branches, Expression otherwise) -> {
                String rest = text(otherwise, locals);
                for (Expression.Case.Branch branch : branches.reversed()) {
                    rest = "np.where(" + text(branch.condition(), locals) + ", " + text(branch.value(), locals) + ", "
                            + rest + ")";
                }
                yield rest;
            }
            case Expression.Cast(Expression operand, String type) -> cast(operand, type, locals);
            case Expression.Listing(List<Expression> items) -> helper("_list") + arguments(items, locals);
            case Expression.Lambda l -> throw missing("lambda outside of list_transform");
            case Expression.Window w -> window(w, locals);
        };
    }

    private static String column(String name, Map<String, String> locals) {
        String local = locals.get(name.toLowerCase(Locale.ROOT));
        return local != null
                ? local
                : "np.asarray(columns['" + name.replace("\\", "\\\\").replace("'", "\\'") + "'])";
    }

    private String helper(String name) {
        helpers.add(name);
        return name;
    }

    private static FormulaException missing(String what) {
        return new FormulaException("a Python function cannot be made of this formula: NumPy has no " + what
                + "; the SQL can be used as it is");
    }

    private String arguments(List<Expression> arguments, Map<String, String> locals) {
        return arguments.stream().map(a -> text(a, locals)).collect(Collectors.joining(", ", "(", ")"));
    }

    private String arithmetic(Expression.Arithmetic a, Map<String, String> locals) {
        List<String> operands = a.operands().stream().map(o -> text(o, locals)).toList();
        if (operands.size() == 1) {
            return "(" + a.symbol() + operands.getFirst() + ")";
        }
        String left = operands.getFirst();
        String right = operands.getLast();
        return switch (a.symbol()) {
            case "/" -> "np.true_divide(" + left + ", " + right + ")";
            case "//" -> helper("_divide") + "(" + left + ", " + right + ")";
            case "%" -> "np.fmod(" + left + ", " + right + ")";
            case "**" -> "np.float_power(" + left + ", " + right + ")";
            case "||" -> throw missing("||");
            default -> "(" + left + " " + a.symbol() + " " + right + ")";
        };
    }

    private String compare(Expression.Compare c, Map<String, String> locals) {
        String left = text(c.left(), locals);
        String right = text(c.right(), locals);
        return switch (c.symbol()) {
            case "=" -> helper("_equal") + "(" + left + ", " + right + ")";
            case "<>" -> "~" + helper("_equal") + "(" + left + ", " + right + ")";
            case "<" -> helper("_less") + "(" + left + ", " + right + ")";
            case ">" -> helper("_less") + "(" + right + ", " + left + ")";
            case "<=" -> "np.logical_not(" + helper("_less") + "(" + right + ", " + left + "))";
            default -> "np.logical_not(" + helper("_less") + "(" + left + ", " + right + "))";
        };
    }

    private String cast(Expression operand, String type, Map<String, String> locals) {
        String inside = text(operand, locals);
        return switch (type) {
            case "DOUBLE", "FLOAT", "DECIMAL" -> "np.asarray(" + inside + ", dtype=float)";
            case "INTEGER", "BIGINT", "SMALLINT", "TINYINT" -> helper("_round") + "(" + inside + ")";
            case "BOOLEAN" -> "(np.asarray(" + inside + ") != 0)";
            default -> throw missing("cast to " + type.toLowerCase(Locale.ROOT));
        };
    }

    private String call(Expression.Call c, Map<String, String> locals) {
        String name = c.function();
        List<Expression> given = c.arguments();
        Macro macro = macros.stream()
                .filter(m -> m.name().equals(name) && m.parameters().size() == given.size())
                .findFirst()
                .orElse(null);
        if (macro != null) {
            return function(macro) + arguments(given, locals);
        }
        String known = FUNCTIONS.get(name);
        if (known != null) {
            return (known.startsWith("_") ? helper(known) : known) + arguments(given, locals);
        }
        return switch (name) {
            case "least" -> fold("np.fmin", given, locals);
            case "greatest" -> fold("np.maximum", given, locals);
            case "pi" -> "np.pi";
            case "list_transform", "list_apply" -> transform(given, locals);
            default -> {
                String list = LISTS.get(name);
                if (list == null || given.size() != 1) {
                    throw missing(name);
                }
                yield list.replace("{0}", text(given.getFirst(), locals));
            }
        };
    }

    private String fold(String function, List<Expression> given, Map<String, String> locals) {
        String text = text(given.getFirst(), locals);
        for (Expression next : given.subList(1, given.size())) {
            text = function + "(" + text + ", " + text(next, locals) + ")";
        }
        return text;
    }

    private String transform(List<Expression> given, Map<String, String> locals) {
        if (given.size() != 2 || !(given.getLast() instanceof Expression.Lambda(List<String> names, Expression body))) {
            throw missing("list_transform without lambda");
        }
        Map<String, String> inner = new LinkedHashMap<>(locals);
        inner.put(names.getFirst().toLowerCase(Locale.ROOT), identifier(names.getFirst()));
        return helper("_list") + "(*[" + text(body, inner) + " for " + identifier(names.getFirst()) + " in "
                + text(given.getFirst(), locals) + "])";
    }

    /** The name of the Python function of a macro, which is written before it is needed. */
    private String function(Macro macro) {
        boolean alone =
                macros.stream().filter(m -> m.name().equals(macro.name())).count() == 1;
        String name = "_" + identifier(macro.name())
                + (alone ? "" : "_" + macro.parameters().size());
        if (!needed.containsKey(macro)) {
            Map<String, String> locals = new LinkedHashMap<>();
            macro.parameters().forEach(p -> locals.put(p.toLowerCase(Locale.ROOT), identifier(p)));
            String body = text(macro.body(), locals);
            needed.put(
                    macro,
                    "def " + name
                            + macro.parameters().stream()
                                    .map(PythonWriter::identifier)
                                    .collect(Collectors.joining(", ", "(", ")"))
                            + ":\n    return " + body + "\n");
        }
        return name;
    }

    private String window(Expression.Window w, Map<String, String> locals) {
        if (!OVER.contains(w.function())) {
            throw missing(w.function() + " OVER");
        }
        helper("_over");
        String descending = w.orders().stream()
                .map(o -> o.descending() ? "True" : "False")
                .collect(Collectors.joining(", ", "[", "]"));
        String orders = w.orders().stream().map(o -> text(o.key(), locals)).collect(Collectors.joining(", ", "[", "]"));
        Expression.Window.Frame frame = w.orders().isEmpty() && w.frame() == Expression.Window.Frame.SO_FAR
                ? Expression.Window.Frame.ALL
                : w.frame();
        return "_over('" + w.function() + "', " + brackets(w.arguments(), locals) + ", "
                + brackets(w.partitions(), locals) + ", " + orders + ", " + descending + ", '"
                + frame.name().toLowerCase(Locale.ROOT) + "')";
    }

    private String brackets(List<Expression> pieces, Map<String, String> locals) {
        return pieces.stream().map(p -> text(p, locals)).collect(Collectors.joining(", ", "[", "]"));
    }
}
