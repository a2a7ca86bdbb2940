package rewardloom.installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lifts classes from before Java 6 to a newer class file version.
 *
 * <p>The start-up cache leaves them out, because they have no stack maps and need the old verifier; picocli is compiled for
 * Java 5, and its 200 classes were a third of the time of a short command. Instructions stay as they are; the maps are
 * computed.
 */
final class OldClasses {
    private static final int JAVA_6 = 50;
    private static final int LIFTED = ClassFile.JAVA_17_VERSION;

    private OldClasses() {}

    /** Rewrites a jar that has such classes, and leaves any other alone. */
    static void lift(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            boolean old = false;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                old |= isOld(zip, entry);
            }
            if (!old) {
                return;
            }
            Path temporary = jar.resolveSibling(jar.getFileName() + ".new");
            try (OutputStream out = Files.newOutputStream(temporary);
                    ZipOutputStream target = new ZipOutputStream(out)) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    ZipEntry copy = new ZipEntry(entry.getName());
                    copy.setTime(entry.getTime());
                    target.putNextEntry(copy);
                    target.write(isOld(zip, entry) ? lift(zip, entry) : content(zip, entry));
                    target.closeEntry();
                }
            }
            Files.move(temporary, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static byte[] lift(ZipFile zip, ZipEntry entry) throws IOException {
        ClassHierarchyResolver resolver = ClassHierarchyResolver.ofResourceParsing(
                        type -> open(zip, type.descriptorString()))
                .orElse(ClassHierarchyResolver.defaultResolver());
        ClassFile file = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                // Else methods would be copied as they are, without maps.
                ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.ClassHierarchyResolverOption.of(resolver));
        ClassModel model = file.parse(content(zip, entry));
        return file.transformClass(
                model,
                ClassTransform.dropping(ClassFileVersion.class::isInstance)
                        .andThen(ClassTransform.endHandler(b -> b.withVersion(LIFTED, 0))));
    }

    // The API takes null for "unknown"; jspecify is not there when the build starts this as a source file.
    @SuppressWarnings("NullAway")
    private static InputStream open(ZipFile zip, String descriptor) {
        ZipEntry entry = zip.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
        try {
            return entry == null ? null : zip.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOld(ZipFile zip, ZipEntry entry) throws IOException {
        if (!entry.getName().endsWith(".class") || entry.getName().startsWith("META-INF/")) {
            return false;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] head = in.readNBytes(8);
            return head.length == 8 && ((head[6] & 0xFF) << 8 | head[7] & 0xFF) < JAVA_6;
        }
    }

    private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
