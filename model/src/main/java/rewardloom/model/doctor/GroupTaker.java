package rewardloom.model.doctor;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Values;

/**
 * Counts groups of responses to one prompt that all have the same reward: they teach nothing to a method that compares within groups.
 * A group is what stands together in the file. Not thread-safe.
 */
final class GroupTaker {
    private final int prompt;
    private final int step;
    private final int reward;
    private String key = "";
    private long members;
    private double first;
    private boolean same;
    private long groups;
    private long dead;
    private String example = "";

    private GroupTaker(int prompt, int step, int reward) {
        this.prompt = prompt;
        this.step = step;
        this.reward = reward;
    }

    static @Nullable GroupTaker of(List<Column> columns) {
        Optional<Integer> prompt = find(columns, RoleType.PROMPT_ID).or(() -> find(columns, RoleType.PROMPT));
        Optional<Integer> reward = find(columns, RoleType.REWARD);
        if (prompt.isEmpty() || reward.isEmpty()) {
            return null;
        }
        return new GroupTaker(prompt.get(), find(columns, RoleType.STEP).orElse(-1), reward.get());
    }

    private static Optional<Integer> find(List<Column> columns, RoleType role) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).role().is(role)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    void add(Batch batch) {
        Values prompts = batch.columns().get(prompt);
        Values rewards = batch.columns().get(reward);
        for (int row = 0; row < batch.rows(); row++) {
            String at = (step < 0 ? "" : batch.columns().get(step).text(row) + " ") + prompts.text(row);
            double value = rewards.number(row);
            if (members > 0 && at.equals(key)) {
                members++;
                same &= value == first;
            } else {
                end();
                key = at;
                members = 1;
                first = value;
                same = true;
            }
        }
    }

    private void end() {
        if (members > 1) {
            groups++;
            if (same) {
                if (dead++ == 0) {
                    example = key;
                }
            }
        }
    }

    Checkup.Groups groups() {
        end();
        members = 0;
        return new Checkup.Groups(groups, dead, example);
    }
}
