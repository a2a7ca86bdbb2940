package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.statistics.Interval;

/** The tables of the ensemble; their names and columns are a contract. */
final class EnsembleTables {
    private final EnsembleStudy study;
    private final Sampling sampling;

    EnsembleTables(EnsembleStudy study, Sampling sampling) {
        this.study = study;
        this.sampling = sampling;
    }

    List<ResultTable> all() {
        List<ResultRows> tables = new ArrayList<>();
        study.bestOfN().ifPresent(b -> tables.add(rules(b)));
        study.sweeps().ifPresent(s -> {
            tables.add(weights(s));
            tables.add(sizes(s));
        });
        study.heldOut().ifPresent(h -> tables.add(heldOut(h)));
        tables.add(agreement());
        tables.add(errors());
        study.blindSpots().ifPresent(b -> tables.add(blindSpots(b)));
        tables.add(training());
        return tables.stream().filter(t -> !t.isEmpty()).map(ResultRows::table).toList();
    }

    private ResultRows rules(BestOfNStudy best) {
        ResultRows rows = new ResultRows(
                "ensemble-rules",
                "Best of n at the largest n by each rule, and what it brings over one model",
                "rule",
                "n",
                "kl",
                "proxy",
                "gold",
                "gold±",
                "gain",
                "gain±",
                "best_n",
                "best_gold",
                "best_gold±",
                "improvement_at_peak");
        BestOfNCurve one = best.first();
        double room = one.gold()[one.peak()] - one.gold()[0];
        for (BestOfNCurve curve : best.curves()) {
            int last = curve.last();
            rows.add(
                    curve.rule(),
                    curve.n()[last],
                    curve.kl(last),
                    curve.proxy()[last],
                    curve.gold()[last],
                    curve.goldInterval().get(last),
                    curve.gold()[last] - best.first().gold()[last],
                    BestOfNStudy.difference(curve, best.first(), last, sampling),
                    curve.peakN(),
                    curve.gold()[curve.peak()],
                    curve.goldInterval().get(curve.peak()),
                    room > 0 ? (curve.gold()[curve.peak()] - one.gold()[one.peak()]) / room : Double.NaN);
        }
        return rows;
    }

    private static ResultRows weights(EnsembleSweeps sweeps) {
        ResultRows rows = new ResultRows(
                "weight-sweep",
                "Best of the largest n by the weight of variance or deviation; the sample's convention needs a smaller"
                        + " weight for the same scores",
                "rule",
                "weight_population",
                "weight_sample",
                "gold",
                "gain_over_mean",
                "gain_over_mean±");
        double plain = Double.NaN;
        for (EnsembleSweeps.WeightPoint point : sweeps.weights()) {
            plain = point.weight() == 0 ? point.gold() : plain;
            rows.add(
                    point.rule(), point.weight(), point.sameSample(), point.gold(), point.gold() - plain, point.gain());
        }
        return rows;
    }

    private static ResultRows sizes(EnsembleSweeps sweeps) {
        ResultRows rows = new ResultRows(
                "ensemble-size",
                "Best of the largest n by the mean of some members, over subsets of that size; α and β of d(α − βd)",
                "members",
                "subsets",
                "gold",
                "gold±",
                "alpha",
                "alpha±",
                "beta",
                "beta±");
        for (EnsembleSweeps.SizePoint point : sweeps.sizes()) {
            GoldFit fit = point.fit();
            if (fit == null) {
                rows.add(
                        point.members(),
                        point.subsets(),
                        point.gold(),
                        point.goldInterval(),
                        null,
                        Interval.NONE,
                        null,
                        Interval.NONE);
            } else {
                rows.add(
                        point.members(),
                        point.subsets(),
                        point.gold(),
                        point.goldInterval(),
                        fit.alpha(),
                        fit.alphaInterval(),
                        fit.beta(),
                        fit.betaInterval());
            }
        }
        return rows;
    }

    private static ResultRows heldOut(HeldOut seen) {
        ResultRows rows = new ResultRows(
                "held-out-models",
                "Best of n by one model as that model, the others and gold see it, in standard deviations over the"
                        + " pool",
                "n",
                "kl",
                "own_score",
                "held_out_score",
                "held_out_score±",
                "gold");
        for (int i = 0; i < seen.n().length; i++) {
            rows.add(
                    seen.n()[i],
                    BestOfN.kl(seen.n()[i]),
                    seen.own()[i],
                    seen.heldOut()[i],
                    seen.heldOutInterval().get(i),
                    seen.gold()[i]);
        }
        return rows;
    }

    private ResultRows agreement() {
        ResultRows rows = new ResultRows(
                "agreement",
                "How the members agree, with one another and with gold, by how far the policy has moved",
                "policy",
                "kl",
                "responses",
                "members",
                "members±",
                "gold_correlation",
                "gold_correlation±",
                "same_pair_winner",
                "deviation_finds_error",
                "mean_score",
                "worst_score",
                "deviation",
                "gold");
        for (MemberAgreement one : study.agreements()) {
            rows.add(
                    one.sample().name(),
                    one.sample().kl(),
                    one.sample().size(),
                    one.members(),
                    one.membersInterval(),
                    one.gold(),
                    one.goldInterval(),
                    one.samePair(),
                    one.deviationFindsError(),
                    one.meanScore(),
                    one.meanWorst(),
                    one.meanDeviation(),
                    one.meanGold());
        }
        return rows;
    }

    private ResultRows errors() {
        ResultRows rows = new ResultRows(
                "shared-errors",
                "Best outputs that every member approves of though gold is low",
                "outputs",
                "kl",
                "top",
                "all_approve",
                "gold_low",
                "shared_error",
                "shared_error±");
        for (SharedErrors e : study.errors()) {
            rows.add(e.name(), e.kl(), e.top(), e.approved(), e.low(), e.shared(), e.sharedInterval());
        }
        return rows;
    }

    private static ResultRows blindSpots(BlindSpots spots) {
        ResultRows rows = new ResultRows(
                "blind-spots",
                "What members pay for a unit of each component, beside what gold pays",
                "component",
                "model",
                "weight",
                "gold_weight",
                "relative",
                "blind_in_all");
        for (int c = 0; c < spots.components().size(); c++) {
            for (int m = 0; m < spots.models().size(); m++) {
                rows.add(
                        spots.components().get(c),
                        spots.models().get(m),
                        spots.weights()[m][c],
                        spots.gold()[c],
                        spots.relative(m, c),
                        spots.blind().contains(spots.components().get(c)));
            }
        }
        return rows;
    }

    private ResultRows training() {
        ResultRows rows = new ResultRows(
                "ensemble-in-training",
                "The members' scores in training, mean over the runs of a group",
                "group",
                "statistic",
                "start",
                "at_peak",
                "last");
        study.training().forEach(t -> rows.add(t.group(), t.statistic(), t.start(), t.atPeak(), t.last()));
        return rows;
    }
}
