package rewardloom.viewers.chart;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ticks of an axis in seconds since 1970 (UTC): at round times of day, at days, months or years. */
final class TimeTicks {
    private static final double LAST_YEAR = 253_402_300_799.0;
    private static final double FIRST_YEAR = -62_135_596_800.0;
    private static final List<Step> STEPS = steps();

    private TimeTicks() {}

    /** A distance of ticks; {@code seconds} is about how long it is. */
    private record Step(ChronoUnit unit, int count, double seconds) {}

    private static List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        add(steps, ChronoUnit.SECONDS, 1, 1, 2, 5, 10, 15, 30);
        add(steps, ChronoUnit.MINUTES, 60, 1, 2, 5, 10, 15, 30);
        add(steps, ChronoUnit.HOURS, 3600, 1, 2, 3, 6, 12);
        add(steps, ChronoUnit.DAYS, 86_400, 1, 2, 7, 14);
        add(steps, ChronoUnit.MONTHS, 2_629_746, 1, 2, 3, 6);
        add(steps, ChronoUnit.YEARS, 31_556_952, 1, 2, 5, 10, 20, 50, 100, 500, 1000);
        return List.copyOf(steps);
    }

    private static void add(List<Step> steps, ChronoUnit unit, double seconds, int... counts) {
        for (int count : counts) {
            steps.add(new Step(unit, count, count * seconds));
        }
    }

    /** At most so many ticks; none when the range holds no two of them or no dates. */
    static List<Ticks.Tick> of(Span span, int wanted) {
        if (span.low() < FIRST_YEAR || span.high() > LAST_YEAR) {
            return List.of();
        }
        for (Step step : STEPS) {
            if (span.length() / step.seconds <= wanted) {
                List<Ticks.Tick> ticks = at(step, span);
                return ticks.size() >= 2 ? ticks : List.of();
            }
        }
        return List.of();
    }

    private static List<Ticks.Tick> at(Step step, Span span) {
        List<Ticks.Tick> ticks = new ArrayList<>();
        LocalDateTime time = floor(step, span.low());
        LocalDateTime before = null;
        while (ticks.size() < 100) {
            double seconds = time.toEpochSecond(ZoneOffset.UTC);
            if (seconds > span.high()) {
                break;
            }
            if (seconds >= span.low()) {
                ticks.add(new Ticks.Tick(seconds, label(step, time, before)));
                before = time;
            }
            time = time.plus(step.count, step.unit);
        }
        return ticks;
    }

    private static LocalDateTime floor(Step step, double seconds) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond((long) Math.floor(seconds)), ZoneOffset.UTC);
        return switch (step.unit) {
            case SECONDS -> time.withNano(0).withSecond(time.getSecond() / step.count * step.count);
            case MINUTES -> time.truncatedTo(ChronoUnit.MINUTES).withMinute(time.getMinute() / step.count * step.count);
            case HOURS -> time.truncatedTo(ChronoUnit.HOURS).withHour(time.getHour() / step.count * step.count);
            case DAYS -> time.truncatedTo(ChronoUnit.DAYS);
            case MONTHS ->
                time.truncatedTo(ChronoUnit.DAYS)
                        .withDayOfMonth(1)
                        .withMonth((time.getMonthValue() - 1) / step.count * step.count + 1);
            default -> LocalDateTime.of(Math.floorDiv(time.getYear(), step.count) * step.count, 1, 1, 0, 0);
        };
    }

    /** What is new at a tick is said in full: the date where it changes, the year where that changes. */
    private static String label(
            Step step, LocalDateTime time, @org.jspecify.annotations.Nullable LocalDateTime before) {
        boolean newYear = before == null || before.getYear() != time.getYear();
        boolean newDay = before == null || !before.toLocalDate().equals(time.toLocalDate());
        String pattern = switch (step.unit) {
            case SECONDS -> newDay ? "d MMM HH:mm:ss" : "HH:mm:ss";
            case MINUTES, HOURS -> newDay ? "d MMM HH:mm" : "HH:mm";
            case DAYS -> newYear ? "d MMM yyyy" : "d MMM";
            case MONTHS -> newYear ? "MMM yyyy" : "MMM";
            default -> "yyyy";
        };
        return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }

    /** A time for reading, to the second. */
    static String text(double seconds) {
        if (!(seconds >= FIRST_YEAR && seconds <= LAST_YEAR)) {
            return TickText.value(seconds, 6);
        }
        return LocalDateTime.ofInstant(Instant.ofEpochSecond((long) Math.floor(seconds)), ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ENGLISH));
    }
}
