/** Scripted teachers that label as people of several kinds would, and what they say about how many labels are worth asking for. */
@NullMarked
package rewardloom.model.preference.teacher;

import org.jspecify.annotations.NullMarked;
