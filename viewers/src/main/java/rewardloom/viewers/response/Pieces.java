package rewardloom.viewers.response;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rewardloom.model.response.Response;
import rewardloom.model.response.TextDifference;
import rewardloom.model.statistics.Quantiles;

/** Makes pieces of texts. */
final class Pieces {
    /** What is larger than this share of the numbers has the full colour, so that one spike does not pale all others. */
    private static final double FULL = 0.98;

    private Pieces() {}

    static List<Piece> plain(String text) {
        return List.of(Piece.plain(text));
    }

    /** One of two texts with what only it has. */
    static List<Piece> difference(List<TextDifference.Piece> text, boolean first) {
        return text.stream()
                .map(piece -> new Piece(piece.text(), piece.own() ? (first ? -0.8 : 0.8) : 0, ""))
                .toList();
    }

    /**
     * The tokens of a response, or its steps, with a number each.
     *
     * @return nothing when the strip has neither as many numbers as there are tokens nor as there are steps
     */
    static List<Piece> heat(Response response, String strip) {
        double[] values = response.strips().getOrDefault(strip, new double[0]);
        List<String> parts = parts(response, values.length);
        if (parts.isEmpty()) {
            return List.of();
        }
        double full = Math.max(
                1e-12, Quantiles.of(Arrays.stream(values).map(Math::abs).toArray(), FULL));
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            double value = i < values.length ? values[i] : Double.NaN;
            String tip = Double.isNaN(value)
                    ? ""
                    : String.format(Locale.ROOT, "%s: %.4f (%d of %d)", strip, value, i + 1, values.length);
            pieces.add(new Piece(parts.get(i), Double.isNaN(value) ? 0 : Math.clamp(value / full, -1, 1), tip));
        }
        return pieces;
    }

    /** The strips of a response that can be drawn. */
    static List<String> strips(Response response) {
        return response.strips().entrySet().stream()
                .filter(e -> !parts(response, e.getValue().length).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The parts of a text that so many numbers belong to: its tokens, or its paragraphs, or its lines. */
    private static List<String> parts(Response response, int numbers) {
        if (numbers == 0) {
            return List.of();
        }
        if (response.tokens().size() == numbers) {
            return readable(response.tokens(), response.text());
        }
        for (String separator : new String[] {"(?<=\\n\\n)", "(?<=\\n)"}) {
            List<String> parts = Arrays.stream(response.text().split(separator))
                    .filter(part -> !part.isBlank())
                    .toList();
            if (parts.size() == numbers) {
                return parts;
            }
        }
        return List.of();
    }

    /** Tokens as people read them: marks of blanks and line ends become those; words without any get blanks between them. */
    private static List<String> readable(List<String> tokens, String text) {
        List<String> readable = tokens.stream()
                .map(t ->
                        t.replace('Ġ', ' ').replace('▁', ' ').replace('Ċ', '\n').replace("##", ""))
                .toList();
        boolean spaced =
                String.join("", readable).contains(" ") || !text.strip().contains(" ");
        if (spaced) {
            return readable;
        }
        return readable.stream().map(t -> t + " ").toList();
    }
}
