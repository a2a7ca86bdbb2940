package rewardloom.viewers.preference;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import rewardloom.viewers.trajectory.Playback;

/** The keys of the labelling screen; one hand is enough. */
final class LabelKeys {
    private final LabelingModel model;

    LabelKeys(LabelingModel model) {
        this.model = model;
    }

    /** Does what a key says and consumes its event; leaves others alone. */
    void pressed(KeyEvent event) {
        if (model.screenProperty().get() == LabelingModel.Screen.START) {
            return;
        }
        model.touch();
        if (handled(event)) {
            event.consume();
        }
    }

    private boolean handled(KeyEvent event) {
        if (event.isShortcutDown()) {
            if (event.getCode() != KeyCode.Z) {
                return false;
            }
            if (event.isShiftDown()) {
                model.redo();
            } else {
                model.undo();
            }
            return true;
        }
        if (event.isAltDown() || event.isMetaDown()) {
            return false;
        }
        Choice choice = choice(event.getCode());
        if (choice != null) {
            model.answer(choice);
            return true;
        }
        return controls(event);
    }

    private boolean controls(KeyEvent event) {
        Playback playback = model.playback();
        switch (event.getCode()) {
            case U, BACK_SPACE -> {
                if (event.isShiftDown()) {
                    model.redo();
                } else {
                    model.undo();
                }
            }
            case SPACE -> playback.toggle();
            case COMMA -> playback.stepBy(-1);
            case PERIOD -> playback.stepBy(1);
            case HOME -> playback.seek(0);
            case PLUS, ADD, EQUALS -> playback.faster();
            case MINUS, SUBTRACT -> playback.slower();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Choice choice(KeyCode code) {
        return switch (code) {
            case A, DIGIT1, NUMPAD1, LEFT, KP_LEFT -> Choice.LEFT;
            case B, DIGIT2, NUMPAD2, RIGHT, KP_RIGHT -> Choice.RIGHT;
            case T, DIGIT0, NUMPAD0, DOWN, KP_DOWN -> Choice.TIE;
            case X -> Choice.INCOMPARABLE;
            case S -> Choice.SKIP;
            default -> null;
        };
    }
}
