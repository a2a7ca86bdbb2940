package rewardloom.model.project;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An image or a clip that was read and waits to be added to a project, or was only looked at.
 *
 * @param name its place below the project's folder of media
 * @param bytes its length
 * @param file where it is staged, or null if it was not kept
 */
public record StagedMedia(String name, long bytes, @Nullable Path file) {}
