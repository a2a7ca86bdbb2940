package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.overoptimization.Mitigation.Estimate;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Where each reward of a composite stands when the evaluation peaks, what is bought and sold afterwards, and what would hold it there. */
public final class ProxyPointAnalysis extends CardAnalysis<ProxyPointParameters> {
    private static final Pattern PLAIN =
            Pattern.compile("(?:.*[/_-])?(?:single|ppo|vanilla|baseline|plain|none|base)", Pattern.CASE_INSENSITIVE);

    public ProxyPointAnalysis() {
        super(
                new Card(
                        "proxy-points",
                        "Components and proxy points",
                        Family.OVEROPTIMIZATION,
                        "What does the optimiser buy and sell after the peak, component by component, and at which"
                                + " value of each reward should it have stopped?",
                        List.of("Confronting Reward Model Overoptimization with Constrained RLHF"),
                        List.of("metrics with gold, kl and component or proxy")),
                ProxyPointParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream()
                .anyMatch(t -> t.kind() == Kind.METRICS
                        && GoldCurveReader.accepts(t)
                        && (t.tag(RoleType.COMPONENT).isPresent()
                                || t.tag(RoleType.PROXY).isPresent()));
    }

    @Override
    public Result run(ProxyPointParameters parameters, Tables tables, Progress progress) {
        progress.update("reading runs", 0);
        RlStudy runs = RlStudy.of(
                OveroptimizationParameters.DEFAULTS.with(
                        parameters.groups(),
                        parameters.evaluation(),
                        "",
                        "",
                        OveroptimizationParameters.Unit.AUTO,
                        OveroptimizationParameters.Unit.AUTO,
                        parameters.smoothing(),
                        parameters.sampling()),
                tables,
                progress);
        progress.update("rewards", 0.5);
        ProxyPointStudy study = ProxyPointStudy.of(runs, parameters, tables);
        if (study.points().isEmpty()) {
            throw new AnalysisException("no run logs both an evaluation over at least " + RunStudy.FEWEST_POINTS
                    + " steps and a reward of the composite; give the tags the roles gold and component or proxy."
                    + runs.leftOut());
        }
        List<Table> inputs = new ArrayList<>(runs.inputs());
        String against = against(study, parameters);
        List<Finding> findings = findings(study, against, parameters);
        findings.addAll(new RunNotices(runs, "bought-and-sold").all());
        return new Result(
                findings,
                new ProxyPointFigures(study, parameters, runs.read()).all(),
                List.of(points(study, against, parameters), multipliers(study, parameters), correlations(study)),
                inputs);
    }

    private static String against(ProxyPointStudy study, ProxyPointParameters parameters) {
        List<String> groups = study.groups().stream().map(GroupStudy::name).toList();
        if (!parameters.against().isBlank()) {
            return groups.stream()
                    .filter(g -> g.equals(parameters.against()) || g.endsWith("/" + parameters.against()))
                    .findFirst()
                    .orElseThrow(() -> new AnalysisException("there is no group '" + parameters.against()
                            + "'; there are " + String.join(", ", groups)));
        }
        return groups.stream()
                .filter(g -> PLAIN.matcher(g).matches())
                .findFirst()
                .orElse(groups.getFirst());
    }

    private static ResultTable points(ProxyPointStudy study, String against, ProxyPointParameters parameters) {
        Map<String, ProxyPoint> base = ProxyPoint.byReward(study.points(), against);
        ResultRows rows = new ResultRows(
                "proxy-points",
                "Value of each reward where the evaluation peaks, and what became of it; Student t over seeds",
                "group",
                "reward",
                "peak_reached",
                "proxy_point",
                "proxy_point±",
                "last",
                "change",
                "change±",
                "against",
                "moved",
                "moved±");
        for (ProxyPoint p : study.points()) {
            ProxyPoint other = base.get(p.reward());
            Estimate moved =
                    other == null || p.group().equals(against) ? Estimate.NONE : p.movedFrom(other, parameters.level());
            rows.add(
                    p.group(),
                    p.reward(),
                    p.reached(),
                    p.point().value(),
                    p.point().interval(),
                    p.last(),
                    p.change().value(),
                    p.change().interval(),
                    other == null || p.group().equals(against) ? "" : against,
                    moved.value(),
                    moved.interval());
        }
        return rows.table();
    }

    private static ResultTable multipliers(ProxyPointStudy study, ProxyPointParameters parameters) {
        ResultRows rows = new ResultRows(
                "multipliers",
                "Where each run first comes within 5 % of a proxy point, and the multiplier that would hold it there",
                "run",
                "reward",
                "proxy_point",
                "reached_at_step",
                "last_multiplier",
                "logged_last_multiplier");
        for (GroupStudy group : study.groups()) {
            for (RunStudy run : group.runs()) {
                for (ProxyPoint p : study.points()) {
                    if (p.group().equals(group.name())) {
                        int index = group.runs().indexOf(run);
                        double theta = p.byRun()[index];
                        double[] values = study.of(run, p.reward());
                        double[] lambda = parameters.lagrangian().follow(values, theta);
                        rows.add(
                                run.curve().run(),
                                p.reward(),
                                theta,
                                reached(run, values, theta),
                                lambda[lambda.length - 1],
                                loggedLast(study, run, p.reward()));
                    }
                }
            }
        }
        return rows.table();
    }

    private static double reached(RunStudy run, double[] values, double theta) {
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i] - theta) <= Lagrangian.REACHED * Math.abs(theta)) {
                return run.curve().steps()[i];
            }
        }
        return Double.NaN;
    }

    private static double loggedLast(ProxyPointStudy study, RunStudy run, String reward) {
        var series =
                study.multipliers().getOrDefault(run.curve().run(), Map.of()).get(reward);
        return series == null || series.size() == 0 ? Double.NaN : series.values()[series.size() - 1];
    }

    private static ResultTable correlations(ProxyPointStudy study) {
        ResultRows rows = new ResultRows(
                "component-correlations",
                "Rank correlation of components over responses",
                "component",
                "other",
                "reference_policy",
                "last_step");
        List<String> names = study.correlation().names().isEmpty()
                ? study.correlationFar().names()
                : study.correlation().names();
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                rows.add(
                        names.get(i),
                        names.get(j),
                        cell(study.correlation(), names.get(i), names.get(j)),
                        cell(study.correlationFar(), names.get(i), names.get(j)));
            }
        }
        return rows.table();
    }

    private static double cell(ProxyPointStudy.Correlations correlations, String a, String b) {
        int i = correlations.names().indexOf(a);
        int j = correlations.names().indexOf(b);
        return i < 0 || j < 0 ? Double.NaN : correlations.values()[i][j];
    }

    private static List<Finding> findings(ProxyPointStudy study, String against, ProxyPointParameters parameters) {
        List<Finding> findings = new ArrayList<>();
        List<ProxyPoint> reached =
                study.points().stream().filter(ProxyPoint::reached).toList();
        if (reached.isEmpty()) {
            findings.add(new FindingBuilder("no-proxy-points", Severity.INFO)
                    .text("The evaluation does not peak and fall in most runs of any group: there is no proxy point to"
                            + " hold a reward at.")
                    .rule("A proxy point is the value of a reward where the evaluation peaks.")
                    .value("groups", study.groups().size())
                    .figure("bought-and-sold")
                    .build());
            return findings;
        }
        findings.add(trade(study, reached));
        List<String> points = reached.stream()
                .filter(p -> p.group().equals(against)
                        || reached.stream().noneMatch(q -> q.group().equals(against)))
                .map(p -> p.reward() + " " + Digits.three(p.point().value())
                        + (Double.isFinite(p.point().interval().width())
                                ? " "
                                        + Digits.interval(
                                                p.point().interval().low(),
                                                p.point().interval().high())
                                : ""))
                .toList();
        findings.add(new FindingBuilder("proxy-points", Severity.INFO)
                .text("Proxy points, the rewards where the evaluation peaks, in " + against + ": "
                        + String.join(", ", points) + ".")
                .rule("Mean of a reward in the window around the peak of the smoothed evaluation, mean over runs, "
                        + Digits.percent(parameters.level()) + " Student t interval over seeds.")
                .value("group", against)
                .value("rewards", points.size())
                .figure("proxy-points")
                .build());
        if (reached.stream().map(ProxyPoint::group).allMatch(against::equals)) {
            return findings;
        }
        Map<String, ProxyPoint> base = ProxyPoint.byReward(study.points(), against);
        List<String> moved = new ArrayList<>();
        for (ProxyPoint p : reached) {
            ProxyPoint other = base.get(p.reward());
            if (other != null && !p.group().equals(against)) {
                Estimate by = p.movedFrom(other, parameters.level());
                if (by.interval().low() > 0 || by.interval().high() < 0) {
                    moved.add(p.reward() + " in " + p.group() + " by " + Digits.three(by.value()));
                }
            }
        }
        findings.add(new FindingBuilder("proxy-points-move", Severity.INFO)
                .text(
                        moved.isEmpty()
                                ? "No proxy point lies elsewhere than in " + against + " beyond chance."
                                : "Proxy points move with the objective: against " + against + ", "
                                        + String.join(", ", moved) + ".")
                .rule(Digits.percent(parameters.level())
                        + " t interval of the difference, paired by seed; not corrected for the number of comparisons.")
                .value("moved", moved.size())
                .figure("proxy-points")
                .build());
        return findings;
    }

    /** What rises and what falls after the peak, over all groups that decline. */
    private static Finding trade(ProxyPointStudy study, List<ProxyPoint> reached) {
        List<String> bought = new ArrayList<>();
        List<String> sold = new ArrayList<>();
        List<String> groups = reached.stream().map(ProxyPoint::group).distinct().toList();
        study.rewards().stream()
                .sorted(Comparator.comparingDouble(r -> -Math.abs(mean(reached, r))))
                .forEach(r -> {
                    double change = mean(reached, r);
                    long same = reached.stream()
                            .filter(p -> p.reward().equals(r)
                                    && Math.signum(p.change().value()) == Math.signum(change))
                            .count();
                    long all =
                            reached.stream().filter(p -> p.reward().equals(r)).count();
                    if (Double.isFinite(change) && same == all) {
                        (change > 0 ? bought : sold).add(r + " by " + Digits.three(Math.abs(change)));
                    }
                });
        return new FindingBuilder("bought-and-sold", Severity.WARNING)
                .text("After the peak the optimiser bought "
                        + (bought.isEmpty() ? "nothing" : String.join(", ", bought))
                        + " and sold " + (sold.isEmpty() ? "nothing" : String.join(", ", sold))
                        + (groups.size() == 1
                                ? " in " + groups.getFirst() + "."
                                : " in all " + groups.size() + " groups that decline (means)."))
                .rule("Mean of the last tenth less the mean in the window around the peak; told when every group that"
                        + " declines agrees on the direction.")
                .value("bought", String.join(", ", bought))
                .value("sold", String.join(", ", sold))
                .figure("bought-and-sold")
                .build();
    }

    private static double mean(List<ProxyPoint> points, String reward) {
        return points.stream()
                .filter(p -> p.reward().equals(reward))
                .mapToDouble(p -> p.change().value())
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
