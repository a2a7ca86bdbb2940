package rewardloom.model.preference.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.ItemFeatures;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.table.Table;

/**
 * A column of a table of labels.
 *
 * @param name its name
 * @param type what its cells are
 * @param cell what a label has in it: a text, a {@link Long}, a {@link Double}, or null
 */
record FlatColumn(String name, Type type, Function<Label, @Nullable Object> cell) {

    /** What cells are. */
    enum Type {
        TEXT("VARCHAR"),
        WHOLE("BIGINT"),
        NUMBER("DOUBLE");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    /** The columns for the labels of a book. */
    static List<FlatColumn> of(LabelBook book) {
        List<FlatColumn> columns = new ArrayList<>();
        int items = book.queue().questions().items();
        text(columns, "queue", label -> book.queue().name());
        whole(columns, "position", label -> (long) label.comparison().position());
        text(columns, "annotator", Label::annotator);
        text(columns, "answer", label -> label.answer().id());
        whole(columns, "strength", label -> zeroIsNone(label.verdict().overall().strength()));
        if (items > 2) {
            text(
                    columns,
                    "ranking",
                    label -> label.verdict().ranking() == null
                            ? null
                            : label.verdict().ranking().id());
        }
        Set<String> criteria = new LinkedHashSet<>(book.queue().questions().criteria());
        book.labels()
                .forEach(label -> criteria.addAll(label.verdict().criteria().keySet()));
        for (String criterion : criteria) {
            text(columns, "criterion/" + criterion, label -> {
                var opinion = label.verdict().criteria().get(criterion);
                return opinion == null ? null : opinion.id();
            });
        }
        whole(columns, "confidence", label -> zeroIsNone(label.verdict().confidence()));
        text(columns, "reasons", label -> String.join(";", label.verdict().reasons()));
        text(columns, "note", label -> label.verdict().note());
        for (int i = 0; i < items; i++) {
            item(columns, book, i);
        }
        shown(columns);
        asked(columns);
        return columns;
    }

    private static void item(List<FlatColumn> columns, LabelBook book, int index) {
        String name = "item" + (index + 1) + "/";
        Function<Label, Item> item = label -> label.comparison().items().get(index);
        text(columns, name + "hash", label -> item.apply(label).hash());
        text(columns, name + "file", label -> {
            Table table = book.tableOrNull(item.apply(label));
            return table == null ? null : table.provenance().file();
        });
        text(columns, name + "policy", label -> ItemFeatures.policy(item.apply(label), book.tablesById()));
        if (book.queue().kind() == PairQueue.Kind.SEGMENTS) {
            text(columns, name + "run", label -> ((Item.Segment) item.apply(label)).run());
            whole(columns, name + "episode", label -> ((Item.Segment) item.apply(label)).episode());
            whole(columns, name + "start", label -> (long) ((Item.Segment) item.apply(label)).start());
            whole(columns, name + "end", label -> (long) ((Item.Segment) item.apply(label)).end());
        } else {
            if (index == 0) {
                text(columns, "prompt", label -> book.text(item.apply(label)).prompt());
            }
            text(columns, name + "text", label -> book.text(item.apply(label)).text());
        }
    }

    private static void shown(List<FlatColumn> columns) {
        text(
                columns,
                "shown_order",
                label -> joined(label.presentation().sides().order()));
        text(columns, "plays", label -> joined(label.presentation().plays()));
        columns.add(new FlatColumn("speed", Type.NUMBER, label -> {
            double speed = label.presentation().speed();
            return Double.isNaN(speed) ? null : (Double) speed;
        }));
        text(columns, "revealed", label -> String.join(";", label.presentation().revealed()));
        text(columns, "shown_at", label -> label.timing().shown().toString());
        text(columns, "first_play_at", label -> time(label.timing().firstPlay()));
        text(columns, "viewed_at", label -> time(label.timing().viewed()));
        text(columns, "answered_at", label -> label.timing().answered().toString());
        columns.add(
                new FlatColumn("seconds", Type.NUMBER, label -> label.timing().activeMillis() / 1000.0));
        text(
                columns,
                "edits",
                label -> label.edits().stream()
                        .map(edit -> edit.before() + " to " + edit.after() + " at " + edit.at())
                        .collect(Collectors.joining(";")));
    }

    private static void asked(List<FlatColumn> columns) {
        Function<Label, Comparison> asked = Label::comparison;
        text(columns, "check", label -> asked.apply(label).check().kind().id());
        text(columns, "expected", label -> {
            var expected = asked.apply(label).check().expected();
            return expected == null ? null : expected.id();
        });
        whole(columns, "repeats", label -> {
            int of = asked.apply(label).check().of();
            return of < 0 ? null : (Long) (long) of;
        });
        text(columns, "sampler", label -> asked.apply(label).draw().sampler());
        columns.add(new FlatColumn("sampler_score", Type.NUMBER, label -> {
            double score = asked.apply(label).draw().score();
            return Double.isNaN(score) ? null : (Double) score;
        }));
        text(columns, "tool", Label::tool);
        text(columns, "origin", Label::origin);
    }

    private static void text(List<FlatColumn> columns, String name, Function<Label, @Nullable Object> cell) {
        columns.add(new FlatColumn(name, Type.TEXT, cell));
    }

    private static void whole(List<FlatColumn> columns, String name, Function<Label, @Nullable Object> cell) {
        columns.add(new FlatColumn(name, Type.WHOLE, cell));
    }

    private static @Nullable Long zeroIsNone(int number) {
        return number == 0 ? null : (Long) (long) number;
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static String joined(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(";"));
    }
}
