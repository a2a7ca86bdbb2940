package rewardloom.viewers.preference;

import java.util.List;
import rewardloom.model.preference.KnownAnswer;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.sampling.Cut;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * What a new queue shall hold.
 *
 * @param name name of the queue
 * @param drawing what is drawn
 * @param goldOf whose answers are right, if gold items are mixed in
 * @param withAnswers whether answers that stand beside imported pairs are taken over
 */
record Order(String name, Drawing drawing, String goldOf, boolean withAnswers) {

    /** Without answers of others. */
    Order(String name, Drawing drawing) {
        this(name, drawing, LabelLog.ADJUDICATION, false);
    }

    /** Plain uniform pairs; whole episodes when the length is 0. */
    static Order plain(String name, PairQueue.Kind kind, List<Table> tables, int length, int pairs, long seed) {
        Cut cut = length == 0 ? Cut.whole() : Cut.fixed(length);
        return new Order(name, Drawing.uniform(kind, tables, cut, pairs, seed));
    }

    /** Draws the comparisons. */
    PairSample draw(Tables study, LabelLog log, Progress progress) {
        List<KnownAnswer> known = drawing.checks().gold() > 0 ? log.known(drawing.kind(), goldOf) : List.of();
        return new PairSampler(study).draw(drawing, known, progress);
    }

    Questionnaire questions() {
        return drawing.questions();
    }

    /** The tables of a study that hold something of a kind. */
    static List<Table> sources(Tables study, PairQueue.Kind kind) {
        return study.list().stream()
                .filter(table -> PairSampler.has(table, kind))
                .toList();
    }
}
