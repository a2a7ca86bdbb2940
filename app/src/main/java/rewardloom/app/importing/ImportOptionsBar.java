package rewardloom.app.importing;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import rewardloom.model.project.RestartPolicy;
import rewardloom.viewers.ChosenText;

/** What can be decided about an import as a whole; only what these files give reason to decide is shown. */
final class ImportOptionsBar extends FlowPane {
    private final ImportModel model;
    private final HBox restarts;
    private final List<Button> offers = new ArrayList<>();
    private final CheckBox replace = new CheckBox("Replace older readings of files that were written anew");
    private final CheckBox remember = new CheckBox("Remember the corrected roles");
    private final CheckBox follow = new CheckBox("Follow the files while they are written");

    ImportOptionsBar(ImportModel model, MappingModel mapping) {
        this.model = model;
        getStyleClass().add("import-options");
        ComboBox<RestartPolicy> policy = new ComboBox<>();
        policy.getItems().setAll(RestartPolicy.values());
        policy.setConverter(new ChosenText<>(RestartPolicy::title));
        policy.valueProperty().bindBidirectional(model.restartsProperty());
        Label label = new Label("Steps of some runs go back:");
        label.setLabelFor(policy);
        restarts = new HBox(8, label, policy);
        restarts.getStyleClass().add("labelled");
        replace.selectedProperty().bindBidirectional(model.replaceProperty());
        replace.setTooltip(
                new Tooltip("The study has an older reading of some of these files, of which the files may lack"
                        + " something now. Without this both are kept."));
        follow.selectedProperty().bindBidirectional(model.followProperty());
        follow.setTooltip(
                new Tooltip("What is written to the files, and new files in their folder, comes into the study"
                        + " while it is open."));
        remember.selectedProperty().bindBidirectional(model.rememberProperty());
        remember.setTooltip(
                new Tooltip("Columns and tags of these names get these roles in every import to come. The rules"
                        + " can be read and changed: search for \"Role rules\"."));
        getChildren().addAll(restarts, replace, remember, follow);
        model.correctedProperty().subscribe(this::show);
        mapping.offers().addListener((ListChangeListener<MappingModel.Offer>) change -> {
            getChildren().removeAll(offers);
            offers.clear();
            mapping.offers().forEach(offer -> offers.add(button(mapping, offer)));
            getChildren().addAll(0, offers);
        });
        show();
    }

    private static Button button(MappingModel mapping, MappingModel.Offer offer) {
        int files = offer.files().size();
        Button button = new Button("Read " + files + (files == 1 ? " file" : " files") + " by the mapping \u201c"
                + offer.mapping().name() + "\u201d");
        button.setMnemonicParsing(false);
        button.setOnAction(e -> mapping.use(offer));
        return button;
    }

    /** Shows what there is to decide now. */
    void show() {
        show(restarts, model.hasRestarts());
        show(remember, model.correctedProperty().get());
        show(replace, model.hasOlderReadings());
        boolean any = model.files().stream().anyMatch(f -> !f.staged().tables().isEmpty());
        show(follow, any);
        setVisible(any);
        setManaged(any);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
