package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Order;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * What an ensemble of reward models is good for: in best of n, under optimisation, and why.
 *
 * @param bestOfN by each rule, nothing if there is no pool of samples
 * @param sweeps what its weight and size change
 * @param agreements the members' agreement, the reference policy first and then by rising divergence
 * @param errors shared errors among the best outputs: of best of n, then of each group's last policy
 * @param blindSpots the members' weights beside gold's
 * @param training what became of the members' statistics in training, by group
 * @param runs the training runs
 * @param ensembleGroups groups that were optimised against an ensemble
 * @param inputs the tables
 * @param note what was assumed
 */
record EnsembleStudy(
        Optional<BestOfNStudy> bestOfN,
        Optional<EnsembleSweeps> sweeps,
        List<MemberAgreement> agreements,
        List<SharedErrors> errors,
        Optional<BlindSpots> blindSpots,
        List<EnsembleTraining> training,
        RlStudy runs,
        List<GroupStudy> ensembleGroups,
        List<Table> inputs,
        String note) {

    private static final Pattern ENSEMBLE = Pattern.compile(
            "(?:.*[/_-])?(?:mean|avg|average|median|min|minimum|worst|wco|uwo|lcb|quantile|ens|ensemble)(?:[_-].*)?",
            Pattern.CASE_INSENSITIVE);

    static boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(t -> PolicySamples.accepts(t) || EnsembleTraining.accepts(t));
    }

    static EnsembleStudy of(EnsembleParameters parameters, RlStudy runs, Tables tables, Progress progress) {
        PolicySamples samples = PolicySamples.read(tables);
        progress.checkCancelled();
        progress.update("best of n by ensembles", 0.4);
        BestOfNSettings settings = parameters.bestOfN();
        Optional<BestOfNPool> pool = samples.poolResponses()
                .map(BestOfNPool::of)
                .filter(p -> !p.prompts().isEmpty());
        Optional<BestOfNStudy> study = pool.map(p -> BestOfNStudy.of(p, settings));
        Optional<EnsembleSweeps> sweeps = pool.map(p -> EnsembleSweeps.of(p, settings));
        progress.checkCancelled();
        progress.update("agreement of the members", 0.6);
        List<PolicySample> levels = new ArrayList<>();
        samples.pool().ifPresent(levels::add);
        if (samples.pool().isEmpty()) {
            samples.reference().ifPresent(levels::add);
        }
        levels.addAll(samples.levels());
        List<MemberAgreement> agreements = levels.parallelStream()
                .filter(l -> l.size() >= PolicySamples.FEWEST)
                .map(l -> MemberAgreement.of(l, parameters.sampling()))
                .toList();
        return new EnsembleStudy(
                study,
                sweeps,
                agreements,
                errors(samples, study, parameters),
                samples.poolResponses().flatMap(BlindSpots::of),
                EnsembleTraining.read(runs, tables),
                runs,
                groups(runs, parameters),
                samples.inputs(),
                samples.note());
    }

    /** Only what says whether ensembles hold up in training, and why; without agreements and sweeps. */
    static EnsembleStudy inTraining(Sampling sampling, RlStudy runs, Tables tables) {
        EnsembleParameters parameters = EnsembleParameters.DEFAULTS;
        PolicySamples samples = PolicySamples.read(tables);
        Optional<PolicySample> reference = samples.reference().or(samples::pool);
        List<SharedErrors> errors = new ArrayList<>();
        if (reference.isPresent()) {
            SharedErrors.Bar bar = SharedErrors.Bar.of(reference.get(), parameters.approval(), parameters.low());
            samples.last().values().stream()
                    .filter(s -> s.size() >= PolicySamples.FEWEST)
                    .forEach(s -> errors.add(SharedErrors.of(s, parameters.top(), bar, sampling)));
        }
        return new EnsembleStudy(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                errors,
                samples.poolResponses().flatMap(BlindSpots::of),
                List.of(),
                runs,
                groups(runs, parameters),
                samples.inputs(),
                samples.note());
    }

    private static List<GroupStudy> groups(RlStudy runs, EnsembleParameters parameters) {
        return runs.groups().stream()
                .filter(g -> parameters.ensembleGroups().isEmpty()
                        ? ENSEMBLE.matcher(g.name()).matches()
                        : parameters.ensembleGroups().contains(g.name()))
                .toList();
    }

    private static List<SharedErrors> errors(
            PolicySamples samples, Optional<BestOfNStudy> study, EnsembleParameters parameters) {
        List<SharedErrors> errors = new ArrayList<>();
        Sampling sampling = parameters.sampling();
        if (samples.pool().isPresent() && study.isPresent()) {
            PolicySample pool = samples.pool().get();
            SharedErrors.Bar bar = SharedErrors.Bar.of(pool, parameters.approval(), parameters.low());
            int[] best = winners(pool);
            SharedErrors found = SharedErrors.of(pool, best, bar, sampling);
            int last = study.get().first().last();
            errors.add(new SharedErrors(
                    "best of " + study.get().first().n()[last],
                    study.get().first().kl(last),
                    found.top(),
                    found.approved(),
                    found.low(),
                    found.shared(),
                    found.sharedInterval()));
        }
        // Scores of one model are on one scale everywhere; gold is standardised on each source's own reference policy.
        Optional<PolicySample> reference = samples.reference().or(samples::pool);
        if (reference.isPresent()) {
            SharedErrors.Bar bar = SharedErrors.Bar.of(reference.get(), parameters.approval(), parameters.low());
            samples.last().values().stream()
                    .filter(s -> s.size() >= PolicySamples.FEWEST)
                    .forEach(s -> errors.add(SharedErrors.of(s, parameters.top(), bar, sampling)));
        }
        return errors;
    }

    /** The best few samples of each prompt by the members' mean: about as many as are enough to count. */
    private static int[] winners(PolicySample pool) {
        Map<Integer, List<Integer>> byPrompt = new LinkedHashMap<>();
        int[] order = Order.ascending(pool.meanScore());
        int each = Math.max(1, 512 / Math.max(1, pool.promptCount()));
        for (int i = order.length - 1; i >= 0; i--) {
            List<Integer> best = byPrompt.computeIfAbsent(pool.prompts()[order[i]], p -> new ArrayList<>());
            if (best.size() < each && best.size() * 100 < pool.size() / pool.promptCount()) {
                best.add(order[i]);
            }
        }
        return byPrompt.values().stream()
                .flatMapToInt(b -> b.stream().mapToInt(Integer::intValue))
                .toArray();
    }

    /** Number of members. */
    int members() {
        return agreements.isEmpty() ? 0 : agreements.getFirst().sample().scores().length;
    }

    /** Runs of ensemble groups, and those among them whose gold declines. */
    long ensembleRuns() {
        return ensembleGroups.stream().mapToLong(g -> g.runs().size()).sum();
    }

    long ensembleDeclined() {
        return ensembleGroups.stream().mapToLong(GroupStudy::declined).sum();
    }

    /** The last agreement that is not of the reference policy. */
    Optional<MemberAgreement> farthest() {
        return agreements.size() < 2 ? Optional.empty() : Optional.of(agreements.getLast());
    }

    /** Names of models, in order. */
    List<String> models() {
        return bestOfN.map(b -> b.pool().models())
                .orElseGet(() -> IntStream.range(0, members())
                        .mapToObj(m -> "model " + (m + 1))
                        .toList());
    }
}
