/** Formulas as trees: read from SQL, written as SQL and as Python, changed piece by piece; and the functions that they may use. */
@NullMarked
package rewardloom.model.formula;

import org.jspecify.annotations.NullMarked;
