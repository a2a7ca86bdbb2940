package rewardloom.viewers.preference;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Questionnaire;
import rewardloom.viewers.response.ResponsePane;
import rewardloom.viewers.trajectory.Looks;
import rewardloom.viewers.trajectory.Playback;
import rewardloom.viewers.trajectory.TrajectoryPane;

/** One place of a comparison: a player or a text, under nothing but its key, its rank, and what may be known about it. */
final class PlacePane extends VBox {
    private final int place;
    private final TrajectoryPane player;
    private final ResponsePane text = new ResponsePane();
    private final Label missing = new Label();
    private final StackPane stage = new StackPane();
    private final Label cap = new Label();
    private final Label name = new Label();
    private final Label rank = new Label();
    private final Label facts = new Label();
    private Card.@Nullable Content content;

    /**
     * @param place which one, from 0
     * @param sawEnd told when the end of its text was in view
     */
    PlacePane(int place, Playback playback, Looks looks, IntConsumer sawEnd) {
        this.place = place;
        this.player = new TrajectoryPane(looks);
        getStyleClass().add("side-card");
        cap.getStyleClass().add("key-cap");
        name.getStyleClass().add("side-name");
        rank.getStyleClass().add("rank");
        facts.getStyleClass().add("quiet");
        facts.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(cap, name, gap, facts, rank);
        head.getStyleClass().add("side-head");
        cap.managedProperty().bind(cap.visibleProperty());
        cap.visibleProperty().bind(Bindings.isNotEmpty(cap.textProperty()));
        rank.managedProperty().bind(rank.visibleProperty());
        rank.visibleProperty().bind(Bindings.isNotEmpty(rank.textProperty()));
        missing.setWrapText(true);
        missing.getStyleClass().add("label-error");
        stage.setMinSize(0, 0);
        VBox.setVgrow(stage, Priority.ALWAYS);
        getChildren().addAll(head, stage);
        setMinSize(0, 0);
        addEventFilter(KeyEvent.KEY_PRESSED, this::answerFirst);
        playback.stepProperty().subscribe(step -> player.setStep(step.intValue()));
        text.seenProperty().subscribe(seen -> {
            if (seen && content instanceof Card.Text) {
                sawEnd.accept(place);
            }
        });
    }

    /**
     * Shows what stands here.
     *
     * @param card the comparison
     * @param asked what is asked about it, and what may be seen
     * @param known whether everything may be known about the items by now
     */
    void show(Card card, Questionnaire asked, boolean known) {
        Card.Content shown = card.places().get(place);
        content = shown;
        setAccessibleText(card.placeName(place));
        name.setText(card.comparison().isPair() ? card.placeName(place) : "");
        facts.setText(known ? shown.facts().origin() : shown.facts().visible(asked.shown()));
        switch (shown) {
            case Card.Clip clip -> {
                put(player);
                player.show(clip.trajectory());
            }
            case Card.Text words -> {
                boolean numbers = known || asked.shown().contains(Questionnaire.Shown.REWARD);
                put(text);
                text.show(numbers ? words.response() : words.response().blind(), beside(card), place == 0);
            }
            case Card.Missing(String why) -> {
                missing.setText(why);
                put(missing);
            }
        }
    }

    /** Keys answer, also after somebody has clicked into a text or on a turn, which would take arrows for themselves. */
    private void answerFirst(KeyEvent event) {
        if (!event.getTarget().equals(this) && !event.isShortcutDown()) {
            event.consume();
            fireEvent(event.copyFor(this, this));
        }
    }

    /** Changes what stands here only if it is something else: what stays needs no new style and layout. */
    private void put(Node node) {
        if (!stage.getChildren().equals(List.of(node))) {
            stage.getChildren().setAll(node);
        }
    }

    /** What its text is compared with: the other one of a pair, else the first one. */
    private @Nullable String beside(Card card) {
        int other = place == 0 ? 1 : 0;
        return card.places().get(other) instanceof Card.Text words
                ? words.response().text()
                : null;
    }

    /** Lets go of what it showed. */
    void clear() {
        content = null;
        player.show(null);
        text.show(null, null, true);
        stage.getChildren().clear();
        rank.setText("");
        facts.setText("");
    }

    /** The key that means this place, empty for none. */
    void setKey(String key) {
        cap.setText(key);
    }

    /** Its rank so far, from 1; nothing below. */
    void setRank(int newRank) {
        rank.setText(newRank < 1 ? "" : Integer.toString(newRank));
    }

    /** The ways in which it can be shown. */
    List<String> looks() {
        return switch (content) {
            case Card.Clip clip ->
                player.possible().stream().map(TrajectoryPane.Look::title).toList();
            case Card.Text words ->
                text.possible().stream().map(ResponsePane.Look::title).toList();
            case null, default -> List.of();
        };
    }

    String look() {
        return content instanceof Card.Clip
                ? player.lookProperty().get().title()
                : text.lookProperty().get().title();
    }

    /** Shows it in a way; one it does not know leaves it as it is. */
    void setLook(String title) {
        if (content instanceof Card.Clip) {
            player.possible().stream()
                    .filter(look -> look.title().equals(title))
                    .findFirst()
                    .ifPresent(player.lookProperty()::set);
        } else {
            text.possible().stream()
                    .filter(look -> look.title().equals(title))
                    .findFirst()
                    .ifPresent(text.lookProperty()::set);
        }
    }

    void scrollBy(double pages) {
        text.scrollBy(pages);
    }
}
