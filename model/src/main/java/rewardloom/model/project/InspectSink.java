package rewardloom.model.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/** Learns what a file holds, the same as an import would, without keeping its rows. Not thread-safe. */
public final class InspectSink implements TableSink {
    private final RoleRules rules;
    private final List<Intake> intakes = new ArrayList<>();
    private final Map<String, StagedMedia> media = new LinkedHashMap<>();
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
    public String media(String ending, InputStream content) throws IOException {
        CountingOutput counted = new CountingOutput();
        String name = MediaName.copy(content, ending, counted);
        media.putIfAbsent(name, new StagedMedia(name, counted.bytes, null));
        return name;
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
                    intake.table(provenance, tables.size()),
                    intake.preview(),
                    intake.episodes(),
                    intake.checkup(),
                    null));
        }
        return new Staged(
                provenance, tables, List.copyOf(media.values()), problems.list(), StagedTable.findings(tables));
    }

    /** Takes bytes and only counts them. */
    private static final class CountingOutput extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes += len;
        }
    }
}
