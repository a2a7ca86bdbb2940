/** Any analysis as a view: a form made from its parameters, what it found, its figures and tables. */
@NullMarked
package rewardloom.viewers.analysis;

import org.jspecify.annotations.NullMarked;
