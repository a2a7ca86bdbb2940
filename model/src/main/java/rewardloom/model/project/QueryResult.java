package rewardloom.model.project;

import java.util.List;

/**
 * What a query gave.
 *
 * @param names name of each column
 * @param types SQL type of each column
 * @param rows the cells: {@code Long}, {@code Double}, {@code Boolean}, {@code String}, {@code List} or null
 * @param truncated whether there were more rows than were asked for
 */
public record QueryResult(List<String> names, List<String> types, List<List<Object>> rows, boolean truncated) {}
