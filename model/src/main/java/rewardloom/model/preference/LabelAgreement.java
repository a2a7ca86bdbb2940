package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Whether several annotators mean the same: agreement corrected for chance, and annotators who stand out. */
public final class LabelAgreement extends CardAnalysis<AgreementParameters> {

    public LabelAgreement() {
        super(
                new Card(
                        "agreement",
                        "Agreement",
                        Family.PREFERENCES,
                        "Do several annotators mean the same, and does one of them stand out?",
                        List.of(),
                        List.of(
                                "pairs with labels of two annotators or more",
                                "scores with labels of two annotators or more")),
                AgreementParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(t -> annotators(t) > 1);
    }

    private static int annotators(Table table) {
        return table.kind() == Kind.METRICS ? 0 : LabelSheetReader.labels(table).size();
    }

    @Override
    public Result run(AgreementParameters parameters, Tables tables, Progress progress) {
        List<Table> inputs = inputs(parameters, tables);
        LabelSheetReader reader = new LabelSheetReader(tables, parameters.coding());
        AgreementTables numbers = new AgreementTables(parameters);
        AgreementFindings findings = new AgreementFindings(parameters);
        AgreementFigures figures =
                new AgreementFigures(parameters, new Parameters<>(AgreementParameters.DEFAULTS).texts(parameters));
        List<Table> read = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Table table : inputs) {
            progress.checkCancelled();
            progress.update("comparing the labels of " + table.name(), (double) read.size() / inputs.size());
            LabelSheet sheet = reader.read(table);
            AgreementSample sample = SheetAgreement.sample(sheet, parameters);
            if (sample.items() == 0) {
                refused.add(nothingShared(sheet, parameters));
                findings.left(table.name(), refused.getLast());
                continue;
            }
            SheetAgreement found = SheetAgreement.of(sheet, sample, parameters, progress);
            AgreementOverTime time = AgreementOverTime.of(sheet, parameters, progress);
            read.add(table);
            numbers.add(found, time);
            findings.add(found, figures.add(found));
            findings.overTime(time, figures.add(time));
        }
        if (read.isEmpty()) {
            throw new AnalysisException(String.join(" ", refused));
        }
        return new Result(findings.findings(), figures.figures(), numbers.tables(), read);
    }

    private static List<Table> inputs(AgreementParameters parameters, Tables tables) {
        List<Table> labelled = tables.list().stream()
                .filter(t -> annotators(t) > 0)
                .filter(t ->
                        parameters.tables().isEmpty() || parameters.tables().contains(t.name()))
                .toList();
        if (labelled.isEmpty()) {
            String which = parameters.tables().isEmpty() ? "" : " called " + String.join(" or ", parameters.tables());
            throw new AnalysisException("no table" + which + " has labels; give the column of each annotator the role"
                    + " label/NAME, or label a queue of pairs");
        }
        List<Table> several = labelled.stream().filter(t -> annotators(t) > 1).toList();
        if (several.isEmpty()) {
            Table only = labelled.getFirst();
            throw new AnalysisException("only one annotator has labelled " + only.name() + " (column "
                    + LabelSheetReader.labels(only).getFirst().name()
                    + "), and agreement needs two; give the columns of the others the role label/NAME, or let a second"
                    + " person label the queue");
        }
        return several;
    }

    private static String nothingShared(LabelSheet sheet, AgreementParameters parameters) {
        String name = sheet.table().name();
        if (sheet.items() == 0) {
            return "The table " + name + " has no rows, so there are no labels to compare.";
        }
        if (sheet.raters().stream().allMatch(r -> r.labels() == 0)) {
            return "All labels of " + name + " are missing or skipped, so there is nothing to compare.";
        }
        boolean dropped = parameters.ties() == AgreementParameters.Ties.DROP
                && sheet.scale().preference();
        return "No item of " + name + " has labels of two annotators" + (dropped ? " besides ties" : "")
                + ", so nothing can be compared. Let several annotators label the same pairs"
                + (dropped ? ", or count ties." : ".");
    }
}
