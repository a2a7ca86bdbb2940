package rewardloom.viewers.analysis;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;

/** One thing an analysis shows at a time. */
public sealed interface Item {

    /** Stable name, unique among figures and among tables. */
    String name();

    /** One line for people. */
    String title();

    /** A figure. */
    record OfFigure(Figure figure) implements Item {
        @Override
        public String name() {
            return figure.name();
        }

        @Override
        public String title() {
            return figure.title();
        }
    }

    /** A table. */
    record OfTable(ResultTable table) implements Item {
        @Override
        public String name() {
            return table.name();
        }

        @Override
        public String title() {
            return table.title();
        }
    }

    /** Everything a result shows: figures first. */
    static List<Item> of(Result result) {
        List<Item> items = new ArrayList<>();
        result.figures().forEach(f -> items.add(new OfFigure(f)));
        result.tables().forEach(t -> items.add(new OfTable(t)));
        return List.copyOf(items);
    }

    /** Whether another item stands for the same thing, computed anew perhaps. */
    default boolean sameAs(Item other) {
        return getClass() == other.getClass() && name().equals(other.name());
    }
}
