/**
 * A study on disk: a folder with a catalogue (SQLite), immutable tables (Parquet) and SQL over them (DuckDB). Imports are staged,
 * looked at, and then committed in one transaction.
 */
@NullMarked
package rewardloom.model.project;

import org.jspecify.annotations.NullMarked;
