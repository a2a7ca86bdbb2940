package rewardloom.viewers.preference;

import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/** Turns keys into what they do while labelling. */
final class LabelKeys {
    private final Supplier<KeyMap> keys;
    private final Predicate<LabelAction> screen;
    private final Predicate<LabelAction> model;

    /**
     * @param keys the keys of the user
     * @param screen what the screen does itself, asked first; false for what it leaves to others
     * @param model what labelling does
     */
    LabelKeys(Supplier<KeyMap> keys, Predicate<LabelAction> screen, Predicate<LabelAction> model) {
        this.keys = keys;
        this.screen = screen;
        this.model = model;
    }

    void pressed(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl || event.isAltDown()) {
            return;
        }
        for (LabelAction action : keys.get().actions(Stroke.of(event))) {
            if (screen.test(action) || model.test(action)) {
                event.consume();
                return;
            }
        }
    }
}
