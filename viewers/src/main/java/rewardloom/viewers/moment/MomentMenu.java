package rewardloom.viewers.moment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.moment.Moment;
import rewardloom.model.moment.Moments;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.viewers.Desk;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.work.Background;

/** A click on a curve over steps offers the episodes and responses that were logged nearest to the point. */
public final class MomentMenu {
    private static final int MOST = 8;
    /** A second click within this time means the whole chart. */
    private static final Duration PATIENCE = Duration.millis(280);

    private final Tables tables;
    private final Background background;
    private final Desk desk;
    private final ChartPane chart;
    private final Object looking = new Object();
    private final PauseTransition pause = new PauseTransition(PATIENCE);
    private final ContextMenu menu = new ContextMenu();
    private double screenX;
    private double screenY;
    private @Nullable Known known;

    /** What there was to go to when the study had these tables. */
    private record Known(List<Table> tables, Moments moments) {}

    private MomentMenu(Tables tables, Background background, Desk desk, ChartPane chart) {
        this.tables = tables;
        this.background = background;
        this.desk = desk;
        this.chart = chart;
    }

    /**
     * Puts one on a chart.
     *
     * @param tables the study
     * @param background where it is read
     * @param desk shows what was chosen
     */
    public static MomentMenu on(ChartPane chart, Tables tables, Background background, Desk desk) {
        MomentMenu menu = new MomentMenu(tables, background, desk, chart);
        chart.setOnPick(menu::picked);
        chart.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            menu.pause.stop();
            menu.menu.hide();
            menu.screenX = event.getScreenX();
            menu.screenY = event.getScreenY();
        });
        return menu;
    }

    private void picked(double x) {
        if (!chart.getFigure().x().label().equals("step")) {
            return;
        }
        chart.markerProperty().set(Double.NaN);
        String series = chart.pointed();
        pause.setOnFinished(e -> look(series, x));
        pause.playFromStart();
    }

    private void look(String series, double step) {
        Known before = known;
        background.latest(
                looking,
                "",
                progress -> {
                    List<Table> now = tables.list();
                    return before != null && before.tables().equals(now)
                            ? before
                            : new Known(now, Moments.of(tables, progress));
                },
                found -> {
                    known = found;
                    show(series, step, found.moments().near(series, step, MOST));
                },
                e -> desk.failed("Look for what was logged there", e));
    }

    private void show(String series, double step, List<Moment> moments) {
        if (moments.isEmpty() || chart.getScene() == null) {
            return;
        }
        List<MenuItem> items = new ArrayList<>();
        MenuItem title = new MenuItem(
                String.format(Locale.ROOT, "%s near step %,.0f", series.isEmpty() ? "Logged" : series, step));
        title.setDisable(true);
        title.getStyleClass().add("menu-title");
        items.add(title);
        for (Moment moment : moments) {
            MenuItem item = new MenuItem(
                    words(moment),
                    new FontIcon(moment.what() == Moment.What.RESPONSES ? Feather.MESSAGE_SQUARE : Feather.FILM));
            item.setOnAction(e -> desk.show(moment));
            items.add(item);
        }
        menu.getItems().setAll(items);
        Point2D corner = chart.localToScreen(0, 0);
        if (corner != null) {
            menu.show(chart, screenX, screenY);
        }
    }

    /** What is offered, for people. */
    static String words(Moment moment) {
        String what = moment.what() == Moment.What.RESPONSES ? "response" : "episode";
        return String.format(
                Locale.ROOT,
                "%,d %s of %s%s",
                moment.count(),
                moment.count() == 1 ? what : what + "s",
                moment.run(),
                moment.hasStep() ? String.format(Locale.ROOT, ", step %,.0f", moment.step()) : ", step unknown");
    }

    /** The menu as it was shown last. */
    ContextMenu menu() {
        return menu;
    }
}
