package rewardloom.model.preference.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.preference.LabelSheetReader;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Whether the labels of each annotator can be trusted, by checks, repeats, sides, speed and circles; and which pairs are disputed. */
public final class LabelQuality extends CardAnalysis<QualityParameters> {

    public LabelQuality() {
        super(
                new Card(
                        "label-quality",
                        "Label quality",
                        Family.PREFERENCES,
                        "Can each annotator be trusted: gold items, repeats, favoured sides, speed, circles; and what"
                                + " is disputed?",
                        List.of("Beyond Preferences in AI Alignment"),
                        List.of("pairs with labels of one annotator or more")),
                QualityParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(LabelQuality::fits);
    }

    private static boolean fits(Table table) {
        return table.kind() == Kind.PAIRS && !LabelSheetReader.labels(table).isEmpty();
    }

    @Override
    public Result run(QualityParameters parameters, Tables tables, Progress progress) {
        List<Table> inputs = tables.list().stream()
                .filter(LabelQuality::fits)
                .filter(t ->
                        parameters.tables().isEmpty() || parameters.tables().contains(t.name()))
                .toList();
        if (inputs.isEmpty()) {
            throw new AnalysisException("no table of pairs"
                    + (parameters.tables().isEmpty() ? "" : " called " + String.join(" or ", parameters.tables()))
                    + " has labels; give the column of each annotator the role label/NAME, or label a queue of pairs");
        }
        QualityTables numbers = new QualityTables(parameters);
        QualityFindings findings = new QualityFindings(parameters);
        QualityFigures figures =
                new QualityFigures(parameters, new Parameters<>(QualityParameters.DEFAULTS).texts(parameters));
        List<Table> read = new ArrayList<>();
        for (Table table : inputs) {
            progress.checkCancelled();
            progress.update("judging the labels of " + table.name(), (double) read.size() / inputs.size());
            QualitySheet sheet = QualitySheet.read(tables, table, parameters.coding());
            if (!sheet.labels().scale().preference()) {
                continue;
            }
            List<RaterQuality> raters = IntStream.range(
                            0, sheet.labels().raters().size())
                    .mapToObj(i -> RaterQuality.of(sheet, i, parameters.leastSeconds()))
                    .toList();
            List<Dispute> disputes = Dispute.of(sheet.labels());
            read.add(table);
            numbers.add(sheet, raters, disputes);
            findings.add(sheet, raters, disputes, figures.add(sheet, raters));
        }
        if (read.isEmpty()) {
            throw new AnalysisException(
                    "none of the tables holds answers for the first, the second or neither of two items; choose the"
                            + " coding");
        }
        return new Result(findings.findings(), figures.figures(), numbers.tables(), read);
    }
}
