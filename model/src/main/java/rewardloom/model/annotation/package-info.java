/** Notes and lines that people put into figures, kept in a study. */
@NullMarked
package rewardloom.model.annotation;

import org.jspecify.annotations.NullMarked;
