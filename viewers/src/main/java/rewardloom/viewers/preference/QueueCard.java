package rewardloom.viewers.preference;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.viewers.Desk;

/** One queue in the list: what it holds, how far everybody is, and what can be done with it. */
final class QueueCard extends HBox {
    private static final int NAMED = 4;

    private final PreferenceModel model;
    private final Desk desk;
    private final PairQueue queue;

    /**
     * @param extend asks for more pairs of the queue
     * @param export asks in which form its labels shall be written
     */
    QueueCard(QueueRow row, PreferenceModel model, Desk desk, Consumer<PairQueue> extend, Consumer<PairQueue> export) {
        this.model = model;
        this.desk = desk;
        this.queue = row.queue();
        String who = model.annotatorProperty().get();
        int done = row.answeredBy(who);
        Label name = new Label(queue.name());
        name.getStyleClass().add("queue-name");
        Label about = quiet(String.format(
                Locale.ROOT,
                "%s, %,d of %,d answered%s",
                OrderForm.title(queue.kind()),
                done,
                queue.pairs(),
                others(row, who)));
        ProgressBar bar = new ProgressBar(done / (double) queue.pairs());
        bar.getStyleClass().addAll("small", "queue-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        VBox words = new VBox(name, about, quiet(queue.sampler()), bar);
        words.getStyleClass().add("queue-words");
        words.setMinWidth(0);
        setHgrow(words, Priority.ALWAYS);
        Button go = new Button(done == 0 ? "Start" : done < queue.pairs() ? "Resume" : "Show");
        go.setMinWidth(Region.USE_PREF_SIZE);
        go.setAccessibleText(go.getText() + " " + queue.name());
        go.disableProperty().bind(model.busyProperty());
        go.setOnAction(e -> model.start(queue));
        Button judge = new Button("Quality");
        judge.setMinWidth(Region.USE_PREF_SIZE);
        judge.setDisable(row.answered().isEmpty());
        judge.setOnAction(e -> model.judge(queue));
        getStyleClass().add("queue-row");
        getChildren().addAll(words, go, judge, more(row, extend, export));
    }

    private static Label quiet(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("quiet");
        label.setWrapText(true);
        return label;
    }

    /** Others with how far they are, as long as they are few. */
    private static String others(QueueRow row, String who) {
        List<String> others = row.answered().entrySet().stream()
                .filter(e -> !e.getKey().equals(who.strip()) && !e.getKey().equals(LabelLog.ADJUDICATION))
                .sorted(Map.Entry.comparingByKey())
                .map(e -> String.format(Locale.ROOT, "%s %,d", e.getKey(), e.getValue()))
                .toList();
        if (others.isEmpty()) {
            return "";
        }
        return others.size() <= NAMED ? "; " + String.join(", ", others) : "; " + others.size() + " other annotators";
    }

    private MenuButton more(QueueRow row, Consumer<PairQueue> extend, Consumer<PairQueue> export) {
        MenuButton more = new MenuButton(null, new FontIcon(Feather.MORE_HORIZONTAL));
        more.getStyleClass().addAll("flat", "no-arrow", "button-icon");
        more.setAccessibleText("More for " + queue.name());
        more.setMinWidth(Region.USE_PREF_SIZE);
        MenuItem decide = item("Decide disputed pairs", () -> model.adjudicate(queue));
        decide.setDisable(row.answered().size() < 2);
        more.getItems().addAll(item("Draw more pairs", () -> extend.accept(queue)), decide, new SeparatorMenuItem());
        MenuItem write = item("Export labels", () -> export.accept(queue));
        write.setDisable(row.answered().isEmpty());
        more.getItems()
                .addAll(
                        write,
                        item(
                                "Import labels from a file",
                                () -> desk.askForFile("Labels for " + queue.name())
                                        .ifPresent(file -> model.files().load(queue, file))),
                        item(
                                "Import labels from a folder",
                                () -> desk.askForFolder("Labels for " + queue.name())
                                        .ifPresent(folder -> model.files().load(queue, folder))));
        return more;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(e -> action.run());
        return item;
    }
}
