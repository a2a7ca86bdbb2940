/** Playthroughs of OpenSpiel: games as text. */
@NullMarked
package rewardloom.importers.openspiel;

import org.jspecify.annotations.NullMarked;
