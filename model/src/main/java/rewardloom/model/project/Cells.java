package rewardloom.model.project;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the cells of a query's result down to whole numbers, numbers, truth values, texts and lists of them. */
final class Cells {
    private Cells() {}

    static @Nullable Object plain(@Nullable Object cell) throws SQLException {
        return switch (cell) {
            case null -> null;
            case Long number -> number;
            case Integer number -> (long) number;
            case Short number -> (long) number;
            case Byte number -> (long) number;
            case BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
            case BigInteger number -> number.doubleValue();
            case Double number -> number;
            case Float number -> (double) number;
            case BigDecimal number -> number.doubleValue();
            case Boolean truth -> truth;
            case Array array -> list(array);
            default -> cell.toString();
        };
    }

    private static List<Object> list(Array array) throws SQLException {
        List<Object> result = new ArrayList<>();
        if (array.getArray() instanceof Object[] elements) {
            for (Object element : elements) {
                result.add(plain(element));
            }
        }
        return Collections.unmodifiableList(result);
    }
}
