package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;

/** Takes the pulse of one tag while its points go by, in constant memory. Not thread-safe. */
final class PulseTaker {
    static final int MOST_RESTARTS = 100;
    private static final Set<RoleType> WATCHED = EnumSet.of(
            RoleType.KL, RoleType.COMPONENT, RoleType.REWARD, RoleType.RETURN, RoleType.GOLD, RoleType.PROXY);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final String tag;
    private final Role role;
    private final Run nonfinite = new Run();
    private final Run negative = new Run();
    private final List<Pulse.Restart> restarts = new ArrayList<>();
    private final List<Long> marks = new ArrayList<>();
    private final @Nullable Thinned sample;
    private boolean hasSteps;
    private long count;
    private long firstStep;
    private long lastStep;
    private double first = Double.NaN;
    private double min = Double.NaN;
    private double max = Double.NaN;
    private long smallestGap;
    private long largestGap;
    private long backward;
    private long stepHash;
    private long hash;

    PulseTaker(String tag, Role role, Pattern alsoWatched) {
        this.tag = tag;
        this.role = role;
        this.sample = WATCHED.contains(role.type()) || alsoWatched.matcher(tag).matches() ? new Thinned() : null;
    }

    /** The next point of a series without steps; its row stands for one. */
    void add(double value) {
        point(count, value);
    }

    /** The next point. */
    void add(long step, double value) {
        hasSteps = true;
        if (count > 0) {
            gap(step);
        } else {
            firstStep = step;
        }
        point(step, value);
    }

    private void gap(long step) {
        if (step < lastStep) {
            backward++;
            if (restarts.size() < MOST_RESTARTS) {
                restarts.add(new Pulse.Restart(count, lastStep, step));
            }
        } else if (step > lastStep) {
            long gap = step - lastStep;
            smallestGap = smallestGap == 0 ? gap : Math.min(smallestGap, gap);
            largestGap = Math.max(largestGap, gap);
        }
    }

    private void point(long step, double value) {
        stepHash = mixed(stepHash, step);
        hash = mixed(mixed(hash, step), Double.doubleToLongBits(value));
        lastStep = step;
        count++;
        if ((count & (count - 1)) == 0) {
            marks.add(stepHash);
        }
        if (sample != null) {
            sample.add(step, value);
        }
        boolean finite = Double.isFinite(value);
        nonfinite.add(!finite, step);
        negative.add(value < 0, step);
        if (finite) {
            if (Double.isNaN(first)) {
                first = value;
                min = value;
                max = value;
            }
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
    }

    private static long mixed(long hash, long value) {
        long x = (hash ^ value) * GOLDEN;
        return x ^ (x >>> 29);
    }

    Pulse pulse() {
        List<Long> allMarks = new ArrayList<>(marks);
        allMarks.add(stepHash);
        return new Pulse(
                tag,
                role,
                count,
                hasSteps,
                firstStep,
                lastStep,
                first,
                min,
                max,
                nonfinite.burst(),
                negative.burst(),
                smallestGap,
                largestGap,
                backward,
                List.copyOf(restarts),
                List.copyOf(allMarks),
                hash,
                sample == null ? Pulse.Sample.NONE : new Pulse.Sample(sample.steps(), sample.values()));
    }

    /** Points of a kind, and how many come in a row. */
    private static final class Run {
        private long total;
        private long runs;
        private long current;
        private long currentFrom;
        private long longest;
        private long from;
        private long to;

        void add(boolean is, long step) {
            if (!is) {
                current = 0;
                return;
            }
            total++;
            if (current++ == 0) {
                runs++;
                currentFrom = step;
            }
            if (current > longest) {
                longest = current;
                from = currentFrom;
                to = step;
            }
        }

        Pulse.Burst burst() {
            return new Pulse.Burst(total, runs, longest, from, to);
        }
    }
}
