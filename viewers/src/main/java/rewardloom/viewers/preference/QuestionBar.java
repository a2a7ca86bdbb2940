package rewardloom.viewers.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Questionnaire;

/** What is asked now, with a button and a key for each answer; the criteria that have an answer, and the reasons that are ticked. */
final class QuestionBar extends VBox {
    private final LabelingModel model;
    private final Label question = new Label();
    private final FlowPane said = new FlowPane();
    private final FlowPane answers = new FlowPane();
    private final FlowPane reasons = new FlowPane();
    private KeyMap keys = KeyMap.Preset.STANDARD.keys();
    private double reserved;
    private @Nullable Written written;

    QuestionBar(LabelingModel model) {
        this.model = model;
        getStyleClass().add("question-bar");
        question.getStyleClass().add("question");
        for (FlowPane pane : List.of(said, answers, reasons)) {
            pane.getStyleClass().add("answers");
            pane.managedProperty().bind(pane.visibleProperty());
        }
        question.managedProperty().bind(question.visibleProperty());
        getChildren().addAll(question, said, answers, reasons);
        model.changesProperty().subscribe(this::write);
        // What stands above must not jump when a question has fewer answers than another one.
        heightProperty().subscribe(height -> reserved = Math.max(reserved, height.doubleValue()));
        widthProperty().subscribe(this::forgetHeight);
        model.turnProperty().subscribe(turn -> {
            if (turn == null) {
                forgetHeight();
            }
        });
    }

    private void forgetHeight() {
        reserved = 0;
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.max(reserved, super.computePrefHeight(width));
    }

    /** A flow would do with one row of its answers; all of them have to be seen. */
    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    void setKeys(KeyMap newKeys) {
        keys = newKeys;
        write();
    }

    /** What the nodes depend on; as long as that is the same, they stay. */
    private record Written(
            Questionnaire asked,
            Draft.Question question,
            List<LabelAction> accepted,
            Map<String, String> said,
            List<String> reasons,
            List<String> names,
            KeyMap keys) {}

    private Written written(Draft draft, Card card, Questionnaire asked) {
        List<String> names = new ArrayList<>();
        for (int place = 0; place < asked.items(); place++) {
            names.add(card.placeName(place));
        }
        return new Written(
                asked,
                draft.question(),
                Arrays.stream(LabelAction.values()).filter(draft::accepts).toList(),
                new LinkedHashMap<>(draft.saidSoFar()),
                List.copyOf(draft.reasons()),
                names,
                keys);
    }

    private void write() {
        Draft draft = model.draft();
        Card card = model.cardProperty().get();
        if (draft == null || card == null) {
            return;
        }
        Questionnaire asked = model.questions();
        Draft.Question now = draft.question();
        Written next = written(draft, card, asked);
        if (next.equals(written)) {
            return;
        }
        written = next;
        question.setText(now.text());
        question.setVisible(!asked.isOneAnswer() || now instanceof Draft.Reasons);
        fill(said, said(draft, asked));
        fill(answers, answers(draft, card, asked, now));
        fill(reasons, reasons(draft, asked, now));
    }

    private static void fill(FlowPane pane, List<? extends Node> nodes) {
        pane.getChildren().setAll(nodes);
        pane.setVisible(!nodes.isEmpty());
    }

    private static List<Label> said(Draft draft, Questionnaire asked) {
        List<Label> chips = new ArrayList<>();
        if (asked.criteria().isEmpty() && !asked.confidence()) {
            return chips;
        }
        draft.saidSoFar().forEach((name, words) -> {
            Label chip = new Label(name + ": " + words);
            chip.getStyleClass().add("chip");
            chips.add(chip);
        });
        return chips;
    }

    private List<Button> answers(Draft draft, Card card, Questionnaire asked, Draft.Question now) {
        List<Button> buttons = new ArrayList<>();
        switch (now) {
            case Draft.Compare compare -> {
                for (LabelAction action : LabelAction.values()) {
                    if (action.group() == LabelAction.Group.ANSWER && draft.accepts(action)) {
                        buttons.add(answer(action, answerTitle(action, asked.strength()), asked.strength()));
                    }
                }
            }
            case Draft.Pick pick -> picks(buttons, draft, card, asked);
            case Draft.Confidence sure -> {
                String[] words = {"guessing", "unsure", "fairly sure", "sure", "certain"};
                for (int i = 0; i < words.length; i++) {
                    buttons.add(answer(LabelAction.ofNumber(i), words[i], false));
                }
            }
            case Draft.Reasons list -> buttons.add(answer(LabelAction.CONFIRM, "Done", false));
            case Draft.Nothing nothing -> {}
        }
        return buttons;
    }

    private void picks(List<Button> buttons, Draft draft, Card card, Questionnaire asked) {
        for (int place = 0; place < asked.items(); place++) {
            LabelAction action = LabelAction.ofNumber(place);
            if (draft.accepts(action)) {
                buttons.add(answer(action, "Item " + card.placeName(place), false));
            }
        }
        if (draft.accepts(LabelAction.TIE)) {
            buttons.add(answer(LabelAction.TIE, "As good as the last one", false));
        }
        if (draft.accepts(LabelAction.CONFIRM)) {
            buttons.add(answer(LabelAction.CONFIRM, "The rest is equal", false));
        }
        if (draft.accepts(LabelAction.INCOMPARABLE)) {
            buttons.add(answer(LabelAction.INCOMPARABLE, LabelAction.INCOMPARABLE.title(), false));
        }
        buttons.add(answer(LabelAction.SKIP, LabelAction.SKIP.title(), false));
    }

    /** Nine answers have to stand in a row. */
    private static String answerTitle(LabelAction action, boolean brief) {
        return switch (action) {
            case LEFT_MUCH -> "Left, much";
            case LEFT -> brief ? "Left" : action.title();
            case LEFT_SLIGHTLY -> "Left, slightly";
            case TIE -> brief ? "Equal" : action.title();
            case RIGHT_SLIGHTLY -> "Right, slightly";
            case RIGHT -> brief ? "Right" : action.title();
            case RIGHT_MUCH -> "Right, much";
            case INCOMPARABLE -> brief ? "Incomparable" : action.title();
            default -> action.title();
        };
    }

    private Button answer(LabelAction action, String title, boolean digit) {
        return button(action, title, digit ? keys.digit(action) : keys.cap(action), keys, () -> model.perform(action));
    }

    /** A button with the key that does the same. */
    static Button button(LabelAction action, String title, String key, KeyMap keys, Runnable run) {
        Button button = new Button(title);
        if (!key.isEmpty()) {
            Label cap = new Label(key);
            cap.getStyleClass().add("key-cap");
            button.setGraphic(cap);
        }
        button.setContentDisplay(ContentDisplay.LEFT);
        button.setFocusTraversable(false);
        String others = keys.others(action);
        button.setTooltip(new Tooltip(tip(action) + (others.isEmpty() ? "" : " Also " + others + ".")));
        button.setOnAction(e -> run.run());
        return button;
    }

    private static String tip(LabelAction action) {
        return switch (action) {
            case INCOMPARABLE -> "They differ in kind, so that neither is better nor equal.";
            case SKIP -> "Counts as no answer.";
            default -> action.title() + ".";
        };
    }

    private List<? extends Node> reasons(Draft draft, Questionnaire asked, Draft.Question now) {
        List<Node> chips = new ArrayList<>();
        if (asked.reasons().isEmpty()) {
            return chips;
        }
        boolean listing = now instanceof Draft.Reasons;
        Label title = new Label("Reasons");
        title.getStyleClass().add("quiet");
        Label cap = keyCap(keys.cap(LabelAction.REASONS));
        if (cap != null && !listing) {
            chips.add(cap);
        }
        chips.add(title);
        for (int i = 0; i < asked.reasons().size(); i++) {
            String reason = asked.reasons().get(i);
            ToggleButton chip = new ToggleButton(reason);
            chip.getStyleClass().add("reason");
            chip.setFocusTraversable(false);
            chip.setSelected(draft.reasons().contains(reason));
            chip.setGraphic(listing ? keyCap(String.format(Locale.ROOT, "%d", i + 1)) : null);
            chip.setOnAction(e -> model.toggleReason(reason));
            chips.add(chip);
        }
        return chips;
    }

    private static @Nullable Label keyCap(String key) {
        if (key.isEmpty()) {
            return null;
        }
        Label cap = new Label(key);
        cap.getStyleClass().add("key-cap");
        return cap;
    }
}
