package rewardloom.app.window;

import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.app.notice.Notice;
import rewardloom.app.notice.Notices;
import rewardloom.viewers.Desk;
import rewardloom.viewers.ViewAction;

/** Notices in the corner of the window. Those that need no answer go by themselves. */
final class NoticesPane extends VBox {
    private static final Duration READ = Duration.seconds(7);
    private final Notices notices;
    private final Desk desk;

    NoticesPane(Notices notices, Desk desk) {
        this.notices = notices;
        this.desk = desk;
        getStyleClass().add("notices");
        setPickOnBounds(false);
        setFillWidth(false);
        notices.shown().addListener((ListChangeListener<Notice>) this::changed);
    }

    private void changed(ListChangeListener.Change<? extends Notice> change) {
        while (change.next()) {
            getChildren().removeIf(n -> change.getRemoved().contains(n.getUserData()));
            change.getAddedSubList().forEach(notice -> getChildren().add(card(notice)));
        }
    }

    private Node card(Notice notice) {
        FontIcon icon = new FontIcon(
                switch (notice.severity()) {
                    case DONE -> Feather.CHECK_CIRCLE;
                    case WARNING -> Feather.ALERT_TRIANGLE;
                    case ERROR -> Feather.ALERT_OCTAGON;
                });
        icon.getStyleClass().add("severity-icon");
        Label message = new Label(notice.message());
        message.setWrapText(true);
        message.setMaxWidth(360);
        message.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(message, Priority.ALWAYS);
        Button close = Icons.button(Feather.X, "Dismiss", () -> notices.dismiss(notice));
        close.getStyleClass().add("small-icon");
        HBox line = new HBox(icon, message, close);
        line.getStyleClass().add("notice-line");

        HBox offers = new HBox();
        offers.setSpacing(16);
        for (ViewAction offer : notice.offers()) {
            offers.getChildren().add(link(offer.title(), () -> {
                notices.dismiss(notice);
                offer.run().run();
            }));
        }
        if (!notice.details().isEmpty()) {
            offers.getChildren()
                    .add(link(
                            "Copy details", () -> desk.copy(notice.message() + "\n\n" + notice.details(), "Details")));
        }
        VBox card = new VBox(line);
        if (!offers.getChildren().isEmpty()) {
            card.getChildren().add(offers);
        }
        card.getStyleClass().addAll("notice", notice.severity().name().toLowerCase(Locale.ROOT));
        card.setUserData(notice);
        if (notice.severity() == Notice.Severity.DONE) {
            PauseTransition wait = new PauseTransition(READ);
            wait.setOnFinished(e -> notices.dismiss(notice));
            card.setOnMouseEntered(e -> wait.stop());
            card.setOnMouseExited(e -> wait.playFromStart());
            wait.play();
        }
        return card;
    }

    private static Hyperlink link(String text, Runnable run) {
        Hyperlink link = new Hyperlink(text);
        link.setOnAction(e -> run.run());
        return link;
    }
}
