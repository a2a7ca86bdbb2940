package rewardloom.viewers.preference;

import java.util.Locale;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * A key with what was held.
 *
 * @param code the key; those of the number pad that stand for digits and arrows are the same keys as those
 * @param shift whether shift was held
 * @param shortcut whether Ctrl, or Cmd on a Mac, was held
 */
record Stroke(KeyCode code, boolean shift, boolean shortcut) {
    private static final Map<KeyCode, String> SIGNS = Map.ofEntries(
            Map.entry(KeyCode.LEFT, "←"),
            Map.entry(KeyCode.RIGHT, "→"),
            Map.entry(KeyCode.UP, "↑"),
            Map.entry(KeyCode.DOWN, "↓"),
            Map.entry(KeyCode.SPACE, "Space"),
            Map.entry(KeyCode.COMMA, ","),
            Map.entry(KeyCode.PERIOD, "."),
            Map.entry(KeyCode.PLUS, "+"),
            Map.entry(KeyCode.MINUS, "−"),
            Map.entry(KeyCode.OPEN_BRACKET, "["),
            Map.entry(KeyCode.CLOSE_BRACKET, "]"),
            Map.entry(KeyCode.SLASH, "/"),
            Map.entry(KeyCode.PAGE_UP, "Page up"),
            Map.entry(KeyCode.PAGE_DOWN, "Page down"),
            Map.entry(KeyCode.BACK_SPACE, "⌫"),
            Map.entry(KeyCode.ENTER, "Enter"),
            Map.entry(KeyCode.ESCAPE, "Esc"));

    static Stroke of(KeyCode code) {
        return new Stroke(plain(code), false, false);
    }

    static Stroke of(KeyEvent event) {
        return new Stroke(plain(event.getCode()), event.isShiftDown(), event.isShortcutDown());
    }

    /** Whether it can be an action's key: not a key that only changes others, and not what the window needs itself. */
    boolean canBeKey() {
        return !code.isModifierKey() && code != KeyCode.UNDEFINED && code != KeyCode.TAB && code != KeyCode.ESCAPE;
    }

    /** Several keys of a keyboard say the same. */
    private static KeyCode plain(KeyCode code) {
        return switch (code) {
            case KP_LEFT -> KeyCode.LEFT;
            case KP_RIGHT -> KeyCode.RIGHT;
            case KP_UP -> KeyCode.UP;
            case KP_DOWN -> KeyCode.DOWN;
            case ADD, EQUALS -> KeyCode.PLUS;
            case SUBTRACT -> KeyCode.MINUS;
            default -> code;
        };
    }

    /** As settings keep it: {@code Shift+Z}. */
    String id() {
        return (shortcut ? "Shortcut+" : "") + (shift ? "Shift+" : "") + code.name();
    }

    /**
     * What {@link #id()} says.
     *
     * @throws IllegalArgumentException if there is no such key
     */
    static Stroke parse(String id) {
        String key = id.strip();
        boolean shortcut = key.startsWith("Shortcut+");
        key = shortcut ? key.substring("Shortcut+".length()) : key;
        boolean shift = key.startsWith("Shift+");
        key = shift ? key.substring("Shift+".length()) : key;
        return new Stroke(plain(KeyCode.valueOf(key.toUpperCase(Locale.ROOT))), shift, shortcut);
    }

    /** As a key cap shows it. */
    String cap() {
        String name = SIGNS.getOrDefault(code, code.getName());
        if (code.isKeypadKey()) {
            name = "Num " + code.getName().replaceAll("(?i)numpad ?", "");
        }
        return (shortcut ? "Ctrl+" : "") + (shift ? "⇧" : "") + name;
    }
}
