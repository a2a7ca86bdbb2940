package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.AnalysisRun;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/**
 * The whole analysis, against figures printed by R's irr, fast-krippendorff and the README of PandaLM, and for ties that count half
 * against the definitions written out in NumPy.
 */
class LabelAgreementTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private final LabelAgreement analysis = new LabelAgreement();

    private Result run(MemoryTables tables, String... changes) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("resamples", "200"));
        for (String change : changes) {
            String[] parts = change.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return analysis.run(new Parameters<>(analysis.defaults()).parse(values), tables, Progress.NONE);
    }

    /** A table with one text of digits for each annotator, a star for a missing label. */
    private static MemoryTables digits(Kind kind, String... annotators) {
        List<Column> columns = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        for (int a = 0; a < annotators.length; a++) {
            columns.add(new Column("annotator" + (a + 1), ColumnType.INT64));
            long[] cells = new long[annotators[a].length()];
            BitSet missing = new BitSet();
            for (int i = 0; i < cells.length; i++) {
                missing.set(i, annotators[a].charAt(i) == '*');
                cells[i] = missing.get(i) ? 0 : annotators[a].charAt(i) - '0';
            }
            values.add(new Values.Longs(cells, missing));
        }
        return new MemoryTables()
                .add(new TableSpec(kind, "study", "", columns), new Batch(annotators[0].length(), values));
    }

    private static MemoryTables texts(String... annotators) {
        List<Column> columns = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        int rows = annotators[0].split(" ").length;
        for (int a = 0; a < annotators.length; a++) {
            columns.add(new Column("annotator" + (a + 1), ColumnType.TEXT));
            values.add(new Values.Texts(IntStream.range(0, rows).toArray(), List.of(annotators[a].split(" "))));
        }
        return new MemoryTables().add(new TableSpec(Kind.PAIRS, "study", "", columns), new Batch(rows, values));
    }

    private static MemoryTables pandaLm() throws Exception {
        Path file = Path.of(System.getProperty("rewardloom.root", ".."))
                .resolve("../shared/real-data/preferences/pandalm/testset-v1.json");
        assumeTrue(Files.exists(file), "the PandaLM labels are not at hand");
        JsonNode rows = new JsonMapper().readTree(file.toFile());
        String[] annotators = new String[3];
        for (int a = 0; a < 3; a++) {
            StringBuilder labels = new StringBuilder();
            for (JsonNode row : rows) {
                labels.append(row.get("annotator" + (a + 1)).asInt());
            }
            annotators[a] = labels.toString();
        }
        return digits(Kind.PAIRS, annotators);
    }

    private static ResultTable table(Result result, String name) {
        return result.tables().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Object cell(Result result, String table, int row, String column) {
        ResultTable found = table(result, table);
        return found.rows().get(row).get(found.columns().indexOf(column));
    }

    private static double number(Result result, String table, int row, String column) {
        Object cell = cell(result, table, row, column);
        assertThat(cell).as(column).isInstanceOf(Number.class);
        return cell instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static double statistic(Result result, String name) {
        ResultTable found = table(result, "agreement");
        int row = found.rows().stream().map(r -> r.get(1)).toList().indexOf(name);
        return number(result, "agreement", row, "value");
    }

    private static List<Finding> findings(Result result, String id) {
        return result.findings().stream().filter(f -> f.id().equals(id)).toList();
    }

    @Test
    void isInstalled() {
        assertThat(Analyses.installed().get("agreement")).isInstanceOf(LabelAgreement.class);
        assertThat(analysis.help()).contains("Krippendorff").contains("at-chance");
    }

    @Test
    void agreesWithThePublishedFiguresOfPandaLm() throws Exception {
        Result result = run(pandaLm(), "resamples=1000");

        assertThat(statistic(result, "krippendorff-alpha")).isCloseTo(0.8642206852, EXACT);
        assertThat(statistic(result, "fleiss-kappa")).isCloseTo(0.8641753650, EXACT);
        assertThat(statistic(result, "unanimous")).isCloseTo(879 / 999.0, EXACT);
        assertThat(number(result, "pairwise", 0, "kappa")).isCloseTo(0.8520226785, EXACT);
        assertThat(number(result, "pairwise", 1, "kappa")).isCloseTo(0.8789438113, EXACT);
        assertThat(number(result, "pairwise", 2, "kappa")).isCloseTo(0.8616614541, EXACT);
        assertThat(number(result, "agreement", 0, "low"))
                .as("20,000 resamples by NumPy: 0.84100")
                .isCloseTo(0.8410, within(0.003));
        assertThat(number(result, "agreement", 0, "high"))
                .as("20,000 resamples by NumPy: 0.88651")
                .isCloseTo(0.8865, within(0.003));
        assertThat(cell(result, "annotators", 0, "a")).isEqualTo(427);
        assertThat(cell(result, "annotators", 0, "b")).isEqualTo(475);
        assertThat(cell(result, "annotators", 0, "tie")).isEqualTo(97);
        assertThat(cell(result, "annotators", 0, "left_share"))
                .as("sides are unknown")
                .isNull();
        assertThat(findings(result, "agreement").getFirst().text())
                .contains("0.864")
                .contains("999 items")
                .contains("A tie is an answer of its own; a skipped or missing label is missing.");
        assertThat(findings(result, "agreement").getFirst().severity()).isEqualTo(Finding.Severity.INFO);
        assertThat(findings(result, "at-chance")).isEmpty();
        assertThat(findings(result, "coding").getFirst().text()).contains("1 first, 2 second, 0 tie");
    }

    /** Krippendorff's example of four observers and twelve units, as he prints it for the four scales. */
    @Test
    void tellsAlphaOfEveryScaleThatFits() {
        Result result = run(digits(Kind.SCORES, "123321412***", "1233224125*3", "*3332342251*", "12332441251*"));

        assertThat(statistic(result, "krippendorff-alpha-nominal")).isCloseTo(.743421, within(5e-7));
        assertThat(statistic(result, "krippendorff-alpha-ordinal")).isCloseTo(.815388, within(5e-7));
        assertThat(statistic(result, "krippendorff-alpha-interval")).isCloseTo(.849107, within(5e-7));
        assertThat(statistic(result, "krippendorff-alpha-ratio")).isCloseTo(.797403, within(5e-7));
        assertThat(table(run(texts("yes no yes", "yes no no"), "coding=as-is"), "agreement")
                        .rows())
                .as("texts have no distance")
                .extracting(row -> row.get(1))
                .contains("krippendorff-alpha-nominal")
                .doesNotContain("krippendorff-alpha-ordinal");
    }

    @Test
    void countsTiesAsAskedFor() throws Exception {
        MemoryTables tables = pandaLm();

        Result half = run(tables, "ties=half");
        assertThat(statistic(half, "krippendorff-alpha")).isCloseTo(0.8720325358323996, EXACT);
        assertThat(number(half, "pairwise", 0, "kappa")).isCloseTo(0.8589380097663849, EXACT);
        assertThat(statistic(run(tables, "ties=drop"), "krippendorff-alpha")).isCloseTo(0.8955706179066835, EXACT);
        assertThat(statistic(run(tables, "metric=interval"), "krippendorff-alpha"))
                .isCloseTo(0.8772172081293725, EXACT);
    }

    @Test
    void isTheSameForTheSameSeed() throws Exception {
        MemoryTables tables = pandaLm();

        assertThat(run(tables).tables()).isEqualTo(run(tables).tables());
        assertThat(run(tables, "seed=1").tables()).isNotEqualTo(run(tables).tables());
    }

    @Test
    void comparesDiagnosesAsTheyStand() {
        String[] patients = {
            "444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444", "555555",
            "144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112", "224444", "133555",
            "555555", "244444", "224555", "114444", "144445", "222224", "111155", "224444", "133333", "555555"
        };
        String[] raters = IntStream.range(0, 6)
                .mapToObj(r -> String.join(
                        "",
                        List.of(patients).stream()
                                .map(p -> p.substring(r, r + 1))
                                .toList()))
                .toArray(String[]::new);

        Result result = run(digits(Kind.SCORES, raters));

        assertThat(statistic(result, "fleiss-kappa")).isCloseTo(0.430244520060, EXACT);
        assertThat(statistic(result, "krippendorff-alpha"))
                .as("180 ratings; R takes them for 900")
                .isCloseTo(1 - (1 - 0.430244520060) * 179 / 180, EXACT);
        assertThat(statistic(result, "mean-kappa")).isCloseTo(0.459412144435, EXACT);
        assertThat(statistic(result, "conger-kappa"))
                .as("the exact κ of R's irr")
                .isCloseTo(0.441808540329, EXACT);
        assertThat(number(result, "pairwise", 0, "percent_agreement")).isCloseTo(0.7333333333333, EXACT);
        assertThat(cell(result, "pairwise", 5, "rater_i")).isEqualTo("annotator2");
        assertThat(cell(result, "pairwise", 5, "rater_j")).isEqualTo("annotator3");
        assertThat(number(result, "pairwise", 5, "kappa")).isCloseTo(0.631147540984, EXACT);
        assertThat(findings(result, "agreement").getFirst().severity()).isEqualTo(Finding.Severity.WARNING);
    }

    @Test
    void bearsMissingRatings() {
        MemoryTables tables = digits(
                Kind.SCORES,
                "*****3412113 3*3".replace(" ", ""),
                "1*2133 43*******".replace(" ", ""),
                "**2134 4*211 33*4".replace(" ", ""));

        assertThat(statistic(run(tables), "krippendorff-alpha")).isCloseTo(0.691358024691, EXACT);
        assertThat(statistic(run(tables, "metric=interval"), "krippendorff-alpha"))
                .isCloseTo(0.810844892812, EXACT);
        assertThat(statistic(run(tables, "metric=ordinal"), "krippendorff-alpha"))
                .isCloseTo(0.806721419942, EXACT);
        assertThat(statistic(run(tables, "metric=ratio"), "krippendorff-alpha")).isCloseTo(0.808943670784, EXACT);
        assertThat(cell(run(tables), "pairwise", 0, "kappa"))
                .as("three shared items are fewer than ten")
                .isNull();
        assertThat(cell(run(tables, "minShared=3"), "pairwise", 0, "kappa")).isNotNull();
    }

    @Test
    void findsAnAnnotatorWithSwappedSides() {
        String first = "1212121122".repeat(10);
        String second = "1212121121".repeat(10);
        String swapped = first.replace('1', '3').replace('2', '1').replace('3', '2');

        Result result = run(digits(Kind.PAIRS, first, second, first, swapped), "coding=number");

        assertThat(findings(result, "at-chance")).hasSize(1);
        assertThat(findings(result, "at-chance").getFirst().text())
                .startsWith("annotator4 agrees with the others worse than chance")
                .contains("swapped sides");
    }

    @Test
    void namesThePairWhenThereAreOnlyTwo() {
        Result result = run(digits(Kind.PAIRS, "12".repeat(30), "1221".repeat(15)), "coding=number");

        assertThat(findings(result, "at-chance").getFirst().text())
                .startsWith("annotator1 and annotator2 agree no better than chance in study: κ = 0 ");
    }

    @Test
    void findsSideBiasAndTies() {
        String honest = "1212121120".repeat(10);
        String biased = "1111111112".repeat(10);
        String lazy = "0000000012".repeat(10);

        Result result = run(digits(Kind.PAIRS, honest, biased, lazy));

        assertThat(findings(result, "side-bias")).hasSize(1);
        Finding side = findings(result, "side-bias").getFirst();
        assertThat(side.text())
                .startsWith("annotator2 prefers the first item in 90 of 100 decisive labels of study (90 %")
                .contains("only if the order of the items was drawn at random");
        assertThat(((Number) side.values().getOrDefault("p", Double.NaN)).doubleValue())
                .as("scipy.stats.binomtest(90, 100)")
                .isCloseTo(3.0633e-17, within(1e-20));
        assertThat(findings(result, "mostly-ties").getFirst().text())
                .startsWith("annotator3 answered mostly with ties in study: 80 of 100 labels (80 %)");
    }

    @Test
    void readsWordsAndTellsSkippedFromTies() {
        Result result =
                run(texts("a b tie skip left right", "A B Tie b model_a model_b"), "minShared=1", "resamples=10");

        assertThat(statistic(result, "krippendorff-alpha")).isEqualTo(1);
        assertThat(cell(result, "annotators", 0, "tie")).isEqualTo(1);
        assertThat(number(result, "annotators", 0, "skip_share")).isCloseTo(1 / 6.0, EXACT);
        assertThat(number(result, "pairwise", 0, "n")).isEqualTo(5);
    }

    @Test
    void readsEveryCoding() {
        assertThat(LabelCoding.guess(List.of(0.0, 0.5, 1.0))).isEqualTo(LabelCoding.SHARE);
        assertThat(LabelCoding.guess(List.of(0.0, 1.0, 2.0))).isEqualTo(LabelCoding.NUMBER);
        assertThat(LabelCoding.guess(List.of(-1.0, 0.0, 1.0))).isEqualTo(LabelCoding.INDEX);
        assertThat(LabelCoding.guess(List.of(1.0, 5.0))).isEqualTo(LabelCoding.AS_IS);
        Result result = run(digits(Kind.PAIRS, "0011", "0010"), "coding=index", "minShared=1");
        assertThat(cell(result, "annotators", 1, "a")).isEqualTo(3);
        assertThatThrownBy(() -> run(digits(Kind.PAIRS, "0013", "0010"), "coding=index"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("include 3")
                .hasMessageContaining("the coding index (0 first, 1 second, −1 tie)");
    }

    @Test
    void drawsWhoAgreesWithWhom() {
        Result result = run(digits(Kind.PAIRS, "1212121120", "1212121121", "1212101120"));

        assertThat(result.figures()).extracting(Figure::name).containsExactly("kappa-study", "answers-study");
        Layer.HeatMap map = (Layer.HeatMap) result.figures().getFirst().layers().getFirst();
        assertThat(map.values()[0][1]).isEqualTo(number(result, "pairwise", 0, "kappa"));
        assertThat(map.values()[1][0]).isEqualTo(map.values()[0][1]);
        assertThat(map.values()[1][1]).isNaN();
        assertThat(result.figures().getLast().layers())
                .extracting(Layer::label)
                .containsExactly("first", "tie", "second");
        assertThat(((Layer.Bars) result.figures().getLast().layers().getFirst()).values())
                .containsExactly(5, 6, 5);
    }

    @Test
    void saysWhyNothingCanBeCompared() {
        assertThatThrownBy(() -> run(new MemoryTables()))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no table has labels")
                .hasMessageContaining("label/NAME");
        assertThatThrownBy(() -> run(digits(Kind.PAIRS, "1212")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("only one annotator has labelled study (column annotator1)");
        assertThatThrownBy(
                        () -> AnalysisRun.of(analysis, analysis.defaults(), digits(Kind.PAIRS, "1212"), Progress.NONE))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("labels of two annotators or more");
        assertThatThrownBy(() -> run(digits(Kind.PAIRS, "****", "****")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("All labels of study are missing");
        assertThatThrownBy(() -> run(digits(Kind.PAIRS, "", "")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("study has no rows");
        assertThatThrownBy(() -> run(digits(Kind.PAIRS, "12**", "**12")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("No item of study has labels of two annotators");
        assertThatThrownBy(() -> run(digits(Kind.PAIRS, "12", "12"), "tables=other"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no table called other has labels");
        assertThatThrownBy(() -> run(texts("good bad good", "bad bad good"), "metric=interval"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("the interval metric does not fit");
    }

    @Test
    void saysThatAlphaIsNotDefinedWhenAllLabelsAreTheSame() {
        Result result = run(digits(Kind.PAIRS, "1111", "1111"));

        assertThat(statistic(result, "krippendorff-alpha")).isNaN();
        assertThat(findings(result, "agreement").getFirst().text()).contains("is not defined");
        assertThat(findings(result, "at-chance")).isEmpty();
    }

    @Test
    void readsTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(findings(run(digits(Kind.PAIRS, "12".repeat(30), "1221".repeat(15))), "at-chance")
                            .getFirst()
                            .text())
                    .contains("κ = 0 [−0.");
        } finally {
            Locale.setDefault(before);
        }
    }
}
