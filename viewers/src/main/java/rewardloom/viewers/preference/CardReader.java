package rewardloom.viewers.preference;

import java.io.UncheckedIOException;
import java.util.Locale;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.Sides;
import rewardloom.model.preference.TextReader;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.Trajectory;
import rewardloom.model.trajectory.TrajectoryReader;

/** Reads what a pair shows. Touches the disk. Thread-safe. */
final class CardReader {
    private final Tables tables;
    private final TrajectoryReader trajectories;
    private final TextReader texts;

    CardReader(Tables tables) {
        this.tables = tables;
        this.trajectories = new TrajectoryReader(tables);
        this.texts = new TextReader(tables);
    }

    /** The pair with its contents; what cannot be read says so in its place. */
    Card read(Comparison pair, Sides sides) {
        try {
            return contents(pair, sides);
        } catch (LabelException | IllegalArgumentException | UncheckedIOException e) {
            Card.Missing missing = new Card.Missing("This pair cannot be shown: " + e.getMessage());
            return new Card(pair, sides, "", missing, missing);
        }
    }

    private Card contents(Comparison pair, Sides sides) {
        Item left = sides.equals(Sides.A_LEFT) ? pair.a() : pair.b();
        Item right = sides.equals(Sides.A_LEFT) ? pair.b() : pair.a();
        String prompt = left instanceof Item.Segment ? "" : texts.read(left).prompt();
        return new Card(pair, sides, prompt, content(left), content(right));
    }

    private Card.Content content(Item item) {
        Table table = table(item);
        return switch (item) {
            case Item.Segment segment -> clip(table, segment);
            case Item.Response response ->
                new Card.Text(texts.read(item).text(), table.name() + ", row " + (response.row() + 1));
            case Item.PairText text ->
                new Card.Text(
                        texts.read(item).text(), table.name() + ", row " + (text.row() + 1) + ", " + text.column());
        };
    }

    private Card.Clip clip(Table table, Item.Segment segment) {
        Episode episode = trajectories
                .index(table)
                .find(segment.run(), segment.episode())
                .orElseThrow(() -> new LabelException("episode " + segment.episode() + " of " + segment.run()
                        + " is no longer in the study; import its file again"));
        Trajectory trajectory = trajectories.read(episode, segment.start(), segment.end());
        String origin = String.format(
                Locale.ROOT,
                "%s, episode %d, steps %d to %d, return %.3f",
                segment.run(),
                segment.episode(),
                segment.start(),
                segment.end() - 1,
                trajectory.total());
        return new Card.Clip(trajectory, origin);
    }

    private Table table(Item item) {
        return tables.list().stream()
                .filter(table -> table.id().equals(item.table()))
                .findFirst()
                .orElseThrow(() -> new LabelException(
                        "what this pair compares is no longer in the study; import its files again"));
    }
}
