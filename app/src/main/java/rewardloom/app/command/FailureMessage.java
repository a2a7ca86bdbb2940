package rewardloom.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.preference.LabelException;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.project.ProjectException;

/** Says what failed in one line; only what nobody foresaw prints where it happened. */
final class FailureMessage implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception error, CommandLine line, ParseResult result) {
        line.getErr().println(line.getColorScheme().errorText(line.getCommandName() + " failed: " + message(error)));
        boolean foreseen = error instanceof IOException
                || error instanceof UncheckedIOException
                || error instanceof ProjectException
                || error instanceof AnalysisException
                || error instanceof LabelException
                || error instanceof CancelledException
                || error instanceof IllegalArgumentException;
        if (!foreseen) {
            LoggerFactory.getLogger(FailureMessage.class).error("unforeseen failure", error);
        }
        return ExitCode.FAILED;
    }

    private static String message(Throwable error) {
        return switch (error) {
            case UncheckedIOException e when e.getCause() != null -> message(e.getCause());
            case NoSuchFileException e -> e.getFile() + " is not there";
            case AccessDeniedException e -> e.getFile() + " may not be read or written; check its permissions";
            case FileSystemException e -> e.getFile() + ": " + e.getReason();
            default -> error.getMessage() == null ? error.toString() : error.getMessage();
        };
    }
}
