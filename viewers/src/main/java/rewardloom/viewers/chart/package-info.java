/** Figures become charts: one drawing, through JFreeChart, for screen and paper, and the node that shows it. */
@NullMarked
package rewardloom.viewers.chart;

import org.jspecify.annotations.NullMarked;
