package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import rewardloom.model.overoptimization.GoldCurveReader.One;
import rewardloom.model.overoptimization.KlUnit.Scope;

/**
 * Brings the divergences of all runs to one scope, and says how. A run that does not state its scope is taken to have the one that is
 * assumed; a run in another scope is converted by its mean response length, and left out if that was not logged.
 */
final class KlScopes {
    private final Scope target;
    private final Scope assumed;
    private final boolean chosen;
    private final List<One> kept = new ArrayList<>();
    private final List<String> lacking = new ArrayList<>();
    private int converted;
    private int guessed;
    private int unstated;

    KlScopes(List<One> read, OveroptimizationParameters parameters) {
        Set<Scope> stated = EnumSet.noneOf(Scope.class);
        read.stream().map(One::scope).filter(s -> s != Scope.UNSTATED).forEach(stated::add);
        chosen = parameters.unit() != OveroptimizationParameters.Unit.AUTO;
        target = chosen
                ? scope(parameters.unit())
                : stated.size() == 1 ? stated.iterator().next() : stated.isEmpty() ? Scope.UNSTATED : Scope.SEQUENCE;
        assumed = parameters.unstated() == OveroptimizationParameters.Unit.AUTO ? target : scope(parameters.unstated());
        read.forEach(this::take);
    }

    private static Scope scope(OveroptimizationParameters.Unit unit) {
        return unit == OveroptimizationParameters.Unit.NATS_PER_TOKEN ? Scope.TOKEN : Scope.SEQUENCE;
    }

    private void take(One one) {
        Scope from = one.scope();
        if (from == Scope.UNSTATED) {
            unstated++;
            guessed += assumed == Scope.UNSTATED ? 0 : 1;
            from = assumed;
        }
        if (from == target || target == Scope.UNSTATED) {
            kept.add(one);
        } else if (one.length().length == 0) {
            lacking.add(one.curve().run());
        } else {
            converted++;
            kept.add(one.withKl(KlUnit.convert(one.curve().kl(), one.length(), from, target)));
        }
    }

    /** The runs whose divergence is in {@link #target()}. */
    List<One> kept() {
        return kept;
    }

    Scope target() {
        return target;
    }

    /** Names of runs that could not be brought to the common scope. */
    List<String> lacking() {
        return lacking;
    }

    /** What was assumed and converted, in sentences; empty if nothing was. */
    String note() {
        StringBuilder note = new StringBuilder();
        if (guessed > 0) {
            note.append("The KL of ")
                    .append(runs(guessed))
                    .append(" does not state its scope; it is taken to be in ")
                    .append(assumed.text())
                    .append(". ");
        } else if (unstated > 0) {
            note.append("The KL does not state whether it is counted per token or per sequence. ");
        }
        if (converted > 0) {
            note.append("The KL of ")
                    .append(runs(converted))
                    .append(" was converted to ")
                    .append(target.text())
                    .append(target == Scope.SEQUENCE ? " by multiplying with" : " by dividing by")
                    .append(" the mean response length of the step (exact for a mean over all tokens, approximate for"
                            + " a")
                    .append(" mean of the sequences' means). ");
        }
        if (!lacking.isEmpty()) {
            note.append(runs(lacking.size()))
                    .append(" could not be converted, because no response length is logged, and ")
                    .append(lacking.size() == 1 ? "is" : "are")
                    .append(" left out: ")
                    .append(String.join(", ", lacking))
                    .append(". ");
        }
        return note.toString();
    }

    /** Whether something was done that a reader must know. */
    boolean isWorthTelling() {
        return converted > 0 || !lacking.isEmpty() || guessed > 0;
    }

    private static String runs(int count) {
        return count + (count == 1 ? " run" : " runs");
    }
}
