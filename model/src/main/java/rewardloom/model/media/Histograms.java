package rewardloom.model.media;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.analysis.Session;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.media.HistogramParameters.Style;
import rewardloom.model.progress.Progress;
import rewardloom.model.run.NameChoice;
import rewardloom.model.run.RunGroups;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RunName;
import rewardloom.model.table.RunSettings;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Logged histograms over the steps of a training: ridges, heat maps, quantiles. */
public final class Histograms extends CardAnalysis<HistogramParameters> {
    private static final int MOST = 24;

    public Histograms() {
        super(
                new Card(
                        "histograms",
                        "Histograms",
                        Family.CURVES,
                        "How does a whole distribution develop over the training, not only its mean?",
                        List.of(),
                        List.of("media with histograms")),
                HistogramParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return !tables.list(Kind.MEDIA).isEmpty();
    }

    @Override
    public Result run(HistogramParameters parameters, Tables tables, Progress progress) {
        return run(parameters, tables, progress, Session.NONE);
    }

    private record All(List<HistogramSeries> series) {}

    @Override
    public Result run(HistogramParameters parameters, Tables tables, Progress progress, Session session) {
        List<String> editions = tables.list().stream()
                .filter(t -> t.kind() == Kind.MEDIA || t.kind() == Kind.CONFIG)
                .map(Table::edition)
                .toList();
        progress.update("reading histograms", 0);
        List<HistogramSeries> all = session.remember(
                        List.of("histograms", editions), All.class, () -> new All(HistogramSeries.read(tables)))
                .series();
        if (all.isEmpty()) {
            throw new AnalysisException("the runs logged texts or images, but no histograms");
        }
        progress.checkCancelled();
        RunGroups groups = groups(all, tables);
        List<HistogramSeries> chosen = chosen(all, parameters, groups);
        List<HistogramGroup> grouped = grouped(chosen, parameters, groups, RunColors.of(tables));
        boolean named = !parameters.tags().isEmpty() || !parameters.runs().isEmpty();
        List<HistogramGroup> drawn = named ? grouped : grouped.subList(0, Math.min(MOST, grouped.size()));

        HistogramFindings findings = new HistogramFindings();
        HistogramFigures figures = new HistogramFigures(parameters, source(parameters, chosen));
        List<Figure> shown = draw(drawn, figures, parameters, progress, findings);
        findings.unsound(chosen);
        findings.leftOut(drawn.size(), grouped.size());
        return new Result(
                findings.findings(),
                shown,
                List.of(table(grouped)),
                chosen.stream().map(HistogramSeries::table).distinct().toList());
    }

    private static RunGroups groups(List<HistogramSeries> all, Tables tables) {
        List<String> runs = all.stream().map(HistogramSeries::run).distinct().toList();
        return tables.list(Kind.CONFIG).isEmpty() ? RunGroups.byName() : RunGroups.bySeed(runs, RunSettings.of(tables));
    }

    private static List<HistogramSeries> chosen(
            List<HistogramSeries> all, HistogramParameters parameters, RunGroups groups) {
        Set<String> tags = new LinkedHashSet<>();
        Set<String> runs = new LinkedHashSet<>();
        all.forEach(s -> {
            tags.add(s.tag());
            runs.add(s.run());
            runs.add(groups.of(s.run()).group());
        });
        Set<String> wantedTags =
                parameters.tags().isEmpty() ? tags : new NameChoice(parameters.tags()).among(tags, "histogram");
        Set<String> wantedRuns = parameters.runs().isEmpty()
                ? runs
                : new NameChoice(parameters.runs()).among(runs, "run with histograms");
        List<HistogramSeries> chosen = all.stream()
                .filter(s -> wantedTags.contains(s.tag()))
                .filter(s -> wantedRuns.contains(s.run())
                        || wantedRuns.contains(groups.of(s.run()).group()))
                .toList();
        if (chosen.isEmpty()) {
            throw new AnalysisException(
                    "no run with these histograms is called " + String.join(" or ", parameters.runs()) + "; there are "
                            + String.join(", ", runs.stream().limit(40).toList()));
        }
        return chosen;
    }

    private static List<HistogramGroup> grouped(
            List<HistogramSeries> chosen, HistogramParameters parameters, RunGroups groups, RunColors colors) {
        Map<List<String>, List<HistogramSeries>> sorted = new LinkedHashMap<>();
        for (HistogramSeries series : chosen) {
            RunName run = groups.of(series.run());
            String name = parameters.poolSeeds() ? run.group() : run.name();
            sorted.computeIfAbsent(List.of(series.tag(), name), k -> new ArrayList<>())
                    .add(series);
        }
        List<HistogramGroup> grouped = new ArrayList<>();
        sorted.forEach((key, own) -> grouped.add(new HistogramGroup(
                key.get(0), key.get(1), colors.index(key.get(1), parameters.poolSeeds()), List.copyOf(own))));
        return grouped;
    }

    private static List<Figure> draw(
            List<HistogramGroup> groups,
            HistogramFigures figures,
            HistogramParameters parameters,
            Progress progress,
            HistogramFindings findings) {
        Map<String, List<HistogramGroup>> byTag = new LinkedHashMap<>();
        groups.forEach(
                g -> byTag.computeIfAbsent(g.tag(), t -> new ArrayList<>()).add(g));
        List<Figure> drawn = new ArrayList<>();
        int done = 0;
        for (Map.Entry<String, List<HistogramGroup>> entry : byTag.entrySet()) {
            boolean several = entry.getValue().size() > 1;
            Style style = parameters.style();
            String quantiles = "";
            if (style.draws(Style.QUANTILES)) {
                drawn.add(figures.quantiles(entry.getKey(), entry.getValue()));
                quantiles = drawn.getLast().name();
            }
            for (HistogramGroup group : entry.getValue()) {
                progress.checkCancelled();
                progress.update("drawing " + group.tag(), (double) done++ / groups.size());
                String figure = quantiles;
                if (style.draws(Style.RIDGES)) {
                    drawn.add(figures.ridges(group, several));
                    figure = drawn.getLast().name();
                }
                if (style.draws(Style.HEAT_MAP)) {
                    drawn.add(figures.heatMap(group, several));
                    figure = drawn.getLast().name();
                }
                findings.compare(group, figure);
            }
        }
        return drawn;
    }

    private static ResultTable table(List<HistogramGroup> groups) {
        ResultRows rows = new ResultRows(
                "histograms",
                "Each histogram in numbers, from its buckets",
                "group",
                "tag",
                "step",
                "values",
                "mean",
                "min",
                "q05",
                "q25",
                "median",
                "q75",
                "q95",
                "max");
        for (HistogramGroup group : groups) {
            for (LoggedHistogram h : group.pooled()) {
                rows.add(
                        group.name(),
                        group.tag(),
                        h.step(),
                        h.total(),
                        h.mean(),
                        h.quantile(0),
                        h.quantile(0.05),
                        h.quantile(0.25),
                        h.quantile(0.5),
                        h.quantile(0.75),
                        h.quantile(0.95),
                        h.quantile(1));
            }
        }
        return rows.table();
    }

    private static FigureSource source(HistogramParameters parameters, List<HistogramSeries> chosen) {
        Map<String, String> hashes = new LinkedHashMap<>();
        chosen.forEach(s -> hashes.put(s.table().name(), s.table().provenance().sha256()));
        return new FigureSource(
                "histograms", new Parameters<>(HistogramParameters.DEFAULTS).texts(parameters), hashes, 0, 0);
    }
}
