package rewardloom.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;

/** A queue as JSON. */
final class QueueJson {
    private QueueJson() {}

    static Map<String, Object> of(LabelLog log, PairQueue queue) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("queue", queue.name());
        json.put("kind", queue.kind().id());
        json.put("task", queue.questions().task().id());
        json.put("pairs", queue.pairs());
        json.put("seed", queue.seed());
        json.put("sampler", queue.sampler());
        json.put("created", queue.created().toString());
        json.put("answered", log.answered(queue));
        return json;
    }
}
