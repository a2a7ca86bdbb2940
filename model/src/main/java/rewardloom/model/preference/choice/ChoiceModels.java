package rewardloom.model.preference.choice;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** How good policies or single items are by the labels: Bradley-Terry, with ties by Davidson or by Rao and Kupper. */
public final class ChoiceModels extends CardAnalysis<ChoiceParameters> {

    public ChoiceModels() {
        super(
                new Card(
                        "choice-models",
                        "Scores from labels",
                        Family.PREFERENCES,
                        "How good is each policy by the labels, what do ties and sides do, and are the preferences"
                                + " transitive?",
                        List.of("Reward Generalization in RLHF: A Topological Perspective"),
                        List.of("pairs with labels and the policies (or items) of both sides")),
                ChoiceParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream()
                .anyMatch(t -> ItemLabels.fits(t, ChoiceParameters.Items.POLICY.role())
                        || ItemLabels.fits(t, ChoiceParameters.Items.ITEM.role()));
    }

    @Override
    public Result run(ChoiceParameters parameters, Tables tables, Progress progress) {
        List<Table> inputs = tables.list().stream()
                .filter(t -> ItemLabels.fits(t, parameters.items().role()))
                .filter(t ->
                        parameters.tables().isEmpty() || parameters.tables().contains(t.name()))
                .toList();
        if (inputs.isEmpty()) {
            throw new AnalysisException("no table"
                    + (parameters.tables().isEmpty() ? "" : " called " + String.join(" or ", parameters.tables()))
                    + " has labels and says the " + parameters.items().role()
                    + " of both sides; label a queue, or give columns the roles label/NAME, first/"
                    + parameters.items().role() + " and second/"
                    + parameters.items().role());
        }
        ChoiceTables numbers = new ChoiceTables();
        ChoiceFindings findings = new ChoiceFindings(parameters);
        ChoiceFigures figures =
                new ChoiceFigures(parameters, new Parameters<>(ChoiceParameters.DEFAULTS).texts(parameters));
        List<Table> read = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Table table : inputs) {
            progress.checkCancelled();
            progress.update("fitting the labels of " + table.name(), (double) read.size() / inputs.size());
            ItemLabels labels = ItemLabels.read(
                    tables,
                    table,
                    parameters.items().role(),
                    parameters.coding(),
                    parameters.votes() == ChoiceParameters.Votes.MAJORITY);
            if (labels.items().size() < 2) {
                refused.add("The labels of " + table.name() + " compare no two different "
                        + (parameters.items() == ChoiceParameters.Items.POLICY ? "policies" : "items") + ".");
                continue;
            }
            ItemScores scores = ItemScores.of(labels, parameters);
            read.add(table);
            numbers.add(scores);
            findings.add(scores, figures.add(scores));
        }
        if (read.isEmpty()) {
            throw new AnalysisException(String.join(" ", refused));
        }
        return new Result(findings.findings(), figures.figures(), numbers.tables(), read);
    }
}
