package rewardloom.viewers.table;

import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.project.Recipe;

/** Formulas that make a column: written, tried at once on the table that is looked at, saved, forgotten. */
final class RecipesPane extends VBox {
    private final TablesModel model;
    private final TextField name = new TextField();
    private final TextArea formula = new TextArea();
    private final VBox saved = new VBox();

    RecipesPane(TablesModel model) {
        this.model = model;
        getStyleClass().add("form");
        Label about = new Label(
                "A formula is SQL over the columns of a table, such as 0.3*approach + 0.2*clip(alignment, 0, 1). "
                        + "The recipe is for every table of the same kind.");
        about.setWrapText(true);
        about.getStyleClass().add("muted");
        name.setPromptText("Name, such as shaped");
        formula.setPromptText("Formula");
        formula.setPrefRowCount(3);
        formula.setWrapText(true);
        formula.getStyleClass().add("sql-area");
        Label answer = new Label();
        answer.setWrapText(true);
        answer.textProperty().bind(model.formulaAnswerProperty());
        model.formulaRightProperty().subscribe(right -> {
            answer.getStyleClass().removeAll("mistake", "muted");
            answer.getStyleClass().add(right ? "muted" : "mistake");
        });
        PauseTransition pause = new PauseTransition(Duration.millis(250));
        pause.setOnFinished(e -> model.check(formula.getText()));
        formula.textProperty().addListener((p, old, text) -> pause.playFromStart());
        Button save = new Button("Save recipe");
        save.getStyleClass().add("accent");
        save.disableProperty()
                .bind(model.formulaRightProperty().not().or(name.textProperty().isEmpty()));
        save.setOnAction(e -> model.saveRecipe(name.getText(), formula.getText(), ""));
        saved.setSpacing(8);
        model.recipes().addListener((ListChangeListener<Recipe>) c -> refill());
        refill();
        getChildren().addAll(about, name, formula, answer, save, saved);
    }

    private void refill() {
        saved.getChildren().clear();
        for (Recipe recipe : model.recipes()) {
            Label title = new Label(recipe.name() + "  (" + recipe.kind().id() + ")");
            title.getStyleClass().add("strong");
            Label text = new Label(recipe.formula());
            text.setWrapText(true);
            text.getStyleClass().add("mono");
            VBox words = new VBox(4, title, text);
            HBox.setHgrow(words, Priority.ALWAYS);
            saved.getChildren()
                    .add(new HBox(
                            8,
                            words,
                            button(Feather.EDIT_2, "Edit", () -> edit(recipe)),
                            button(Feather.TRASH_2, "Forget", () -> model.removeRecipe(recipe.name()))));
        }
    }

    private void edit(Recipe recipe) {
        name.setText(recipe.name());
        formula.setText(recipe.formula());
        formula.requestFocus();
    }

    private static Button button(Feather icon, String what, Runnable run) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "small-icon");
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setOnAction(e -> run.run());
        return button;
    }
}
