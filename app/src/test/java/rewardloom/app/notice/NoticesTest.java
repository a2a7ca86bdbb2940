package rewardloom.app.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesTest {
    private final Notices notices = new Notices();

    @Test
    void anErrorSaysWhatWasTriedAndCarriesItsDetails() {
        notices.failed("Open the study", new NoSuchFileException("/a/study.loom"));

        assertThat(notices.shown()).singleElement().satisfies(notice -> {
            assertThat(notice.severity()).isEqualTo(Notice.Severity.ERROR);
            assertThat(notice.message()).isEqualTo("Open the study: there is no file /a/study.loom");
            assertThat(notice.details()).contains("NoSuchFileException").contains("Java ");
        });
    }

    @Test
    void theScreenNeverFills() {
        for (int i = 0; i < 20; i++) {
            notices.done("Exported " + i);
        }
        notices.done("Exported 19");
        assertThat(notices.shown())
                .hasSize(5)
                .last()
                .extracting(Notice::message)
                .isEqualTo("Exported 19");

        notices.dismiss(notices.shown().getFirst());
        assertThat(notices.shown()).hasSize(4);
    }

    @Test
    void crashesAreLoggedAndToldOnceInAWhile(@TempDir Path folder) throws Exception {
        List<Throwable> told = new ArrayList<>();
        Hands clock = new Hands();
        Path log = folder.resolve("state/crash.log");
        CrashHandler handler = new CrashHandler(log, clock, told::add);

        for (int i = 0; i < 100; i++) {
            handler.uncaughtException(Thread.currentThread(), new IllegalStateException("again"));
        }
        assertThat(told).hasSize(1);
        handler.uncaughtException(Thread.currentThread(), new ArithmeticException("another"));
        assertThat(told).hasSize(2);

        clock.now = clock.now.plus(Duration.ofMinutes(1));
        handler.uncaughtException(Thread.currentThread(), new IllegalStateException("later"));
        assertThat(told).hasSize(3);
        assertThat(Files.readString(log))
                .contains("again")
                .contains("another")
                .contains("later")
                .contains("error ");
    }

    @Test
    void anErrorsCodeStaysTheSame() {
        assertThat(Crash.of(fails()).code()).isEqualTo(Crash.of(fails()).code()).hasSize(6);
        assertThat(Crash.of(fails()).code())
                .isNotEqualTo(Crash.of(new ArithmeticException()).code());
    }

    private static Exception fails() {
        return new IllegalStateException("here");
    }

    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
