package rewardloom.model.overoptimization;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 */
record RlStudy(List<GroupStudy> groups, GoldCurveReader.Read read, RunColors colors) {

    static RlStudy of(OveroptimizationParameters parameters, Tables tables, Progress progress) {
        GoldCurveReader.Read read = new GoldCurveReader(parameters).read(tables, progress);
        Map<String, List<GoldCurve>> byGroup = read.curves().stream()
                .collect(Collectors.groupingBy(GoldCurve::group, LinkedHashMap::new, Collectors.toList()));
        progress.checkCancelled();
        // Each run has random numbers of its own, so the order in which they are computed does not matter.
        List<GroupStudy> groups = byGroup.entrySet().parallelStream()
                .map(g -> group(g.getKey(), g.getValue(), parameters))
                .toList();
        return new RlStudy(groups, read, RunColors.of(tables));
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

    /** Colour index of a group. */
    int color(String group) {
        return colors.index(group, true);
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
