package rewardloom.model.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.model.project.LooseFormulas;

/** Formulas are read from SQL and written as SQL without a change of meaning. */
class SqlWriterTest {
    private static final LooseFormulas FORMULAS = new LooseFormulas();

    @AfterContainer
    static void close() {
        FORMULAS.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.3 * approach + 0.2 * clip(alignment, 0, 1)",
                "a - (b - c) - d",
                "a / (b * c)",
                "(a ** b) ** c",
                "a ** (b ** c)",
                "-a ** 2",
                "-(a + b)",
                "2 - -3 * a",
                "CASE WHEN a > 0 AND NOT b <= 1 THEN -a ELSE 0.002 END",
                "CASE WHEN (a > 0 OR b > 0) AND c = 1 THEN 1 END",
                "\"component/touch\" + \"order\"",
                "a BETWEEN 0 AND 1 + b",
                "a IN (1, 2, 3)",
                "a IS NULL",
                "coalesce(a, 0)",
                "par_refs(r, [1, 0, 3])",
                "list_avg(list_transform([a, b], lambda m: m + 1))",
                "sum(touch) OVER (PARTITION BY episode ORDER BY t)",
                "lead(phi, 1, 0) OVER (PARTITION BY episode ORDER BY t DESC)",
                "avg(x) OVER (ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
                "sum(x) OVER ()",
                "CAST(a AS DOUBLE)",
                "CASE WHEN correct = TRUE THEN 1 ELSE 0 END",
                "1e-300 * a",
                "unit_test_reward('it''s')"
            })
    void writesWhatItRead(String formula) {
        Expression read = FORMULAS.parse(formula);
        String written = SqlWriter.write(read);
        assertThat(FORMULAS.parse(written)).as(written).isEqualTo(read);
    }

    @Test
    void takesNoMoreBracketsThanNeeded() {
        assertThat(SqlWriter.write(FORMULAS.parse("((0.3)*(approach))+((0.2)*(alignment))")))
                .isEqualTo("0.3 * approach + 0.2 * alignment");
        assertThat(SqlWriter.write(FORMULAS.parse("a*(b+c)"))).isEqualTo("a * (b + c)");
        assertThat(SqlWriter.write(FORMULAS.parse("a^2"))).isEqualTo("a ** 2");
    }

    @Property(tries = 300)
    void keepsTheTree(@ForAll("trees") Expression tree) {
        String written = SqlWriter.write(tree);
        assertThat(FORMULAS.parse(written)).as(written).isEqualTo(tree);
    }

    @Provide
    Arbitrary<Expression> trees() {
        return tree(4);
    }

    private static Arbitrary<Expression> tree(int depth) {
        Arbitrary<Expression> leaf = Arbitraries.oneOf(
                Arbitraries.of("a", "b", "component/x", "select", "Q\"uote").map(Expression.Column::new),
                Arbitraries.integers()
                        .between(-999, 999)
                        .map(i -> new Expression.Num(BigDecimal.valueOf(i, i % 3 == 0 ? 2 : 0))));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Expression> inner = tree(depth - 1);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(2, leaf),
                net.jqwik.api.Tuple.of(
                        6,
                        Combinators.combine(Arbitraries.of("+", "-", "*", "/", "//", "%", "**"), inner, inner)
                                .as((symbol, left, right) -> new Expression.Arithmetic(symbol, List.of(left, right)))),
                net.jqwik.api.Tuple.of(
                        2,
                        inner.filter(e -> !(e instanceof Expression.Num))
                                .map(e -> new Expression.Arithmetic("-", List.of(e)))),
                net.jqwik.api.Tuple.of(2, inner.map(e -> new Expression.Call("krc", List.of(e, e)))),
                net.jqwik.api.Tuple.of(
                        2,
                        Combinators.combine(Arbitraries.of("=", "<>", "<", "<=", ">", ">="), inner, inner, inner)
                                .as((symbol, left, right, value) -> new Expression.Case(
                                        List.of(new Expression.Case.Branch(
                                                new Expression.Logic(
                                                        true,
                                                        List.of(
                                                                new Expression.Compare(symbol, left, right),
                                                                new Expression.Not(
                                                                        new Expression.Between(left, right, value)))),
                                                value)),
                                        left))));
    }

    @Test
    void changesAPieceInItsPlace() {
        Expression formula = FORMULAS.parse("0.3 * approach + krc(a, b)");
        assertThat(formula.at(List.of(1, 0))).contains(new Expression.Column("a"));
        assertThat(SqlWriter.write(formula.replaced(List.of(0, 0), Expression.Num.of(0.5))))
                .isEqualTo("0.5 * approach + krc(a, b)");
        assertThat(formula.columns()).containsExactly("approach", "a", "b");
        assertThat(SqlWriter.write(formula.renamed(Map.of("a", "component/a"))))
                .isEqualTo("0.3 * approach + krc(\"component/a\", b)");
    }

    @Test
    void saysWhatRecipesAreNotBuiltOf() {
        assertThatThrownBy(() -> FORMULAS.parse("{'a': 1}.a"))
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("not among the pieces that recipes are built of");
        assertThatThrownBy(() -> FORMULAS.parse("t.a")).hasMessageContaining("double quotes");
        assertThatThrownBy(() -> FORMULAS.parse("getenv('HOME')")).hasMessageContaining("refused");
    }
}
