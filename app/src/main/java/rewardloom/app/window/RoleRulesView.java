package rewardloom.app.window;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.app.setting.RoleRuleFile;
import rewardloom.model.table.RoleRules;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.work.Background;

/** The rules by which columns and tags get their roles: the user's own, to be written, and those of the program, to be read. */
final class RoleRulesView implements StudyView {
    private final RoleRuleFile file;
    private final Background background;
    private final Desk desk;
    private final VBox page = new VBox();
    private final TextArea own = area(true);
    private final Label said = new Label();
    private final Button save = new Button("Save");

    /**
     * @param file the user's rules
     * @param background where they are read and written
     * @param desk the window around it
     */
    RoleRulesView(RoleRuleFile file, Background background, Desk desk) {
        this.file = file;
        this.background = background;
        this.desk = desk;
        TextArea standard = area(false);
        standard.setText(RoleRules.standardText());
        standard.positionCaret(0);
        save.getStyleClass().add("accent");
        save.setDisable(true);
        save.setOnAction(e -> save());
        said.setWrapText(true);
        said.getStyleClass().add("muted");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(heading("Your rules, which count first"), space, save);
        bar.getStyleClass().add("page-bar");
        VBox mine = new VBox(8, bar, said, own);
        VBox.setVgrow(own, Priority.ALWAYS);
        VBox theirs = new VBox(8, heading("The rules of the program"), standard);
        VBox.setVgrow(standard, Priority.ALWAYS);
        SplitPane both = new SplitPane(mine, theirs);
        VBox.setVgrow(both, Priority.ALWAYS);
        page.getStyleClass().addAll("page", "role-rules");
        page.getChildren().addAll(List.of(both));
        own.setDisable(true);
        own.textProperty().subscribe(this::check);
        read();
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("pane-heading");
        return label;
    }

    private static TextArea area(boolean editable) {
        TextArea area = new TextArea();
        area.getStyleClass().add("sql-area");
        area.setEditable(editable);
        return area;
    }

    private void read() {
        background.latest(
                List.of(this, "read"),
                "",
                progress -> file.text(),
                text -> {
                    own.setText(text);
                    own.setDisable(false);
                    save.setDisable(true);
                },
                e -> desk.failed("Read your rules for roles", e));
    }

    private void check(String text) {
        try {
            RoleRuleFile.parsed(text);
            said.setText(
                    "One rule in a line: kind, regular expression for the whole name, role; tabs between them. They"
                            + " count for imports to come; roles in a study are changed in Tables.");
            save.setDisable(own.isDisabled());
        } catch (IllegalArgumentException e) {
            said.setText(e.getMessage());
            save.setDisable(true);
        }
    }

    private void save() {
        String text = own.getText();
        save.setDisable(true);
        background.latest(
                List.of(this, "save"),
                "Saving your rules for roles",
                progress -> {
                    file.save(text);
                    return file.file();
                },
                where -> desk.inform("Saved your rules for roles in " + where + "."),
                e -> {
                    save.setDisable(false);
                    desk.failed("Save your rules for roles", e);
                });
    }

    @Override
    public String title() {
        return "Role rules";
    }

    @Override
    public Region content() {
        return page;
    }

    @Override
    public @Nullable Region inspector() {
        return null;
    }
}
