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
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.rollout.ResponseReader;
import rewardloom.model.rollout.Responses;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * The scored responses of a study by how far their policy has moved: a large sample of the reference policy, if there is one, and those
 * that training runs wrote down on their way.
 *
 * @param pool the reference policy's samples, absent if there are none
 * @param poolResponses where they came from
 * @param reference the responses of training runs that are still at the reference policy
 * @param levels those of all runs by rising divergence, or by step where none is known
 * @param last those of the last step of each group of runs
 * @param steps those of each step of each group, in the order of steps
 * @param note what was assumed about gold's scale, or the empty string
 * @param models names of the scoring models
 * @param rows number of responses read
 * @param dropped number of those left out because a score or gold is missing or not finite
 */
record PolicySamples(
        Optional<PolicySample> pool,
        Optional<Responses> poolResponses,
        Optional<PolicySample> reference,
        List<PolicySample> levels,
        Map<String, PolicySample> last,
        List<Step> steps,
        List<Table> inputs,
        String note,
        List<String> models,
        long rows,
        long dropped) {
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
        List<Responses> used = new ArrayList<>(pool.map(List::of).orElse(List.of()));
        for (Responses run : runs) {
            if (run.models().equals(models)) {
                inputs.add(run.table());
                used.add(run);
                batches.addAll(batches(run));
            }
        }
        return of(
                pool.filter(p -> p.rows() > 0),
                batches,
                inputs,
                models,
                used.stream().mapToLong(r -> r.rows() + r.dropped()).sum(),
                used.stream().mapToLong(Responses::dropped).sum());
    }

    private static List<Batch> batches(Responses run) {
        double[] steps = run.distinctSteps();
        List<Batch> batches = new ArrayList<>();
        for (int s = 0; s < steps.length; s++) {
            Responses rows = run.at(steps[s]);
            double kl = Arrays.stream(sequenceKl(rows))
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
            batches.add(new Batch(run.group(), steps[s], kl, rows, s == steps.length - 1));
        }
        return batches;
    }

    /** Divergences in nats per sequence; not known where they are counted per token and a response's length is not. */
    private static double[] sequenceKl(Responses rows) {
        KlUnit unit = KlUnit.of(rows.table().columns(RoleType.KL).stream()
                .filter(c -> c.type().isNumeric())
                .findFirst()
                .map(c -> c.role().detail())
                .orElse(""));
        double[] kl = Arrays.stream(rows.kl()).map(k -> k * unit.factor()).toArray();
        if (unit.scope() != KlUnit.Scope.TOKEN) {
            return kl;
        }
        return rows.length().length == 0
                ? new double[0]
                : KlUnit.convert(kl, rows.length(), KlUnit.Scope.TOKEN, KlUnit.Scope.SEQUENCE);
    }

    private static boolean isReference(Batch batch) {
        return Math.abs(batch.kl) <= GoldCurve.AT_REFERENCE;
    }

    private static PolicySamples of(
            Optional<Responses> pool,
            List<Batch> batches,
            List<Table> inputs,
            List<String> models,
            long rows,
            long dropped) {
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
                moved.stream().anyMatch(m -> Double.isFinite(m.kl())) ? levels(moved) : byStep(steps),
                lastByGroup,
                steps(steps),
                inputs,
                note(poolScale, referenceGold, scale),
                models,
                rows,
                dropped);
    }

    /** What stands for the reference policy: its pool, what runs wrote while they were there, or else the first that is known of them. */
    private Optional<PolicySample> base() {
        return pool.or(() -> reference)
                .or(() -> levels.stream().findFirst())
                .or(() -> steps.stream().map(Step::sample).findFirst());
    }

    /**
     * The same, if it has responses enough.
     *
     * @throws AnalysisException if there are none, or too few
     */
    PolicySample enough() {
        PolicySample base = base().orElseThrow(() -> new AnalysisException("no response has finite scores and gold"
                + (dropped > 0 ? " (" + Digits.count(dropped) + " lack one of them)" : "")
                + "; give the columns the roles score (or proxy) and gold (or correct)"));
        if (base.size() < FEWEST) {
            throw new AnalysisException("there are only " + base.size() + " responses with finite scores and gold; at"
                    + " least " + FEWEST + " are needed");
        }
        return base;
    }

    /** That responses were left out, if any were. */
    Optional<Finding> missing() {
        return dropped == 0
                ? Optional.empty()
                : Optional.of(new FindingBuilder("missing-scores", Finding.Severity.WARNING)
                        .text(Digits.count(dropped) + " of " + Digits.count(rows)
                                + " responses are left out, because a score, gold or the prompt is missing or"
                                + " not finite.")
                        .rule("Every model must have scored a response.")
                        .value("left_out", dropped)
                        .build());
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

    /** Where no divergence is known, training itself says how far a policy has moved: a few of the steps, all groups together. */
    private static List<PolicySample> byStep(Map<String, TreeMap<Double, List<PolicySample>>> steps) {
        TreeMap<Double, List<PolicySample>> all = new TreeMap<>();
        steps.values()
                .forEach(group -> group.forEach((step, samples) ->
                        all.computeIfAbsent(step, s -> new ArrayList<>()).addAll(samples)));
        List<PolicySample> large = all.entrySet().stream()
                .map(e -> PolicySample.joined("step " + Digits.count(Math.round(e.getKey())), Double.NaN, e.getValue()))
                .filter(s -> s.size() >= FEWEST)
                .toList();
        int last = large.size() - 1;
        return IntStream.range(0, Math.min(LEVELS + 1, large.size()))
                .map(i -> last <= LEVELS ? i : Math.round((float) i * last / LEVELS))
                .mapToObj(large::get)
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
