package rewardloom.model.doctor;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What the log doctor shall look at.
 *
 * @param tables names of tables, none for all
 */
public record LogDoctorParameters(
        @Parameter(
                label = "Tables",
                help = "Which tables to examine; none for all.",
                choices = Parameter.Choices.TABLES)
        List<String> tables) {}
