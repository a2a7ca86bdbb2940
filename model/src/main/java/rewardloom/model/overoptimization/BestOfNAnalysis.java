package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** What choosing the best of n samples by a score does to the gold reward, without sampling again. */
public final class BestOfNAnalysis extends CardAnalysis<BestOfNParameters> {

    public BestOfNAnalysis() {
        super(
                new Card(
                        "best-of-n",
                        "Best of n",
                        Family.OVEROPTIMIZATION,
                        "What does choosing the best of n samples by a reward model do to the gold reward, for every"
                                + " n?",
                        List.of(
                                "Reward Model Ensembles Help Mitigate Overoptimization",
                                "Asymptotics of Language Model Alignment",
                                "Helping or Herding? Reward Model Ensembles Mitigate but do not Eliminate Reward"
                                        + " Hacking"),
                        List.of("responses or scores of one policy with score, gold or correct, and prompt_id")),
                BestOfNParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(BestOfNPool::accepts);
    }

    @Override
    public Result run(BestOfNParameters parameters, Tables tables, Progress progress) {
        BestOfNSettings settings = parameters.settings();
        List<Finding> findings = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<BestOfNStudy> studies = new ArrayList<>();
        List<Table> inputs = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Table table : wanted(parameters, tables)) {
            progress.checkCancelled();
            progress.update("best of n from " + table.name(), 0.1);
            BestOfNPool pool = BestOfNPool.read(table, tables);
            if (pool.prompts().isEmpty()) {
                refused.add(table.name());
                continue;
            }
            BestOfNStudy study = BestOfNStudy.of(pool, settings);
            String suffix = studies.isEmpty() ? "" : "-" + (studies.size() + 1);
            studies.add(study);
            inputs.add(table);
            findings.addAll(new BestOfNFindings(study, settings, "best-of-n" + suffix).all());
            findings.addAll(new BestOfNNotices(study, settings).all());
            figures.add(new BestOfNFigure(study, settings).draw("best-of-n" + suffix));
            figures.add(divergences(study, "best-of-n-kl" + suffix));
        }
        if (studies.isEmpty()) {
            throw new AnalysisException(
                    refused.isEmpty()
                            ? "none of the chosen tables holds scored samples of one policy with gold and prompts"
                            : "no prompt of " + String.join(", ", refused)
                                    + " has two samples with finite scores and gold; best of n needs several"
                                    + " samples of each prompt");
        }
        return new Result(findings, figures, List.of(BestOfNTables.bestOfN(studies), fits(studies)), inputs);
    }

    private static List<Table> wanted(BestOfNParameters parameters, Tables tables) {
        return tables.list().stream()
                .filter(BestOfNPool::accepts)
                .filter(t ->
                        parameters.tables().isEmpty() || parameters.tables().contains(t.name()))
                .toList();
    }

    private static ResultTable fits(List<BestOfNStudy> studies) {
        ResultRows rows = new ResultRows(
                "fits",
                "Fits of gold over that of n = 1 against d = √KL",
                "table",
                "rule",
                "form",
                "alpha",
                "alpha±",
                "beta",
                "beta±",
                "r2",
                "rmse",
                "aic",
                "peak_kl",
                "peak_kl±",
                "peak_inside",
                "best_n");
        for (BestOfNStudy study : studies) {
            List<BestOfNCurve> curves = new ArrayList<>(study.curves());
            curves.addAll(study.oracle());
            for (BestOfNCurve curve : curves) {
                for (GoldFit f : curve.fits()) {
                    rows.add(
                            study.pool().table().name(),
                            curve.rule(),
                            f.form().id(),
                            f.alpha(),
                            f.alphaInterval(),
                            f.beta(),
                            f.betaInterval(),
                            f.r2(),
                            f.rmse(),
                            f.aic(),
                            f.peaksInside() ? f.peakKl() : Double.NaN,
                            f.peaksInside() ? f.peakKlInterval() : rewardloom.model.statistics.Interval.NONE,
                            f.peaksInside(),
                            curve.peakN());
                }
            }
        }
        return rows.table();
    }

    /** The divergence of the choice from the samples at hand beside the formula that bounds it. */
    private static Figure divergences(BestOfNStudy study, String name) {
        double[] n = Arrays.stream(study.first().n()).asDoubleStream().toArray();
        double[] bound =
                Arrays.stream(study.first().n()).mapToDouble(BestOfN::kl).toArray();
        return new Figure(
                name,
                "Divergence of best of n: formula and samples",
                Axis.scaled("n", Axis.Scale.LOG),
                Axis.linear("KL (nats)"),
                List.of(
                        new Layer.Line("log n − (n − 1)/n", -1, n, bound, false),
                        new Layer.Line(
                                "on the samples, " + study.first().title(),
                                0,
                                n,
                                study.first().sampleKl(),
                                false)),
                "The formula is exact for continuous scores and an upper bound otherwise. On the samples it is the"
                        + " divergence, from equal weights, of the probabilities with which each is chosen, mean over"
                        + " prompts; ties and the finite number of samples keep it below.",
                new FigureSource(
                        "",
                        Map.of(),
                        Map.of(),
                        study.pool().rows(),
                        study.pool().nonfinite()));
    }
}
