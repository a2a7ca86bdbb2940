package rewardloom.model.project;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/** Learns what a file holds, the same as an import would, without keeping its rows. Not thread-safe. */
public final class InspectSink implements TableSink {
    private final RoleRules rules;
    private final List<Intake> intakes = new ArrayList<>();
    private final ProblemTally problems = new ProblemTally();

    /** A sink that guesses roles by the standard rules. */
    public InspectSink() {
        this(RoleRules.standard());
    }

    public InspectSink(RoleRules rules) {
        this.rules = rules;
    }

    @Override
    public Writer table(TableSpec spec) {
        Intake intake = new Intake(spec, rules);
        intakes.add(intake);
        return intake::add;
    }

    @Override
    public void problem(Problem problem) {
        problems.add(problem);
    }

    /** What the file held. */
    public Staged finish(Provenance provenance) {
        List<StagedTable> tables = new ArrayList<>();
        for (Intake intake : intakes) {
            tables.add(new StagedTable(
                    intake.table(provenance, tables.size()), intake.preview(), intake.episodes(), null));
        }
        return new Staged(provenance, tables, problems.list());
    }
}
