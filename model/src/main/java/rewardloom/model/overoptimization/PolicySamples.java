package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import rewardloom.model.analysis.Digits;
import rewardloom.model.rollout.ResponseReader;
import rewardloom.model.rollout.Responses;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * The scored responses of a study by how far their policy has moved: a large sample of the reference policy, if there is one, and those
 * that training runs wrote down on their way.
 *
 * @param pool the reference policy's samples, absent if there are none
 * @param poolResponses where they came from
 * @param reference the responses of training runs that are still at the reference policy
 * @param levels those of all runs by rising divergence
 * @param last those of the last step of each group of runs
 * @param steps those of each step of each group, in the order of steps
 * @param note what was assumed about gold's scale, or the empty string
 */
record PolicySamples(
        Optional<PolicySample> pool,
        Optional<Responses> poolResponses,
        Optional<PolicySample> reference,
        List<PolicySample> levels,
        Map<String, PolicySample> last,
        List<Step> steps,
        List<Table> inputs,
        String note) {

    private static final int LEVELS = 4;

    /** Fewer rows than this say nothing about a policy. */
    static final int FEWEST = 10;

    /** What one group of runs wrote at one step. */
    record Step(String group, double step, PolicySample sample) {}

    private record Batch(String group, double step, double kl, Responses rows, boolean last) {}

    /** Whether a table has responses that several models scored. */
    static boolean accepts(Table table) {
        return acceptsAny(table) && ResponseReader.models(table).size() > 1;
    }

    /** Whether a table has scored responses with gold, by however few models. */
    static boolean acceptsAny(Table table) {
        return ResponseReader.acceptsGold(table);
    }

    /** Those that several models scored. */
    static PolicySamples read(Tables tables) {
        return read(tables, PolicySamples::accepts);
    }

    static PolicySamples read(Tables tables, Predicate<Table> accepted) {
        List<Responses> pools = new ArrayList<>();
        List<Responses> runs = new ArrayList<>();
        for (Table table : tables.list()) {
            if (accepted.test(table)) {
                (ResponseReader.isOnePolicy(table) ? pools : runs).add(ResponseReader.read(table, tables));
            }
        }
        List<Table> inputs = new ArrayList<>();
        Optional<Responses> pool = pools.stream().max(Comparator.comparingInt(Responses::rows));
        pool.ifPresent(p -> inputs.add(p.table()));
        List<String> models =
                pool.or(() -> runs.stream().findFirst()).map(Responses::models).orElse(List.of());
        List<Batch> batches = new ArrayList<>();
        for (Responses run : runs) {
            if (run.models().equals(models)) {
                inputs.add(run.table());
                batches.addAll(batches(run));
            }
        }
        return of(pool, batches, inputs);
    }

    private static List<Batch> batches(Responses run) {
        double[] steps = run.distinctSteps();
        List<Batch> batches = new ArrayList<>();
        for (int s = 0; s < steps.length; s++) {
            Responses rows = run.at(steps[s]);
            double kl = rows.kl().length == 0
                    ? Double.NaN
                    : Arrays.stream(rows.kl())
                            .filter(Double::isFinite)
                            .average()
                            .orElse(Double.NaN);
            batches.add(new Batch(run.group(), steps[s], kl, rows, s == steps.length - 1));
        }
        return batches;
    }

    private static boolean isReference(Batch batch) {
        return Math.abs(batch.kl) <= GoldCurve.AT_REFERENCE;
    }

    private static PolicySamples of(Optional<Responses> pool, List<Batch> batches, List<Table> inputs) {
        double[] referenceGold = batches.stream()
                .filter(PolicySamples::isReference)
                .flatMapToDouble(b -> Arrays.stream(b.rows.gold()))
                .toArray();
        Optional<GoldScale> poolScale = pool.map(p -> GoldScale.of(p.gold()));
        GoldScale scale =
                referenceGold.length >= FEWEST ? GoldScale.of(referenceGold) : poolScale.orElse(new GoldScale(0, 1));
        List<PolicySample> reference = new ArrayList<>();
        List<PolicySample> moved = new ArrayList<>();
        Map<String, List<PolicySample>> last = new LinkedHashMap<>();
        Map<String, TreeMap<Double, List<PolicySample>>> steps = new LinkedHashMap<>();
        for (Batch batch : batches) {
            PolicySample sample = PolicySample.of(batch.group, batch.kl, batch.rows, scale);
            (isReference(batch) ? reference : moved).add(sample);
            steps.computeIfAbsent(batch.group, g -> new TreeMap<>())
                    .computeIfAbsent(batch.step, k -> new ArrayList<>())
                    .add(sample);
            if (batch.last && !isReference(batch)) {
                last.computeIfAbsent(batch.group, g -> new ArrayList<>()).add(sample);
            }
        }
        Map<String, PolicySample> lastByGroup = new LinkedHashMap<>();
        last.forEach((group, parts) -> lastByGroup.put(group, PolicySample.joined(group, kl(parts), parts)));
        return new PolicySamples(
                pool.map(p -> PolicySample.of("reference policy", 0, p, GoldScale.of(p.gold()))),
                pool,
                reference.isEmpty()
                        ? Optional.empty()
                        : Optional.of(PolicySample.joined("reference policy in training", 0, reference)),
                levels(moved),
                lastByGroup,
                steps(steps),
                inputs,
                note(poolScale, referenceGold, scale));
    }

    private static List<Step> steps(Map<String, TreeMap<Double, List<PolicySample>>> parts) {
        List<Step> steps = new ArrayList<>();
        parts.forEach((group, bySteps) -> bySteps.forEach(
                (step, samples) -> steps.add(new Step(group, step, PolicySample.joined(group, kl(samples), samples)))));
        return steps;
    }

    private static double kl(List<PolicySample> parts) {
        return Moments.of(parts.stream().mapToDouble(PolicySample::kl).toArray())
                .mean();
    }

    /** The samples in a few levels of divergence with about equally many rows. */
    private static List<PolicySample> levels(List<PolicySample> moved) {
        List<PolicySample> known = moved.stream()
                .filter(m -> Double.isFinite(m.kl()))
                .sorted(Comparator.comparingDouble(PolicySample::kl))
                .toList();
        int all = known.stream().mapToInt(PolicySample::size).sum();
        Map<Integer, List<PolicySample>> byLevel = new TreeMap<>();
        int done = 0;
        for (PolicySample sample : known) {
            byLevel.computeIfAbsent(Math.min(LEVELS - 1, done * LEVELS / Math.max(1, all)), k -> new ArrayList<>())
                    .add(sample);
            done += sample.size();
        }
        return byLevel.values().stream()
                .map(parts -> PolicySample.joined(
                        "KL " + Digits.three(Math.max(0, parts.getFirst().kl())) + " to "
                                + Digits.three(parts.getLast().kl()),
                        kl(parts),
                        parts))
                .filter(s -> s.size() >= FEWEST)
                .toList();
    }

    private static String note(Optional<GoldScale> pool, double[] reference, GoldScale scale) {
        if (pool.isEmpty() || reference.length < FEWEST) {
            return "";
        }
        double error = scale.deviation() / Math.sqrt(reference.length);
        boolean same = Math.abs(pool.get().mean() - scale.mean()) < 5 * error
                && pool.get().deviation() / scale.deviation() < 1.5
                && scale.deviation() / pool.get().deviation() < 1.5;
        return same
                ? ""
                : "Gold is on another scale in the training runs' responses (mean " + Digits.three(scale.mean())
                        + ", standard deviation " + Digits.three(scale.deviation())
                        + " at the reference policy) than in the reference policy's samples ("
                        + Digits.three(pool.get().mean()) + ", "
                        + Digits.three(pool.get().deviation())
                        + "): each was standardised on its own reference responses.";
    }
}
