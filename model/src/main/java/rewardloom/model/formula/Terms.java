package rewardloom.model.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import rewardloom.model.formula.Block.Constant;
import rewardloom.model.formula.Block.Term;
import rewardloom.model.formula.Expression.Arithmetic;
import rewardloom.model.formula.Expression.Num;

/** Sums of weighted terms in formulas, and back. */
final class Terms {
    private Terms() {}

    /** Whether there are several terms, or one with a weight or a sign. */
    static boolean isSum(Arithmetic a) {
        return isAddition(a) || isNegation(a) || isWeighted(a);
    }

    private static boolean isAddition(Arithmetic a) {
        return a.operands().size() == 2 && (a.symbol().equals("+") || a.symbol().equals("-"));
    }

    private static boolean isNegation(Arithmetic a) {
        return a.operands().size() == 1
                && a.symbol().equals("-")
                && !(a.operands().getFirst() instanceof Num);
    }

    private static boolean isWeighted(Arithmetic a) {
        return isProduct(a) && operands(a).stream().anyMatch(Num.class::isInstance);
    }

    private static boolean isProduct(Arithmetic a) {
        return a.operands().size() == 2 && a.symbol().equals("*");
    }

    /** The operands; all factors of a product without brackets. */
    static List<Expression> operands(Arithmetic a) {
        if (!isProduct(a)) {
            return a.operands();
        }
        List<Expression> factors = new ArrayList<>();
        if (a.operands().getFirst() instanceof Arithmetic left && isProduct(left)) {
            factors.addAll(operands(left));
        } else {
            factors.add(a.operands().getFirst());
        }
        factors.add(a.operands().getLast());
        return factors;
    }

    /** The terms of a sum as it is written. */
    static List<Term> of(Expression sum) {
        List<Term> terms = new ArrayList<>();
        if (sum instanceof Arithmetic a && isAddition(a)) {
            terms.addAll(of(a.operands().getFirst()));
            terms.add(term(a.operands().getLast(), a.symbol().equals("-")));
        } else {
            terms.add(term(sum, false));
        }
        return terms;
    }

    private static Term term(Expression piece, boolean negative) {
        BigDecimal weight = negative ? BigDecimal.ONE.negate() : BigDecimal.ONE;
        if (piece instanceof Num(BigDecimal value)) {
            // A number carries its sign itself.
            return new Term(BigDecimal.ONE, new Constant(value.multiply(weight)));
        }
        if (!(piece instanceof Arithmetic a)) {
            return new Term(weight, Block.of(piece));
        }
        if (isNegation(a)) {
            return term(a.operands().getFirst(), !negative);
        }
        if (!isWeighted(a)) {
            return new Term(weight, Block.of(piece));
        }
        List<Expression> factors = new ArrayList<>(operands(a));
        for (Expression factor : factors) {
            if (factor instanceof Num(BigDecimal value)) {
                factors.remove(factor);
                weight = weight.multiply(value);
                break;
            }
        }
        return Block.of(product(factors)) instanceof Constant(BigDecimal value)
                ? new Term(BigDecimal.ONE, new Constant(value.multiply(weight)))
                : new Term(weight, Block.of(product(factors)));
    }

    private static Expression product(List<Expression> factors) {
        return factors.stream()
                .reduce((x, y) -> new Arithmetic("*", List.of(x, y)))
                .orElseThrow();
    }

    /** The formula of a sum; 0 without terms. */
    static Expression sum(List<Term> terms) {
        Expression sum = null;
        for (Term term : terms) {
            boolean negative = isNegative(term);
            if (sum == null) {
                sum = first(term);
            } else {
                sum = new Arithmetic(
                        negative ? "-" : "+", List.of(sum, negative ? positive(opposite(term)) : positive(term)));
            }
        }
        return sum == null ? new Num(BigDecimal.ZERO) : sum;
    }

    private static boolean isNegative(Term term) {
        return term.weight().signum() < 0 || isNegativeNumber(term);
    }

    private static boolean isNegativeNumber(Term term) {
        return term.weight().compareTo(BigDecimal.ONE) == 0
                && term.piece() instanceof Constant(BigDecimal value)
                && value.signum() < 0;
    }

    private static Term opposite(Term term) {
        return isNegativeNumber(term) && term.piece() instanceof Constant(BigDecimal value)
                ? new Term(BigDecimal.ONE, new Constant(value.negate()))
                : new Term(term.weight().negate(), term.piece());
    }

    private static Expression first(Term term) {
        return term.weight().compareTo(BigDecimal.ONE.negate()) == 0
                ? new Arithmetic("-", List.of(term.piece().expression()))
                : positive(term);
    }

    private static Expression positive(Term term) {
        Expression piece = term.piece().expression();
        return term.weight().compareTo(BigDecimal.ONE) == 0
                ? piece
                : new Arithmetic("*", List.of(new Num(term.weight()), piece));
    }
}
