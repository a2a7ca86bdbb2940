/** Logs in SQLite databases: Trackio, and the SQL store of MLflow. */
@NullMarked
package rewardloom.importers.sqlite;

import org.jspecify.annotations.NullMarked;
