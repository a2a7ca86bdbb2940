package rewardloom.viewers.preference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;

/**
 * Which keys do what while labelling. A key may do several things as long as they are never possible at the same time: digits are
 * strengths while a pair is asked about, and places in a list while a list is.
 *
 * @param keys the keys of every action; the first one stands on its button
 */
record KeyMap(Map<LabelAction, List<Stroke>> keys) {

    KeyMap {
        Map<LabelAction, List<Stroke>> copy = new EnumMap<>(LabelAction.class);
        for (LabelAction action : LabelAction.values()) {
            copy.put(action, List.copyOf(keys.getOrDefault(action, List.of())));
        }
        keys = Collections.unmodifiableMap(copy);
    }

    /** Ready-made sets of keys. */
    enum Preset {
        STANDARD("Letters and digits"),
        LEFT_HAND("Left hand"),
        NUMBER_PAD("Number pad");

        private final String title;

        Preset(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        KeyMap keys() {
            Map<LabelAction, List<Stroke>> keys = common();
            switch (this) {
                case STANDARD -> standard(keys);
                case LEFT_HAND -> leftHand(keys);
                case NUMBER_PAD -> numberPad(keys);
            }
            return new KeyMap(keys);
        }
    }

    private static Map<LabelAction, List<Stroke>> common() {
        Map<LabelAction, List<Stroke>> keys = new EnumMap<>(LabelAction.class);
        for (int i = 0; i < 9; i++) {
            keys.put(LabelAction.ofNumber(i), strokes("DIGIT" + (i + 1), "NUMPAD" + (i + 1)));
        }
        keys.put(LabelAction.REASONS, strokes("R"));
        keys.put(LabelAction.NOTE, strokes("N"));
        keys.put(LabelAction.CONFIRM, strokes("ENTER"));
        keys.put(LabelAction.UNDO, strokes("U", "BACK_SPACE", "Shortcut+Z"));
        keys.put(LabelAction.REDO, strokes("Shift+U", "Shift+BACK_SPACE", "Shortcut+Shift+Z"));
        keys.put(LabelAction.EARLIER, strokes("PAGE_UP"));
        keys.put(LabelAction.LATER, strokes("PAGE_DOWN"));
        keys.put(LabelAction.BREAK, strokes("P"));
        keys.put(LabelAction.PLAY, strokes("SPACE"));
        keys.put(LabelAction.STEP_BACK, strokes("COMMA"));
        keys.put(LabelAction.STEP_ON, strokes("PERIOD"));
        keys.put(LabelAction.RESTART, strokes("HOME"));
        keys.put(LabelAction.NEXT_EVENT, strokes("J"));
        keys.put(LabelAction.FASTER, strokes("PLUS"));
        keys.put(LabelAction.SLOWER, strokes("MINUS"));
        keys.put(LabelAction.DIFFERENCE, strokes("D"));
        keys.put(LabelAction.MARKDOWN, strokes("M"));
        keys.put(LabelAction.KEYS, strokes("K"));
        return keys;
    }

    private static void standard(Map<LabelAction, List<Stroke>> keys) {
        keys.put(LabelAction.LEFT_MUCH, strokes("DIGIT1"));
        keys.put(LabelAction.LEFT, strokes("A", "DIGIT2", "LEFT", "NUMPAD2"));
        keys.put(LabelAction.LEFT_SLIGHTLY, strokes("DIGIT3"));
        keys.put(LabelAction.TIE, strokes("T", "DIGIT4", "DOWN", "DIGIT0"));
        keys.put(LabelAction.RIGHT_SLIGHTLY, strokes("DIGIT5"));
        keys.put(LabelAction.RIGHT, strokes("B", "DIGIT6", "RIGHT"));
        keys.put(LabelAction.RIGHT_MUCH, strokes("DIGIT7"));
        keys.put(LabelAction.INCOMPARABLE, strokes("X"));
        keys.put(LabelAction.SKIP, strokes("S"));
    }

    /** The column of keys is the side, the row is how much. */
    private static void leftHand(Map<LabelAction, List<Stroke>> keys) {
        keys.put(LabelAction.LEFT_MUCH, strokes("DIGIT1"));
        keys.put(LabelAction.LEFT, strokes("Q"));
        keys.put(LabelAction.LEFT_SLIGHTLY, strokes("A"));
        keys.put(LabelAction.TIE, strokes("W"));
        keys.put(LabelAction.RIGHT_SLIGHTLY, strokes("D"));
        keys.put(LabelAction.RIGHT, strokes("E"));
        keys.put(LabelAction.RIGHT_MUCH, strokes("DIGIT3"));
        keys.put(LabelAction.INCOMPARABLE, strokes("X"));
        keys.put(LabelAction.SKIP, strokes("S"));
        keys.put(LabelAction.UNDO, strokes("Z", "BACK_SPACE", "Shortcut+Z"));
        keys.put(LabelAction.REDO, strokes("Shift+Z", "Shortcut+Shift+Z"));
        keys.put(LabelAction.STEP_BACK, strokes("C", "COMMA"));
        keys.put(LabelAction.STEP_ON, strokes("V", "PERIOD"));
        keys.put(LabelAction.DIFFERENCE, strokes("F"));
        keys.put(LabelAction.NOTE, strokes("G", "N"));
        keys.put(LabelAction.CONFIRM, strokes("SPACE", "ENTER"));
    }

    /** Left column left, right column right, the higher the better; the middle is a tie. */
    private static void numberPad(Map<LabelAction, List<Stroke>> keys) {
        keys.put(LabelAction.LEFT_MUCH, strokes("NUMPAD7"));
        keys.put(LabelAction.LEFT, strokes("NUMPAD4"));
        keys.put(LabelAction.LEFT_SLIGHTLY, strokes("NUMPAD1"));
        keys.put(LabelAction.TIE, strokes("NUMPAD5"));
        keys.put(LabelAction.RIGHT_SLIGHTLY, strokes("NUMPAD3"));
        keys.put(LabelAction.RIGHT, strokes("NUMPAD6"));
        keys.put(LabelAction.RIGHT_MUCH, strokes("NUMPAD9"));
        keys.put(LabelAction.INCOMPARABLE, strokes("NUMPAD2"));
        keys.put(LabelAction.SKIP, strokes("NUMPAD0"));
        keys.put(LabelAction.UNDO, strokes("DECIMAL", "BACK_SPACE", "Shortcut+Z"));
        keys.put(LabelAction.PLAY, strokes("NUMPAD8", "SPACE"));
    }

    private static List<Stroke> strokes(String... ids) {
        List<Stroke> strokes = new ArrayList<>();
        for (String id : ids) {
            strokes.add(Stroke.parse(id));
        }
        return strokes;
    }

    /** What a key may do; lists come first, since they are asked only at times. */
    List<LabelAction> actions(Stroke stroke) {
        return keys.entrySet().stream()
                .filter(e -> e.getValue().contains(stroke))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing((LabelAction action) -> !isList(action)))
                .toList();
    }

    /** The digit that gives an answer on a scale; else the {@linkplain #cap first key}. */
    String digit(LabelAction action) {
        return keys.getOrDefault(action, List.of()).stream()
                .filter(stroke -> stroke.code().isDigitKey())
                .findFirst()
                .map(Stroke::cap)
                .orElseGet(() -> cap(action));
    }

    /** What stands on the button of an action; empty when it has no key. */
    String cap(LabelAction action) {
        List<Stroke> strokes = keys.getOrDefault(action, List.of());
        return strokes.isEmpty() ? "" : strokes.getFirst().cap();
    }

    /** All keys of an action but the first, in words. */
    String others(LabelAction action) {
        List<String> caps = keys.getOrDefault(action, List.of()).stream()
                .skip(1)
                .map(Stroke::cap)
                .toList();
        return String.join(", ", caps);
    }

    /** Actions of the same group, or of the same moment, that have the same key. */
    List<LabelAction> conflicts(LabelAction action, Stroke stroke) {
        return actions(stroke).stream()
                .filter(other -> other != action)
                .filter(other -> !(isList(other) || isList(action)))
                .toList();
    }

    private static boolean isList(LabelAction action) {
        return action.group() == LabelAction.Group.LIST || action == LabelAction.CONFIRM;
    }

    /** With a key for an action, which loses those it had; other actions of the same moment lose this key. */
    KeyMap with(LabelAction action, Stroke stroke) {
        Map<LabelAction, List<Stroke>> changed = new EnumMap<>(keys);
        for (LabelAction other : conflicts(action, stroke)) {
            List<Stroke> rest = new ArrayList<>(changed.getOrDefault(other, List.of()));
            rest.remove(stroke);
            changed.put(other, rest);
        }
        changed.put(action, List.of(stroke));
        return new KeyMap(changed);
    }

    /** As settings keep them; only what differs from the standard. */
    Map<String, String> saved() {
        Map<String, String> saved = new LinkedHashMap<>();
        KeyMap standard = Preset.STANDARD.keys();
        keys.forEach((action, strokes) -> {
            if (!strokes.equals(standard.keys().get(action))) {
                saved.put(
                        action.id(),
                        String.join(" ", strokes.stream().map(Stroke::id).toList()));
            }
        });
        return saved;
    }

    /** What {@link #saved()} says; what it does not know stays as it is by standard. */
    static KeyMap of(Map<String, String> saved) {
        Map<LabelAction, List<Stroke>> keys =
                new EnumMap<>(Preset.STANDARD.keys().keys());
        for (LabelAction action : LabelAction.values()) {
            String ids = saved.get(action.id());
            if (ids != null) {
                List<Stroke> strokes = new ArrayList<>();
                for (String id : ids.split(" ")) {
                    if (!id.isBlank() && isKey(id)) {
                        strokes.add(Stroke.parse(id));
                    }
                }
                keys.put(action, strokes);
            }
        }
        return new KeyMap(keys);
    }

    private static boolean isKey(String id) {
        String name = id.substring(id.lastIndexOf('+') + 1);
        for (KeyCode code : KeyCode.values()) {
            if (code.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
