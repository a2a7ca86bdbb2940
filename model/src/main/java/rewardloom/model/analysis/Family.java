package rewardloom.model.analysis;

/** What an analysis is about. */
public enum Family {
    CURVES("Curves"),
    ALGORITHMS("Algorithms"),
    DECOMPOSITION("Decomposition"),
    LANGUAGE("Rewards of language models"),
    SHAPING("Shaping"),
    OVEROPTIMIZATION("Over-optimisation"),
    PREFERENCES("Preferences"),
    COMPARISON("Reward comparison"),
    ROLLOUTS("Rollouts"),
    CREDIT("Credit"),
    OBJECTIVES("Objectives"),
    TESTS("Tests"),
    DATA("Data");

    private final String title;

    Family(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
