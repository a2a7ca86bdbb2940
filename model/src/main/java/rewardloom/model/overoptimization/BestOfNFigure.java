package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Interval;

/** The figure of best of n: gold and score of the chosen sample against the divergence of the choice. */
final class BestOfNFigure {
    private static final String MOST = "most gold at this KL";

    private final BestOfNStudy study;
    private final BestOfNSettings settings;

    BestOfNFigure(BestOfNStudy study, BestOfNSettings settings) {
        this.study = study;
        this.settings = settings;
    }

    Figure draw(String name) {
        List<Layer> layers = new ArrayList<>();
        BestOfNPool pool = study.pool();
        List<BestOfNCurve> drawn = study.ensembles().isEmpty()
                ? study.curves()
                : study.curves().subList(0, 1 + study.ensembles().size());
        double[] kl = IntStream.of(study.first().n()).mapToDouble(BestOfN::kl).toArray();
        layers.add(
                new Layer.Line(MOST, -1, study.frontier().kl(), study.frontier().gold(), true));
        BestOfNCurve first = study.first();
        layers.add(new Layer.Band(
                "",
                0,
                kl,
                first.goldInterval().stream().mapToDouble(Interval::low).toArray(),
                first.goldInterval().stream().mapToDouble(Interval::high).toArray(),
                Digits.percent(settings.sampling().level()) + " bootstrap interval over prompts, " + first.title()));
        for (BestOfNCurve oracle : study.oracle()) {
            layers.add(new Layer.Line(oracle.title(), -1, kl, oracle.gold(), false));
        }
        for (int i = 0; i < drawn.size(); i++) {
            layers.add(new Layer.Line(drawn.get(i).title(), i, kl, drawn.get(i).gold(), false));
            if (!drawn.get(i).fits().isEmpty()) {
                layers.add(fitted(i, drawn.get(i)));
            }
        }
        return new Figure(
                name,
                "Best of n: gold of the chosen sample",
                Axis.scaled("KL of best of n, log n − (n − 1)/n (nats, √ scale)", Axis.Scale.SQRT),
                Axis.linear(
                        pool.goldIsCorrect()
                                ? "accuracy of the chosen sample"
                                : "mean gold reward of the chosen sample"),
                layers,
                caption(pool),
                new FigureSource("", Map.of(), Map.of(), pool.rows(), pool.nonfinite()));
    }

    private static Layer fitted(int color, BestOfNCurve curve) {
        Layer.Line line = (Layer.Line) RunFigures.curve("", color, curve.fits().getFirst());
        double start = curve.gold()[0];
        return new Layer.Line(
                "", color, line.x(), Arrays.stream(line.y()).map(y -> y + start).toArray(), true);
    }

    private String caption(BestOfNPool pool) {
        int[] n = study.first().n();
        return "Best of n for n from 1 to " + Digits.count(n[n.length - 1]) + ", unbiased over all subsets of the "
                + Digits.count(pool.samples()) + " samples of each of "
                + pool.prompts().size()
                + " prompts; faint lines of the same colour are fits of "
                + settings.forms().getFirst().formula()
                + "; “" + MOST + "” is what no policy can exceed, from the exponentially tilted samples, as far as the"
                + " samples can tell. Band: "
                + Digits.percent(settings.sampling().level()) + " bootstrap interval over prompts ("
                + settings.sampling().resamples()
                + " resamples). KL of best of n is an upper bound for discrete scores."
                + (pool.small() > 0 ? " " + pool.small() + " prompts with too few samples are left out." : "")
                + (study.oracle().isEmpty()
                        ? ""
                        : " “" + study.oracle().getFirst().title() + "” chooses by the gold reward.");
    }
}
