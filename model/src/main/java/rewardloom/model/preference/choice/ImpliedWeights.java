package rewardloom.model.preference.choice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Which weights of the components the labels imply, beside those that were declared, and which labels contradict the declared reward. */
public final class ImpliedWeights implements Analysis<WeightParameters> {

    @Override
    public String id() {
        return "implied-weights";
    }

    @Override
    public String title() {
        return "Implied weights";
    }

    @Override
    public Family family() {
        return Family.PREFERENCES;
    }

    @Override
    public String sentence() {
        return "Which weights of the reward's components do the labels imply, and which labels contradict the declared"
                + " ones?";
    }

    @Override
    public List<String> sources() {
        return List.of("Models of human preference for learning reward functions");
    }

    @Override
    public List<String> needs() {
        return List.of("pairs with labels and the components of both items");
    }

    @Override
    public String help() {
        try (InputStream in = Objects.requireNonNull(
                ImpliedWeights.class.getResourceAsStream("implied-weights.md"), "implied-weights.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public WeightParameters defaults() {
        return WeightParameters.DEFAULTS;
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(ComponentLabels::fits);
    }

    @Override
    public Result run(WeightParameters parameters, Tables tables, Progress progress) {
        List<Table> inputs = tables.list().stream()
                .filter(ComponentLabels::fits)
                .filter(t ->
                        parameters.tables().isEmpty() || parameters.tables().contains(t.name()))
                .toList();
        if (inputs.isEmpty()) {
            throw new AnalysisException("no table"
                    + (parameters.tables().isEmpty() ? "" : " called " + String.join(" or ", parameters.tables()))
                    + " has labels and the components of both items; label pairs of trajectories whose components are"
                    + " logged, or give columns the roles first/component/NAME and second/component/NAME");
        }
        WeightTables numbers = new WeightTables(parameters);
        WeightFindings findings = new WeightFindings(parameters);
        WeightFigures figures =
                new WeightFigures(parameters, new Parameters<>(WeightParameters.DEFAULTS).texts(parameters));
        List<Table> read = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Table table : inputs) {
            progress.checkCancelled();
            progress.update("fitting the labels of " + table.name(), (double) read.size() / inputs.size());
            List<String> shared = ComponentLabels.shared(tables, table);
            if (shared.isEmpty()) {
                refused.add("No component of the reward is known of both items of at least half of the pairs of "
                        + table.name() + ".");
                continue;
            }
            ComponentLabels labels = ComponentLabels.read(tables, table, shared, parameters.coding());
            if (labels.count(Outcome.FIRST) + labels.count(Outcome.SECOND) < 2) {
                refused.add(labels.rows().size() + " answers in " + table.name()
                        + " are about items whose components are known, and fewer than two of them are decisive.");
                continue;
            }
            ImpliedFit fit = ImpliedFit.of(labels, parameters);
            List<Contradiction> against = Contradiction.of(fit);
            read.add(table);
            numbers.add(tables, fit, against);
            findings.add(fit, against, figures.add(fit));
            List<String> left = new ArrayList<>(ComponentLabels.components(table));
            left.removeAll(shared);
            findings.leftOut(table.name(), left);
        }
        if (read.isEmpty()) {
            throw new AnalysisException(String.join(" ", refused));
        }
        return new Result(findings.findings(), figures.figures(), numbers.tables(), read);
    }
}
