package rewardloom.model.project;

import java.time.Instant;

/**
 * A figure that was kept in a project.
 *
 * @param name unique in its project
 * @param json the figure as {@link rewardloom.model.figure.FigureJson} writes it
 * @param saved when it was saved last
 */
public record SavedFigure(String name, String json, Instant saved) {}
