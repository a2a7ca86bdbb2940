/**
 * Preferences of people: pairs of trajectory segments or texts, queues of pairs and how they are sampled, the append-only log of
 * labels, its export and import, and how well annotators agree.
 */
@NullMarked
package rewardloom.model.preference;

import org.jspecify.annotations.NullMarked;
