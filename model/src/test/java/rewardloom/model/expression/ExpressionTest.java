package rewardloom.model.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Map<String, Object> VALUES = new LinkedHashMap<>(Map.of(
            "reward/proxy",
            2.0,
            "objective/kl",
            40.0,
            "lr",
            3e-4,
            "env",
            "Ant-v4",
            "seed",
            3.0,
            "a b",
            7.0,
            "kl",
            5.0));

    private static Row row(List<String> names) {
        return new Row() {
            @Override
            public double number(int name) {
                return VALUES.get(names.get(name)) instanceof Double d ? d : Double.NaN;
            }

            @Override
            public @Nullable String text(int name) {
                return VALUES.get(names.get(name)) instanceof String s ? s : null;
            }
        };
    }

    private static double value(String text) {
        Expression expression = Expression.parse(text, VALUES.keySet());
        return expression.number(row(expression.names()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "2 ^ 3 ^ 2 | 512",
                "-2 ^ 2 | -4",
                "2 ^ -1 | 0.5",
                "7 % 4 - -1 | 4",
                "1e-3 * 2E3 + .5 | 2.5",
                "reward/proxy - 0.05*objective/kl | 0",
                "proxy/2 | 1",
                "\"a b\" + 1 | 8",
                "a b + 1 | 8",
                "kl | 5",
                "KL | 5",
                "clip(kl, -1, 1) | 1",
                "greatest(1, kl, 3) - least(4, 2) | 3",
                "if(kl > 4 and not seed = 2, 10, 20) | 10",
                "coalesce(null, kl) | 5",
                "round(-2.5) | -3",
                "ln(exp(2)) + log10(1000) + log2(8) | 8",
            })
    void computes(String text, double expected) {
        assertThat(value(text)).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lr < 1e-3 and env ~ 'Ant'",
                "env = 'Ant-v4'",
                "env <> 'Hopper-v4' && seed in (1, 2, 3)",
                "seed between 3 and 4",
                "env like 'ant%' or env like 'Ant-__'",
                "not (seed > 3 or seed < 3)",
                "env !~ 'Hopper'",
                "seed not in (1, 2)",
                "lr is not null",
                "env in ('Hopper-v4', 'Ant-v4')",
                "seed ~ '^3$'",
            })
    void holds(String text) {
        assertThat(value(text)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env < 5", "nan = nan", "null > 1", "sqrt(-1) < 5", "env is null", "env = 3"})
    void whatIsMissingOrOfAnotherKindNeverHolds(String text) {
        assertThat(value(text)).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "1 + | a value is missing at the end",
                "(1 + 2 | ')' is missing",
                "1 2 | operator is missing at '2' (character 3)",
                "reward | could be reward/proxy",
                "env = Ant | a text needs single quotes",
                "env ~ 'a(' | is no regular expression",
                "foo(1) | there is no function 'foo'",
                "clip(1) | clip needs 3 arguments, not 1",
                "1 $ 2 | '$' (character 3)",
                "'abc | not closed",
                "1.2.3 | no number",
                "seed not 3 | 'in', 'like' or 'between'",
            })
    void saysWhatIsWrong(String text, String message) {
        VALUES.put("x/reward", 1.0);
        VALUES.put("reward/proxy/reward", 1.0);
        String expected = text.strip().equals("reward") ? "'reward' could be" : message;
        assertThatThrownBy(() -> Expression.parse(text, VALUES.keySet()))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining(expected);
        VALUES.remove("x/reward");
        VALUES.remove("reward/proxy/reward");
    }

    @Test
    void aNameMayBeThatOfAFunction() {
        Expression expression = Expression.parse("min(min, 2)", List.of("min"));
        assertThat(expression.number(name -> 1)).isEqualTo(1);
        assertThat(expression.names()).containsExactly("min");
    }

    @Test
    void computesColumnsOfAnyLength() {
        Expression expression = Expression.parse("b - 2*a", List.of("a", "b"));
        assertThat(expression.names()).containsExactly("b", "a");
        int n = 50_001;
        double[] a = new double[n];
        double[] b = new double[n];
        Arrays.setAll(a, i -> i);
        Arrays.setAll(b, i -> 3.0 * i);
        assertThat(expression.numbers(n, List.of(b, a))).containsExactly(a);
        assertThat(expression.numbers(0, List.of(new double[0], new double[0]))).isEmpty();
    }

    /** The same text must mean the same in a query. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 + 2 * 3 - 4 / 8",
                "-2 + abs(-7.5) * sqrt(2)",
                "ln(10) + log(1000) + log2(10) + exp(1.5)",
                "least(3, 1, 2) + greatest(3, 1, 2)",
                "round(2.5) + round(-2.5) + floor(-1.5) + ceil(-1.5) + sign(-3)",
                "pow(2, 0.5) * tanh(0.3)",
                "coalesce(null, 4)",
            })
    void agreesWithDuckDb(String text) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT CAST(" + text + " AS DOUBLE)")) {
            rows.next();
            assertThat(value(text)).isCloseTo(rows.getDouble(1), within(1e-12));
        }
    }

    /** Whatever is typed, there is an expression or a message. */
    @Property
    void neverBreaks(@ForAll @StringLength(max = 40) String text) {
        try {
            Expression.parse(text, List.of("a", "b/c", "(", ""));
        } catch (ExpressionException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    @Test
    void refusesToNestWithoutEnd() {
        assertThatThrownBy(() -> Expression.parse("(".repeat(5000), List.of())).hasMessageContaining("too deeply");
    }
}
