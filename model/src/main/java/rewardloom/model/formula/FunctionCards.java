package rewardloom.model.formula;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import rewardloom.model.formula.FunctionCard.Argument;

/** The cards of all functions, in the order of their file. */
public final class FunctionCards {
    private final List<FunctionCard> all;

    private FunctionCards(List<FunctionCard> all) {
        this.all = List.copyOf(all);
    }

    /** Those that come with the program. */
    public static FunctionCards standard() {
        try (InputStream in =
                Objects.requireNonNull(FunctionCards.class.getResourceAsStream("functions.tsv"), "functions.tsv")) {
            return new FunctionCards(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("#") && !l.isBlank())
                    .map(FunctionCards::card)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<FunctionCard> all() {
        return all;
    }

    /** The headings, in order. */
    public List<String> groups() {
        return all.stream().map(FunctionCard::group).distinct().toList();
    }

    /** The card of a function. */
    public Optional<FunctionCard> get(String name) {
        return all.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    private static FunctionCard card(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 7) {
            throw new IllegalStateException("a card has " + cells.length + " cells, not 7: " + line);
        }
        List<Argument> arguments =
                Arrays.stream(cells[3].split(" ")).map(FunctionCards::argument).toList();
        return new FunctionCard(cells[0], cells[1], cells[2], arguments, cells[4], cells[5], cells[6]);
    }

    /** {@code name}, {@code name@low..high} or {@code name=value@low..high}. */
    private static Argument argument(String text) {
        int at = text.indexOf('@');
        String front = at < 0 ? text : text.substring(0, at);
        int equals = front.indexOf('=');
        double low = Double.NaN;
        double high = Double.NaN;
        if (at >= 0) {
            String[] range = text.substring(at + 1).split("\\.\\.", -1);
            low = Double.parseDouble(range[0]);
            high = Double.parseDouble(range[1]);
        }
        return equals < 0
                ? new Argument(front, OptionalDouble.empty(), low, high)
                : new Argument(
                        front.substring(0, equals),
                        OptionalDouble.of(Double.parseDouble(front.substring(equals + 1))),
                        low,
                        high);
    }
}
