package rewardloom.model.input;

import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * An analysis of rows: it looks for tables that have what it wants, reads them and judges them.
 *
 * @param <P> the parameters
 */
public abstract class RowsAnalysis<P extends Record> extends CardAnalysis<P> {

    protected RowsAnalysis(Card card, P defaults) {
        super(card, defaults);
    }

    /** What it wants, one alternative after the other; the first that some table fulfils is read. */
    protected abstract List<Search> searches(P parameters);

    /** Further columns that it reads where there are any: their names by what it calls them. */
    protected Map<String, String> others(P parameters, Table table) {
        return Map.of();
    }

    /**
     * Judges the rows of all tables that were found.
     *
     * @throws rewardloom.model.analysis.AnalysisException if a parameter does not fit them
     */
    protected abstract Result judge(P parameters, List<Rows> tables, Progress progress);

    /** The tables behind some rows. */
    protected static List<Table> inputs(List<Rows> tables) {
        return tables.stream().map(Rows::table).toList();
    }

    @Override
    public final boolean accepts(Tables tables) {
        return accepts(defaults(), tables);
    }

    @Override
    public final boolean accepts(P parameters, Tables tables) {
        return searches(parameters).stream().anyMatch(s -> s.finds(tables));
    }

    @Override
    public final Result run(P parameters, Tables tables, Progress progress) {
        List<Search> searches = searches(parameters);
        Search search =
                searches.stream().filter(s -> s.finds(tables)).findFirst().orElse(searches.getFirst());
        List<Search.Match> matches = search.in(tables).stream()
                .map(m -> m.with(others(parameters, m.table())))
                .toList();
        List<Rows> rows = Rows.readAll(tables, matches, progress, 0.7);
        progress.checkCancelled();
        progress.update("computing", 0.7);
        return judge(parameters, rows, progress);
    }
}
