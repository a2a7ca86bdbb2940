package rewardloom.model.project;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;

final class StudyEngine {
    StudyEngine(ProjectFolder folder, TableList tables, Supplier<List<Recipe>> recipes) {}

    QueryResult query(String sql, int mostRows, Progress progress) {
        throw new UnsupportedOperationException();
    }

    long queryArrow(String sql, Path file) {
        throw new UnsupportedOperationException();
    }

    double[] evaluate(Table t, String formula) {
        throw new UnsupportedOperationException();
    }

    void check(Recipe r) {}

    void close() throws java.sql.SQLException {}
}
