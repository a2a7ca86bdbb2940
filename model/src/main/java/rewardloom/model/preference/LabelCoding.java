package rewardloom.model.preference;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** What the numbers in a column of labels mean: files of the field write the same three answers in four ways. */
public enum LabelCoding {
    /** The first of the others, in their order, that explains every number of the table. */
    AUTO(Double.NaN, Double.NaN, Double.NaN),
    /** The probability that the first item is better: 1 first, 0 second, 0.5 tie. */
    SHARE(1, 0, 0.5),
    /** The number of the better item: 1 first, 2 second, 0 tie. */
    NUMBER(1, 2, 0),
    /** The index of the better item: 0 first, 1 second, −1 tie. */
    INDEX(0, 1, -1),
    /** The sign of the preference: 1 first, −1 second, 0 tie. */
    SIGN(1, -1, 0),
    /** Every value is an answer of its own; there are no sides and no ties. */
    AS_IS(Double.NaN, Double.NaN, Double.NaN);

    private static final Set<String> FIRST = Set.of("a", "first", "left", "model_a", "response_a", "chosen");
    private static final Set<String> SECOND = Set.of("b", "second", "right", "model_b", "response_b", "rejected");
    private static final Set<String> TIE = Set.of("tie", "ties", "equal", "same", "draw", "both", "tie (bothbad)");
    private static final Set<String> NONE =
            Set.of("", "skip", "skipped", "incomparable", "none", "null", "nan", "n/a", "na");

    private final double first;
    private final double second;
    private final double tie;

    LabelCoding(double first, double second, double tie) {
        this.first = first;
        this.second = second;
        this.tie = tie;
    }

    /** Whether every number is one of the three answers. */
    boolean explains(Collection<Double> numbers) {
        return numbers.stream().allMatch(n -> n == first || n == second || n == tie);
    }

    /** The first coding that explains these numbers, else {@link #AS_IS}. */
    static LabelCoding guess(Collection<Double> numbers) {
        for (LabelCoding coding : values()) {
            if (coding.isPreference() && coding.explains(numbers)) {
                return coding;
            }
        }
        return AS_IS;
    }

    /** Whether it knows first, second and tie. */
    boolean isPreference() {
        return this != AUTO && this != AS_IS;
    }

    /**
     * The answer that a number stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    Answer answer(double number) {
        if (number == first) {
            return Answer.A;
        } else if (number == second) {
            return Answer.B;
        } else if (number == tie) {
            return Answer.TIE;
        }
        throw new IllegalArgumentException(number + " is none of " + meaning());
    }

    /** The name among the parameters, in lower case with hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The codes in words. */
    String meaning() {
        return isPreference()
                ? number(first) + " first, " + number(second) + " second, " + number(tie) + " tie"
                : "every value an answer of its own";
    }

    private static String number(double value) {
        String text = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        return text.replace('-', '−');
    }

    /** Whether a text says that there is no answer, as skipped and empty cells do. */
    static boolean isNone(String text) {
        return NONE.contains(plain(text));
    }

    /** Whether a text is a word for an answer, such as {@code left} or {@code tie}. */
    static boolean isWord(String text) {
        String plain = plain(text);
        return FIRST.contains(plain) || SECOND.contains(plain) || TIE.contains(plain);
    }

    /** The answer that a word stands for. */
    static Answer ofWord(String text) {
        String plain = plain(text);
        return FIRST.contains(plain) ? Answer.A : SECOND.contains(plain) ? Answer.B : Answer.TIE;
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
