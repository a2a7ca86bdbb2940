package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Where optimising a proxy stops helping the gold reward: training runs and best of n. */
public final class Overoptimization extends CardAnalysis<OveroptimizationParameters> {

    public Overoptimization() {
        super(
                new Card(
                        "overoptimization",
                        "Over-optimisation",
                        Family.OVEROPTIMIZATION,
                        "At which distance from the reference policy does the gold reward peak while the proxy keeps"
                                + " rising, and which component pays for it?",
                        List.of(
                                "Reward Model Ensembles Help Mitigate Overoptimization",
                                "Helping or Herding? Reward Model Ensembles Mitigate but do not Eliminate Reward"
                                        + " Hacking",
                                "Scaling Laws for Reward Model Overoptimization in Direct Alignment Algorithms",
                                "Asymptotics of Language Model Alignment"),
                        List.of(
                                "metrics with gold and kl",
                                "scores with gold, and kl or best_of",
                                "responses or scores of one policy with score, gold and prompt_id")),
                OveroptimizationParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(t -> GoldCurveReader.accepts(t) || BestOfNPool.accepts(t));
    }

    @Override
    public Result run(OveroptimizationParameters parameters, Tables tables, Progress progress) {
        progress.update("reading runs", 0);
        RlStudy runs = RlStudy.of(parameters, tables, progress);
        List<BestOfNStudy> pools = pools(BestOfNSettings.of(parameters), tables, progress);
        if (runs.isEmpty() && pools.isEmpty()) {
            throw new AnalysisException("there is no run with both a gold reward and a KL"
                    + (parameters.groups().isEmpty() ? "" : " in the groups " + String.join(", ", parameters.groups()))
                    + ", and no table of samples with scores, gold and prompts; give the tags their roles, or"
                    + " import such data." + runs.leftOut());
        }
        progress.update("drawing", 0.9);
        List<Finding> findings = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<Table> inputs = new ArrayList<>(runs.inputs());
        List<ResultTable> resultTables = new ArrayList<>(new OveroptimizationTables(runs, pools).all());
        if (!runs.isEmpty()) {
            findings.addAll(new RunFindings(runs, parameters).all());
            figures.addAll(new RunFigures(runs, parameters).all());
            compare(parameters, runs, pools, tables, findings, figures, resultTables);
        }
        for (int i = 0; i < pools.size(); i++) {
            String figure = i == 0 ? "best-of-n" : "best-of-n-" + (i + 1);
            findings.addAll(new BestOfNFindings(pools.get(i), BestOfNSettings.of(parameters), figure).all());
            findings.addAll(new BestOfNNotices(pools.get(i), BestOfNSettings.of(parameters)).all());
            figures.add(new BestOfNFigure(pools.get(i), BestOfNSettings.of(parameters)).draw(figure));
            inputs.add(pools.get(i).pool().table());
        }
        // What calls for action first; within that in the order of the rules.
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        return new Result(findings, figures, resultTables, inputs);
    }

    /** Objectives side by side, how coefficients scale, and what became of ensembles. */
    private static void compare(
            OveroptimizationParameters parameters,
            RlStudy runs,
            List<BestOfNStudy> pools,
            Tables tables,
            List<Finding> findings,
            List<Figure> figures,
            List<ResultTable> resultTables) {
        List<Scaling> scalings = Scaling.of(runs, parameters, tables);
        if (!scalings.isEmpty()) {
            findings.addAll(ScalingReport.findings(scalings));
            figures.add(ScalingReport.figure(scalings));
            resultTables.add(ScalingReport.table(scalings));
        }
        if (runs.groups().size() > 1 && runs.runs().stream().anyMatch(r -> r.peak() != null)) {
            MitigationStudy study = MitigationStudy.of(runs, pools, 0, "", parameters.sampling());
            MitigationReport report = new MitigationReport(study, runs, parameters.level());
            findings.addAll(report.findings());
            pools.forEach(pool -> PoolScale.differs(
                            runs,
                            pool.pool(),
                            "the heights of runs and of best of n cannot be compared.",
                            MitigationReport.FIGURE)
                    .ifPresent(findings::add));
            figures.add(report.figure());
            resultTables.add(report.table());
        }
        if (EnsembleStudy.accepts(tables)) {
            EnsembleStudy study = EnsembleStudy.inTraining(parameters.sampling(), runs, tables);
            findings.addAll(new EnsembleFindings(study, parameters.sampling()).inTraining());
            figures.addAll(new EnsembleFigures(study, EnsembleParameters.DEFAULTS).inTraining());
        }
    }

    /** Best of n on every table that allows it. */
    static List<BestOfNStudy> pools(BestOfNSettings settings, Tables tables, Progress progress) {
        List<BestOfNStudy> pools = new ArrayList<>();
        for (Table table : tables.list()) {
            progress.checkCancelled();
            if (BestOfNPool.accepts(table)) {
                progress.update("best of n from " + table.name(), 0.5);
                BestOfNPool pool = BestOfNPool.read(table, tables);
                if (!pool.prompts().isEmpty()) {
                    pools.add(BestOfNStudy.of(pool, settings));
                }
            }
        }
        return pools;
    }
}
