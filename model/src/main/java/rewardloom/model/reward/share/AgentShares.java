package rewardloom.model.reward.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.input.Rows;
import rewardloom.model.input.Search;
import rewardloom.model.input.Wish;
import rewardloom.model.progress.Progress;
import rewardloom.model.reward.ComponentChoice;
import rewardloom.model.reward.RewardReader;
import rewardloom.model.reward.RewardRows;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Who of several agents earns which part of the reward, by agent and by team. */
public final class AgentShares extends CardAnalysis<AgentParameters> {

    public AgentShares() {
        super(
                new Card(
                        "agent-shares",
                        "Reward by agent",
                        Family.DECOMPOSITION,
                        "Which agent, and which team, earns which part of the reward?",
                        List.of(
                                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement"
                                        + " Learning",
                                "VIKI-R: Coordinating Embodied Multi-Agent Cooperation via Reinforcement Learning"),
                        List.of("steps or episodes with component and agent")),
                AgentParameters.DEFAULTS);
    }

    private static Search search(AgentParameters p) {
        Wish agent = Wish.number("agent", "the agent")
                .role(RoleType.AGENT)
                .named("agent|player")
                .given("agent", p.agent());
        Wish team = Wish.number("team", "the team")
                .role(RoleType.TEAM)
                .named("team|side")
                .given("team", p.team())
                .maybe();
        return new Search(List.of(Kind.STEPS, Kind.EPISODES), "", p.runs(), List.of(agent, team));
    }

    /** The same with names instead of numbers. */
    private static Search named(AgentParameters p) {
        Wish agent = Wish.text("agent", "the agent")
                .role(RoleType.AGENT)
                .named("agent|player")
                .given("agent", p.agent());
        Wish team = Wish.text("team", "the team")
                .role(RoleType.TEAM)
                .named("team|side")
                .given("team", p.team())
                .maybe();
        return new Search(List.of(Kind.STEPS, Kind.EPISODES), "", p.runs(), List.of(agent, team));
    }

    private static Search found(AgentParameters p, Tables tables) {
        return search(p).finds(tables) ? search(p) : named(p);
    }

    @Override
    public boolean accepts(Tables tables) {
        return accepts(AgentParameters.DEFAULTS, tables);
    }

    @Override
    public boolean accepts(AgentParameters parameters, Tables tables) {
        return tables.list().stream().anyMatch(RewardReader::isReadable)
                && (search(parameters).finds(tables) || named(parameters).finds(tables));
    }

    /** What an agent earned. */
    private static final class Earned {
        private final String team;
        private final Map<String, Double> sums = new LinkedHashMap<>();
        private final Map<String, Double> sizes = new LinkedHashMap<>();
        private double total;
        private long rows;

        Earned(String team) {
            this.team = team;
        }
    }

    @Override
    public Result run(AgentParameters parameters, Tables tables, Progress progress) {
        List<Search.Match> matches = found(parameters, tables).in(tables).stream()
                .filter(m -> RewardReader.isReadable(m.table()))
                .toList();
        RewardReader reader =
                new RewardReader(tables, ComponentChoice.logged(ComponentChoice.Source.AUTO, parameters.runs()), 0);
        Map<String, Earned> agents = new LinkedHashMap<>();
        long episodes = 0;
        List<Table> inputs = new ArrayList<>();
        for (Search.Match match : matches) {
            progress.checkCancelled();
            Rows rows = Rows.read(tables, match);
            RewardRows reward = reader.read(match.table());
            episodes += reward.isTrajectory() ? reward.episodes().length : distinctEpisodes(reward);
            add(agents, rows, reward);
            inputs.add(match.table());
        }
        if (agents.isEmpty()) {
            throw new AnalysisException("no row has a finite total reward");
        }
        return result(parameters, agents, Math.max(1, episodes), inputs);
    }

    private static long distinctEpisodes(RewardRows reward) {
        return Arrays.stream(reward.trace().x()).distinct().count();
    }

    private static void add(Map<String, Earned> agents, Rows rows, RewardRows reward) {
        Rows.Groups byAgent = rows.groups("agent");
        Rows.Groups byTeam =
                rows.has("team") ? rows.groups("team") : new Rows.Groups(new int[rows.size()], List.of(""));
        for (int i = 0; i < rows.size(); i++) {
            if (!Double.isFinite(reward.trace().total()[i])) {
                continue;
            }
            String team = byTeam.names().get(byTeam.codes()[i]);
            Earned earned = agents.computeIfAbsent(byAgent.names().get(byAgent.codes()[i]), a -> new Earned(team));
            earned.rows++;
            earned.total += reward.trace().total()[i];
            int at = i;
            reward.trace().parts().forEach((name, values) -> {
                if (Double.isFinite(values[at])) {
                    earned.sums.merge(name, values[at], Double::sum);
                    earned.sizes.merge(name, Math.abs(values[at]), Double::sum);
                }
            });
        }
    }

    private static Result result(
            AgentParameters parameters, Map<String, Earned> agents, long episodes, List<Table> inputs) {
        List<String> names = List.copyOf(agents.keySet());
        List<String> components = agents.values().stream()
                .flatMap(e -> e.sums.keySet().stream())
                .distinct()
                .toList();
        double all = agents.values().stream()
                .flatMap(e -> e.sizes.values().stream())
                .mapToDouble(Double::doubleValue)
                .sum();
        Map<String, Double> spirited = spirited(parameters.spirit(), agents, episodes);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<List<@Nullable Object>> totals = new ArrayList<>();
        agents.forEach((agent, e) -> {
            components.forEach(c -> rows.add(Arrays.asList(
                    agent, e.team, c, e.sums.getOrDefault(c, 0.0) / episodes, e.sizes.getOrDefault(c, 0.0) / all)));
            totals.add(Arrays.asList(agent, e.team, e.rows, e.total / episodes, spirited.get(agent)));
        });
        List<Layer> layers = new ArrayList<>();
        for (int k = 0; k < components.size(); k++) {
            String c = components.get(k);
            layers.add(new Layer.Bars(
                    c,
                    k,
                    agents.values().stream()
                            .mapToDouble(e -> e.sums.getOrDefault(c, 0.0) / episodes)
                            .toArray()));
        }
        Figure byAgent = new Figure(
                "agents",
                "Components by agent",
                Axis.categories("agent", names),
                Axis.linear("mean reward of an episode"),
                layers,
                "Mean over " + Digits.count(episodes) + " episodes of each component's sum, by agent.",
                FigureSource.NONE);
        Map<String, Double> teams = new LinkedHashMap<>();
        agents.values().forEach(e -> teams.merge(e.team, e.total / episodes, Double::sum));
        List<Figure> figures = new ArrayList<>(List.of(byAgent));
        if (teams.size() > 1) {
            figures.add(new Figure(
                    "teams",
                    "Reward by team",
                    Axis.categories("team", List.copyOf(teams.keySet())),
                    Axis.linear("mean reward of an episode"),
                    List.of(new Layer.Bars(
                            "",
                            0,
                            teams.values().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray())),
                    "Mean over " + Digits.count(episodes) + " episodes of the sum over the agents of a team.",
                    FigureSource.NONE));
        }
        return new Result(
                List.of(finding(agents, episodes)),
                figures,
                List.of(
                        new ResultTable(
                                "agents",
                                "Reward of an episode by agent",
                                List.of("agent", "team", "rows", "reward", "with_team_spirit"),
                                totals),
                        new ResultTable(
                                "agent-components",
                                "Components by agent",
                                List.of("agent", "team", "component", "mean", "share_absolute"),
                                rows)),
                inputs);
    }

    /** r(1 − τ) + τ · mean of the team − mean of the opponents; by Lucy-SKG. */
    private static Map<String, Double> spirited(double tau, Map<String, Earned> agents, long episodes) {
        Map<String, Double> spirited = new LinkedHashMap<>();
        agents.forEach((name, own) -> {
            double team = agents.values().stream()
                    .filter(e -> e.team.equals(own.team))
                    .mapToDouble(e -> e.total / episodes)
                    .average()
                    .orElse(0);
            double opponents = agents.values().stream()
                    .filter(e -> !e.team.equals(own.team))
                    .mapToDouble(e -> e.total / episodes)
                    .average()
                    .orElse(0);
            double reward = own.total / episodes;
            spirited.put(name, tau == 0 ? reward : reward * (1 - tau) + tau * team - opponents);
        });
        return spirited;
    }

    private static Finding finding(Map<String, Earned> agents, long episodes) {
        String best = agents.keySet().stream()
                .max((a, b) -> Double.compare(total(agents, a), total(agents, b)))
                .orElse("");
        String least = agents.keySet().stream()
                .min((a, b) -> Double.compare(total(agents, a), total(agents, b)))
                .orElse("");
        return new Finding(
                "agents",
                Severity.INFO,
                "Agent " + best + " earns most, " + Digits.text(total(agents, best) / episodes) + " an episode; agent "
                        + least + " least, " + Digits.text(total(agents, least) / episodes) + ".",
                "Sum of the total reward over an agent's rows, mean over episodes.",
                Map.of("best", best, "least", least, "agents", agents.size()),
                "agents");
    }

    private static double total(Map<String, Earned> agents, String name) {
        Earned earned = agents.get(name);
        return earned == null ? Double.NaN : earned.total;
    }
}
