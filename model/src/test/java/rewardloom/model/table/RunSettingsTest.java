package rewardloom.model.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunSettingsTest {
    private final MemoryTables tables = new MemoryTables();

    @Test
    void aRunHasItsOwnSettingsAndThoseOfTheFoldersAboveIt() {
        config("exp/config.json", "exp", "exp", "gamma", "0.9", "exp", "lr", "0.1");
        config("exp/seed0/params.json", "seed0", "seed0", "lr", "0.2");
        metrics("exp/seed0/events", "seed0");
        metrics("exp/seed1/events", "seed1");
        metrics("other/events", "other");

        RunSettings settings = RunSettings.of(tables);

        assertThat(settings.of("seed0").get("gamma").number()).isEqualTo(0.9);
        assertThat(settings.of("seed0").get("lr").text()).isEqualTo("0.2");
        assertThat(settings.of("seed1").get("lr").number()).isEqualTo(0.1);
        assertThat(settings.of("other")).isEmpty();
        assertThat(settings.varying(List.of("seed0", "seed1"))).containsExactly("lr");
        assertThat(settings.varying(List.of("seed0", "other"))).containsExactly("gamma", "lr");
    }

    @Test
    void aFileOfSeveralRunsSaysWhoseSettingsTheyAre() {
        config("store/mlflow.db", "", "a", "lr", "1", "b", "lr", "2");
        metrics("store/metrics", "a");
        metrics("store/metrics2", "b");

        RunSettings settings = RunSettings.of(tables);

        assertThat(settings.of("a").get("lr").text()).isEqualTo("1");
        assertThat(settings.of("b").get("lr").text()).isEqualTo("2");
    }

    @Test
    void aSettingThatIsNoNumberHasNone() {
        config("run/config.yaml", "run", "run", "env", "Hopper-v4");

        RunSettings.Setting env = RunSettings.of(tables).of("run").get("env");

        assertThat(env.text()).isEqualTo("Hopper-v4");
        assertThat(env.number()).isNaN();
    }

    /** Rows of run, key and value. */
    private void config(String file, String run, String... cells) {
        int rows = cells.length / 3;
        String[][] columns = new String[3][rows];
        double[] numbers = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < 3; c++) {
                columns[c][i] = cells[3 * i + c];
            }
            numbers[i] = columns[2][i].matches("[0-9.]+") ? Double.parseDouble(columns[2][i]) : Double.NaN;
        }
        List<Values> values = new ArrayList<>();
        Arrays.stream(columns).forEach(c -> values.add(texts(c)));
        values.add(new Values.Doubles(numbers));
        tables.add(TableSpec.config(file, run), provenance(file), List.of(new Batch(rows, values)));
    }

    private static Values.Texts texts(String[] cells) {
        int[] codes = new int[cells.length];
        Arrays.setAll(codes, i -> i);
        return new Values.Texts(codes, List.of(cells));
    }

    private void metrics(String file, String run) {
        tables.add(TableSpec.metrics(file, run), provenance(file), List.of());
    }

    private static Provenance provenance(String file) {
        return new Provenance("/data/" + file, "test", file, 1);
    }
}
