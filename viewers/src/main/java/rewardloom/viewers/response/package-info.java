/** Sampled texts on screen: as Markdown or plain, with a shade for each token, beside another one, or as the turns of an agent. */
@NullMarked
package rewardloom.viewers.response;

import org.jspecify.annotations.NullMarked;
