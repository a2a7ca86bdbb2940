package rewardloom.model.shaping.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.mdp.MdpReader;
import rewardloom.model.mdp.Plan;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Tables;

/** Whether an added reward leaves the best policy as it is: potential-based shaping does, and other shaping need not. */
public final class PolicyInvariance extends CardAnalysis<PolicyInvariance.Settings> {

    /** What is added to what. */
    public record Settings(
            @Parameter(label = "Model", help = "Tabular model; empty: the first.", choices = Choices.TABLES)
            String table,

            @Parameter(
                    label = "Reward",
                    help = "Reward that counts; empty: one called primary, main, base, env, task or reward, or the"
                            + " first.")
            String reward,

            @Parameter(label = "Added", help = "Reward that is added; empty: each of the others.")
            String added,

            @Parameter(label = "Weight", help = "Factor on the added reward.", min = -1000, max = 1000)
            double weight,

            @Parameter(
                    label = "Potential",
                    help = "Potential to compare with, such as s1=0.5; s2=1 with 0 elsewhere; empty: the best values"
                            + " under the reward.")
            String potential,

            @Parameter(
                    label = "Slope",
                    help = "Factor on negative differences of the potential, as in Lucy-SKG; 1 is true"
                            + " potential-based shaping.",
                    min = 0,
                    max = 10)
            double slope,

            @Parameter(label = "γ", help = "Discount.", min = 0, max = 0.9999)
            double gamma,

            @Parameter(label = "Start", help = "Start state; empty: the column start, or all states alike.")
            String start) {}

    private static final Settings DEFAULTS = new Settings("", "", "", 1, "", 0.5, 0.95, "");

    public PolicyInvariance() {
        super(
                new Card(
                        "policy-invariance",
                        "Policy invariance",
                        Family.SHAPING,
                        "Does an added reward leave the best policy as it is, and what does it cost if not?",
                        List.of(
                                "Reward Design for Reinforcement Learning Agents",
                                "Behavior Alignment via Reward Function Optimization"),
                        List.of("a tabular model with s, a, s2, p and reward/NAME")),
                DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return MdpReader.accepts(tables);
    }

    /**
     * An added reward and what it does.
     *
     * @param fit potential that explains it best
     * @param changed states whose best actions are not the same set
     * @param lost states in which an action becomes best that was not
     * @param worst value at the start of the worst policy that is best with the reward added
     */
    record Variant(String name, PotentialFit fit, int[] changed, int[] lost, double worst, Plan plan) {}

    static Variant variant(Model model, String name, double[] added, double weight) {
        Plan plan = Plan.best(model.mdp(), model.plus(added, weight), model.gamma());
        boolean[] before = model.plan().optimal();
        boolean[] after = plan.optimal();
        int width = model.mdp().actions().size();
        int[] changed = IntStream.range(0, model.mdp().states().size())
                .filter(s -> IntStream.range(0, width).anyMatch(a -> before[s * width + a] != after[s * width + a]))
                .toArray();
        int[] lost = Arrays.stream(changed)
                .filter(s -> IntStream.range(0, width).anyMatch(a -> after[s * width + a] && !before[s * width + a]))
                .toArray();
        return new Variant(
                name,
                PotentialFit.of(model.mdp(), added, model.gamma()),
                changed,
                lost,
                model.mdp().atStart(plan.worstOfBest(model.reward())),
                plan);
    }

    @Override
    public Result run(Settings settings, Tables tables, Progress progress) {
        progress.update("solving the model", 0);
        Model model = Model.read(tables, settings.table(), settings.reward(), settings.gamma(), settings.start());
        double[] potential = potential(settings, model);
        List<Variant> variants = new ArrayList<>();
        double[] shaping = model.mdp().shaping(potential, settings.gamma());
        variants.add(variant(model, "γΦ(s') − Φ(s)", shaping, settings.weight()));
        if (settings.slope() != 1) {
            double[] bent = Arrays.stream(shaping)
                    .map(f -> f < 0 ? settings.slope() * f : f)
                    .toArray();
            variants.add(variant(model, "difference, slope " + Digits.text(settings.slope()), bent, settings.weight()));
        }
        double[] bonus =
                IntStream.of(model.mdp().to()).mapToDouble(s -> potential[s]).toArray();
        variants.add(variant(model, "bonus Φ(s')", bonus, settings.weight()));
        for (String name : model.others(settings.added())) {
            progress.checkCancelled();
            variants.add(variant(model, name, model.mdp().reward(name), settings.weight()));
        }
        double best = model.mdp().atStart(model.plan().values());
        return new Result(
                variants.stream().map(v -> finding(model, v, best)).toList(),
                List.of(cost(variants, best), changes(model, variants)),
                List.of(table(variants, best), states(model, variants)),
                List.of(model.table()));
    }

    private static double[] potential(Settings settings, Model model) {
        if (settings.potential().isBlank()) {
            return model.plan().values();
        }
        Map<String, Double> given = new LinkedHashMap<>();
        for (String piece : settings.potential().split(";")) {
            int equals = piece.lastIndexOf('=');
            try {
                given.put(
                        piece.substring(0, Math.max(equals, 0)).strip(),
                        Double.parseDouble(piece.substring(equals + 1).strip()));
            } catch (NumberFormatException e) {
                throw new AnalysisException(
                        "a potential is written state=number, such as s1=0.5, not '" + piece.strip() + "'");
            }
        }
        given.keySet().stream()
                .filter(s -> !model.mdp().states().contains(s))
                .findFirst()
                .ifPresent(s -> {
                    throw new AnalysisException("there is no state called '" + s + "'");
                });
        return model.mdp().states().stream()
                .mapToDouble(s -> given.getOrDefault(s, 0.0))
                .toArray();
    }

    private static Finding finding(Model model, Variant v, double best) {
        boolean breaks = v.lost.length > 0;
        String based = v.fit.isPotentialBased()
                ? "It is potential-based shaping, which can never do so."
                : "It is no potential-based shaping: the nearest misses it by up to " + Digits.text(v.fit.residual())
                        + ".";
        String text = breaks
                ? "Adding " + v.name + " makes a wrong action best in " + v.lost.length + " of "
                        + model.mdp().states().size()
                        + " states, and a policy that is best with it earns " + Digits.text(v.worst) + " in place of "
                        + Digits.text(best) + " of " + model.base() + ". " + based
                : "Adding " + v.name + " makes no wrong action best. "
                        + (v.fit.isPotentialBased() ? "It is potential-based shaping." : based);
        return new Finding(
                breaks ? "policy-changes" : "policy-kept",
                breaks ? Severity.WARNING : Severity.INFO,
                text,
                "Value iteration with γ = " + Digits.text(model.gamma())
                        + "; actions whose values differ by less than 1e-8 of the largest value are equally good."
                        + " Earned: mean over the start states, always the worst of the best actions.",
                Map.of(
                        "added", v.name,
                        "wrong_states", v.lost.length,
                        "changed_states", v.changed.length,
                        "value", v.worst,
                        "best", best,
                        "residual", v.fit.residual()),
                "cost");
    }

    private static Figure cost(List<Variant> variants, double best) {
        return new Figure(
                "cost",
                "What a policy earns that is best with the reward added",
                Axis.categories("", variants.stream().map(Variant::name).toList()),
                Axis.linear("value at the start"),
                List.of(
                        new Layer.Bars(
                                "",
                                0,
                                variants.stream().mapToDouble(Variant::worst).toArray()),
                        new Layer.Rule("best", -1, best, false)),
                "Value of the reward that counts, at the start, of the worst policy that is best with each reward"
                        + " added.",
                FigureSource.NONE);
    }

    private static Figure changes(Model model, List<Variant> variants) {
        double n = model.mdp().states().size();
        return new Figure(
                "changes",
                "States in which a wrong action becomes best",
                Axis.categories("", variants.stream().map(Variant::name).toList()),
                Axis.linear("share of states").range(0, 1),
                List.of(new Layer.Bars(
                        "",
                        0,
                        variants.stream().mapToDouble(v -> v.lost.length / n).toArray())),
                "Share of the states in which an action is best with the reward added that is not best without it.",
                FigureSource.NONE);
    }

    private static ResultTable table(List<Variant> variants, double best) {
        ResultRows rows = ResultRows.of(
                "added",
                "Added rewards",
                "added",
                "potential_based",
                "residual",
                "changed_states",
                "wrong_states",
                "value",
                "loss");
        for (Variant v : variants) {
            rows.add(
                    v.name,
                    v.fit.isPotentialBased(),
                    v.fit.residual(),
                    v.changed.length,
                    v.lost.length,
                    v.worst,
                    best - v.worst);
        }
        return rows.table();
    }

    private static ResultTable states(Model model, List<Variant> variants) {
        ResultRows rows = ResultRows.of(
                "states",
                "States whose best actions change",
                "added",
                "state",
                "best_before",
                "best_after",
                "value",
                "potential");
        for (Variant v : variants) {
            Arrays.stream(v.changed)
                    .limit(100)
                    .forEach(s -> rows.add(
                            v.name,
                            model.mdp().states().get(s),
                            actions(model, model.plan(), s),
                            actions(model, v.plan, s),
                            model.plan().values()[s],
                            v.fit.potential()[s]));
        }
        return rows.table();
    }

    private static String actions(Model model, Plan plan, int state) {
        boolean[] optimal = plan.optimal();
        return String.join(
                ", ",
                IntStream.range(0, model.mdp().actions().size())
                        .filter(a -> optimal[model.mdp().pair(state, a)])
                        .mapToObj(a -> model.mdp().actions().get(a))
                        .toList());
    }
}
