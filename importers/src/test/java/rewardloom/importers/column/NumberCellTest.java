package rewardloom.importers.column;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rewardloom.importers.column.NumberText.Type;

class NumberCellTest {
    private final NumberCell cell = new NumberCell();

    @ParameterizedTest
    @CsvSource({
        "12, WHOLE, 12",
        "-7, WHOLE, -7",
        "+7, WHOLE, 7",
        "' 3 ', WHOLE, 3",
        "999999999999999999, WHOLE, 999999999999999999",
        "9999999999999999999, NUMBER, 1e19",
        ".5, NUMBER, 0.5",
        "-.5, NUMBER, -0.5",
        "5., NUMBER, 5",
        "1e-3, NUMBER, 0.001",
        "-2.5E+10, NUMBER, -2.5e10",
        "nan, NUMBER, NaN",
        "-nan, NUMBER, NaN",
        "inf, NUMBER, Infinity",
        "-Infinity, NUMBER, -Infinity",
        "True, BOOL, 1",
        "false, BOOL, 0",
        "2024-01-02, TEXT, NaN",
        "0x10, TEXT, NaN",
        "1f, TEXT, NaN",
        "1.5.2, TEXT, NaN",
        "1_000, TEXT, NaN",
        "ppo, TEXT, NaN",
        "-, MISSING, NaN",
        "--, MISSING, NaN",
        "N/A, MISSING, NaN",
        "'', MISSING, NaN"
    })
    void kindAndNumberOfACell(String text, Type type, Double value) {
        assertThat(cell.read(text)).isEqualTo(type);
        assertThat(cell.value()).isEqualTo(value);
        assertThat(NumberText.type(text)).isEqualTo(type);
    }

    @Property
    void everyNumberIsReadAsItWasWritten(@ForAll Double number) {
        assertThat(cell.read(Double.toString(number))).isNotEqualTo(Type.TEXT);
        assertThat(cell.value()).isEqualTo(number);
    }
}
