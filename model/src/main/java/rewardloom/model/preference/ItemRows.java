package rewardloom.model.preference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How items, and the comparisons made of them, are written to the database; statements are kept for many of them. */
final class ItemRows implements AutoCloseable {
    private static final List<String> COLUMNS = List.of(
            "hash",
            "kind",
            "table_id",
            "run",
            "episode",
            "first_step",
            "end_step",
            "table_row",
            "prompt_id",
            "sample",
            "column_name");

    private final PreparedStatement insertItem;
    private final PreparedStatement findItem;
    private final PreparedStatement insertPair;
    private final PreparedStatement insertMember;
    private final Map<String, Long> known = new HashMap<>();

    ItemRows(Connection connection) throws SQLException {
        insertItem = connection.prepareStatement("INSERT INTO pair_item (" + String.join(", ", COLUMNS)
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING");
        findItem = connection.prepareStatement("SELECT id FROM pair_item WHERE hash = ?");
        insertPair = connection.prepareStatement(
                "INSERT INTO pair (queue_id, position, item_a, item_b, sampler, score, check_kind, expected, check_of)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insertMember = connection.prepareStatement("INSERT INTO pair_member (pair_id, place, item_id)"
                + " SELECT id, ?, ? FROM pair WHERE queue_id = ? AND position = ?");
    }

    /** The columns of an item under an alias, for a query. */
    static String columns(String alias) {
        return String.join(
                ", ",
                COLUMNS.stream()
                        .map(c -> alias + "." + c + " AS " + alias + "_" + c)
                        .toList());
    }

    /** The item in the columns with a prefix. */
    static Item item(ResultSet row, String prefix) throws SQLException {
        String table = row.getString(prefix + "table_id");
        String hash = row.getString(prefix + "hash");
        String kind = row.getString(prefix + "kind");
        return switch (kind) {
            case "segment" ->
                new Item.Segment(
                        table,
                        hash,
                        row.getString(prefix + "run"),
                        row.getLong(prefix + "episode"),
                        row.getInt(prefix + "first_step"),
                        row.getInt(prefix + "end_step"));
            case "response" ->
                new Item.Response(
                        table,
                        hash,
                        row.getLong(prefix + "table_row"),
                        row.getString(prefix + "prompt_id"),
                        row.getLong(prefix + "sample"));
            case "pair-text" ->
                new Item.PairText(
                        table, hash, row.getLong(prefix + "table_row"), row.getString(prefix + "column_name"));
            default ->
                throw new SQLException("a pair holds an item of the unknown kind '" + kind
                        + "'; it was written by a newer version of the program");
        };
    }

    /** The third item and those after it of every comparison of a queue that has more than two, by the comparison's id. */
    static Map<Long, List<Item>> more(Connection connection, long queue, int from, int to) throws SQLException {
        Map<Long, List<Item>> more = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT m.pair_id, " + columns("c")
                + " FROM pair p JOIN pair_member m ON m.pair_id = p.id JOIN pair_item c ON c.id = m.item_id"
                + " WHERE p.queue_id = ? AND p.position >= ? AND p.position < ? ORDER BY m.pair_id, m.place")) {
            select.setLong(1, queue);
            select.setInt(2, from);
            select.setInt(3, to);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    more.computeIfAbsent(row.getLong("pair_id"), id -> new ArrayList<>())
                            .add(item(row, "c_"));
                }
            }
        }
        return more;
    }

    /** Stores one comparison of a queue; its items are stored once. */
    void add(long queue, int position, List<Item> items, Comparison.Draw draw, Check check) throws SQLException {
        insertPair.setLong(1, queue);
        insertPair.setInt(2, position);
        insertPair.setLong(3, intern(items.getFirst()));
        insertPair.setLong(4, intern(items.get(1)));
        insertPair.setString(5, draw.sampler());
        if (Double.isNaN(draw.score())) {
            insertPair.setNull(6, Types.REAL);
        } else {
            insertPair.setDouble(6, draw.score());
        }
        insertPair.setString(7, check.kind().id());
        insertPair.setString(
                8,
                check.expected() == null
                        ? null
                        : Objects.requireNonNull(check.expected()).id());
        if (check.of() < 0) {
            insertPair.setNull(9, Types.INTEGER);
        } else {
            insertPair.setInt(9, check.of());
        }
        insertPair.executeUpdate();
        for (int place = 2; place < items.size(); place++) {
            insertMember.setInt(1, place);
            insertMember.setLong(2, intern(items.get(place)));
            insertMember.setLong(3, queue);
            insertMember.setInt(4, position);
            insertMember.executeUpdate();
        }
    }

    private long intern(Item item) throws SQLException {
        Long id = known.get(item.hash());
        if (id == null) {
            store(item);
            findItem.setString(1, item.hash());
            try (ResultSet row = findItem.executeQuery()) {
                row.next();
                id = row.getLong(1);
            }
            known.put(item.hash(), id);
        }
        return id;
    }

    private void store(Item item) throws SQLException {
        insertItem.setString(1, item.hash());
        insertItem.setString(3, item.table());
        for (int i = 4; i <= COLUMNS.size(); i++) {
            insertItem.setNull(i, Types.NULL);
        }
        switch (item) {
            case Item.Segment segment -> {
                insertItem.setString(2, "segment");
                insertItem.setString(4, segment.run());
                insertItem.setLong(5, segment.episode());
                insertItem.setInt(6, segment.start());
                insertItem.setInt(7, segment.end());
            }
            case Item.Response response -> {
                insertItem.setString(2, "response");
                insertItem.setLong(8, response.row());
                insertItem.setString(9, response.promptId());
                insertItem.setLong(10, response.sample());
            }
            case Item.PairText text -> {
                insertItem.setString(2, "pair-text");
                insertItem.setLong(8, text.row());
                insertItem.setString(11, text.column());
            }
        }
        insertItem.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        try (insertItem;
                findItem;
                insertPair;
                insertMember) {
            known.clear();
        }
    }
}
