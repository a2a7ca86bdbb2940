/** Dashboards: charts beside one another that are kept in a study. */
@NullMarked
package rewardloom.model.dashboard;

import org.jspecify.annotations.NullMarked;
