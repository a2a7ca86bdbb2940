package rewardloom.viewers.dashboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.control.ScrollPane;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ParameterSpec;
import rewardloom.model.dashboard.Dashboard;
import rewardloom.model.dashboard.DashboardChart;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.Desk;
import rewardloom.viewers.analysis.AnalysisModel;
import rewardloom.viewers.chart.ChartLink;
import rewardloom.viewers.chart.ChartPane;

/** The cards of a dashboard: those in sight have charts, and what is done with one is done to the dashboard. */
final class CardDeck extends ScrollPane {
    /** Screens above and below in which charts are ready, and beyond which they are dropped. */
    private static final double READY = 0.5;

    private static final double KEPT = 2;

    private final DashboardModel model;
    private final Function<String, @Nullable AnalysisModel<?>> models;
    private final Supplier<ChartPane> charts;
    private final BiFunction<String, Figure, Figure> noted;
    private final Desk desk;
    private final ChartLink link = new ChartLink();
    private final CardGrid grid = new CardGrid();
    private List<ParameterSpec> specs = List.of();
    private BiConsumer<ChartCard, Figure> onExport = (card, figure) -> {};

    /**
     * @param model the dashboards
     * @param models makes the model of an analysis by its id; null if there is no such analysis
     * @param charts makes a place to draw on
     * @param noted puts people's notes into a figure of an analysis
     * @param desk the window around it
     */
    CardDeck(
            DashboardModel model,
            Function<String, @Nullable AnalysisModel<?>> models,
            Supplier<ChartPane> charts,
            BiFunction<String, Figure, Figure> noted,
            Desk desk) {
        this.model = model;
        this.models = models;
        this.charts = charts;
        this.noted = noted;
        this.desk = desk;
        setContent(grid);
        setFitToWidth(true);
        getStyleClass().add("edge-to-edge");
        vvalueProperty().addListener((p, old, now) -> load());
        viewportBoundsProperty().addListener((p, old, now) -> load());
        grid.heightProperty().addListener((p, old, now) -> load());
        grid.needsLayoutProperty().addListener((p, old, now) -> {
            if (!now) {
                load();
            }
        });
    }

    /** The parameters of curves: what a view of one chart must show as the dashboard does. */
    void setSpecs(List<ParameterSpec> newSpecs) {
        specs = newSpecs;
    }

    /** Who is told that a chart shall be exported. */
    void setOnExport(BiConsumer<ChartCard, Figure> action) {
        onExport = action;
    }

    CardGrid grid() {
        return grid;
    }

    boolean isEmpty() {
        return grid.cards().isEmpty();
    }

    /** Shows a dashboard. */
    void show(Dashboard dashboard) {
        List<ChartCard> cards = reconcile(dashboard);
        cards.forEach(card -> card.setSettings(dashboard.settingsOf(card.chart())));
        grid.show(cards, dashboard.columns());
        load();
    }

    /** Whether its tab is shown. */
    void setActive(boolean active) {
        grid.cards().forEach(card -> card.setActive(active));
        load();
    }

    /** Notes came or went. */
    void showNotes() {
        grid.cards().forEach(ChartCard::showFigure);
    }

    void studyChanged() {
        grid.cards().forEach(ChartCard::studyChanged);
    }

    void close() {
        grid.cards().forEach(ChartCard::unload);
    }

    /** Cards that show the same stay, with everything they have computed. */
    private List<ChartCard> reconcile(Dashboard dashboard) {
        List<ChartCard> old = new ArrayList<>(grid.cards());
        List<ChartCard> cards = new ArrayList<>();
        for (DashboardChart chart : dashboard.charts()) {
            ChartCard same =
                    old.stream().filter(c -> c.isLike(chart)).findFirst().orElse(null);
            if (same == null) {
                cards.add(card(chart));
            } else {
                old.remove(same);
                same.adopt(chart);
                cards.add(same);
            }
        }
        old.forEach(ChartCard::unload);
        return cards;
    }

    private ChartCard card(DashboardChart chart) {
        ChartCard card = new ChartCard(
                chart,
                () -> models.apply(chart.analysis()),
                () -> {
                    ChartPane pane = charts.get();
                    pane.setLink(link);
                    return pane;
                },
                figure -> noted.apply(chart.analysis(), figure));
        card.setEdits(new CardEdits());
        Drags.fromCard(card, grid.cards()::indexOf);
        return card;
    }

    /** Makes the charts that are in sight or nearly so, and drops those that are far away. */
    private void load() {
        if (getScene() == null) {
            return;
        }
        double height = Math.max(1, getViewportBounds().getHeight());
        double hidden = Math.max(0, grid.getHeight() - height);
        double top = getVvalue() * hidden;
        Map<ChartCard, Boolean> near = new HashMap<>();
        for (ChartCard card : grid.cards()) {
            // Before it is laid out, a card is nowhere.
            if (card.getHeight() <= 1 || outside(card, top - KEPT * height, top + (1 + KEPT) * height)) {
                near.put(card, false);
            } else if (!outside(card, top - READY * height, top + (1 + READY) * height)) {
                near.put(card, true);
            }
        }
        near.forEach(ChartCard::setNear);
    }

    private static boolean outside(ChartCard card, double top, double bottom) {
        return card.getLayoutY() + card.getHeight() < top || card.getLayoutY() > bottom;
    }

    /** What cards ask for, in terms of the dashboard. */
    private final class CardEdits implements ChartCard.Edits {
        private void change(ChartCard card, DashboardChart chart) {
            int place = grid.cards().indexOf(card);
            if (place >= 0) {
                model.change(d -> d.with(chart, place));
            }
        }

        @Override
        public void rename(ChartCard card, String title) {
            change(card, card.chart().titled(title));
        }

        /** While it is being dragged only the height follows; at the end both count. */
        @Override
        public void resize(ChartCard card, double width, double height) {
            if (Double.isNaN(width)) {
                grid.requestLayout();
            } else {
                change(card, card.chart().sized(grid.span(width), (int) (Math.round(height / 20) * 20)));
            }
        }

        @Override
        public void widen(ChartCard card, int by) {
            int span = Math.min(
                    card.chart().span(), model.dashboardProperty().get().columns());
            change(card, card.chart().sized(span + by, card.chart().height()));
        }

        @Override
        public void move(ChartCard card, int by) {
            int from = grid.cards().indexOf(card);
            if (from >= 0) {
                model.change(d -> d.move(from, by < 0 ? Math.max(0, from - 1) : from + 2));
            }
        }

        @Override
        public void remove(ChartCard card) {
            int place = grid.cards().indexOf(card);
            if (place >= 0) {
                model.change(d -> d.without(place));
            }
        }

        @Override
        public void export(ChartCard card, Figure figure) {
            onExport.accept(card, figure);
        }

        @Override
        public void open(ChartCard card) {
            Map<String, String> settings = new TreeMap<>();
            if (card.chart().isCurve()) {
                settings.putAll(specs.stream().collect(Collectors.toMap(s -> s.name(), s -> s.defaultValue())));
            }
            settings.putAll(model.dashboardProperty().get().settingsOf(card.chart()));
            desk.analyze(card.chart().analysis(), settings);
        }
    }
}
