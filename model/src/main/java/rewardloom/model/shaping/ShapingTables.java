package rewardloom.model.shaping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;

/** The tables of the analysis; their names and columns are a contract. */
final class ShapingTables {
    private final ShapingStudy study;

    ShapingTables(ShapingStudy study) {
        this.study = study;
    }

    List<ResultTable> all() {
        List<ResultTable> tables = new ArrayList<>();
        tables.add(functions());
        study.conjunction().ifPresent(c -> tables.add(conjunction(c)));
        study.lengthSwitch().ifPresent(l -> tables.add(l.table()));
        return tables;
    }

    private ResultTable functions() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Shaped s : study.shaped()) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(s.id());
            row.add(s.treatment().formula());
            row.add(s.mean());
            row.add(s.sd());
            row.add(s.min());
            row.add(s.max());
            row.add(finite(s.saturated()));
            row.add(s.treatment().curve().map(Shaping::isBounded).orElse(null));
            row.add(s.treatment().curve().map(Shaping::isCentred).orElse(null));
            row.add(s.treatment().curve().map(c -> s.fastThenFlat()).orElse(null));
            row.add(s.ranks().pairs());
            row.add(s.ranks().inversions());
            row.add(s.ranks().ties());
            row.add(finite(s.kendall()));
            row.add(finite(s.spearman()));
            row.add(study.hasPrompts() ? s.groups() : null);
            row.add(study.hasPrompts() ? s.winnersChanged() : null);
            row.add(finite(s.meanWinnerGold()));
            row.add(finite(s.meanWinRate()));
            row.add(finite(s.goldAgreement()));
            rows.add(row);
        }
        return new ResultTable(
                "functions",
                "What each shaping function does to " + study.sample().column() + " of "
                        + study.sample().table().name(),
                List.of(
                        "function",
                        "formula",
                        "mean",
                        "sd",
                        "min",
                        "max",
                        "saturated",
                        "bounded",
                        "centred",
                        "fast_then_flat",
                        "pairs",
                        "inversions",
                        "ties",
                        "kendall",
                        "spearman",
                        "prompts",
                        "winners_changed",
                        "winner_gold",
                        "win_rate",
                        "gold_agreement"),
                rows);
    }

    private ResultTable conjunction(Conjunction c) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(String.join(", ", study.sample().properties()));
        row.add(c.prompts());
        row.add(c.differ());
        row.add(c.compensated());
        row.add(finite(c.sumGold()));
        row.add(finite(c.conjunctionGold()));
        return new ResultTable(
                "conjunction",
                "Several rewards combined: the plain sum against the sum of log-sigmoids",
                List.of("rewards", "prompts", "winners_differ", "compensated", "sum_gold", "conjunction_gold"),
                List.of(row));
    }

    private static @Nullable Object finite(double value) {
        return Double.isFinite(value) ? (Object) value : null;
    }
}
