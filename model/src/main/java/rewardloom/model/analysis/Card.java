package rewardloom.model.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What an analysis says of itself, before it is run.
 *
 * @param id see {@link Analysis#id()}
 * @param title see {@link Analysis#title()}
 * @param family see {@link Analysis#family()}
 * @param sentence see {@link Analysis#sentence()}
 * @param sources see {@link Analysis#sources()}
 * @param needs see {@link Analysis#needs()}
 */
public record Card(String id, String title, Family family, String sentence, List<String> sources, List<String> needs) {

    public Card {
        sources = List.copyOf(sources);
        needs = List.copyOf(needs);
    }

    /** The help text: the resource {@code <id>.md} beside the class. */
    String help(Class<?> owner) {
        try (InputStream text = owner.getResourceAsStream(id + ".md")) {
            if (text == null) {
                throw new IllegalStateException("the program is incomplete: " + id + ".md is missing");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
