package rewardloom.model.analysis;

import java.util.List;

/**
 * What an analysis says of itself.
 *
 * @param id stable id, lower case with hyphens
 * @param title name for people
 * @param family what it is about
 * @param sentence the question it answers
 * @param sources full titles of the papers it stands on
 * @param needs what it needs, one alternative a line
 * @param help file beside its class that says how it computes, in Markdown
 */
public record Description(
        String id,
        String title,
        Family family,
        String sentence,
        List<String> sources,
        List<String> needs,
        String help) {

    public Description {
        sources = List.copyOf(sources);
        needs = List.copyOf(needs);
    }
}
