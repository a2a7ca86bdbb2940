package rewardloom.model.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * An analysis that says of itself what its description says.
 *
 * @param <P> the parameters
 */
public abstract class DescribedAnalysis<P extends Record> implements Analysis<P> {
    private final Description description;
    private final P defaults;

    protected DescribedAnalysis(Description description, P defaults) {
        this.description = description;
        this.defaults = defaults;
    }

    @Override
    public final String id() {
        return description.id();
    }

    @Override
    public final String title() {
        return description.title();
    }

    @Override
    public final Family family() {
        return description.family();
    }

    @Override
    public final String sentence() {
        return description.sentence();
    }

    @Override
    public final List<String> sources() {
        return description.sources();
    }

    @Override
    public final List<String> needs() {
        return description.needs();
    }

    @Override
    public final String help() {
        try (InputStream in =
                Objects.requireNonNull(getClass().getResourceAsStream(description.help()), description.help())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final P defaults() {
        return defaults;
    }
}
