package rewardloom.viewers.preference;

import java.util.Locale;

/** Everything that can be done while labelling; each has keys of its own. */
enum LabelAction {
    LEFT_MUCH("Left is much better", Group.ANSWER),
    LEFT("Left is better", Group.ANSWER),
    LEFT_SLIGHTLY("Left is slightly better", Group.ANSWER),
    TIE("Equally good", Group.ANSWER),
    RIGHT_SLIGHTLY("Right is slightly better", Group.ANSWER),
    RIGHT("Right is better", Group.ANSWER),
    RIGHT_MUCH("Right is much better", Group.ANSWER),
    INCOMPARABLE("Cannot be compared", Group.ANSWER),
    SKIP("Skip", Group.ANSWER),
    NUMBER_1("First of a list: item, confidence or reason", Group.LIST),
    NUMBER_2("Second of a list", Group.LIST),
    NUMBER_3("Third of a list", Group.LIST),
    NUMBER_4("Fourth of a list", Group.LIST),
    NUMBER_5("Fifth of a list", Group.LIST),
    NUMBER_6("Sixth of a list", Group.LIST),
    NUMBER_7("Seventh of a list", Group.LIST),
    NUMBER_8("Eighth of a list", Group.LIST),
    NUMBER_9("Ninth of a list", Group.LIST),
    REASONS("Reasons", Group.MORE),
    NOTE("Write a note", Group.MORE),
    CONFIRM("Done with the list", Group.MORE),
    UNDO("Undo", Group.MORE),
    REDO("Redo", Group.MORE),
    EARLIER("Look at the answer before", Group.MORE),
    LATER("Look at the answer after", Group.MORE),
    BREAK("Take a break", Group.MORE),
    PLAY("Play or pause", Group.PLAYER),
    STEP_BACK("One step back", Group.PLAYER),
    STEP_ON("One step on", Group.PLAYER),
    RESTART("From the start", Group.PLAYER),
    NEXT_EVENT("To the next event", Group.PLAYER),
    FASTER("Faster", Group.PLAYER),
    SLOWER("Slower", Group.PLAYER),
    DIFFERENCE("Show where texts differ", Group.TEXT),
    MARKDOWN("Markdown or plain text", Group.TEXT),
    KEYS("Show and change the keys", Group.MORE);

    /** Where an action stands among the keys. */
    enum Group {
        ANSWER("Answers"),
        LIST("Lists"),
        PLAYER("Player"),
        TEXT("Texts"),
        MORE("More");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final String title;
    private final Group group;

    LabelAction(String title, Group group) {
        this.title = title;
        this.group = group;
    }

    String title() {
        return title;
    }

    Group group() {
        return group;
    }

    /** The name in settings. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Which one of a list, from 0; −1 for other actions. */
    int number() {
        return group == Group.LIST ? ordinal() - NUMBER_1.ordinal() : -1;
    }

    static LabelAction ofNumber(int index) {
        return values()[NUMBER_1.ordinal() + index];
    }

    /** How much better, 3 left to −3 right, as seen from the left; 0 for what says neither side. */
    int lean() {
        return switch (this) {
            case LEFT_MUCH -> 3;
            case LEFT -> 2;
            case LEFT_SLIGHTLY -> 1;
            case RIGHT_SLIGHTLY -> -1;
            case RIGHT -> -2;
            case RIGHT_MUCH -> -3;
            default -> 0;
        };
    }
}
