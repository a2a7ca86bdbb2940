package rewardloom.model.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads an expression: or, and, not, comparisons, sums, products, signs, powers, from loose to tight. */
final class Parser {
    private static final int DEEPEST = 200;
    private static final Map<String, Node.Relation> RELATIONS = Map.of(
            "=", Node.Relation.EQUAL,
            "==", Node.Relation.EQUAL,
            "<>", Node.Relation.DIFFERENT,
            "!=", Node.Relation.DIFFERENT,
            "<", Node.Relation.LESS,
            "<=", Node.Relation.LESS_OR_EQUAL,
            ">", Node.Relation.GREATER,
            ">=", Node.Relation.GREATER_OR_EQUAL);

    private final Tokens tokens;
    private final List<String> names;
    private final List<String> used = new ArrayList<>();
    private int depth;

    Parser(String text, Collection<String> names) {
        this.names = List.copyOf(names);
        this.tokens = new Tokens(text, this.names);
    }

    /** The names that were met, by index. */
    List<String> used() {
        return used;
    }

    Node parse() {
        Node all = or();
        if (tokens.peek().type() != Tokens.Type.END) {
            throw tokens.wrong("an operator is missing", tokens.peek());
        }
        return all;
    }

    private Node or() {
        if (++depth > DEEPEST) {
            throw new ExpressionException("the expression is nested too deeply");
        }
        Node left = and();
        while (tokens.take("or") || tokens.take("||")) {
            left = new Node.Or(left, and());
        }
        depth--;
        return left;
    }

    private Node and() {
        Node left = not();
        while (tokens.take("and") || tokens.take("&&")) {
            left = new Node.And(left, not());
        }
        return left;
    }

    private Node not() {
        boolean negated = false;
        while (tokens.take("not") || tokens.take("!")) {
            negated = !negated;
        }
        Node inner = comparison();
        return negated ? new Node.Not(inner) : inner;
    }

    private Node comparison() {
        Node left = sum();
        Tokens.Token operator = tokens.peek();
        Node.Relation relation = operator.type() == Tokens.Type.SYMBOL ? RELATIONS.get(operator.text()) : null;
        if (relation != null) {
            tokens.take();
            return new Node.Comparison(relation, left, sum());
        }
        if (tokens.take("~")) {
            return new Node.Matching(left, regex());
        }
        if (tokens.take("!~")) {
            return new Node.Not(new Node.Matching(left, regex()));
        }
        if (tokens.take("is")) {
            boolean negated = tokens.take("not");
            tokens.expect("null");
            return negated ? new Node.Not(new Node.Missing(left)) : new Node.Missing(left);
        }
        boolean negated = tokens.take("not");
        Node word = wordComparison(left, negated);
        return negated ? new Node.Not(word) : word;
    }

    private Node wordComparison(Node left, boolean expected) {
        if (tokens.take("like")) {
            return new Node.Matching(left, like());
        }
        if (tokens.take("between")) {
            Node low = sum();
            tokens.expect("and");
            return new Node.And(
                    new Node.Comparison(Node.Relation.GREATER_OR_EQUAL, left, low),
                    new Node.Comparison(Node.Relation.LESS_OR_EQUAL, left, sum()));
        }
        if (tokens.take("in")) {
            tokens.expect("(");
            Node any = new Node.Comparison(Node.Relation.EQUAL, left, sum());
            while (tokens.take(",")) {
                any = new Node.Or(any, new Node.Comparison(Node.Relation.EQUAL, left, sum()));
            }
            tokens.expect(")");
            return any;
        }
        if (expected) {
            throw tokens.wrong("'in', 'like' or 'between' is missing", tokens.peek());
        }
        return left;
    }

    private String textLiteral(String after) {
        Tokens.Token token = tokens.take();
        if (token.type() != Tokens.Type.TEXT) {
            throw tokens.wrong(after + " needs a text in single quotes after it", token);
        }
        return token.text();
    }

    private Pattern regex() {
        String regex = textLiteral("~");
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new ExpressionException("'" + regex + "' is no regular expression: " + e.getDescription());
        }
    }

    /** SQL's pattern: {@code %} stands for any text, {@code _} for any character. */
    private Pattern like() {
        StringBuilder regex = new StringBuilder("^");
        for (char c : textLiteral("like").toCharArray()) {
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.append('$').toString(), Pattern.DOTALL);
    }

    private Node sum() {
        Node left = product();
        while (true) {
            if (tokens.take("+")) {
                left = new Node.Arithmetic('+', left, product());
            } else if (tokens.take("-")) {
                left = new Node.Arithmetic('-', left, product());
            } else {
                return left;
            }
        }
    }

    private Node product() {
        Node left = sign();
        while (true) {
            if (tokens.take("*")) {
                left = new Node.Arithmetic('*', left, sign());
            } else if (tokens.take("/")) {
                left = new Node.Arithmetic('/', left, sign());
            } else if (tokens.take("%")) {
                left = new Node.Arithmetic('%', left, sign());
            } else {
                return left;
            }
        }
    }

    private Node sign() {
        boolean negative = false;
        while (true) {
            if (tokens.take("-")) {
                negative = !negative;
            } else if (!tokens.take("+")) {
                Node inner = power();
                return negative ? new Node.Negative(inner) : inner;
            }
        }
    }

    private Node power() {
        Node base = primary();
        return tokens.take("^") ? new Node.Arithmetic('^', base, sign()) : base;
    }

    private Node primary() {
        Tokens.Token token = tokens.take();
        return switch (token.type()) {
            case NUMBER -> new Node.Constant(number(token));
            case TEXT -> new Node.Text(token.text());
            case NAME -> name(token);
            case WORD -> word(token);
            case SYMBOL, END -> {
                if (!token.text().equals("(")) {
                    throw tokens.wrong("a value is missing", token);
                }
                Node inner = or();
                tokens.expect(")");
                yield inner;
            }
        };
    }

    private double number(Tokens.Token token) {
        try {
            return Double.parseDouble(token.text());
        } catch (NumberFormatException e) {
            throw tokens.wrong("this is no number", token);
        }
    }

    private Node word(Tokens.Token token) {
        if (tokens.take("(")) {
            return call(token);
        }
        return switch (token.text().toLowerCase(Locale.ROOT)) {
            case "true" -> new Node.Constant(1);
            case "false" -> new Node.Constant(0);
            case "null", "nan" -> new Node.Constant(Double.NaN);
            default -> name(token);
        };
    }

    private Node call(Tokens.Token token) {
        Function function = Function.named(token.text())
                .orElseThrow(() -> new ExpressionException(
                        "there is no function '" + token.text() + "'; there are " + Function.names()));
        List<Node> arguments = new ArrayList<>();
        if (!tokens.take(")")) {
            do {
                arguments.add(or());
            } while (tokens.take(","));
            tokens.expect(")");
        }
        function.refusal(arguments.size()).ifPresent(why -> {
            throw new ExpressionException(why);
        });
        return new Node.Call(function, arguments);
    }

    /** A name in full, in any case, or its last part if only one name ends so. */
    private Node name(Tokens.Token token) {
        String wanted = token.text();
        List<String> found = names.contains(wanted)
                ? List.of(wanted)
                : names.stream()
                        .filter(n -> n.equalsIgnoreCase(wanted) || n.endsWith("/" + wanted) || n.endsWith("." + wanted))
                        .toList();
        if (found.size() > 1) {
            throw new ExpressionException("'" + wanted + "' could be " + String.join(" or ", found));
        }
        if (found.isEmpty()) {
            throw new ExpressionException("there is nothing called '" + wanted + "'"
                    + (token.type() == Tokens.Type.WORD ? "; a text needs single quotes" : "") + near(wanted));
        }
        int index = used.indexOf(found.getFirst());
        if (index < 0) {
            index = used.size();
            used.add(found.getFirst());
        }
        return new Node.Name(index);
    }

    private String near(String wanted) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        List<String> near = names.stream()
                .filter(n -> n.toLowerCase(Locale.ROOT).contains(lower))
                .limit(5)
                .toList();
        List<String> some = near.isEmpty() ? names.stream().limit(8).toList() : near;
        return some.isEmpty() ? "" : "; there is " + String.join(", ", some) + (names.size() > some.size() ? " …" : "");
    }
}
