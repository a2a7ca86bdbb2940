package rewardloom.viewers.paper;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureCsv;
import rewardloom.model.figure.Sheet;

/**
 * Writes figures to files: the one way to paper for the window, the command line and reports. A file is written beside its target, opened
 * again to see that it is whole, and then put in its place at once; beside it lies the {@link FigureFile} that makes it again. Runs off
 * the JavaFX thread.
 */
public final class PaperExporter {
    private final double dpi;

    public PaperExporter() {
        this(FormatChoice.USUAL);
    }

    /**
     * @param dpi pixels an inch of PNG files
     */
    public PaperExporter(double dpi) {
        this.dpi = dpi;
    }

    /** The same with finer or coarser PNG files. */
    public PaperExporter withDpi(double newDpi) {
        return new PaperExporter(newDpi);
    }

    /**
     * Writes a figure in the format its name asks for, and its {@link FigureFile} beside it.
     *
     * @return the target
     * @throws ExportException if anything went wrong; the target is then as it was, and the message says what to do
     */
    public Path export(Figure figure, Preset preset, Path target) throws ExportException {
        try {
            return export(figure, preset, Format.of(target), target);
        } catch (IllegalArgumentException e) {
            throw new ExportException(target + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a figure, and its {@link FigureFile} beside it.
     *
     * @return the target
     * @throws ExportException if anything went wrong; the target is then as it was, and the message says what to do
     */
    public Path export(Figure figure, Preset preset, Format format, Path target) throws ExportException {
        return export(Sheet.of(figure), preset, format, target);
    }

    /**
     * Writes the panels of a figure, and their {@link FigureFile} beside them.
     *
     * @return the target
     * @throws ExportException if anything went wrong; the target is then as it was, and the message says what to do
     */
    public Path export(Sheet sheet, Preset preset, Format format, Path target) throws ExportException {
        Sheet reduced = sheet.forPaper();
        render(reduced, preset, format, target);
        write(sidecar(target), new FigureFile(reduced, preset).json().getBytes(StandardCharsets.UTF_8));
        return target;
    }

    /** Writes a figure alone, without the file that makes it again. */
    public Path render(Figure figure, Preset preset, Format format, Path target) throws ExportException {
        return render(Sheet.of(figure), preset, format, target);
    }

    /** Writes what is in a {@link FigureFile}, without writing that file. */
    public Path render(Sheet sheet, Preset preset, Format format, Path target) throws ExportException {
        if (sheet.isEmpty()) {
            throw new ExportException(target + " was not written: the figure \"" + sheet.title() + "\" shows nothing");
        }
        byte[] bytes;
        try {
            bytes = bytes(sheet, preset, format);
            verify(format, bytes);
        } catch (IOException e) {
            throw new ExportException(target + " was not written: " + e.getMessage(), e);
        }
        write(target, bytes);
        return target;
    }

    /** Where the {@link FigureFile} of an exported file lies. */
    public static Path sidecar(Path target) {
        String name = String.valueOf(target.getFileName());
        int dot = name.lastIndexOf('.');
        return target.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + FigureFile.EXTENSION);
    }

    /**
     * The bytes of a file.
     *
     * @throws IOException if the figure cannot be written so
     */
    public byte[] bytes(Figure figure, Preset preset, Format format) throws IOException {
        return bytes(Sheet.of(figure), preset, format);
    }

    /**
     * The bytes of a file.
     *
     * @throws IOException if the panels cannot be written so
     */
    public byte[] bytes(Sheet sheet, Preset preset, Format format) throws IOException {
        Sheet reduced = sheet.forPaper();
        return switch (format) {
            case PDF -> PdfWriter.write(reduced, preset);
            case SVG -> SvgWriter.write(reduced, preset);
            case PNG -> PngWriter.write(reduced, preset, dpi);
            case TEX -> PgfplotsWriter.write(reduced, preset).getBytes(StandardCharsets.UTF_8);
            case CSV -> FigureCsv.of(sheet).getBytes(StandardCharsets.UTF_8);
        };
    }

    /**
     * The page as a picture, as fine as PNG files are.
     *
     * @throws IOException if there would be too many pixels
     */
    public BufferedImage picture(Sheet sheet, Preset preset) throws IOException {
        return PngWriter.draw(sheet.forPaper(), preset, dpi);
    }

    /**
     * The page as it will be printed, for looking at.
     *
     * @param sheet what is printed
     * @param pixelsPerPoint pixels for each point of 1/72 inch
     */
    public static BufferedImage page(Sheet sheet, Preset preset, double pixelsPerPoint) {
        Sheet reduced = sheet.forPaper();
        return PngWriter.draw(reduced, preset, (int) Math.max(1, Math.round(preset.pageWidth() * pixelsPerPoint)), (int)
                Math.max(1, Math.round(preset.pageHeight(reduced) * pixelsPerPoint)));
    }

    private static void verify(Format format, byte[] bytes) throws IOException {
        switch (format) {
            case PDF -> PdfWriter.verify(bytes);
            case SVG -> SvgWriter.verify(bytes);
            case PNG -> PngWriter.verify(bytes);
            case TEX, CSV -> {
                // Text is what it is; that all of it arrived is seen from its length below.
            }
        }
    }

    private static void write(Path target, byte[] bytes) throws ExportException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        Path part = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            if (Files.size(part) != bytes.length) {
                throw new IOException("only " + Files.size(part) + " of " + bytes.length + " bytes arrived");
            }
            move(part, absolute);
        } catch (IOException e) {
            throw new ExportException(target + " was not written: " + reason(e), discard(part, e));
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static IOException discard(Path part, IOException cause) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "the folder may not be written to; choose another";
            case NotDirectoryException file -> "its folder is a file; choose another";
            case NoSuchFileException missing -> "its folder does not exist and could not be made; choose another";
            default -> e.getMessage() + "; is the disk full, or the folder gone?";
        };
    }
}
