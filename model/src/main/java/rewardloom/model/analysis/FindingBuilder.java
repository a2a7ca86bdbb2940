package rewardloom.model.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import rewardloom.model.statistics.Interval;

/** Writes a {@link Finding} sentence by sentence. */
public final class FindingBuilder {
    private final String id;
    private final Finding.Severity severity;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private String text = "";
    private String rule = "";
    private String figure = "";

    public FindingBuilder(String id, Finding.Severity severity) {
        this.id = id;
        this.severity = severity;
    }

    public FindingBuilder text(String newText) {
        text = newText;
        return this;
    }

    public FindingBuilder rule(String newRule) {
        rule = newRule;
        return this;
    }

    public FindingBuilder figure(String newFigure) {
        figure = newFigure;
        return this;
    }

    /** A number or text by name; numbers that are not finite are left out. */
    public FindingBuilder value(String name, Object value) {
        if (!(value instanceof Double number) || Double.isFinite(number)) {
            values.put(name, value);
        }
        return this;
    }

    /** The ends of an interval as {@code name_low} and {@code name_high}. */
    public FindingBuilder interval(String name, Interval interval) {
        return value(name + "_low", interval.low()).value(name + "_high", interval.high());
    }

    public Finding build() {
        return new Finding(id, severity, text, rule, values, figure);
    }
}
