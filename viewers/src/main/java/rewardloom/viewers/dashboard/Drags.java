package rewardloom.viewers.dashboard;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** What is dragged onto dashboards: charts that are on them already, and tags. */
final class Drags {
    private static final DataFormat CHART = new DataFormat("application/x-rewardloom-chart");
    private static final DataFormat TAGS = new DataFormat("application/x-rewardloom-tags");

    private Drags() {}

    /** Lets tags be dragged from a list. */
    static void fromList(Node list, Supplier<List<String>> tags) {
        list.setOnDragDetected(e -> {
            List<String> chosen = tags.get();
            if (!chosen.isEmpty()) {
                list.startDragAndDrop(TransferMode.COPY).setContent(Map.of(TAGS, String.join("\n", chosen)));
                e.consume();
            }
        });
    }

    /** Lets a card be dragged by its header. */
    static void fromCard(ChartCard card, ToIntFunction<ChartCard> place) {
        card.header().setOnDragDetected(e -> {
            Dragboard board = card.header().startDragAndDrop(TransferMode.MOVE);
            board.setContent(Map.of(CHART, Integer.toString(place.applyAsInt(card))));
            board.setDragView(card.header().snapshot(null, null));
            e.consume();
        });
    }

    /** Where something was dropped. */
    interface Drops {
        void move(int from, int before);

        void add(List<String> tags, int place);
    }

    /** Lets charts and tags be dropped onto a dashboard. */
    static void onto(CardGrid grid, Node area, Drops drops) {
        area.setOnDragOver(e -> {
            if (e.getDragboard().hasContent(CHART) || e.getDragboard().hasContent(TAGS)) {
                e.acceptTransferModes(TransferMode.COPY_OR_MOVE);
                grid.mark(placeOf(grid, e));
                e.consume();
            }
        });
        area.setOnDragExited(e -> grid.unmark());
        area.setOnDragDropped(e -> {
            int place = placeOf(grid, e);
            OptionalInt from = chart(e.getDragboard());
            if (from.isPresent()) {
                drops.move(from.getAsInt(), place);
            } else if (e.getDragboard().getContent(TAGS) instanceof String tags) {
                drops.add(List.of(tags.split("\n")), place);
            }
            grid.unmark();
            e.setDropCompleted(true);
            e.consume();
        });
    }

    private static int placeOf(CardGrid grid, DragEvent event) {
        Point2D point = grid.sceneToLocal(event.getSceneX(), event.getSceneY());
        return grid.placeAt(point.getX(), point.getY());
    }

    private static OptionalInt chart(Dragboard board) {
        return board.getContent(CHART) instanceof String text
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }
}
