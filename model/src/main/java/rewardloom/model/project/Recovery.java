package rewardloom.model.project;

import java.util.List;
import rewardloom.model.table.Problem;

final class Recovery {
    Recovery(ProjectFolder f) {}

    List<Problem> run() {
        throw new UnsupportedOperationException();
    }
}
