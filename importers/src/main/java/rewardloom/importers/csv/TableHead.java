package rewardloom.importers.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Importers;
import rewardloom.importers.Source;

/** The lines of a text table that must stand before a part of it. */
final class TableHead {
    private TableHead() {}

    /** Comments and the names of the columns, or null if the table is packed or has no line yet. */
    static byte @Nullable [] of(Source source) throws IOException {
        if (source.isGzip()) {
            return null;
        }
        Dialect dialect = Dialect.of(Importers.header(source.path()).head());
        int lines = dialect.preamble() + (dialect.header() ? 1 : 0);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try (InputStream in = source.open()) {
            while (lines > 0) {
                int b = in.read();
                if (b < 0) {
                    return null;
                }
                head.write(b);
                lines -= b == '\n' ? 1 : 0;
            }
        }
        return head.toByteArray();
    }
}
