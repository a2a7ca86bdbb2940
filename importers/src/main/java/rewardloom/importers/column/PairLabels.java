package rewardloom.importers.column;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a table of pairs hold answers, and what their numbers and words mean. The field writes the same three answers in many
 * ways, some of them opposite: each format's own is told from the fields beside it.
 */
final class PairLabels {
    private static final Pattern ANNOTATOR = Pattern.compile("((?:annotator|rater|coder|labell?er)_?\\d+)");
    private static final Pattern SEGMENT_LABEL = Pattern.compile("(.+)_labels?|labels?");
    private static final Pattern JUDGE = Pattern.compile("(.+)_result");
    private static final List<String> STRENGTHS = List.of("preference_strength", "overall_preference");
    private static final Set<String> FIRST = Set.of(
            "a",
            "first",
            "left",
            "model_a",
            "model_1",
            "response_a",
            "response_1",
            "output_1",
            "1",
            "a>b",
            "a>>b",
            "[[a]]");
    private static final Set<String> SECOND = Set.of(
            "b",
            "second",
            "right",
            "model_b",
            "model_2",
            "response_b",
            "response_2",
            "output_2",
            "2",
            "b>a",
            "b>>a",
            "[[b]]");
    private static final Set<String> TIE = Set.of(
            "tie", "ties", "equal", "same", "draw", "both", "neither", "0", "c", "a=b", "[[c]]", "bothbad", "both_bad");

    /** Kaggle's arena has a column for each answer: this one, another for the second model and {@link #ONE_HOT_TIE}. */
    static final String ONE_HOT = "winner_model_a";

    static final String ONE_HOT_TIE = "winner_tie";

    private PairLabels() {}

    /** What the numbers of an answer mean. */
    enum Coding {
        /** The number of the better item (PandaLM, LLMBar): 1 first, 2 second, 0 tie. */
        NUMBER {
            @Override
            double label(double answer) {
                return answer == 1 ? 1 : answer == 2 ? 0 : answer == 0 ? 0.5 : Double.NaN;
            }
        },
        /** The index of the better item (Uni-RLHF, Preference Transformer): 0 first, 1 second, −1 tie. */
        INDEX {
            @Override
            double label(double answer) {
                return answer == 0 ? 1 : answer == 1 ? 0 : answer == -1 || answer == 0.5 ? 0.5 : Double.NaN;
            }
        },
        /** The share of the first item (SHP, imitation): 1 first, 0 second, 0.5 tie. */
        SHARE {
            @Override
            double label(double answer) {
                return answer >= 0 && answer <= 1 ? answer : Double.NaN;
            }
        },
        /** AlpacaEval: from 1, the first output is better, to 2, the second is; 0 was a draw in old files. */
        ALPACA {
            @Override
            double label(double answer) {
                return answer == 0 ? 0.5 : answer >= 1 && answer <= 2 ? 2 - answer : Double.NaN;
            }
        },
        /** HelpSteer: negative, the first is better, to positive, the second is; 0 tie. */
        STRENGTH {
            @Override
            double label(double answer) {
                return Double.isNaN(answer) ? Double.NaN : answer < 0 ? 1 : answer > 0 ? 0 : 0.5;
            }
        },
        /** Not an answer, although it is named like one: with chosen and rejected, the answer is known. */
        NONE {
            @Override
            double label(double answer) {
                return Double.NaN;
            }
        };

        /** 1 first, 0 second, 0.5 tie, NaN anything else. */
        abstract double label(double answer);
    }

    /**
     * A field with answers.
     *
     * @param field its name
     * @param column the column of labels that it becomes
     * @param coding what its numbers mean
     */
    record Label(String field, String column, Coding coding) {}

    /** The fields with answers, in the order of the table. */
    static List<Label> of(List<Field> fields) {
        Set<String> names = fields.stream()
                .filter(f -> f.type() != null)
                .map(f -> ColumnNames.plain(f.name()))
                .collect(Collectors.toSet());
        List<Label> labels = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Field field : fields) {
            Label label = field.type() == null ? null : label(field, names);
            if (label != null && (label.coding == Coding.NONE || used.add(label.column))) {
                labels.add(label);
            }
        }
        return labels;
    }

    private static @Nullable Label label(Field field, Set<String> names) {
        String name = ColumnNames.plain(field.name());
        boolean decided = names.contains("chosen");
        if (decided) {
            return Set.of("label", "labels", "preference", "answer").contains(name)
                    ? new Label(field.name(), "", Coding.NONE)
                    : null;
        }
        if (name.equals(ONE_HOT) && names.contains("winner_model_b")) {
            return new Label(field.name(), "label", Coding.SHARE);
        }
        if (name.equals("winner")) {
            return new Label(field.name(), "label", Coding.NUMBER);
        }
        Matcher annotator = ANNOTATOR.matcher(name);
        if (annotator.matches()) {
            return new Label(field.name(), "label/" + name, Coding.NUMBER);
        }
        Matcher judge = JUDGE.matcher(name);
        if (judge.matches() && isJudge(judge.group(1), names)) {
            return new Label(field.name(), "label/" + judge.group(1), Coding.NUMBER);
        }
        Matcher segment = SEGMENT_LABEL.matcher(name);
        if (segment.matches() && names.containsAll(Set.of("start_1", "start_2"))) {
            String who = segment.group(1);
            return new Label(field.name(), who == null ? "label" : "label/" + who, Coding.INDEX);
        }
        if (name.equals("preference") && names.contains("output_1")) {
            return new Label(field.name(), "label", Coding.ALPACA);
        }
        if (name.equals("label") && names.contains("output_1")) {
            return new Label(field.name(), "label", Coding.NUMBER);
        }
        if (name.equals("labels") && names.contains("human_ref_a")) {
            return new Label(field.name(), "label", Coding.SHARE);
        }
        if (STRENGTHS.contains(name) && field.isNumeric() && !names.contains("label")) {
            return new Label(field.name(), "label", Coding.STRENGTH);
        }
        return name.equals("label") && field.isText() ? new Label(field.name(), "label", Coding.NUMBER) : null;
    }

    /** Whether somebody judged pairs that are named by their index and gave reasons. */
    private static boolean isJudge(String who, Set<String> names) {
        return names.contains("idx") && (names.contains(who + "_reason") || names.contains(who + "_reference"));
    }

    /** Whether a table holds what a judge said of pairs that stand elsewhere. */
    static boolean isJudged(Set<String> names) {
        return names.stream().anyMatch(n -> n.endsWith("_result") && isJudge(n.substring(0, n.length() - 7), names));
    }

    /** What a word means: 1 first, 0 second, 0.5 tie, NaN anything else. */
    static double word(String answer) {
        String plain = answer.strip().toLowerCase(Locale.ROOT);
        // FastChat's ties say of which kind they are
        boolean tie = TIE.contains(plain) || plain.startsWith("tie (");
        return FIRST.contains(plain) ? 1 : SECOND.contains(plain) ? 0 : tie ? 0.5 : Double.NaN;
    }
}
