package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.figure.Axis;

/** Where an axis has its ticks and what they say. */
final class Ticks {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    /** Decades beyond which ticks inside them would be a grey line. */
    private static final int MINOR_DECADES = 8;

    /** Powers of ten need less room than other numbers: so many times as many. */
    private static final double POWERS = 1.5;

    /**
     * One tick.
     *
     * @param value where it is
     * @param label what it says, as {@link MathText}; empty for a tick without a label
     * @param minor whether it only shows how values lie between the others
     */
    record Tick(double value, String label, boolean minor) {
        Tick(double value, String label) {
            this(value, label, false);
        }

        static Tick minor(double value) {
            return new Tick(value, "", true);
        }
    }

    private Ticks() {}

    /**
     * Ticks of an axis.
     *
     * @param wanted how many there is room for, at least 2
     */
    static List<Tick> of(Axis axis, Scaling scaling, Span span, int wanted) {
        int room = Math.max(2, wanted);
        return switch (scaling) {
            case Scaling.Linear linear ->
                switch (axis.scale()) {
                    case CATEGORY -> categories(axis.categories(), span);
                    case TIME -> times(span, room);
                    case LINEAR, LOG, SQRT, SYMLOG -> linear(span, room);
                };
            case Scaling.Log log -> log(span, room);
            case Scaling.SignedRoot root -> root(span, room);
            case Scaling.SymmetricLog symmetric -> symmetric(symmetric, span, room);
        };
    }

    /**
     * Ticks at given places alone, such as those where ridges stand: the first and as many others as there is room for.
     *
     * @param places ascending
     */
    static List<Tick> at(double[] places, Scaling scaling, Span span, int wanted) {
        double gap = (scaling.forward(span.high()) - scaling.forward(span.low())) / (wanted + 1.0);
        double step = Double.POSITIVE_INFINITY;
        for (int i = 1; i < places.length; i++) {
            step = Math.min(step, places[i] - places[i - 1]);
        }
        List<Tick> ticks = new ArrayList<>();
        for (double place : places) {
            double digits = Double.isFinite(step) ? step : Math.max(1e-3, Math.abs(place));
            addIfFree(ticks, new Tick(place, TickText.of(place, digits)), scaling, span, gap);
        }
        return ticks;
    }

    /** The distance of ticks: 1, 2, 2.5 or 5 times a power of ten, the smallest with which there are at most {@code wanted}. */
    static double step(double length, int wanted) {
        double raw = length / Math.max(1, wanted);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double step : STEPS) {
            if (step * power >= raw * (1 - 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static List<Tick> categories(List<String> names, Span span) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (span.contains(i)) {
                ticks.add(new Tick(i, names.get(i)));
            }
        }
        return ticks;
    }

    private static List<Tick> times(Span span, int wanted) {
        List<Tick> ticks = TimeTicks.of(span, wanted);
        return ticks.isEmpty() ? linear(span, wanted) : ticks;
    }

    private static List<Tick> linear(Span span, int wanted) {
        double step = step(span.length(), wanted);
        List<Tick> ticks = new ArrayList<>();
        double first = Math.ceil(span.low() / step - 1e-9);
        double last = Math.floor(span.high() / step + 1e-9);
        for (int i = 0; i <= last - first && i < 1000; i++) {
            double value = (first + i) * step;
            ticks.add(new Tick(value, TickText.of(value, step)));
        }
        return ticks;
    }

    private static List<Tick> log(Span span, int wanted) {
        int first = (int) Math.ceil(Math.log10(span.low()) - 1e-9);
        int last = (int) Math.floor(Math.log10(span.high()) + 1e-9);
        if (last - first < 1) {
            return withinADecade(span, wanted);
        }
        int every = Math.max(1, (int) Math.ceil((last - first + 1) / (wanted * POWERS)));
        List<Tick> ticks = new ArrayList<>();
        addMinor(ticks, first - 1, 1, span, last - first);
        for (int exponent = first; exponent <= last; exponent++) {
            String label = Math.floorMod(exponent, every) == 0 ? TickText.ofPower(exponent, first, last) : "";
            ticks.add(new Tick(Math.pow(10, exponent), label));
            addMinor(ticks, exponent, 1, span, last - first);
        }
        return ticks;
    }

    /** Two to nine times a power of ten, by which one sees that an axis is logarithmic. */
    private static void addMinor(List<Tick> ticks, int exponent, int sign, Span span, int decades) {
        for (int digit = 2; digit <= 9 && decades <= MINOR_DECADES; digit++) {
            double value = sign * digit * Math.pow(10, exponent);
            if (span.contains(value)) {
                ticks.add(Tick.minor(value));
            }
        }
    }

    private static List<Tick> withinADecade(Span span, int wanted) {
        List<Tick> ticks = new ArrayList<>();
        if (span.high() / span.low() > 2) {
            for (double power = Math.pow(10, Math.floor(Math.log10(span.low()))); power <= span.high(); power *= 10) {
                for (double digit : new double[] {1, 2, 5}) {
                    double value = digit * power;
                    if (span.contains(value)) {
                        ticks.add(new Tick(value, TickText.of(value, power)));
                    }
                }
            }
        }
        return ticks.size() >= 2 ? ticks : linear(span, wanted);
    }

    /**
     * 0 and 1, 2, 5 times powers of ten, then other digits where the far end would be bare; from there inwards, those that come too
     * close to one already there give way.
     */
    private static List<Tick> root(Span span, int wanted) {
        Scaling.SignedRoot root = new Scaling.SignedRoot();
        double gap = (root.forward(span.high()) - root.forward(span.low())) / (wanted * 1.25 + 1.0);
        List<Tick> ticks = new ArrayList<>();
        if (span.contains(0)) {
            ticks.add(new Tick(0, "0"));
        }
        double largest = Math.max(Math.abs(span.low()), Math.abs(span.high()));
        int top = (int) Math.floor(Math.log10(largest));
        for (int exponent = top; exponent >= top - 6; exponent--) {
            addDigits(ticks, new double[] {5, 2, 1}, exponent, root, span, gap);
        }
        addDigits(ticks, new double[] {8, 4, 3, 6}, top, root, span, gap);
        ticks.sort((a, b) -> Double.compare(a.value(), b.value()));
        return ticks.size() >= 3 ? ticks : linear(span, wanted);
    }

    private static void addDigits(
            List<Tick> ticks, double[] digits, int exponent, Scaling scaling, Span span, double gap) {
        for (double digit : digits) {
            double size = digit * Math.pow(10, exponent);
            for (double value : new double[] {size, -size}) {
                addIfFree(ticks, new Tick(value, TickText.of(value, Math.pow(10, exponent))), scaling, span, gap);
            }
        }
    }

    /** Zero and powers of ten on both sides, from the far ends inwards; those too close to one already there give way. */
    private static List<Tick> symmetric(Scaling.SymmetricLog scaling, Span span, int wanted) {
        double gap = (scaling.forward(span.high()) - scaling.forward(span.low())) / (wanted + 1.0);
        int first = (int) Math.round(Math.log10(scaling.c()));
        double largest = Math.max(Math.abs(span.low()), Math.abs(span.high()));
        int last = (int) Math.floor(Math.log10(Math.max(largest, scaling.c())) + 1e-9);
        List<Tick> ticks = new ArrayList<>();
        if (span.contains(0)) {
            ticks.add(new Tick(0, "0"));
        }
        for (int exponent = last; exponent >= first; exponent--) {
            double size = Math.pow(10, exponent);
            String power = TickText.ofPower(exponent, first, last);
            addIfFree(ticks, new Tick(size, power), scaling, span, gap);
            addIfFree(ticks, new Tick(-size, "−" + power), scaling, span, gap);
        }
        int labelled = ticks.size();
        for (int exponent = first; exponent <= last && labelled >= 2; exponent++) {
            addMinor(ticks, exponent, 1, span, last - first);
            addMinor(ticks, exponent, -1, span, last - first);
        }
        ticks.sort((a, b) -> Double.compare(a.value(), b.value()));
        return labelled >= 2 ? ticks : linear(span, wanted);
    }

    private static void addIfFree(List<Tick> ticks, Tick tick, Scaling scaling, Span span, double gap) {
        double place = scaling.forward(tick.value());
        if (span.contains(tick.value())
                && ticks.stream().noneMatch(t -> Math.abs(scaling.forward(t.value()) - place) < gap)) {
            ticks.add(tick);
        }
    }
}
