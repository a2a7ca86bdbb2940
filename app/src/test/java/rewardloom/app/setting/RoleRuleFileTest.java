package rewardloom.app.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.RoleType;

class RoleRuleFileTest {
    @TempDir
    private Path folder;

    private final List<String> problems = new ArrayList<>();
    private RoleRuleFile file;

    @BeforeEach
    void place() {
        file = new RoleRuleFile(folder.resolve("settings of mine/roles.tsv"));
    }

    @Test
    void withoutAFileTheRulesOfTheProgramCount() throws IOException {
        assertThat(guess("objective/kl")).isEqualTo(Role.of(RoleType.KL, "nats-per-sequence"));
        assertThat(file.text()).startsWith("# Your own rules");
        assertThat(problems).isEmpty();
    }

    @Test
    void whatIsAddedCountsFirstAndOnce() throws IOException {
        List<String> lines = List.of(
                RoleRules.line(Kind.METRICS, "objective/kl", Role.of(RoleType.NONE)),
                RoleRules.line(Kind.METRICS, "my (odd) tag + [more]", Role.of(RoleType.GOLD)));
        file.add(lines);
        file.add(lines);
        assertThat(guess("objective/kl")).isEqualTo(Role.NONE);
        assertThat(guess("my (odd) tag + [more]").type()).isEqualTo(RoleType.GOLD);
        assertThat(guess("my (odd) tag").type()).isEqualTo(RoleType.NONE);
        assertThat(guess("reward").type()).isEqualTo(RoleType.REWARD);
        assertThat(file.text().lines().filter(l -> !l.startsWith("#"))).hasSize(2);
        file.add(List.of(RoleRules.line(Kind.METRICS, "objective/kl", Role.of(RoleType.GOLD))));
        assertThat(guess("objective/kl").type()).as("the newest counts").isEqualTo(RoleType.GOLD);
        assertThat(problems).isEmpty();
    }

    @Test
    void aBrokenFileIsNamedWithItsLineAndTheProgramGoesOn() throws IOException {
        file.add(List.of());
        Files.writeString(file.file(), "metrics\tx\tgold\nno rule at all\n");
        assertThat(guess("objective/kl").type()).isEqualTo(RoleType.KL);
        assertThat(problems).singleElement().asString().contains("line 2").contains("roles.tsv");
        assertThatThrownBy(() -> file.save("metrics\t[\tgold\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1");
        assertThat(Files.readString(file.file())).contains("no rule at all");
    }

    private Role guess(String tag) {
        return file.rules(problems::add).guess(Kind.METRICS, tag);
    }
}
