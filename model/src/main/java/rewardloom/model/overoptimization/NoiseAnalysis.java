package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.rollout.Grouping;
import rewardloom.model.rollout.ResponseReader;
import rewardloom.model.rollout.Responses;
import rewardloom.model.rollout.RewardNoise;
import rewardloom.model.rollout.RewardNoise.Kind;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** What flipped rewards would do to the advantages and the winners of the groups at hand. */
public final class NoiseAnalysis extends CardAnalysis<NoiseParameters> {
    private static final int LARGEST_GROUP = 64;
    private static final double[] FLIPS = {0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5};

    public NoiseAnalysis() {
        super(
                new Card(
                        "reward-noise",
                        "Reward noise",
                        Family.OVEROPTIMIZATION,
                        "How much of the advantages and of the right winners is left when rewards are flipped, one by"
                                + " one or a group at a time?",
                        List.of("The Climb Carves Wisdom Deeper Than the Summit: On the Noisy Rewards in Learning to"
                                + " Reason"),
                        List.of("responses or scores with correct, or gold and a score, and prompt_id")),
                NoiseParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(ResponseReader::acceptsGold);
    }

    /** Groups of one size with so many correct responses. */
    private record Cell(int size, int correct, int count) {}

    private record Point(Kind kind, double flip, double retained, double snr, double winner, double spurious) {}

    @Override
    public Result run(NoiseParameters parameters, Tables tables, Progress progress) {
        Table table = tables.list().stream()
                .filter(ResponseReader::acceptsGold)
                .filter(t -> parameters.table().isBlank() || t.name().equals(parameters.table()))
                .max(Comparator.comparingLong(Table::rows))
                .orElseThrow(() -> new AnalysisException(
                        "there is no table '" + parameters.table() + "' with responses, prompts and gold"));
        progress.update("reading " + table.name(), 0.1);
        Responses responses = ResponseReader.read(table, tables);
        boolean known = responses.correct().length > 0
                && Arrays.stream(responses.correct()).allMatch(c -> c == 0 || c == 1);
        double limit = known ? 0.5 : Quantiles.of(responses.gold(), parameters.correctAbove());
        List<Cell> cells = cells(responses, known ? responses.correct() : responses.gold(), limit, parameters);
        if (cells.isEmpty()) {
            throw new AnalysisException("no prompt of " + table.name()
                    + " has two responses; noise within a group needs groups of several responses to one prompt");
        }
        List<Point> points = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (double flip : FLIPS) {
                points.add(point(kind, flip, cells));
            }
        }
        return new Result(
                findings(parameters, cells, known),
                figures(points, cells, responses),
                List.of(table(points).table(), groups(cells).table()),
                List.of(table));
    }

    private static List<Cell> cells(Responses responses, double[] gold, double limit, NoiseParameters parameters) {
        int most = parameters.groupSize() == 0 ? LARGEST_GROUP : parameters.groupSize();
        Grouping byPrompt = responses.byPrompt();
        int[][] counts = new int[most + 1][most + 1];
        for (int g = 0; g < byPrompt.size(); g++) {
            int[] rows = byPrompt.rowsOf(g);
            for (int from = 0; from < rows.length; from += most) {
                int to = Math.min(rows.length, from + most);
                int correct = 0;
                for (int i = from; i < to; i++) {
                    correct += gold[rows[i]] >= limit ? 1 : 0;
                }
                if (to - from >= 2) {
                    counts[to - from][correct]++;
                }
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (int size = 2; size <= most; size++) {
            for (int correct = 0; correct <= size; correct++) {
                if (counts[size][correct] > 0) {
                    cells.add(new Cell(size, correct, counts[size][correct]));
                }
            }
        }
        return cells;
    }

    private static Point point(Kind kind, double flip, List<Cell> cells) {
        double[] sums = new double[4];
        double[] counts = new double[4];
        for (Cell cell : cells) {
            RewardNoise noise = RewardNoise.of(kind, cell.size, cell.correct, flip);
            double[] values = {
                noise.retained(), noise.snr(), cell.correct > 0 ? noise.winnerCorrect() : Double.NaN, noise.spurious()
            };
            for (int k = 0; k < values.length; k++) {
                if (!Double.isNaN(values[k])) {
                    sums[k] += values[k] * cell.count;
                    counts[k] += cell.count;
                }
            }
        }
        return new Point(
                kind,
                flip,
                sums[0] / counts[0],
                sums[1] / counts[1],
                sums[2] / counts[2],
                counts[3] == 0 ? 0 : sums[3] / counts[3]);
    }

    private static ResultRows table(List<Point> points) {
        ResultRows rows = new ResultRows(
                "noise",
                "What is left of advantages and winners when rewards are flipped",
                "kind",
                "flip",
                "advantage_retained",
                "snr",
                "winner_correct",
                "winner_flip_rate",
                "spurious_advantage",
                "expected_gap");
        for (Point p : points) {
            rows.add(
                    p.kind.id(),
                    p.flip,
                    p.retained,
                    p.snr,
                    p.winner,
                    1 - p.winner,
                    p.spurious,
                    RewardNoise.expectedMark(1, p.flip) - RewardNoise.expectedMark(0, p.flip));
        }
        return rows;
    }

    private static ResultRows groups(List<Cell> cells) {
        ResultRows rows = new ResultRows(
                "groups", "How many groups have how many correct responses", "size", "correct", "groups");
        cells.forEach(c -> rows.add(c.size, c.correct, c.count));
        return rows;
    }

    private static List<Finding> findings(NoiseParameters parameters, List<Cell> cells, boolean known) {
        Point together = point(Kind.GROUP, parameters.flip(), cells);
        Point apart = point(Kind.RESPONSE, parameters.flip(), cells);
        List<Finding> findings = new ArrayList<>();
        boolean mixed = Double.isFinite(together.retained);
        if (mixed) {
            findings.add(noise(parameters, together, apart));
        }
        long alike = cells.stream()
                .filter(c -> c.correct == 0 || c.correct == c.size)
                .mapToLong(Cell::count)
                .sum();
        long all = cells.stream().mapToLong(Cell::count).sum();
        if (alike > 0) {
            findings.add(new FindingBuilder("groups-alike", mixed ? Severity.INFO : Severity.WARNING)
                    .text((alike == all ? "All " + Digits.count(all) : Digits.count(alike) + " of " + Digits.count(all))
                            + " groups are all correct or all incorrect: they teach nothing without noise, and with "
                            + Digits.percent(parameters.flip())
                            + " of single responses flipped they get advantages of mean square "
                            + Digits.three(apart.spurious) + " out of nothing.")
                    .rule("Advantages are zero where all marks of a group are alike.")
                    .value("alike", alike)
                    .value("groups", all)
                    .figure(mixed ? "advantage-by-noise" : "")
                    .build());
        }
        if (!known) {
            findings.add(new FindingBuilder("correctness-assumed", Severity.INFO)
                    .text("No correctness is known: a response counts as correct from the "
                            + Digits.percent(parameters.correctAbove()) + " quantile of gold on.")
                    .rule("No column has the role correct with values 0 and 1.")
                    .value("quantile", parameters.correctAbove())
                    .build());
        }
        return findings;
    }

    private static Finding noise(NoiseParameters parameters, Point together, Point apart) {
        return new FindingBuilder("reward-noise", Severity.INFO)
                .text("With " + Digits.percent(parameters.flip()) + " of the rewards flipped, "
                        + Digits.percent(together.retained)
                        + " of the advantages are left on average if whole groups flip and "
                        + Digits.percent(apart.retained) + " if single responses do; the winner of a group is still"
                        + " correct in " + Digits.percent(together.winner) + " and "
                        + Digits.percent(apart.winner) + " of the groups that have a correct response. The signal to"
                        + " noise of the advantages is " + Digits.three(together.snr) + " and "
                        + Digits.three(apart.snr) + ".")
                .rule("Exact, over all ways in which marks can flip, averaged over the groups at hand; per group"
                        + " E[A′] = (1 − 2p)A.")
                .value("flip", parameters.flip())
                .value("retained_group", together.retained)
                .value("retained_response", apart.retained)
                .value("winner_group", together.winner)
                .value("winner_response", apart.winner)
                .value("snr_group", together.snr)
                .value("snr_response", apart.snr)
                .figure("advantage-by-noise")
                .build();
    }

    /** Nothing that is not defined: groups that are all alike have no advantages to lose. */
    private static List<Figure> figures(List<Point> points, List<Cell> cells, Responses responses) {
        return Stream.of(
                        figure(
                                "advantage-by-noise",
                                "Part of the advantages that is left",
                                "E[Σ A·A′]/Σ A²",
                                p -> p.retained,
                                points,
                                cells,
                                responses),
                        figure(
                                "winner-by-noise",
                                "How often the winner of a group is still correct",
                                "winner is correct",
                                p -> p.winner,
                                points,
                                cells,
                                responses),
                        figure(
                                "snr-by-noise",
                                "Signal to noise of the advantages",
                                "mean/deviation of Σ A·A′",
                                p -> p.flip < 0.05 ? Double.NaN : p.snr,
                                points,
                                cells,
                                responses))
                .filter(f -> f.layers().stream()
                        .anyMatch(l -> l instanceof Layer.Line line
                                && Arrays.stream(line.y()).anyMatch(Double::isFinite)))
                .toList();
    }

    private static Figure figure(
            String name,
            String title,
            String axis,
            ToDoubleFunction<Point> reading,
            List<Point> points,
            List<Cell> cells,
            Responses responses) {
        List<Layer> layers = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Point> own = points.stream().filter(p -> p.kind == kind).toList();
            layers.add(new Layer.Line(
                    kind == Kind.GROUP ? "whole groups flip" : "single responses flip",
                    kind.ordinal(),
                    own.stream().mapToDouble(p -> p.flip).toArray(),
                    own.stream().mapToDouble(reading).toArray(),
                    false));
        }
        return new Figure(
                name,
                title,
                Axis.linear("probability p of a flip"),
                Axis.linear(axis),
                layers,
                "Exact values for "
                        + Digits.count(cells.stream().mapToLong(Cell::count).sum())
                        + " groups of responses, by how many of them are correct. Advantages are (r − mean)/deviation"
                        + " within the group.",
                new FigureSource("", Map.of(), Map.of(), responses.rows(), responses.dropped()));
    }
}
