package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Result;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** All objectives of a study against over-optimisation, side by side. */
public final class Mitigations extends CardAnalysis<MitigationParameters> {

    private static final String BY_KL = "objectives-by-kl";

    public Mitigations() {
        super(
                new Card(
                        "mitigations",
                        "Mitigations",
                        Family.OVEROPTIMIZATION,
                        "Which objective reaches the most gold, at what divergence, and how much of it does each one"
                                + " lose again?",
                        List.of(
                                "Reward Model Ensembles Help Mitigate Overoptimization",
                                "Helping or Herding? Reward Model Ensembles Mitigate but do not Eliminate Reward"
                                        + " Hacking",
                                "Scaling Laws for Reward Model Overoptimization in Direct Alignment Algorithms",
                                "Reward Shaping to Mitigate Reward Hacking in RLHF",
                                "Confronting Reward Model Overoptimization with Constrained RLHF"),
                        List.of("metrics with gold and kl")),
                MitigationParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(GoldCurveReader::accepts);
    }

    @Override
    public Result run(MitigationParameters parameters, Tables tables, Progress progress) {
        progress.update("reading runs", 0);
        RlStudy runs = RlStudy.of(parameters.runs(), tables, progress);
        if (runs.runs().stream().noneMatch(r -> r.peak() != null)) {
            throw new AnalysisException("there is no run with at least " + RunStudy.FEWEST_POINTS
                    + " points of both gold and KL in the same unit; give the tags their roles, or choose"
                    + " other groups." + runs.leftOut());
        }
        progress.update("best of n", 0.6);
        List<BestOfNStudy> pools = parameters.bestOfN()
                ? Overoptimization.pools(BestOfNSettings.of(parameters.runs()), tables, progress)
                : List.of();
        MitigationStudy study =
                MitigationStudy.of(runs, pools, parameters.atKl(), parameters.against(), parameters.sampling());
        MitigationReport report = new MitigationReport(study, runs, parameters.level());
        List<Finding> findings = new ArrayList<>(report.findings());
        pools.forEach(pool -> PoolScale.differs(
                        runs,
                        pool.pool(),
                        "the heights of runs and of best of n cannot be compared.",
                        MitigationReport.FIGURE)
                .ifPresent(findings::add));
        findings.addAll(new RunNotices(runs, BY_KL).all());
        List<Table> inputs = new ArrayList<>(runs.inputs());
        pools.forEach(p -> inputs.add(p.pool().table()));
        return new Result(findings, List.of(report.figure(), curves(runs, study)), List.of(report.table()), inputs);
    }

    /** Gold of every objective against the distance: what the numbers of the table are read from. */
    private static Figure curves(RlStudy runs, MitigationStudy study) {
        List<Layer> layers = new ArrayList<>();
        for (GroupStudy group : runs.groups()) {
            Reach reach = Reach.of(group.mean());
            layers.add(new Layer.Line(group.name(), runs.color(group.name()), reach.kl(), reach.gold(), false));
        }
        layers.add(new Layer.Rule("", -1, study.kl(), true));
        return new Figure(
                BY_KL,
                "Gold when each divergence was first reached",
                Axis.scaled("KL from the reference policy (" + runs.read().unit() + ", √ scale)", Axis.Scale.SQRT),
                Axis.linear(runs.read().gold()),
                layers,
                "Smoothed gold, mean over the runs of each group, at the first time that its mean KL reached a value."
                        + " The upright line is the KL at which objectives are compared.",
                new FigureSource(
                        "",
                        Map.of(),
                        Map.of(),
                        runs.read().points(),
                        runs.read().nonfinite()));
    }
}
