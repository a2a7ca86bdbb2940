/** RLDS data sets as TensorFlow Datasets stores them: one episode in each TFRecord. */
@NullMarked
package rewardloom.importers.rlds;

import org.jspecify.annotations.NullMarked;
