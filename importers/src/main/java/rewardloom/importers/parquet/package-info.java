/** Parquet files, read by DuckDB. */
@NullMarked
package rewardloom.importers.parquet;

import org.jspecify.annotations.NullMarked;
