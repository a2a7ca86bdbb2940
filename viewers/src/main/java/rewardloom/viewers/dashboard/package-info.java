/** Charts beside one another: added by tags, moved by dragging, kept in the study. */
@NullMarked
package rewardloom.viewers.dashboard;

import org.jspecify.annotations.NullMarked;
