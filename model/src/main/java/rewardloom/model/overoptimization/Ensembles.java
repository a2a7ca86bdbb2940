package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** What an ensemble of reward models helps with, what it does not prevent, and why. */
public final class Ensembles extends CardAnalysis<EnsembleParameters> {

    public Ensembles() {
        super(
                new Card(
                        "ensembles",
                        "Ensembles",
                        Family.OVEROPTIMIZATION,
                        "What does an ensemble of reward models help with, what does it not prevent, and which errors"
                                + " do its members share?",
                        List.of(
                                "Reward Model Ensembles Help Mitigate Overoptimization",
                                "Helping or Herding? Reward Model Ensembles Mitigate but do not Eliminate Reward"
                                        + " Hacking"),
                        List.of(
                                "responses or scores with several score columns, gold and prompt_id",
                                "metrics with gold, kl and ensemble statistics")),
                EnsembleParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return EnsembleStudy.accepts(tables);
    }

    @Override
    public Result run(EnsembleParameters parameters, Tables tables, Progress progress) {
        progress.update("reading runs", 0);
        RlStudy runs = RlStudy.of(OveroptimizationParameters.intervals(parameters.sampling()), tables, progress);
        progress.update("reading responses", 0.2);
        EnsembleStudy study = EnsembleStudy.of(parameters, runs, tables, progress);
        if (study.agreements().isEmpty() && study.training().isEmpty()) {
            throw new AnalysisException("no table has responses with finite scores of several models and gold; give the"
                    + " columns of the models the role score, and gold its own");
        }
        List<Table> inputs = new ArrayList<>(runs.inputs());
        inputs.addAll(study.samples().inputs());
        return new Result(
                findings(study, parameters),
                new EnsembleFigures(study, parameters).all(),
                new EnsembleTables(study, parameters.sampling()).all(),
                inputs);
    }

    private static List<Finding> findings(EnsembleStudy study, EnsembleParameters parameters) {
        List<Finding> findings = new ArrayList<>(new EnsembleFindings(study, parameters.sampling()).all());
        // What is missing was told of all responses together.
        study.bestOfN()
                .ifPresent(b -> new BestOfNNotices(b, parameters.bestOfN())
                        .all().stream()
                                .filter(f -> !f.id().equals("missing-scores"))
                                .forEach(findings::add));
        return findings;
    }
}
