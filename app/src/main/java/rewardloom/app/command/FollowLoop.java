package rewardloom.app.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import rewardloom.importers.Importing;
import rewardloom.importers.follow.Following;
import rewardloom.importers.follow.Update;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;

/** Follows files on the command line: one line for each look that found something. */
final class FollowLoop {
    private final Importing importing;
    private final Project project;
    private final List<Path> paths;
    private final Duration interval;
    private final PrintWriter err;

    FollowLoop(Importing importing, Project project, List<Path> paths, double seconds, CommandLine line) {
        this.importing = importing;
        this.project = project;
        this.paths = paths;
        this.interval = Duration.ofMillis(Math.max(1, Math.round(1000 * seconds)));
        this.err = line.getErr();
    }

    /**
     * Goes on until every run has ended or the program is stopped; what came is then on disk.
     *
     * @return whether anything could not be read
     */
    boolean run() {
        boolean bad = false;
        boolean stopped = false;
        Thread main = Thread.currentThread();
        Thread stopping = new Thread(() -> stop(main), "stop following");
        Runtime.getRuntime().addShutdownHook(stopping);
        try (Following following = new Following(importing, project, interval)) {
            following.followKnown();
            following.followFolders(paths);
            err.println("following " + following.files().size() + " files; stop with Ctrl+C");
            boolean folders = paths.stream().anyMatch(Files::isDirectory);
            while (!following.files().isEmpty() || folders) {
                Update update = following.look(Progress.NONE);
                bad |= !update.failed().isEmpty();
                print(update);
                Thread.sleep(interval);
            }
            err.println("nothing is left to follow: every run has ended, or its file has gone");
        } catch (InterruptedException e) {
            stopped = true;
            err.println("stopped; what came is in the study");
        } finally {
            if (!stopped) {
                Runtime.getRuntime().removeShutdownHook(stopping);
            }
        }
        return bad;
    }

    /** Ctrl+C ends the program only after what came is on disk. */
    private static void stop(Thread main) {
        main.interrupt();
        try {
            main.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(Update update) {
        if (update.isQuiet()) {
            return;
        }
        say(update.added(), "new");
        if (update.rows() > 0) {
            err.printf(
                    "%d rows came in %d files%n", update.rows(), update.grew().size());
        }
        say(update.readAnew(), "written anew, read as a whole");
        say(update.shrank(), "shorter than before, read as a whole");
        say(update.ended(), "the run has ended");
        say(update.gone(), "not there any more; what was read stays");
        update.failed().forEach(f -> err.println("cannot be read at the moment: " + f));
    }

    private void say(List<Path> files, String what) {
        files.forEach(f -> err.println(f + ": " + what));
    }
}
