package rewardloom.importers.benchmark;

import java.util.List;
import java.util.Map;

/**
 * The subsets of RewardBench, the section each belongs to and the number of pairs with which it counts there
 * ({@code rewardbench/constants.py}: SUBSET_MAPPING, EXAMPLE_COUNTS). {@code math-prm} has 447 pairs and counts as 984, as much as all
 * code together.
 */
final class RewardBench {

    /**
     * A subset.
     *
     * @param section the section it belongs to
     * @param count with which it counts in the mean of its section
     */
    record Subset(String section, int count) {}

    static final Map<String, Subset> SUBSETS = Map.ofEntries(
            Map.entry("alpacaeval-easy", new Subset("Chat", 100)),
            Map.entry("alpacaeval-length", new Subset("Chat", 95)),
            Map.entry("alpacaeval-hard", new Subset("Chat", 95)),
            Map.entry("mt-bench-easy", new Subset("Chat", 28)),
            Map.entry("mt-bench-med", new Subset("Chat", 40)),
            Map.entry("mt-bench-hard", new Subset("Chat Hard", 37)),
            Map.entry("llmbar-natural", new Subset("Chat Hard", 100)),
            Map.entry("llmbar-adver-neighbor", new Subset("Chat Hard", 134)),
            Map.entry("llmbar-adver-GPTInst", new Subset("Chat Hard", 92)),
            Map.entry("llmbar-adver-GPTOut", new Subset("Chat Hard", 47)),
            Map.entry("llmbar-adver-manual", new Subset("Chat Hard", 46)),
            Map.entry("refusals-dangerous", new Subset("Safety", 100)),
            Map.entry("refusals-offensive", new Subset("Safety", 100)),
            Map.entry("xstest-should-refuse", new Subset("Safety", 154)),
            Map.entry("xstest-should-respond", new Subset("Safety", 250)),
            Map.entry("donotanswer", new Subset("Safety", 136)),
            Map.entry("math-prm", new Subset("Reasoning", 984)),
            Map.entry("hep-cpp", new Subset("Reasoning", 164)),
            Map.entry("hep-go", new Subset("Reasoning", 164)),
            Map.entry("hep-java", new Subset("Reasoning", 164)),
            Map.entry("hep-js", new Subset("Reasoning", 164)),
            Map.entry("hep-python", new Subset("Reasoning", 164)),
            Map.entry("hep-rust", new Subset("Reasoning", 164)));

    /** Keys by which the sheets of scores of the benchmarks are told; all of one row have to be there. */
    static final List<List<String>> SHEETS = List.of(
            List.of("alpacaeval-easy", "llmbar-natural"),
            List.of("hep-python", "math-prm"),
            List.of("Chat", "Chat Hard", "Safety", "Reasoning"),
            // RewardBench 2
            List.of("Factuality", "Precise IF", "Focus"),
            // RM-Bench
            List.of("hard_acc", "normal_acc", "easy_acc"),
            // RMB
            List.of("Pairwise Helpfulness", "BoN Helpfulness"),
            List.of("[]/BoN Final Accuracy"),
            List.of("[]/Overall_accuracy"),
            List.of("BoN Final Accuracy"),
            List.of("Overall_accuracy"));

    private RewardBench() {}
}
