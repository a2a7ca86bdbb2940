package rewardloom.model.reward.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.formula.Expression;
import rewardloom.model.formula.FunctionCard;
import rewardloom.model.formula.FunctionCard.Argument;
import rewardloom.model.formula.SqlWriter;
import rewardloom.model.table.Formulas;

/** The curve of a function along one of its arguments. */
public final class FunctionCurve {
    private static final int POINTS = 161;

    private FunctionCurve() {}

    /**
     * Draws it.
     *
     * @param settings numbers for its arguments by their places; a card's own numbers stand for those that are not there
     * @return nothing for a function of texts, lists or several rows
     */
    public static Optional<Figure> of(FunctionCard card, Map<Integer, Double> settings, Formulas formulas) {
        if (!card.hasCurve()) {
            return Optional.empty();
        }
        Argument along = card.arguments().get(card.curved());
        double[] x = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = along.low() + (along.high() - along.low()) * i / (POINTS - 1);
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < card.arguments().size(); i++) {
            OptionalDouble setting = card.arguments().get(i).setting();
            arguments.add(new Expression.Column("a" + i));
            columns.put(
                    "a" + i,
                    i == card.curved()
                            ? x
                            : new double[] {settings.getOrDefault(i, setting.isPresent() ? setting.getAsDouble() : 0)});
        }
        double[] y = formulas.evaluate(columns, SqlWriter.write(new Expression.Call(card.name(), arguments)));
        return Optional.of(new Figure(
                "curve-" + card.name(),
                "",
                Axis.linear(along.title()),
                Axis.linear(""),
                List.of(new Layer.Line("", 0, x, y, false)),
                card.title() + ": " + card.formula(),
                FigureSource.NONE));
    }
}
