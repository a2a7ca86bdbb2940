package rewardloom.model.preference.sampling;

import java.util.Locale;

/** How pairs are chosen among candidates that were drawn uniformly. */
public enum Strategy {
    /** As they were drawn. */
    UNIFORM("Uniform", "every pair equally likely", Needs.NOTHING),
    /** Items are put into four strata by a number; every combination of two strata is asked equally often. */
    STRATIFIED("Stratified", "equally many from every combination of four strata", Needs.NUMBER),
    /** Where the members of an ensemble disagree: standard deviation (ddof 0) of P(first better), as PEBBLE does (Lee et al. 2021). */
    DISAGREEMENT("Disagreement", "largest spread of the members' P(first better)", Needs.ENSEMBLE),
    /** Where the ensemble is unsure: mean over the members of the entropy of P(first better). */
    ENTROPY("Entropy", "largest mean entropy of the members", Needs.ENSEMBLE),
    /** Where a label tells most about the model: H(mean P) − mean H(P) (BALD; Houlsby et al. 2011). */
    INFORMATION_GAIN("Information gain", "largest expected information about the model", Needs.ENSEMBLE),
    /** Variance (ddof 1) over the members of the difference of the two returns, as the library imitation does. */
    ENSEMBLE_VARIANCE("Ensemble variance", "largest variance of the difference of returns", Needs.ENSEMBLE),
    /** Where the comparisons so far say least about the difference of two items: effective resistance of the comparison graph. */
    EFFECTIVE_RESISTANCE(
            "Effective resistance", "least determined difference in the graph of comparisons", Needs.NOTHING),
    /** The return says one item and some component clearly says the other. */
    COMPONENT_CONFLICT("Component conflict", "return and a component disagree most", Needs.COMPONENTS),
    /** The smallest differences in return. */
    NEAR_TIES("Near ties", "smallest difference in return", Needs.NUMBER);

    /** What a strategy has to know about items. */
    enum Needs {
        NOTHING,
        /** A return, or the number that it goes by. */
        NUMBER,
        /** Components, and their sum or the return. */
        COMPONENTS,
        /** Several models of the reward. */
        ENSEMBLE
    }

    private final String title;
    private final String sentence;
    private final Needs needs;

    Strategy(String title, String sentence, Needs needs) {
        this.title = title;
        this.sentence = sentence;
        this.needs = needs;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** What is chosen, for people. */
    public String sentence() {
        return sentence;
    }

    Needs needs() {
        return needs;
    }

    /** The name in files and on the command line, in lower case with hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The strategy with this {@link #id()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Strategy of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
