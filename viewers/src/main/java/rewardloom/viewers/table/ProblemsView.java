package rewardloom.viewers.table;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;

/** Everything that was wrong with the files of a study. */
public final class ProblemsView implements StudyView {
    private final VBox page = new VBox();
    private final ObservableList<FileProblem> problems;
    private final ListChangeListener<FileProblem> listener;

    /**
     * @param problems what is wrong; the view follows it
     * @param desk the window around it
     */
    public ProblemsView(ObservableList<FileProblem> problems, Desk desk) {
        this.problems = problems;
        ProblemsTable table = new ProblemsTable();
        Label heading = new Label();
        heading.getStyleClass().add("pane-heading");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button copy = new Button("Copy all");
        Runnable follow = () -> {
            table.setProblems(problems);
            heading.setText(
                    problems.isEmpty()
                            ? "Nothing was wrong with the files of this study"
                            : "What was wrong with files, and what the log doctor says of their data");
            copy.setDisable(problems.isEmpty());
        };
        this.listener = change -> follow.run();
        problems.addListener(listener);
        follow.run();
        copy.setOnAction(e -> desk.copy(ProblemsTable.text(problems), "Problems"));
        HBox bar = new HBox(heading, space, copy);
        bar.getStyleClass().add("page-bar");
        VBox.setVgrow(table, Priority.ALWAYS);
        page.getStyleClass().add("page");
        page.getChildren().addAll(List.of(bar, table));
    }

    @Override
    public String title() {
        return "Problems";
    }

    @Override
    public Region content() {
        return page;
    }

    @Override
    public @Nullable Node inspector() {
        return null;
    }

    @Override
    public void close() {
        problems.removeListener(listener);
    }
}
