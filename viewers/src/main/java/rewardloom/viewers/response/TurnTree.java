package rewardloom.viewers.response;

import java.util.Locale;
import java.util.Objects;
import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.model.response.Transcript;

/** The turns of a dialogue or an agent as a tree: what was thought, called and returned below each turn, with its reward. */
public final class TurnTree extends TreeView<TurnTree.Entry> {
    private static final int SHORT = 160;

    private IntConsumer chosen = turn -> {};
    private boolean choosing;

    /**
     * A line of the tree.
     *
     * @param title who or what
     * @param text what was said
     * @param kind what it is; null for a turn
     * @param reward reward of the turn, NaN when none is known
     */
    public record Entry(String title, String text, Transcript.@Nullable Kind kind, double reward) {}

    public TurnTree() {
        getStyleClass().addAll("turn-tree", "dense");
        setShowRoot(false);
        setCellFactory(tree -> new Cell());
        setRoot(new TreeItem<>(new Entry("", "", null, Double.NaN)));
        getStylesheets()
                .add(Objects.requireNonNull(TurnTree.class.getResource("response.css"))
                        .toExternalForm());
        getSelectionModel().selectedItemProperty().subscribe(item -> {
            int turn = turnOf(item);
            if (!choosing && turn >= 0) {
                chosen.accept(turn);
            }
        });
    }

    /** Tells somebody which turn was chosen, from 0. */
    public void setOnChoose(IntConsumer newChosen) {
        chosen = newChosen;
    }

    /** Opens a turn, from 0, and brings it into view; stays where it is when a part of the turn is chosen already. */
    public void choose(int turn) {
        if (turn < 0
                || turn >= getRoot().getChildren().size()
                || turnOf(getSelectionModel().getSelectedItem()) == turn) {
            return;
        }
        choosing = true;
        TreeItem<Entry> item = getRoot().getChildren().get(turn);
        getSelectionModel().select(item);
        scrollTo(getRow(item));
        choosing = false;
    }

    private int turnOf(@Nullable TreeItem<Entry> item) {
        TreeItem<Entry> top = item;
        while (top != null && !getRoot().equals(top.getParent())) {
            top = top.getParent();
        }
        return top == null ? -1 : getRoot().getChildren().indexOf(top);
    }

    /**
     * Shows a transcript, all of it open.
     *
     * @param rewards reward of each turn, or of each turn of the assistant; others are not shown
     */
    public void show(Transcript transcript, double[] rewards) {
        TreeItem<Entry> root = new TreeItem<>(new Entry("", "", null, Double.NaN));
        long own = transcript.turns().stream().filter(TurnTree::isOwn).count();
        boolean each = rewards.length == transcript.turns().size();
        int next = 0;
        for (int i = 0; i < transcript.turns().size(); i++) {
            Transcript.Turn turn = transcript.turns().get(i);
            double reward = each ? rewards[i] : rewards.length == own && isOwn(turn) ? rewards[next++] : Double.NaN;
            root.getChildren().add(item(turn, i, reward));
        }
        setRoot(root);
    }

    private static boolean isOwn(Transcript.Turn turn) {
        return turn.role().isEmpty() || turn.role().equals("assistant");
    }

    private static TreeItem<Entry> item(Transcript.Turn turn, int index, double reward) {
        String role = turn.role().isEmpty() ? "turn " + (index + 1) : turn.role();
        if (turn.parts().size() == 1 && turn.parts().getFirst().kind() == Transcript.Kind.TEXT) {
            return new TreeItem<>(new Entry(role, turn.parts().getFirst().text(), null, reward));
        }
        TreeItem<Entry> item = new TreeItem<>(new Entry(role, "", null, reward));
        item.setExpanded(true);
        for (Transcript.Part part : turn.parts()) {
            String name = switch (part.kind()) {
                case TEXT -> "says";
                case THOUGHT -> "thinks";
                case CALL -> part.name().isEmpty() ? "calls" : "calls " + part.name();
                case RESULT -> "gets";
                case ANSWER -> "answers";
            };
            item.getChildren().add(new TreeItem<>(new Entry(name, part.text(), part.kind(), Double.NaN)));
        }
        return item;
    }

    /** A title, the text cut short until it is chosen, and the reward at the right. */
    private static final class Cell extends TreeCell<Entry> {
        private final Label title = new Label();
        private final Label text = new Label();
        private final Label reward = new Label();
        private final HBox row;

        Cell() {
            title.getStyleClass().add("turn-title");
            title.setMinWidth(Region.USE_PREF_SIZE);
            text.getStyleClass().add("turn-text");
            text.setWrapText(true);
            reward.getStyleClass().add("turn-reward");
            reward.setMinWidth(Region.USE_PREF_SIZE);
            VBox words = new VBox(title, text);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            row = new HBox(words, reward);
            row.getStyleClass().add("turn-row");
            selectedProperty().subscribe(selected -> write());
            // The tree is as wide as its view: long texts wrap instead of scrolling sideways.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Entry item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            setGraphic(empty || item == null ? null : row);
            write();
        }

        private void write() {
            Entry entry = getItem();
            if (entry == null) {
                return;
            }
            title.setText(entry.title());
            String said = entry.text().strip();
            boolean cut = !isSelected() && said.length() > SHORT;
            text.setText(cut ? said.substring(0, SHORT).strip() + " …" : said);
            text.setVisible(!said.isEmpty());
            text.setManaged(!said.isEmpty());
            reward.setText(Double.isNaN(entry.reward()) ? "" : String.format(Locale.ROOT, "%+.3f", entry.reward()));
        }
    }
}
