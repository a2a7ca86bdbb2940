package rewardloom.model.analysis;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a parameter record: the window builds its form from it and the command line its check. The type is
 * {@code double}, {@code int}, {@code long}, {@code boolean}, {@code String}, an enum, or {@code List<String>}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {
    /** Name for people. */
    String label();

    /** One sentence that says what it does, with its unit. */
    String help();

    /** Smallest number allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest number allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** What a text must name; a form offers these. */
    Choices choices() default Choices.FREE;

    /** Texts that a form offers, beside any other that is typed. */
    String[] suggestions() default {};

    /** Heading under which a form shows it. */
    String group() default "";

    /** What a text parameter names. */
    enum Choices {
        FREE,
        TAGS,
        RUNS,
        GROUPS,
        TABLES,
        COLUMNS,
        /** Weights of components, {@code name=number}; a form has a slider for each. */
        WEIGHTS,
        SETTINGS,
        /** Tags of texts, images and histograms. */
        MEDIA,
        /** Columns of the first table of its own result. */
        RESULT
    }
}
