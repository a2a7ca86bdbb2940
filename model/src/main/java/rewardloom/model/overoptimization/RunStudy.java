package rewardloom.model.overoptimization;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was found about one run, or about a group of runs.
 *
 * @param curve the run, or the mean of the group
 * @param runs the curves behind it: itself, or each of the group
 * @param smoothKl its divergence, smoothed
 * @param smoothGold its gold reward, smoothed
 * @param smoothProxy its proxy, smoothed; empty if there is none
 * @param peak its peak, null if it is too short to look for one
 * @param fits its fits, the one to be drawn first
 * @param free the fit with a free exponent, null if there are too few points
 * @param rising the fit that never falls, null if there are too few points
 */
record RunStudy(
        GoldCurve curve,
        List<GoldCurve> runs,
        double[] smoothKl,
        double[] smoothGold,
        double[] smoothProxy,
        @Nullable Peak peak,
        List<GoldFit> fits,
        @Nullable FreeFit free,
        @Nullable FreeFit rising) {

    /** A curve with fewer points has no peak worth naming. */
    static final int FEWEST_POINTS = 10;

    static RunStudy of(GoldCurve curve, List<GoldCurve> runs, OveroptimizationParameters parameters) {
        Sampling sampling = parameters.sampling().forName(curve.run());
        PeakSearch search = new PeakSearch(curve, runs, parameters.smoothing(), sampling);
        FitData data = FitData.of(runs);
        List<GoldFit> fits = parameters.runForms().stream()
                .flatMap(form -> Stream.ofNullable(GoldFit.of(curve.run(), form, data, sampling)))
                .toList();
        return new RunStudy(
                curve,
                runs,
                search.smoothed(curve.kl()),
                search.smoothed(curve.gold()),
                search.smoothed(curve.proxy()),
                curve.size() < FEWEST_POINTS ? null : search.find(),
                fits,
                FreeFit.free(data, sampling),
                FreeFit.rising(data));
    }

    Optional<Peak> thePeak() {
        return Optional.ofNullable(peak);
    }

    boolean declined() {
        return peak != null && peak.declined();
    }

    /** Mean gold at the reference policy, over its runs. */
    double baseline() {
        return runs.stream().mapToDouble(GoldCurve::baseline).average().orElse(0);
    }
}
