/** The file store of MLflow. */
@NullMarked
package rewardloom.importers.mlflow;

import org.jspecify.annotations.NullMarked;
