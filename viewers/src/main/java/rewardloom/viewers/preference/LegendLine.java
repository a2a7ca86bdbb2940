package rewardloom.viewers.preference;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;

/** The keys that are no answers, always in sight. */
final class LegendLine extends FlowPane {
    private static final List<LabelAction> ALWAYS = List.of(
            LabelAction.UNDO,
            LabelAction.REDO,
            LabelAction.EARLIER,
            LabelAction.NOTE,
            LabelAction.BREAK,
            LabelAction.KEYS);
    private static final List<LabelAction> PLAYER = List.of(
            LabelAction.PLAY,
            LabelAction.STEP_BACK,
            LabelAction.STEP_ON,
            LabelAction.RESTART,
            LabelAction.NEXT_EVENT,
            LabelAction.SLOWER,
            LabelAction.FASTER);
    private static final List<LabelAction> TEXT = List.of(
            LabelAction.PLAY, LabelAction.STEP_BACK, LabelAction.STEP_ON, LabelAction.DIFFERENCE, LabelAction.MARKDOWN);

    private final Consumer<LabelAction> perform;
    private KeyMap shownKeys = KeyMap.Preset.STANDARD.keys();
    private boolean shownPlays;
    private boolean shown;

    /** @param perform does what an action says */
    LegendLine(Consumer<LabelAction> perform) {
        this.perform = perform;
        getStyleClass().add("legend-line");
        setMinHeight(USE_PREF_SIZE);
    }

    void show(KeyMap keys, boolean plays) {
        if (shown && keys.equals(shownKeys) && plays == shownPlays) {
            return;
        }
        shown = true;
        shownKeys = keys;
        shownPlays = plays;
        getChildren().clear();
        (plays ? PLAYER : TEXT).forEach(action -> add(keys, action, plays));
        ALWAYS.forEach(action -> add(keys, action, plays));
    }

    private void add(KeyMap keys, LabelAction action, boolean plays) {
        String key = keys.cap(action);
        if (!key.isEmpty()) {
            Button button = QuestionBar.button(action, title(action, plays), key, keys, () -> perform.accept(action));
            button.getStyleClass().addAll("flat", "legend");
            getChildren().add(button);
        }
    }

    private static String title(LabelAction action, boolean plays) {
        return switch (action) {
            case PLAY -> plays ? "play" : "page down";
            case STEP_BACK -> plays ? "step back" : "up";
            case STEP_ON -> plays ? "step on" : "down";
            case RESTART -> "start";
            case NEXT_EVENT -> "end";
            case EARLIER -> "look back";
            case NOTE -> "note";
            case BREAK -> "break";
            case KEYS -> "keys";
            case DIFFERENCE -> "difference";
            case MARKDOWN -> "plain";
            default -> action.title().toLowerCase(Locale.ROOT);
        };
    }
}
