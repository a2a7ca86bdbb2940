/** TFRecord framing: records with checksums, as TensorBoard and data sets of TensorFlow write them. */
@NullMarked
package rewardloom.importers.tfrecord;

import org.jspecify.annotations.NullMarked;
