package rewardloom.model.table;

import java.util.Locale;

/** What a column or a tag means to an analysis. */
public enum RoleType {
    RUN,
    TAG,
    STEP,
    WALL_TIME,
    SEQ,
    VALUE,
    EPISODE,
    /** Index of a step inside its episode. */
    TIMESTEP,
    RETURN,
    LENGTH,
    TIME,
    /** Total reward. */
    REWARD,
    /** One named part of the total reward; the detail is its name. */
    COMPONENT,
    /** The score of one model; the detail is the model's name. */
    SCORE,
    /** The reward that is optimised in place of the gold reward. */
    PROXY,
    /** The reward that is truly wanted. */
    GOLD,
    /** A rate or count that marks success at the task. */
    SUCCESS,
    /** Divergence from the reference policy; the detail is its unit. */
    KL,
    /** Number of samples that the best was chosen from. */
    BEST_OF,
    /** A statistic over the scores of several models; the detail says which: mean, min, var, std. */
    ENSEMBLE,
    /** Weight that a constraint puts on a reward; the detail is the reward's name. */
    MULTIPLIER,
    /** Probability of an item under the reference policy. */
    PRIOR,
    ENTROPY,
    CORRECT,
    PROMPT,
    PROMPT_ID,
    SAMPLE,
    RESPONSE,
    TOKENS,
    LOGPROB,
    LOGPROBS,
    REF_LOGPROBS,
    TOKEN_REWARDS,
    OBSERVATION,
    ACTION,
    /** Who acted, where there are several. */
    AGENT,
    /** The side an agent plays for. */
    TEAM,
    TERMINATED,
    TRUNCATED,
    TEXT,
    FRAME,
    CHOSEN,
    REJECTED,
    /** The answer to a pair: 1 first, 0 second, 0.5 tie; the detail is the annotator's name. */
    LABEL,
    /** Which item of a pair an annotator saw on the left: 1 first, 0 second; the detail is the annotator's name. */
    LEFT,
    /** Something about the first item of a pair; the detail says what: {@code item}, {@code policy}, or the role of a number. */
    FIRST,
    /** The same about the second item. */
    SECOND,
    /**
     * How a comparison came to be asked; the detail says what: {@code position}, {@code sampler}, {@code check}, {@code expected}
     * (1 first, 0 second, 0.5 tie) or {@code repeats} (the position of the comparison that it repeats).
     */
    ASKED,
    /** Known, and of no use to any analysis. */
    NONE;

    /** The name in files and on the command line, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
