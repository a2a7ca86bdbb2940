package rewardloom.viewers.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyMapTest {

    @ParameterizedTest
    @EnumSource(KeyMap.Preset.class)
    void everyActionHasAKeyThatNoOtherHasAtTheSameMoment(KeyMap.Preset preset) {
        KeyMap keys = preset.keys();
        for (LabelAction action : LabelAction.values()) {
            List<Stroke> strokes = keys.keys().getOrDefault(action, List.of());
            assertThat(strokes).as("%s of %s", action, preset).isNotEmpty();
            for (Stroke stroke : strokes) {
                Set<LabelAction> conflicts = Set.copyOf(keys.conflicts(action, stroke));
                assertThat(conflicts)
                        .as("%s of %s in %s", stroke.cap(), action, preset)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KeyMap.Preset.class)
    void whatIsSavedIsReadAgain(KeyMap.Preset preset) {
        assertThat(KeyMap.of(preset.keys().saved())).isEqualTo(preset.keys());
    }

    @Test
    void aKeyThatIsGivenAwayIsTakenFromWhoHadIt() {
        Stroke s = Stroke.of(KeyCode.S);
        KeyMap changed = KeyMap.Preset.STANDARD.keys().with(LabelAction.LEFT, s);

        assertThat(changed.actions(s)).containsExactly(LabelAction.LEFT);
        assertThat(changed.cap(LabelAction.LEFT)).isEqualTo("S");
        assertThat(changed.cap(LabelAction.SKIP)).isEmpty();
        assertThat(changed.saved().keySet()).containsExactlyInAnyOrder("left", "skip");
        assertThat(KeyMap.of(changed.saved())).isEqualTo(changed);
    }

    @Test
    void settingsThatMakeNoSenseAreLeftAside() {
        Map<String, String> saved = new HashMap<>(Map.of("left", "NO_KEY Shift+L", "never-heard-of", "Q"));
        KeyMap keys = KeyMap.of(saved);

        assertThat(keys.keys().get(LabelAction.LEFT)).containsExactly(new Stroke(KeyCode.L, true, false));
        assertThat(keys.cap(LabelAction.RIGHT)).isEqualTo("B");
    }

    @Test
    void oneHandSufficesWithItsPreset() {
        Set<KeyCode> leftHand = List.of("Q W E R T A S D F G Z X C V B 1 2 3 4 5".split(" ")).stream()
                .map(name -> KeyCode.valueOf(name.matches("\\d") ? "DIGIT" + name : name))
                .collect(Collectors.toSet());
        leftHand.add(KeyCode.SPACE);
        KeyMap keys = KeyMap.Preset.LEFT_HAND.keys();
        for (LabelAction action : LabelAction.values()) {
            boolean often = action.group() == LabelAction.Group.ANSWER
                    || Set.of(
                                    LabelAction.UNDO,
                                    LabelAction.REASONS,
                                    LabelAction.CONFIRM,
                                    LabelAction.PLAY,
                                    LabelAction.STEP_BACK,
                                    LabelAction.STEP_ON)
                            .contains(action);
            if (often) {
                assertThat(keys.keys().getOrDefault(action, List.of()))
                        .as(action.title())
                        .anySatisfy(stroke -> assertThat(leftHand).contains(stroke.code()));
            }
        }
    }
}
