/** Models of how preferences come about, fitted to labels: scores of items or weights of components, with ways to treat ties. */
@NullMarked
package rewardloom.model.preference.choice;

import org.jspecify.annotations.NullMarked;
