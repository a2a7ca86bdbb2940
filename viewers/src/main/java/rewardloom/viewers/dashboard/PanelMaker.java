package rewardloom.viewers.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.dashboard.Dashboard;
import rewardloom.model.dashboard.DashboardChart;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Sheet;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Tables;

/**
 * Computes the charts of a dashboard for paper, those out of sight too.
 *
 * @param analyses every analysis there is
 * @param tables the study
 * @param noted puts people's notes into a figure of an analysis
 */
record PanelMaker(Analyses analyses, Tables tables, BiFunction<String, Figure, Figure> noted) {
    private static final int MOST = 26;

    /**
     * The charts of a dashboard as panels, in its columns; charts that cannot be computed are left out.
     *
     * @throws AnalysisException if there is none, or there are more than letters
     */
    Sheet sheet(String name, Dashboard dashboard, boolean sharedLegend, boolean lettered, Progress progress) {
        List<DashboardChart> charts =
                dashboard.charts().stream().filter(c -> !c.isHeading()).toList();
        if (charts.size() > MOST) {
            throw new AnalysisException("a sheet has at most " + MOST + " panels, and this dashboard has "
                    + charts.size() + " charts; copy it and remove some");
        }
        List<Figure> figures = new ArrayList<>();
        for (DashboardChart chart : charts) {
            progress.checkCancelled();
            progress.update("drawing " + chart.title(), (double) figures.size() / charts.size());
            figure(dashboard, chart, progress).ifPresent(figures::add);
        }
        if (figures.isEmpty()) {
            throw new AnalysisException("this dashboard has no chart to print");
        }
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return new Sheet(
                slug.isEmpty() ? "dashboard" : slug, name, figures, dashboard.columns(), sharedLegend, lettered);
    }

    private Optional<Figure> figure(Dashboard dashboard, DashboardChart chart, Progress progress) {
        try {
            return analyses.find(chart.analysis())
                    .filter(a -> a.accepts(tables))
                    .map(a -> run(a, dashboard.settingsOf(chart), progress))
                    .flatMap(result -> chosen(result, chart));
        } catch (AnalysisException e) {
            // The dashboard itself says why this chart is empty.
            return Optional.empty();
        }
    }

    private <P extends Record> Result run(Analysis<P> analysis, Map<String, String> settings, Progress progress) {
        return analysis.run(new Parameters<>(analysis.defaults()).parse(settings), tables, progress);
    }

    private Optional<Figure> chosen(Result result, DashboardChart chart) {
        return result.figures().stream()
                .filter(f -> f.name().equals(chart.figure()))
                .findFirst()
                .or(() -> result.figures().stream().findFirst())
                .map(f -> noted.apply(chart.analysis(), f))
                .map(f -> chart.title().isEmpty() ? f : f.withTitle(chart.title()));
    }
}
