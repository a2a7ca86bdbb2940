package rewardloom.model.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key that the frameworks log, by their own sources: what means something has its role, and the rest has none. */
class WritersKeysTest {
    private final RoleRules rules = RoleRules.standard();

    /** The keys of one framework; {@code name=role} where there is one. */
    record Writer(String name, String keys) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Writer> writers() {
        return Stream.of(
                new Writer("Stable-Baselines3: common/logger.py, on_policy_algorithm.py, off_policy_algorithm.py", """
                    rollout/ep_rew_mean=return rollout/ep_len_mean=length rollout/success_rate=success
                    rollout/exploration_rate time/fps time/iterations time/total_timesteps time/time_elapsed
                    time/episodes train/loss train/value_loss train/policy_loss train/policy_gradient_loss
                    train/entropy_loss train/approx_kl train/clip_fraction train/clip_range train/clip_range_vf
                    train/explained_variance train/actor_loss train/critic_loss train/ent_coef train/ent_coef_loss
                    train/std train/n_updates train/learning_rate eval/mean_reward=return
                    eval/mean_ep_length=length eval/success_rate=success\
                    """),
                new Writer("TRL PPO: experimental/ppo/ppo_trainer.py", """
                    eps episode lr objective/kl=kl/nats-per-sequence objective/entropy=entropy
                    objective/non_score_reward objective/rlhf_reward=reward objective/scores=proxy
                    policy/approxkl_avg policy/clipfrac_avg policy/entropy_avg=entropy loss/policy_avg loss/value_avg
                    val/clipfrac_avg val/ratio val/ratio_var val/num_eos_tokens objective/scores_margin
                    val/contain_eos_token beta\
                    """),
                new Writer("TRL GRPO and RLOO: trainer/grpo_trainer.py", """
                    num_tokens step_time completions/mean_length=length completions/min_length completions/max_length
                    completions/mean_terminated_length completions/clipped_ratio
                    rewards/format_reward/mean=component/format_reward rewards/format_reward/std
                    rewards/accuracy=component/accuracy reward=reward reward_std frac_reward_zero_std
                    entropy=entropy entropy_coef policy_loss kl=kl clip_ratio/region_mean clip_ratio/low_mean
                    clip_ratio/high_max sampling/sampling_logp_difference/mean
                    sampling/importance_sampling_ratio/min tools/call_frequency tools/failure_frequency\
                    """),
                new Writer("TRL DPO, KTO and reward model", """
                    rewards/chosen rewards/rejected rewards/accuracies rewards/margins logps/chosen logps/rejected
                    logits/chosen entropy=entropy mean_token_accuracy kl=kl accuracy=correct min_reward mean_reward
                    max_reward margin eval_rewards/chosen eval_loss grad_norm learning_rate loss epoch
                    train_runtime total_flos\
                    """),
                new Writer("verl: trainer/ppo/metric_utils.py", """
                    critic/score/mean=proxy critic/score/max critic/rewards/mean=reward critic/rewards/min
                    critic/advantages/mean critic/returns/mean critic/values/mean critic/vf_explained_var
                    response_length/mean=length response_length/max response_length/clip_ratio
                    response_length_non_aborted/mean prompt_length/mean response/aborted_ratio num_turns/mean
                    tool_call_counts/mean actor/ppo_kl actor/pg_clipfrac actor/pg_clipfrac_lower
                    actor/entropy=entropy actor/grad_norm actor/reward_kl_penalty=kl/nats-per-token
                    actor/reward_kl_penalty_coeff actor/kl_loss=kl/nats-per-token training/global_step
                    training/epoch perf/throughput timing_s/step val-core/gsm8k/reward/mean@8
                    val-core/gsm8k/acc/mean@8=correct val-aux/gsm8k/acc/best@8/mean=correct\
                    """),
                new Writer("OpenRLHF: utils/logging_utils.py, trainer/rm_trainer.py", """
                    train/policy_loss train/kl=kl/nats-per-token train/reward=reward train/return=return
                    train/response_length=length train/ppo_kl train/ppo_clip_ratio train/vllm_kl train/entropy_loss
                    train/group_reward_std train/logprobs_diff train/critic_loss train/values train/critic_lr
                    train/critic_grad_norm rollout/reward_mean=reward rollout/reward_std
                    rollout/response_length_mean=length rollout/truncated_rate rollout/num_samples
                    timing/generation dynamic_filtering_pass_rate eval/kl=kl/nats-per-token loss acc chosen_reward
                    reject_reward lr grad_norm\
                    """),
                new Writer("CleanRL", """
                    charts/episodic_return=return charts/episodic_length=length charts/SPS charts/learning_rate
                    charts/avg_episodic_return=return charts/epsilon losses/value_loss losses/policy_loss
                    losses/entropy=entropy losses/approx_kl losses/old_approx_kl losses/clipfrac
                    losses/explained_variance losses/td_loss losses/q_values losses/qf1_loss losses/qf1_values
                    losses/actor_loss losses/alpha losses/alpha_loss eval/episodic_return=return\
                    """),
                new Writer("RLlib", """
                    episode_reward_mean=return episode_reward_max episode_len_mean=length
                    sampler_results/episode_reward_mean=return env_runners/episode_return_mean=return
                    env_runners/episode_len_mean=length evaluation/env_runners/episode_return_mean=return
                    training_iteration timesteps_total num_env_steps_sampled_lifetime time_total_s
                    info/learner/default_policy/learner_stats/kl
                    info/learner/default_policy/learner_stats/entropy=entropy
                    info/learner/default_policy/learner_stats/cur_kl_coeff learners/default_policy/entropy=entropy
                    learners/default_policy/mean_kl_loss hist_stats/episode_reward\
                    """),
                new Writer("rsl_rl, legged_gym, Isaac Lab, skrl, rl_games", """
                    Train/mean_reward=return Train/mean_episode_length=length Train/mean_reward/time
                    Episode/rew_tracking_lin_vel=component/tracking_lin_vel
                    Episode_Reward/feet_air_time=component/feet_air_time Episode_Termination/time_out
                    Loss/value_function Loss/surrogate Policy/mean_noise_std Perf/total_fps
                    Metrics/base_velocity/error_vel_xy Curriculum/terrain_levels rewards/step=return
                    rewards/iter=return rewards/time=return episode_lengths/step=length shaped_rewards/step
                    losses/a_loss\
                    """),
                new Writer("Spinning Up, baselines, garage, rlkit, d3rlpy, Dopamine", """
                    AverageEpRet=return StdEpRet MaxEpRet MinEpRet EpRet=return TestEpRet=return
                    AverageTestEpRet=return EpLen=length TestEpLen=length AverageVVals LossPi LossV DeltaLossPi
                    Entropy=entropy KL ClipFrac StopIter Time TotalEnvInteracts eprewmean=return eplenmean=length
                    approxkl policy_entropy=entropy Evaluation/AverageReturn=return
                    Evaluation/AverageDiscountedReturn Evaluation/SuccessRate=success
                    evaluation/Average_Returns=none Train/AverageReturns=return Eval/AverageReturns=return
                    environment=return td_loss time_step\
                    """),
                new Writer("DreamerV3, Tianshou, PyMARL, Acme, TF-Agents, sample-factory, PufferLib", """
                    episode/score=return episode/length=length eval_episode/score=return train/loss/policy
                    test/returns_stat/mean=return train/returns_stat/mean=return train/lens_stat/mean=length
                    test/reward=return test/length=length return_mean=return test_return_mean=return
                    ep_length_mean=length test_battle_won_mean=success battle_won_mean=success episode_return=return
                    episode_length=length evaluator/episode_return=return Metrics/AverageReturn=return
                    Metrics/AverageEpisodeLength=length reward/reward=return len/len=length
                    environment/episode_return=return environment/episode_length=length\
                    """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writers")
    void everyKeyHasItsRole(Writer writer) {
        List<String> keys = Arrays.asList(writer.keys.strip().split("\\s+"));
        assertThat(keys).allSatisfy(key -> {
            String[] parts = key.split("=", 2);
            assertThat(rules.guess(Kind.METRICS, parts[0]).id())
                    .as(parts[0])
                    .isEqualTo(parts.length == 1 ? "none" : parts[1]);
        });
    }

    /** Names with blanks. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Environment/Cumulative Reward, return",
        "Environment/Episode Length, length",
        "Policy/Extrinsic Reward, component/Extrinsic",
        "Policy/Curiosity Reward, component/Curiosity",
        "Policy/Extrinsic Value Estimate, none",
        "Policy/Entropy, entropy",
        "Losses/Value Loss, none",
        "Self-play/ELO, none",
        "Reward / Total reward (mean), return",
        "Reward / Instantaneous reward (mean), none",
        "Info / Episode_Reward/progress, component/progress",
        "Episode / Total timesteps (mean), length",
        "mean 100 episode reward, return",
        "max 100 episode reward, none",
        "evaluation/Returns Mean, return",
        "evaluation/Average Returns, return",
        "evaluation/path length Mean, length",
        "evaluation/Rewards Mean, none",
        "Average reward, return",
        "Average Episode Length, length",
    })
    void keysWithBlanksHaveTheirRoles(String key, String role) {
        assertThat(rules.guess(Kind.METRICS, key).id()).isEqualTo(role);
    }

    /** Units by the sources of the writers. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Episode/rew_tracking_lin_vel, per second",
        "Episode_Reward/feet_air_time, per second",
        "rewards/format/mean, ''",
        "Policy/Extrinsic Reward, ''",
        "objective/kl, nats per sequence",
        "actor/reward_kl_penalty, nats per token",
        "train/kl, nats per token",
        "kl, ''",
        "completions/mean_length, tokens",
        "rollout/ep_len_mean, steps",
        "objective/entropy, nats",
    })
    void unitsAreThoseOfTheWriters(String key, String unit) {
        assertThat(rules.unit(Kind.METRICS, key)).isEqualTo(unit);
    }

    @Test
    void aUnitIsNotAPartOfTheRole() {
        assertThat(rules.guess(Kind.METRICS, "Episode/rew_touch").detail()).isEqualTo("touch");
        assertThat(rules.unit(Kind.STEPS, "reward")).isEmpty();
    }
}
