package rewardloom.viewers.analysis;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/**
 * What the texts of a form may name in a study, sorted.
 *
 * @param tags tags of metrics tables and numeric columns of the others
 * @param runs names of runs
 * @param groups runs without their seeds
 * @param tables names of tables
 * @param columns names of columns
 * @param settings keys of the settings of runs
 * @param media tags of texts, images and histograms
 */
record Offers(
        List<String> tags,
        List<String> runs,
        List<String> groups,
        List<String> tables,
        List<String> columns,
        List<String> settings,
        List<String> media) {

    static final Offers NONE = new Offers(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * What some tables offer.
     *
     * @param settings keys of the settings of runs
     * @param media tags of texts, images and histograms
     */
    static Offers of(List<Table> tables, Collection<String> settings, List<String> media) {
        SequencedSet<String> metrics = new TreeSet<>();
        SequencedSet<String> others = new TreeSet<>();
        SequencedSet<String> runs = new TreeSet<>();
        SequencedSet<String> groups = new TreeSet<>();
        SequencedSet<String> names = new TreeSet<>();
        SequencedSet<String> columns = new TreeSet<>();
        for (Table table : tables) {
            table.series().stream()
                    .map(SeriesSummary::tag)
                    .forEach(table.kind() == Kind.METRICS ? metrics::add : others::add);
            table.columns().stream().map(Column::name).forEach(columns::add);
            names.add(table.name());
            if (!table.run().isEmpty()) {
                runs.add(table.run());
                groups.add(table.runName().group());
            }
        }
        SequencedSet<String> tags = new LinkedHashSet<>(metrics);
        tags.addAll(others);
        return new Offers(
                List.copyOf(tags),
                List.copyOf(runs),
                List.copyOf(groups),
                List.copyOf(names),
                List.copyOf(columns),
                List.copyOf(new TreeSet<>(settings)),
                media);
    }

    List<String> of(Parameter.Choices choices) {
        return switch (choices) {
            case FREE, WEIGHTS, RESULT -> List.of();
            case TAGS -> tags;
            case RUNS -> runs;
            case GROUPS -> groups;
            case TABLES -> tables;
            case COLUMNS -> columns;
            case SETTINGS -> settings;
            case MEDIA -> media;
        };
    }
}
