package rewardloom.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Who the program is, and whose work it stands on. */
final class AboutWindow {
    /** The property with the file that lists the libraries and their licences; the packages bring one. */
    static final String LICENCES = "rewardloom.licences";

    private static final String ICON = "/rewardloom/app/icons/rewardloom-64.png";
    private final Workshop workshop;

    AboutWindow(Workshop workshop) {
        this.workshop = workshop;
    }

    /** Shows it beside the window of the program. */
    void show(Window owner) {
        String version =
                Objects.requireNonNullElse(AboutWindow.class.getPackage().getImplementationVersion(), "development");
        Label title = new Label("Rewardloom " + version);
        title.getStyleClass().add("title-3");
        Label licence = new Label(
                "Apache License 2.0. It uses no network; studies, logs and crash reports stay on this machine.");
        licence.setWrapText(true);
        TextArea libraries = new TextArea();
        libraries.setEditable(false);
        libraries.setPromptText("Libraries and their licences");
        VBox.setVgrow(libraries, Priority.ALWAYS);
        ImageView icon = new ImageView(new Image(
                Objects.requireNonNull(AboutWindow.class.getResource(ICON), ICON)
                        .toExternalForm(),
                true));
        HBox head = new HBox(16, icon, new VBox(8, title, licence));
        VBox content = new VBox(16, head, libraries);
        content.setPadding(new Insets(24));
        Scene scene = new Scene(content, 640, 480);
        workshop.themes().style(scene);
        Stage stage = new Stage();
        scene.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                stage.close();
            }
        });
        stage.initOwner(owner);
        stage.setTitle("About Rewardloom");
        stage.setScene(scene);
        stage.show();
        workshop.tasks()
                .latest(
                        "about",
                        "Reading the licences",
                        progress -> read(),
                        libraries::setText,
                        e -> workshop.notices().failed("Read the licences", e));
    }

    private static String read() throws IOException {
        String file = System.getProperty(LICENCES, "");
        if (file.isEmpty() || !Files.exists(Path.of(file))) {
            return "This program was built from its sources. 'mvn verify' writes the list of libraries and licences to"
                    + " app/target/third-party.txt; the packages bring theirs along.";
        }
        return Files.readString(Path.of(file));
    }
}
