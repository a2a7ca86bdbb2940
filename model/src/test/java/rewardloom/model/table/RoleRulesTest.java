package rewardloom.model.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleRulesTest {
    private final RoleRules rules = RoleRules.standard();

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource({
        // The over-optimisation study.
        "metrics, objective/kl, kl/nats-per-sequence",
        "metrics, objective/entropy, entropy",
        "metrics, reward/proxy, proxy",
        "metrics, reward/gold, gold",
        "metrics, reward/gold_raw, reward",
        "metrics, reward/shaped, none",
        "metrics, reward/ensemble_mean, ensemble/mean",
        "metrics, reward_component/novelty, component/novelty",
        "metrics, response/length, length",
        "metrics, loss/policy, none",
        // The arena study.
        "metrics, Episode/rew_ball_to_goal, component/ball_to_goal",
        "metrics, Train/mean_reward, return",
        "metrics, Train/goal_rate, success",
        "metrics, Train/mean_episode_length, length",
        "metrics, Policy/mean_noise_std, none",
        "metrics, Perf/total_fps, none",
        "episodes, r, return",
        "episodes, l, length",
        "episodes, t, time",
        "episodes, goals, success",
        "steps, infos/reward_touch, component/touch",
        "steps, reward, reward",
        "steps, observation/ball_x, observation/ball_x",
        "steps, action/0, action/0",
        "steps, t, timestep",
        "steps, episode, episode",
        "steps, terminated, terminated",
        // Direct preference optimisation.
        "metrics, rewards/chosen, none",
        "metrics, rewards/rejected, none",
        "metrics, rewards/accuracies, none",
        "metrics, rewards/margins, none",
        "metrics, eval_rewards/chosen, none",
        "metrics, kl, kl",
        "metrics, gold, gold",
        "metrics, proxy, proxy",
        "metrics, completion_length, length",
        "metrics, logps/chosen, none",
        // Other trainers.
        "metrics, rewards/format_reward/mean, component/format_reward",
        "metrics, rewards/format_reward/std, none",
        "metrics, rewards/format_reward, component/format_reward",
        "metrics, reward, reward",
        "metrics, objective/rlhf_reward, reward",
        "metrics, objective/scores, proxy",
        "metrics, rollout/ep_rew_mean, return",
        "metrics, rollout/ep_len_mean, length",
        "metrics, rollout/success_rate, success",
        "metrics, train/approx_kl, none",
        "metrics, reward/ensemble_var, ensemble/var",
        "metrics, reward/shaped, none",
        "metrics, eval/winrate, success/win-rate",
        "metrics, win_rate, success/win-rate",
        "metrics, n, best_of",
        "metrics, lagrange/meteor, multiplier/meteor",
        "scores, n, best_of",
        "scores, prior, prior",
        "scores, kl, kl",
        "metrics, losses/old_approx_kl, none",
        "metrics, charts/episodic_return, return",
        "metrics, charts/episodic_length, length",
        "metrics, actor/reward_kl_penalty, kl/nats-per-token",
        "metrics, actor/reward_kl_penalty_coeff, none",
        "metrics, actor/ppo_kl, none",
        "metrics, train/kl, kl/nats-per-token",
        "metrics, env_runners/episode_return_mean, return",
        // Responses.
        "responses, step, step",
        "responses, prompt_id, prompt_id",
        "responses, sample, sample",
        "responses, reward, reward",
        "responses, gold, gold",
        "responses, kl, kl/nats-per-sequence",
        "responses, component/relevance, component/relevance",
        "responses, component_relevance, component/relevance",
        "responses, score/rm1, score/rm1",
        "responses, rm3, score/rm3",
        "responses, logprob_ref, logprob/reference",
        "responses, tokens, tokens",
        "responses, logprobs, logprobs",
        "responses, ref_logprobs, ref_logprobs",
        "responses, length, length",
        "pairs, chosen, chosen",
        "pairs, rejected, rejected",
        "pairs, prompt, prompt",
        "pairs, gold_chosen, first/gold",
        "pairs, input, prompt/input",
        "mdp, reward/true, reward/true",
    })
    void guessesFromNames(String kind, String name, String role) {
        assertThat(rules.guess(Kind.of(kind), name).id()).isEqualTo(role);
    }

    @Test
    void columnsOfMetricsAreNotTags() {
        assertThat(rules.guess(Kind.METRICS, "value")).isEqualTo(Role.NONE);
        assertThat(rules.guessColumn(Kind.METRICS, "value")).isEqualTo(Role.of(RoleType.VALUE));
    }

    @Test
    void aRoleThatIsKnownStays() {
        Column given = new Column("reward", ColumnType.FLOAT64, Role.of(RoleType.GOLD));
        Column open = new Column("r", ColumnType.FLOAT64);
        assertThat(rules.withRoles(new TableSpec(Kind.EPISODES, "n", "", List.of(given, open))))
                .containsExactly(given, open.withRole(Role.of(RoleType.RETURN)));
    }

    @Test
    void aWrongRuleIsNamedByItsLine() {
        assertThatThrownBy(() -> RoleRules.parse(new StringReader("# fine\nsteps\t(\treward\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> RoleRules.parse(new StringReader("steps\tx\tno such role\n")))
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> RoleRules.parse(new StringReader("steps reward\n")))
                .hasMessageContaining("fields");
    }

    @Test
    void theFirstRuleWins() throws IOException {
        RoleRules two = RoleRules.parse(new StringReader("*\ta.*\treward\nsteps\tab\tgold\n"));
        assertThat(two.guess(Kind.STEPS, "AB")).isEqualTo(Role.of(RoleType.REWARD));
        assertThat(two.guess(Kind.METRICS, "ab")).isEqualTo(Role.NONE);
    }
}
