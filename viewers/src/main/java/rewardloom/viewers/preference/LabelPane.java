package rewardloom.viewers.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Verdict;
import rewardloom.viewers.response.ResponsePane;
import rewardloom.viewers.trajectory.Looks;
import rewardloom.viewers.trajectory.PlaybackDriver;
import rewardloom.viewers.trajectory.PlayerBar;

/** The screen on which comparisons are answered: the items as large as they can be, the question and its keys below them. */
final class LabelPane extends StackPane {
    /** By so many pages a key scrolls texts. */
    private static final double PAGE = 0.9;

    private static final double LINES = 0.25;

    private final LabelingModel model;
    private final Supplier<Looks> looks;
    private final Label prompt = new Label();
    private final ScrollPane promptPage = new ScrollPane(prompt);
    private final VBox promptCard = new VBox(promptPage);
    private final PlaceGrid grid = new PlaceGrid();
    private final List<PlacePane> places = new ArrayList<>();
    private final ComboBox<String> look = new ComboBox<>();
    private final PlayerBar player;
    private final HBox playing;
    private final QuestionBar question;
    private final NoteLine note;
    private final LegendLine legend;
    private final LabelHead head;
    private final Label memory = new Label();
    private final Label error = new Label();
    private final Label revealed = new Label();
    private final StackPane pause = new StackPane(new Label("On a break. Any key goes on."));
    private final KeysPane keysPane;
    private final PlaybackDriver driver;
    private boolean setting;

    /** @param looks what trajectories are shown with */
    LabelPane(PreferenceModel owner, Supplier<Looks> looks) {
        this.model = owner.labelling();
        this.looks = looks;
        this.player = new PlayerBar(model.playback());
        this.driver = new PlaybackDriver(model.playback(), this);
        this.question = new QuestionBar(model);
        this.note = new NoteLine(model, this::requestFocus);
        this.head = new LabelHead(owner);
        this.keysPane = new KeysPane(owner.keysProperty(), this::hideKeys);
        this.legend = new LegendLine(action -> {
            if (!handle(action)) {
                model.perform(action);
            }
        });
        this.playing = new HBox(player, look);
        playing.setAlignment(Pos.CENTER_RIGHT);
        getStyleClass().add("label-pane");
        setFocusTraversable(true);
        setAccessibleText("Pair to be labelled");
        VBox.setVgrow(grid, Priority.ALWAYS);
        HBox.setHgrow(player, Priority.ALWAYS);
        playing.getStyleClass().add("playing");
        buildLook();
        buildPrompt();
        VBox column = new VBox(
                head, promptCard, grid, playing, memory, question, note, line(error, "label-error"), legend, revealed);
        column.getStyleClass().add("label-column");
        memory.getStyleClass().add("memory");
        line(memory, "memory");
        error.textProperty().bind(model.errorProperty());
        // One line, also when it is empty: what stands above must not jump from pair to pair.
        revealed.getStyleClass().add("quiet");
        revealed.textProperty().bind(model.revealedProperty());
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(model.revealedProperty());
        revealed.tooltipProperty()
                .bind(Bindings.when(model.revealedProperty().isEmpty())
                        .then((Tooltip) null)
                        .otherwise(whole));
        pause.getStyleClass().add("pause");
        pause.visibleProperty().bind(model.onBreakProperty());
        keysPane.setVisible(false);
        getChildren().addAll(column, pause, keysPane);
        owner.keysProperty().subscribe(this::setKeys);
        model.cardProperty().subscribe(card -> show(card, owner.keysProperty().get()));
        model.changesProperty().subscribe(() -> follow(owner.keysProperty().get()));
    }

    PlaybackDriver driver() {
        return driver;
    }

    private static Label line(Label label, String style) {
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private void buildLook() {
        look.setFocusTraversable(false);
        look.setTooltip(new Tooltip("How both are shown"));
        look.setAccessibleText("How the items are shown");
        look.managedProperty().bind(look.visibleProperty());
        look.valueProperty().subscribe(chosen -> {
            if (!setting && chosen != null) {
                places.forEach(place -> place.setLook(chosen));
                requestFocus();
            }
        });
    }

    private void buildPrompt() {
        prompt.setWrapText(true);
        prompt.getStyleClass().add("prompt-text");
        promptPage.setFitToWidth(true);
        promptPage.setFocusTraversable(false);
        promptPage.getStyleClass().addAll("edge-to-edge", "prompt-page");
        promptPage.setMaxHeight(128);
        promptPage.setMinHeight(24);
        promptCard.getStyleClass().add("prompt-card");
        promptCard.setMinHeight(Region.USE_PREF_SIZE);
        promptCard.managedProperty().bind(promptCard.visibleProperty());
    }

    private void setKeys(KeyMap keys) {
        question.setKeys(keys);
        note.setKeys(keys);
        Card card = model.cardProperty().get();
        legend.show(keys, card != null && card.plays());
        follow(keys);
    }

    private void show(@Nullable Card card, KeyMap keys) {
        if (card == null) {
            places.forEach(PlacePane::clear);
            return;
        }
        while (places.size() < card.places().size()) {
            places.add(new PlacePane(places.size(), model.playback(), looks.get(), model::sawEnd));
        }
        grid.show(places.subList(0, card.places().size()), card.plays());
        Questionnaire asked = model.questions();
        boolean known = card.before() != null || model.disputes() != null;
        for (int place = 0; place < card.places().size(); place++) {
            places.get(place).show(card, asked, known);
        }
        prompt.setText(card.prompt());
        promptPage.setVvalue(0);
        promptCard.setVisible(!card.prompt().isEmpty());
        player.setVisible(card.plays());
        player.setManaged(card.plays());
        offerLooks();
        legend.show(keys, card.plays());
        memory.setText(before(card));
    }

    private void offerLooks() {
        setting = true;
        List<String> offered = places.getFirst().looks();
        look.getItems().setAll(offered);
        look.setValue(offered.isEmpty() ? null : places.getFirst().look());
        look.setVisible(offered.size() > 1);
        playing.setVisible(player.isVisible() || look.isVisible());
        playing.setManaged(playing.isVisible());
        setting = false;
    }

    /** What was said about a comparison before: by oneself when one looks back, by the annotators in a dispute. */
    private String before(Card card) {
        Disputes disputes = model.disputes();
        if (disputes != null) {
            List<String> votes = disputes.votes().stream()
                    .map(vote -> vote.annotator() + ": " + Draft.words(vote.opinion(), card.sides()))
                    .toList();
            String said = votes.isEmpty() ? "Nobody has answered it." : String.join("; ", votes) + ".";
            return (disputes.isLook() ? "" : "They differ: ") + said + " Your answer decides.";
        }
        Verdict said = card.before();
        if (said == null) {
            return "";
        }
        List<String> parts = new ArrayList<>(List.of(card.words(said)));
        said.criteria().forEach((name, opinion) -> parts.add(name + ": " + Draft.words(opinion, card.sides())));
        if (said.confidence() > 0) {
            parts.add("confidence " + said.confidence() + " of 5");
        }
        return "Answered before: " + String.join(", ", parts)
                + ". Answer again to change it; the earlier answer is kept in the log.";
    }

    private void follow(KeyMap keys) {
        Draft draft = model.draft();
        Card card = model.cardProperty().get();
        if (draft == null || card == null || places.size() < card.places().size()) {
            return;
        }
        boolean ranks = !card.comparison().isPair();
        for (int place = 0; place < card.places().size(); place++) {
            PlacePane pane = places.get(place);
            pane.setKey(
                    ranks
                            ? keys.cap(LabelAction.ofNumber(place))
                            : keys.cap(place == 0 ? LabelAction.LEFT : LabelAction.RIGHT));
            pane.setRank(ranks ? draft.rank(place) : 0);
        }
        note.show(draft);
    }

    /** What this screen does itself; false for what is not its business. */
    boolean handle(LabelAction action) {
        if (keysPane.isVisible()) {
            return true;
        }
        if (model.onBreakProperty().get()) {
            return false;
        }
        Card card = model.cardProperty().get();
        switch (action) {
            case KEYS -> keysPane.setVisible(true);
            case NOTE -> note.open();
            case DIFFERENCE -> toggle(ResponsePane.Look.DIFFERENCE, ResponsePane.Look.MARKDOWN);
            case MARKDOWN -> toggle(ResponsePane.Look.MARKDOWN, ResponsePane.Look.PLAIN);
            case PLAY, STEP_ON, STEP_BACK -> {
                if (card == null || card.plays()) {
                    return false;
                }
                double by = action == LabelAction.PLAY ? PAGE : action == LabelAction.STEP_ON ? LINES : -LINES;
                places.forEach(place -> place.scrollBy(by));
                model.touch();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void toggle(ResponsePane.Look wanted, ResponsePane.Look other) {
        String now = look.getValue();
        String next = wanted.title().equals(now) ? other.title() : wanted.title();
        if (look.getItems().contains(next)) {
            look.setValue(next);
        }
    }

    private void hideKeys() {
        keysPane.setVisible(false);
        requestFocus();
    }
}
