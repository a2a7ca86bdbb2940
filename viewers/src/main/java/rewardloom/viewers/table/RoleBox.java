package rewardloom.viewers.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;

/** Chooses a role: a list of them, where the details that some need can be typed, as in {@code component/touch}. */
public final class RoleBox extends ComboBox<String> {
    private static final List<RoleType> DETAILED =
            List.of(RoleType.COMPONENT, RoleType.SCORE, RoleType.OBSERVATION, RoleType.ACTION, RoleType.KL);
    private boolean showing;

    /** @param chosen takes a role that the user has chosen */
    public RoleBox(Consumer<Role> chosen) {
        setEditable(true);
        setMaxWidth(Double.MAX_VALUE);
        getStyleClass().add("role-box");
        setVisibleRowCount(14);
        valueProperty().addListener((p, old, text) -> {
            if (showing || text == null) {
                return;
            }
            try {
                Role role = Role.parse(text.strip());
                getStyleClass().remove("wrong");
                chosen.accept(role);
            } catch (IllegalArgumentException e) {
                // Marked as wrong until it is a role; nothing changes.
                getStyleClass().add("wrong");
            }
        });
    }

    /** Shows the role of a column or tag, whose name fills in the details. */
    public void show(String name, Role role) {
        showing = true;
        String last = name.substring(name.lastIndexOf('/') + 1);
        Stream<String> plain = Arrays.stream(RoleType.values())
                .filter(t -> !DETAILED.contains(t))
                .map(RoleType::id);
        Stream<String> detailed = DETAILED.stream()
                .map(t -> Role.of(t, t == RoleType.KL ? "nats" : last).id());
        List<String> all = Stream.concat(Stream.concat(Stream.of(RoleType.KL.id()), plain), detailed)
                .sorted()
                .toList();
        if (!all.equals(getItems())) {
            setItems(FXCollections.observableArrayList(all));
        }
        setValue(role.id());
        getStyleClass().remove("wrong");
        showing = false;
    }
}
