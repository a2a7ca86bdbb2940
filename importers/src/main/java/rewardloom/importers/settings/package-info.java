/** The settings that programs leave beside their logs: hyper-parameters and arguments in JSON and YAML. */
@NullMarked
package rewardloom.importers.settings;

import org.jspecify.annotations.NullMarked;
