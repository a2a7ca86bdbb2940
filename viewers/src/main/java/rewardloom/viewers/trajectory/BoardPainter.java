package rewardloom.viewers.trajectory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import rewardloom.model.trajectory.Trajectory;

/** Draws a board that every step's text holds as lines of letters: a cell for each letter, equal letters in one colour. */
final class BoardPainter {
    private static final double MARGIN = 8;
    private static final int LARGEST = 64;

    private final List<List<String>> boards;
    private final int rows;
    private final int columns;
    private final Map<Character, Integer> colors = new LinkedHashMap<>();

    private BoardPainter(List<List<String>> boards) {
        this.boards = boards;
        this.rows = boards.stream().mapToInt(List::size).max().orElse(1);
        this.columns = boards.stream()
                .flatMap(List::stream)
                .mapToInt(String::length)
                .max()
                .orElse(1);
        for (List<String> board : boards) {
            for (String row : board) {
                row.chars()
                        .filter(c -> !isEmpty((char) c) && !isWall((char) c))
                        .forEach(c -> colors.putIfAbsent((char) c, colors.size()));
            }
        }
    }

    /** The boards of a trajectory whose texts are boards: two lines or more of the same length, and few different letters. */
    static Optional<BoardPainter> of(Trajectory trajectory) {
        if (trajectory.texts().isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> boards = new ArrayList<>();
        int found = 0;
        for (String text : trajectory.texts()) {
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            boolean board = isBoard(lines);
            found += board ? 1 : 0;
            boards.add(board || boards.isEmpty() ? lines : boards.getLast());
        }
        return found > trajectory.steps() / 2 ? Optional.of(new BoardPainter(boards)) : Optional.empty();
    }

    private static boolean isBoard(List<String> lines) {
        if (lines.size() < 2 || lines.size() > LARGEST || lines.getFirst().length() > LARGEST) {
            return false;
        }
        int length = lines.getFirst().length();
        // Prose has lines of many lengths and words; a board has neither.
        return length > 1
                && lines.stream().allMatch(line -> line.length() == length)
                && lines.stream().noneMatch(line -> line.matches(".*[a-z]{4,} [a-z]{2,}.*"));
    }

    private static boolean isEmpty(char c) {
        return c == ' ' || c == '.' || c == '_' || c == '-';
    }

    private static boolean isWall(char c) {
        return c == '#' || c == '|' || c == '+' || c == '=' || c == 'W';
    }

    void paint(GraphicsContext g, double width, double height, Inks inks, int step) {
        double cell = Math.min((width - 2 * MARGIN) / columns, (height - 2 * MARGIN) / rows);
        double left = Math.floor((width - cell * columns) / 2);
        double top = Math.floor((height - cell * rows) / 2);
        g.setFill(inks.ground());
        g.fillRect(left, top, cell * columns, cell * rows);
        g.setFont(Font.font(Math.clamp(cell * 0.55, 7, 36)));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        List<String> board = boards.get(step);
        for (int r = 0; r < board.size(); r++) {
            for (int c = 0; c < board.get(r).length(); c++) {
                cell(g, inks, board.get(r).charAt(c), left + c * cell, top + r * cell, cell);
            }
        }
        g.setStroke(inks.edge());
        g.setLineWidth(0.5);
        for (int r = 0; r <= rows; r++) {
            g.strokeLine(left, top + r * cell, left + columns * cell, top + r * cell);
        }
        for (int c = 0; c <= columns; c++) {
            g.strokeLine(left + c * cell, top, left + c * cell, top + rows * cell);
        }
    }

    private void cell(GraphicsContext g, Inks inks, char letter, double x, double y, double size) {
        if (isWall(letter)) {
            g.setFill(inks.edge());
            g.fillRect(x, y, size, size);
        } else if (!isEmpty(letter)) {
            g.setFill(inks.data(colors.getOrDefault(letter, 0)).deriveColor(0, 1, 1, 0.25));
            g.fillRect(x, y, size, size);
            g.setFill(inks.ink());
            g.fillText(String.valueOf(letter), x + size / 2, y + size / 2);
        }
    }
}
