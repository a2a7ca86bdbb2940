package rewardloom.viewers.preference;

import java.util.List;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * What a new queue shall hold.
 *
 * @param name name of the queue
 * @param kind what is compared
 * @param tables where it is drawn from; for imported pairs exactly one
 * @param length steps of each segment, 0 for whole episodes; meaningless for texts
 * @param pairs number of pairs
 * @param seed seed of the drawing and of the sides
 */
record Order(String name, PairQueue.Kind kind, List<Table> tables, int length, int pairs, long seed) {

    Order {
        tables = List.copyOf(tables);
    }

    /** Draws the pairs. */
    PairSample draw(Tables study, Progress progress) {
        PairSampler sampler = new PairSampler(study);
        return switch (kind) {
            case SEGMENTS -> sampler.segments(tables, length, pairs, seed, progress);
            case RESPONSES -> sampler.responses(tables, pairs, seed, progress);
            case PAIRS -> sampler.imported(tables.getFirst(), pairs, seed, progress);
        };
    }

    /** The tables of a study that hold something of a kind. */
    static List<Table> sources(Tables study, PairQueue.Kind kind) {
        return study.list().stream()
                .filter(table -> switch (kind) {
                    case SEGMENTS -> PairSampler.hasSegments(table);
                    case RESPONSES -> PairSampler.hasResponses(table);
                    case PAIRS -> PairSampler.hasPairs(table);
                })
                .toList();
    }
}
