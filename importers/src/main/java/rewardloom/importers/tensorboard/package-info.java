/** TensorBoard event files: record framing, the few protocol buffers that matter, scalars. */
@NullMarked
package rewardloom.importers.tensorboard;

import org.jspecify.annotations.NullMarked;
