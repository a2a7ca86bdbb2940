package rewardloom.model.analysis;

import java.util.List;

/**
 * An analysis that says of itself what stands on a {@link Card}; its help is the resource {@code <id>.md} beside its class.
 *
 * @param <P> the parameters
 */
public abstract class CardAnalysis<P extends Record> implements Analysis<P> {
    private final Card card;
    private final P defaults;

    protected CardAnalysis(Card card, P defaults) {
        this.card = card;
        this.defaults = defaults;
    }

    @Override
    public final String id() {
        return card.id();
    }

    @Override
    public final String title() {
        return card.title();
    }

    @Override
    public final Family family() {
        return card.family();
    }

    @Override
    public final String sentence() {
        return card.sentence();
    }

    @Override
    public final List<String> sources() {
        return card.sources();
    }

    @Override
    public final List<String> needs() {
        return card.needs();
    }

    @Override
    public final String help() {
        return card.help(getClass());
    }

    @Override
    public final P defaults() {
        return defaults;
    }
}
