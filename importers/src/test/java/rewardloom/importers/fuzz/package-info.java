/** Coverage-guided fuzzing of the readers of binary formats, and of settings. */
package rewardloom.importers.fuzz;
