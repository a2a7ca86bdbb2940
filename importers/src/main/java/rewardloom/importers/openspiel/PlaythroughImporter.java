package rewardloom.importers.openspiel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.json.LineReader;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * A playthrough of OpenSpiel ({@code open_spiel/python/algorithms/generate_playthrough.py}): one game as steps. A row is a state whose
 * rewards are printed; with several players {@code reward} is their sum and {@code component/player0} … what each got. Chance nodes and
 * states that the writer shortened have no rewards and no row.
 */
public final class PlaythroughImporter implements Importer {
    private static final Pattern STATE = Pattern.compile("# State (\\d{1,18})");
    private static final Pattern NUMBERS = Pattern.compile("(Rewards|Returns)\\(\\) = \\[([^\\]]*)]");
    private static final Pattern ACTION = Pattern.compile("action: (-?\\d{1,18})");
    private static final Pattern ACTIONS = Pattern.compile("actions: \\[([-0-9, ]*)]");
    private static final Pattern PLAYER = Pattern.compile("CurrentPlayer\\(\\) = (-?\\d{1,9})");
    private static final Pattern PLAYERS = Pattern.compile("NumPlayers\\(\\) = (\\d{1,3})");
    private static final int LONGEST_LINE = 10_000;
    private static final int LONGEST_TEXT = 100_000;
    private static final int CHECK_EVERY = 4096;

    @Override
    public String id() {
        return "openspiel";
    }

    @Override
    public String title() {
        return "OpenSpiel playthrough";
    }

    @Override
    public Probe probe(Header header) {
        String head = new String(header.head(), StandardCharsets.UTF_8);
        return head.startsWith("game: ") && head.contains("GameType.")
                ? new Probe(4, "begins with a game and its GameType")
                : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        Game game = new Game(source, sink);
        try (InputStream in = source.open()) {
            LineReader lines = new LineReader(in);
            while (lines.next()) {
                int length = Math.min(LONGEST_LINE, lines.to() - lines.from());
                game.line(new String(lines.buffer(), lines.from(), length, StandardCharsets.UTF_8));
                if (lines.number() % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                    progress.update("reading states", Math.min(1, (double) lines.offset() / source.bytes()));
                }
            }
        } finally {
            game.finish();
        }
        if (game.rows() == 0) {
            sink.problem(Problem.warning(
                    "no-rewards", "whole file", "no state of the game prints its rewards: was the file cut off?"));
        } else if (!game.isWhole()) {
            sink.problem(Problem.info(
                    "shortened",
                    "whole file",
                    "the rewards do not add up to the return: whoever wrote the playthrough left states out"));
        }
    }

    /** Collects the lines of one state after the other. */
    private static final class Game {
        private final Source source;
        private final TableSink sink;
        private final StringBuilder text = new StringBuilder();
        private @Nullable RowWriter writer;
        private int players = 1;
        private long state = -1;
        private long action;
        private boolean acted;
        private boolean simultaneous;
        private List<Double> jointly = List.of();
        private int player;
        private boolean terminal;
        private List<Double> rewards = List.of();
        private List<Double> returns = List.of();
        private double rewarded;
        private double returned;

        Game(Source source, TableSink sink) {
            this.source = source;
            this.sink = sink;
        }

        long rows() {
            return writer == null ? 0 : writer.rows();
        }

        boolean isWhole() {
            return Math.abs(rewarded - returned) <= 1e-6 * Math.max(1, Math.abs(returned));
        }

        void line(String line) throws IOException {
            Matcher next = STATE.matcher(line);
            if (next.matches()) {
                write();
                state = Long.parseLong(next.group(1));
            } else if (state < 0) {
                Matcher count = PLAYERS.matcher(line);
                players = count.matches() ? Math.max(1, Integer.parseInt(count.group(1))) : players;
                simultaneous |= line.startsWith("GameType.dynamics = ") && line.contains("SIMULTANEOUS");
            } else if (line.startsWith("# ") && text.length() < LONGEST_TEXT && !line.startsWith("# Apply")) {
                text.append(text.isEmpty() ? "" : "\n").append(line, 2, line.length());
            } else {
                field(line);
            }
        }

        private void field(String line) {
            Matcher numbers = NUMBERS.matcher(line);
            Matcher played = ACTION.matcher(line);
            Matcher current = PLAYER.matcher(line);
            Matcher joint = ACTIONS.matcher(line);
            if (joint.matches()) {
                jointly = numbers(joint.group(1));
            } else if (numbers.matches()) {
                List<Double> values = numbers(numbers.group(2));
                rewards = numbers.group(1).equals("Rewards") ? values : rewards;
                returns = numbers.group(1).equals("Returns") ? values : returns;
            } else if (played.matches()) {
                action = Long.parseLong(played.group(1));
                acted = true;
            } else if (current.matches()) {
                player = Integer.parseInt(current.group(1));
            } else if (line.equals("IsTerminal() = True")) {
                terminal = true;
            }
        }

        private static List<Double> numbers(String list) {
            List<Double> values = new ArrayList<>();
            for (String number : list.split(",", -1)) {
                try {
                    values.add(Double.parseDouble(number.strip()));
                } catch (NumberFormatException e) {
                    values.add(Double.NaN);
                }
            }
            return values;
        }

        private void write() throws IOException {
            if (!rewards.isEmpty()) {
                RowWriter open = writer();
                open.whole(0, 0);
                open.whole(1, state);
                double reward = rewards.stream().mapToDouble(r -> r).sum();
                rewarded += reward;
                returned = returns.stream().mapToDouble(r -> r).sum();
                open.number(2, reward);
                open.bool(3, terminal);
                open.whole(4, player);
                if (acted) {
                    open.whole(5, action);
                }
                open.text(6, text.toString());
                for (int i = 0; i < players; i++) {
                    if (i < returns.size()) {
                        open.number(7 + i, returns.get(i));
                    }
                    if (players > 1 && i < rewards.size()) {
                        open.number(7 + players + i, rewards.get(i));
                    }
                }
                for (int i = 0; simultaneous && i < Math.min(players, jointly.size()); i++) {
                    if (!Double.isNaN(jointly.get(i))) {
                        open.number(7 + (players > 1 ? 2 : 1) * players + i, jointly.get(i));
                    }
                }
                open.end();
            }
            jointly = List.of();
            text.setLength(0);
            rewards = List.of();
            returns = List.of();
            acted = false;
            terminal = false;
        }

        private RowWriter writer() {
            RowWriter open = writer;
            if (open == null) {
                List<Column> columns = new ArrayList<>(List.of(
                        new Column("episode", ColumnType.INT64),
                        new Column("t", ColumnType.INT64),
                        new Column("reward", ColumnType.FLOAT64),
                        new Column("terminated", ColumnType.BOOL),
                        new Column("player", ColumnType.INT64),
                        new Column("action", ColumnType.INT64),
                        new Column("text", ColumnType.TEXT)));
                for (int i = 0; i < players; i++) {
                    columns.add(
                            new Column(players == 1 ? "info/return" : "info/return_player" + i, ColumnType.FLOAT64));
                }
                for (int i = 0; players > 1 && i < players; i++) {
                    columns.add(new Column("component/player" + i, ColumnType.FLOAT64));
                }
                for (int i = 0; simultaneous && i < players; i++) {
                    columns.add(new Column("action/player" + i, ColumnType.INT64));
                }
                open = new RowWriter(sink, new TableSpec(Kind.STEPS, source.name(), source.stemRun(), columns));
                writer = open;
            }
            return open;
        }

        void finish() throws IOException {
            write();
            if (writer != null) {
                writer.finish();
            }
        }
    }
}
