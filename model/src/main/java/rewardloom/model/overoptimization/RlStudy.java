package rewardloom.model.overoptimization;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * The training runs of a study.
 *
 * @param groups groups in the order of import
 * @param read what was read
 * @param colors the colour of every group of the study, the same as in every other analysis
 * @param further colours of groups that are only a part of a table, after those
 */
record RlStudy(List<GroupStudy> groups, GoldCurveReader.Read read, RunColors colors, Map<String, Integer> further) {

    static RlStudy of(OveroptimizationParameters parameters, Tables tables, Progress progress) {
        GoldCurveReader.Read read = new GoldCurveReader(parameters).read(tables, progress);
        Map<String, List<GoldCurve>> byGroup = read.curves().stream()
                .collect(Collectors.groupingBy(GoldCurve::group, LinkedHashMap::new, Collectors.toList()));
        progress.checkCancelled();
        // Each run has random numbers of its own, so the order in which they are computed does not matter.
        List<GroupStudy> groups = byGroup.entrySet().parallelStream()
                .map(g -> group(g.getKey(), g.getValue(), parameters))
                .toList();
        return new RlStudy(groups, read, RunColors.of(tables), further(groups, tables));
    }

    private static GroupStudy group(String name, List<GoldCurve> curves, OveroptimizationParameters parameters) {
        List<RunStudy> runs = curves.parallelStream()
                .map(c -> RunStudy.of(c, List.of(c), parameters))
                .toList();
        if (runs.size() == 1) {
            return new GroupStudy(name, runs, runs.getFirst());
        }
        return new GroupStudy(name, runs, RunStudy.of(GoldCurve.mean(name, curves), curves, parameters));
    }

    private static Map<String, Integer> further(List<GroupStudy> groups, Tables tables) {
        Set<String> known =
                tables.list().stream().map(t -> RunColors.runOf(t).group()).collect(Collectors.toSet());
        Map<String, Integer> further = new LinkedHashMap<>();
        groups.stream()
                .map(GroupStudy::name)
                .filter(g -> !known.contains(g))
                .forEach(g -> further.put(g, known.size() + further.size()));
        return further;
    }

    /** Colour index of a group. */
    int color(String group) {
        Integer own = further.get(group);
        return own == null ? colors.index(group, true) : own;
    }

    /** Why runs were left out, as a sentence with a blank before it; empty if none was. */
    String leftOut() {
        return (read.empty().isEmpty()
                        ? ""
                        : " Gold and KL have no step with finite values in common in " + String.join(", ", read.empty())
                                + ".")
                + (read.lacking().isEmpty()
                        ? ""
                        : " The KL of " + String.join(", ", read.lacking()) + " cannot be brought to " + read.unit()
                                + ", because no response length is logged.");
    }

    /** The figure that shows where gold peaks: against the divergence, or by steps where no run has any. */
    String peakFigure() {
        return runs().stream().anyMatch(r -> r.curve().hasDistance()) ? RunFigures.BY_KL : RunFigures.BY_STEP;
    }

    List<RunStudy> runs() {
        return groups.stream().flatMap(g -> g.runs().stream()).toList();
    }

    List<Table> inputs() {
        return read.inputs();
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }
}
