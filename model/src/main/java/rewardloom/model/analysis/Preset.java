package rewardloom.model.analysis;

import java.util.Map;

/**
 * Settings of an analysis that are known under a name.
 *
 * @param name name for people, such as {@code "As TensorBoard"}
 * @param help one sentence
 * @param settings texts by parameter, as {@code --set} takes them; other parameters stay
 */
public record Preset(String name, String help, Map<String, String> settings) {}
