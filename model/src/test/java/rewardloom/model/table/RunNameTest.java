package rewardloom.model.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunNameTest {

    @Test
    void theGroupIsTheNameWithoutItsSeed() {
        assertThat(RunName.parse("rl/single-kl-seed2").group()).isEqualTo("rl/single-kl");
        assertThat(RunName.parse("rl/single-kl-seed2").seed()).hasValue(2);
        assertThat(RunName.parse("additive-seed0-late").group()).isEqualTo("additive-late");
        assertThat(RunName.parse("ppo/seed_3").group()).isEqualTo("ppo");
        assertThat(RunName.parse("seed1").group()).isEqualTo("seeds");
        assertThat(RunName.parse("par").group()).isEqualTo("par");
        assertThat(RunName.parse("par").seed()).isEmpty();
        assertThat(RunName.parse("CartPole-v1__ppo__4__1700000000").group()).isEqualTo("CartPole-v1__ppo");
    }
}
