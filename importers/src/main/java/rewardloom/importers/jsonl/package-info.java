/** Rows as JSON objects, one on each line or in one list: responses, preference pairs, metrics, episodes, scores. */
@NullMarked
package rewardloom.importers.jsonl;

import org.jspecify.annotations.NullMarked;
