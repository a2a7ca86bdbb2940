/** Protocol buffers by hand: walking the fields of a message, and names by their bytes. */
@NullMarked
package rewardloom.importers.protobuf;

import org.jspecify.annotations.NullMarked;
