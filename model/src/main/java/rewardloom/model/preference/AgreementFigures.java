package rewardloom.model.preference;

import static rewardloom.model.preference.Ratings.MISSING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;

/** Draws who agrees with whom, and what everybody answered. */
final class AgreementFigures {
    /** More annotators than that leave no room for numbers in the cells. */
    private static final int MOST_PRINTED = 12;

    /** More answers than that are not told apart by colour; the rest is one bar. */
    private static final int MOST_BARS = 8;

    private final AgreementParameters parameters;
    private final Map<String, String> texts;
    private final Set<String> names = new HashSet<>();
    private final List<Figure> figures = new ArrayList<>();

    /**
     * @param texts the parameters as texts, for the figures' source
     */
    AgreementFigures(AgreementParameters parameters, Map<String, String> texts) {
        this.parameters = parameters;
        this.texts = texts;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    /**
     * Draws one table.
     *
     * @return name of the figure of κ, and of the figure of answers
     */
    Names add(SheetAgreement found) {
        String slug = unused(found.sheet().table().name());
        Names drawn = new Names("kappa-" + slug, "answers-" + slug);
        figures.add(kappas(drawn.kappa(), found));
        figures.add(answers(drawn.answers(), found.sheet()));
        return drawn;
    }

    /** Names of the two figures of a table. */
    record Names(String kappa, String answers) {}

    /** Draws agreement over time; says its name, empty when there is nothing to draw. */
    String add(AgreementOverTime time) {
        if (time.blocks().isEmpty()) {
            return "";
        }
        LabelSheet sheet = time.sheet();
        int n = time.blocks().size();
        double[] x = new double[n];
        double[] alpha = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        int before = 0;
        for (int b = 0; b < n; b++) {
            AgreementOverTime.Block block = time.blocks().get(b);
            x[b] = before + block.items() / 2.0;
            before += block.items();
            alpha[b] = block.alpha();
            low[b] = block.interval().low();
            high[b] = block.interval().high();
        }
        String meaning = Digits.percent(parameters.level()) + " bootstrap interval over the items of the block";
        String name = "over-time-" + unused(sheet.table().name() + " over time");
        figures.add(new Figure(
                name,
                sheet.table().name() + ": agreement over time",
                Axis.linear("items, in the order labelled").range(0, before),
                Axis.linear("Krippendorff's α"),
                List.of(
                        new Layer.Band("", 0, x, low, high, meaning),
                        new Layer.Line("", 0, x, alpha, false),
                        new Layer.Scatter("", 0, x, alpha)),
                "Krippendorff's α of " + n + " blocks of items in the order of the mean time of their labels. Band: "
                        + meaning + ". " + AgreementFindings.ties(sheet, parameters),
                source(sheet)));
        return name;
    }

    private String unused(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String unused = slug.isEmpty() ? "labels" : slug;
        for (int i = 2; !names.add(unused); i++) {
            unused = slug + "-" + i;
        }
        return unused;
    }

    private Figure kappas(String name, SheetAgreement found) {
        LabelSheet sheet = found.sheet();
        int n = sheet.raters().size();
        double[][] values = new double[n][n];
        for (int i = 0; i < n; i++) {
            values[i][i] = Double.NaN;
            for (int j = i + 1; j < n; j++) {
                values[i][j] = found.get(found.ofPair(i, j));
                values[j][i] = values[i][j];
            }
        }
        double[] places = IntStream.range(0, n).asDoubleStream().toArray();
        return new Figure(
                name,
                sheet.table().name() + ": Cohen's κ of every two annotators",
                Axis.categories("", raters(sheet)),
                Axis.categories("", raters(sheet)),
                List.of(new Layer.HeatMap("κ", places, places, values, -1, 1, n <= MOST_PRINTED)),
                "Cohen's κ of every two annotators over the items that both labelled: 1 full agreement, 0 chance. "
                        + AgreementFindings.ties(sheet, parameters) + " Empty: the diagonal, pairs with fewer than "
                        + Digits.count(parameters.minShared())
                        + " shared items, and pairs without two different answers.",
                source(sheet));
    }

    private Figure answers(String name, LabelSheet sheet) {
        List<Layer> layers = new ArrayList<>();
        if (sheet.scale().preference()) {
            layers.add(bars("first", 0, sheet, LabelScale.FIRST));
            layers.add(bars("tie", 2, sheet, LabelScale.TIE));
            layers.add(bars("second", 1, sheet, LabelScale.SECOND));
        } else {
            List<String> categories = sheet.scale().categories();
            int own = categories.size() <= MOST_BARS ? categories.size() : MOST_BARS - 1;
            for (int code = 0; code < own; code++) {
                layers.add(bars(categories.get(code), code, sheet, code));
            }
            if (own < categories.size()) {
                double[] rest = sheet.raters().stream()
                        .mapToDouble(r -> Arrays.stream(r.codes())
                                .filter(c -> c != MISSING && c >= own)
                                .count())
                        .toArray();
                layers.add(new Layer.Bars("others", own, rest));
            }
        }
        if (sheet.raters().stream().anyMatch(r -> r.skipped() > 0)) {
            double[] skipped = sheet.raters().stream()
                    .mapToDouble(LabelSheet.Rater::skipped)
                    .toArray();
            layers.add(new Layer.Bars("skipped", -1, skipped));
        }
        return new Figure(
                name,
                sheet.table().name() + ": answers of each annotator",
                Axis.categories("", raters(sheet)),
                Axis.linear("labels"),
                layers,
                "Number of answers of each kind of each annotator to " + Digits.count(sheet.items())
                        + " items. Labels were read as: " + sheet.scale().meaning() + ".",
                source(sheet));
    }

    private static Layer bars(String label, int color, LabelSheet sheet, int code) {
        return new Layer.Bars(
                label,
                color,
                sheet.raters().stream().mapToDouble(r -> r.count(code)).toArray());
    }

    private static List<String> raters(LabelSheet sheet) {
        return sheet.raters().stream().map(LabelSheet.Rater::name).toList();
    }

    private FigureSource source(LabelSheet sheet) {
        long points =
                sheet.raters().stream().mapToLong(LabelSheet.Rater::labels).sum();
        return new FigureSource(
                "agreement",
                texts,
                Map.of(sheet.table().name(), sheet.table().provenance().sha256()),
                points,
                0);
    }
}
