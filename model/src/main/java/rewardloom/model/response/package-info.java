/** Sampled texts inside tables of responses: what is known about each, with its tokens and numbers for each token; transcripts of agents. */
@NullMarked
package rewardloom.model.response;

import org.jspecify.annotations.NullMarked;
