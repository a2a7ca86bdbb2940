package rewardloom.viewers.paper;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rewardloom.viewers.chart.Typeface;

/**
 * The venues. Widths are the {@code \columnwidth} and {@code \textwidth} of their own style files; type sizes are those of tueplots (its
 * {@code fontsizes.py}) and, for IEEE and Nature, of SciencePlots; heights follow the golden section where a venue says nothing.
 */
public final class Presets {
    private static final double GOLDEN = 0.6180339887498949;
    private static final double TEX_POINTS = 72.27;
    private static final double PICA = 12 / TEX_POINTS;
    private static final double CENTIMETRES = 2.54;

    private static final List<Preset> ALL = List.of(
            serif("neurips", "NeurIPS", 5.5, 9),
            serif("icml", "ICML, one column", 3.25, 8),
            serif("icml-wide", "ICML, two columns", 6.75, 8),
            serif("iclr", "ICLR", 5.5, 9),
            // aaai.sty: 7 inches, 0.375 of them between the columns.
            serif("aaai", "AAAI, one column", (7 - 0.375) / 2, 9),
            serif("aaai-wide", "AAAI, two columns", 7, 9),
            serif("aistats", "AISTATS, one column", 3.25, 9),
            serif("aistats-wide", "AISTATS, two columns", 6.75, 9),
            serif("uai", "UAI, one column", 3.25, 9),
            serif("uai-wide", "UAI, two columns", 6.75, 9),
            // cvpr.sty: 6.875 inches, 5/16 of them between the columns.
            serif("cvpr", "CVPR, one column", (6.875 - 0.3125) / 2, 8),
            serif("cvpr-wide", "CVPR, two columns", 6.875, 8),
            serif("eccv", "ECCV", 12.2 / CENTIMETRES, 8),
            new Preset("jmlr", "JMLR", 6.0, GOLDEN, Typeface.SERIF, 9.95, 7.95, 6, 1, 0.5),
            serif("tmlr", "TMLR", 6.5, 9),
            serif("probnum", "ProbNum, one column", 240 / TEX_POINTS, 9),
            serif("probnum-wide", "ProbNum, two columns", 500 / TEX_POINTS, 9),
            serif("acl", "ACL, one column", 7.7 / CENTIMETRES, 9),
            serif("acl-wide", "ACL, two columns", 16 / CENTIMETRES, 9),
            // IEEEtran.cls: columns of 21 pica with one between them.
            new Preset("ieee-wide", "IEEE, two columns", 43 * PICA, 0.42, Typeface.SERIF, 8, 8, 6, 1, 0.5),
            new Preset("ieee", "IEEE, one column", 21 * PICA, 2.5 / 3.3, Typeface.SERIF, 8, 8, 6, 1, 0.5),
            // ieeeconf.cls: 7 inches, 0.2 of them between the columns.
            new Preset("icra", "ICRA and IROS, one column", (7 - 0.2) / 2, 2.5 / 3.3, Typeface.SERIF, 8, 8, 6, 1, 0.5),
            new Preset("icra-wide", "ICRA and IROS, two columns", 7, 0.42, Typeface.SERIF, 8, 8, 6, 1, 0.5),
            new Preset("nature", "Nature, one column", 8.9 / CENTIMETRES, 2.5 / 3.3, Typeface.SANS, 7, 7, 5, 1, 0.5),
            new Preset("poster", "Poster, one of three columns of A0", 10.2, GOLDEN, Typeface.SANS, 28, 24, 18, 3, 1.5),
            new Preset("beamer", "Beamer 16:9", 398.34 / TEX_POINTS, 9.0 / 16 * 0.6, Typeface.SANS, 9, 7, 6, 1.2, 0.5));

    private Presets() {}

    private static Preset serif(String id, String title, double width, double label) {
        return new Preset(id, title, width, GOLDEN, Typeface.SERIF, label, label - 2, 6, 1, 0.5);
    }

    /** All of them, the usual one first. */
    public static List<Preset> all() {
        return ALL;
    }

    /** The one to use when nobody says. */
    public static Preset standard() {
        return ALL.getFirst();
    }

    /**
     * The preset that a text describes: an id, changes as {@link Preset#with} takes them, or both, such as
     * {@code icml,height=1.8,palette=tol-bright,legend=line-ends}.
     *
     * @throws IllegalArgumentException if there is none; the message says what there is
     */
    public static Preset get(String text) {
        String[] parts = text.split(",", -1);
        boolean named = !parts[0].contains("=");
        Map<String, String> changes = new LinkedHashMap<>();
        for (String part : Arrays.asList(parts).subList(named ? 1 : 0, parts.length)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "'" + part + "' changes nothing: write NAME=VALUE, such as width=3.25");
            }
            changes.put(part.substring(0, equals).strip(), part.substring(equals + 1));
        }
        Preset base = named ? byId(parts[0].strip()) : standard();
        return changes.isEmpty() ? base : base.with(changes);
    }

    private static Preset byId(String id) {
        return ALL.stream()
                .filter(preset -> preset.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no preset " + id + "; there are "
                        + ALL.stream().map(Preset::id).collect(Collectors.joining(", "))));
    }

    /** The text from which {@link #get} makes a preset again: the id of its venue and what differs from it. */
    public static String text(Preset preset) {
        Preset base =
                ALL.stream().filter(p -> p.id().equals(preset.id())).findFirst().orElse(standard());
        StringBuilder text = new StringBuilder(base.id());
        change(text, "width", base.width(), preset.width());
        change(text, "ratio", base.ratio(), preset.ratio());
        change(text, "typeface", base.typeface(), preset.typeface());
        change(text, "label", base.label(), preset.label());
        change(text, "tick", base.tick(), preset.tick());
        change(text, "smallest", base.smallest(), preset.smallest());
        change(text, "line", base.line(), preset.line());
        change(text, "axis", base.axis(), preset.axis());
        change(text, "palette", base.palette(), preset.palette());
        change(text, "legend", base.legend(), preset.legend());
        change(text, "solid", base.solid(), preset.solid());
        change(text, "bare", base.bare(), preset.bare());
        return text.toString();
    }

    private static void change(StringBuilder text, String name, Object before, Object now) {
        if (!before.equals(now)) {
            text.append(',')
                    .append(name)
                    .append('=')
                    .append(now instanceof Enum<?> choice ? Preset.word(choice) : now.toString());
        }
    }
}
