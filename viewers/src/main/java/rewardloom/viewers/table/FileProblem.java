package rewardloom.viewers.table;

import rewardloom.model.table.Problem;

/**
 * Something bad in a file.
 *
 * @param file the file as the user named it
 * @param problem what is bad in it
 */
public record FileProblem(String file, Problem problem) {}
