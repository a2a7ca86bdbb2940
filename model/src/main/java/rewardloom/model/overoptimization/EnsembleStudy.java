package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Tables;

/**
 * What an ensemble of reward models is good for: in best of n, under optimisation, and why.
 *
 * @param bestOfN by each rule, nothing if there is no pool of samples
 * @param sweeps what its weight and size change
 * @param heldOut what the models that did not choose say of what one of them chooses
 * @param agreements the members' agreement, the reference policy first and then by rising divergence
 * @param errors shared errors among the best outputs: of best of n, then of each group's last policy
 * @param blindSpots the members' weights beside gold's
 * @param training what became of the members' statistics in training, by group
 * @param runs the training runs
 * @param ensembleGroups groups that were optimised against an ensemble
 * @param samples the scored responses
 */
record EnsembleStudy(
        Optional<BestOfNStudy> bestOfN,
        Optional<EnsembleSweeps> sweeps,
        Optional<HeldOut> heldOut,
        List<MemberAgreement> agreements,
        List<SharedErrors> errors,
        Optional<BlindSpots> blindSpots,
        List<EnsembleTraining> training,
        RlStudy runs,
        List<GroupStudy> ensembleGroups,
        PolicySamples samples) {

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
        Optional<BestOfNPool> some = pool.map(EnsembleSweeps::some);
        Optional<EnsembleSweeps> sweeps = some.map(p -> EnsembleSweeps.of(p, settings));
        Optional<HeldOut> heldOut =
                some.flatMap(p -> study.map(s -> HeldOut.of(p, s.first().n(), parameters.sampling())));
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
                heldOut,
                agreements,
                errors(samples, study, parameters),
                samples.poolResponses().flatMap(BlindSpots::of),
                EnsembleTraining.read(runs, tables),
                runs,
                groups(runs, parameters),
                samples);
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
                Optional.empty(),
                List.of(),
                errors,
                samples.poolResponses().flatMap(BlindSpots::of),
                List.of(),
                runs,
                groups(runs, parameters),
                samples);
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
            BestOfNCurve curve = study.get().first();
            errors.add(SharedErrors.ofBest(pool, curve.n()[curve.last()], bar, sampling));
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
}
