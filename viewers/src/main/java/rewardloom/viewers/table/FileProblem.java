package rewardloom.viewers.table;

import rewardloom.model.table.Problem;

/**
 * Something bad in a file, or something odd about its data.
 *
 * @param file the file as the user named it
 * @param problem what it is
 * @param ofData whether the log doctor said it of the data, and nothing was wrong with the file
 */
public record FileProblem(String file, Problem problem, boolean ofData) {}
