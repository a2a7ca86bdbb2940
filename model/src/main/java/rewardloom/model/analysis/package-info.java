/** What every analysis is: parameters in, figures, tables and findings out. */
@NullMarked
package rewardloom.model.analysis;

import org.jspecify.annotations.NullMarked;
