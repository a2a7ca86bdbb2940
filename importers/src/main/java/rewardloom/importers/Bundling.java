package rewardloom.importers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rewardloom.importers.BundlingImporter.Bundle;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.ProjectException;
import rewardloom.model.project.Staged;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;

/** The step of an import after all files were read: files that are one log are made one. */
final class Bundling {
    private static final Logger LOG = LoggerFactory.getLogger(Bundling.class);
    private final Importers importers;
    private final FileReader.Targets targets;
    private final Consumer<Staged> discard;

    /**
     * @param targets where joined tables go
     * @param discard drops what was staged and is not wanted any more
     */
    Bundling(Importers importers, FileReader.Targets targets, Consumer<Staged> discard) {
        this.importers = importers;
        this.targets = targets;
        this.discard = discard;
    }

    /** A file and those in its folder that may be one log with it, in the order of their names. */
    static List<Source> beside(Source source, Importer importer) throws IOException {
        Path folder = source.path().toAbsolutePath().normalize().getParent();
        Optional<String> whole =
                importer instanceof BundlingImporter bundling ? bundling.whole(source) : Optional.empty();
        if (whole.isEmpty() || folder == null || !(importer instanceof BundlingImporter bundling)) {
            return List.of(source);
        }
        List<Source> beside = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                Source other = new Source(file, source.folder().isEmpty() ? name : source.folder() + "/" + name);
                if (bundling.whole(other).equals(whole)) {
                    beside.add(other);
                }
            }
        }
        beside.sort(Comparator.comparing(Source::name));
        return beside.isEmpty() ? List.of(source) : List.copyOf(beside);
    }

    /** The same files in the same order; of a bundle the first holds all tables, and the others say so. */
    List<InspectedFile> run(List<InspectedFile> files, Progress progress) {
        Map<Source, InspectedFile> changed = new HashMap<>();
        for (Importer importer : importers.all()) {
            if (importer instanceof BundlingImporter bundling) {
                for (List<InspectedFile> group : groups(bundling, files)) {
                    bundle(bundling, group, changed, progress);
                }
            }
        }
        return files.stream().map(f -> changed.getOrDefault(f.source(), f)).toList();
    }

    private static Iterable<List<InspectedFile>> groups(BundlingImporter importer, List<InspectedFile> files) {
        Map<String, List<InspectedFile>> groups = new LinkedHashMap<>();
        for (InspectedFile file : files) {
            if (file.format().equals(importer.id()) && !file.staged().tables().isEmpty()) {
                importer.whole(file.source())
                        .ifPresent(whole -> groups.computeIfAbsent(whole, w -> new ArrayList<>())
                                .add(file));
            }
        }
        groups.values().removeIf(group -> group.size() < 2);
        return groups.values();
    }

    private void bundle(
            BundlingImporter importer,
            List<InspectedFile> group,
            Map<Source, InspectedFile> changed,
            Progress progress) {
        Map<Source, InspectedFile> bySource = new LinkedHashMap<>();
        group.forEach(f -> bySource.put(f.source(), f));
        try {
            for (Bundle bundle : importer.bundles(List.copyOf(bySource.keySet()), progress)) {
                if (bundle.joined()) {
                    join(importer, bundle, bySource, changed, progress);
                } else {
                    bundle.others().forEach(o -> leaveOut(bySource, o, contained(bundle), changed));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Each file was read by itself already: that is what stays.
            LOG.warn("files of one log could not be read together", e);
        } catch (CancelledException | ProjectException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("the importer {} failed to read files together", importer.id(), e);
        }
    }

    private void join(
            BundlingImporter importer,
            Bundle bundle,
            Map<Source, InspectedFile> bySource,
            Map<Source, InspectedFile> changed,
            Progress progress)
            throws IOException {
        List<Source> all = new ArrayList<>(List.of(bundle.first()));
        all.addAll(bundle.others());
        List<Staged> parts = new ArrayList<>();
        for (Source source : all) {
            InspectedFile file = bySource.get(source);
            if (file != null) {
                parts.add(file.staged());
            }
        }
        InspectedFile first = bySource.get(bundle.first());
        if (first == null || parts.size() < all.size()) {
            throw new IllegalStateException("a bundle names a file that was not read");
        }
        try (FileReader.Target target = targets.open(bundle.first().name(), importer.id())) {
            parts.forEach(p -> p.problems().forEach(target.sink()::problem));
            importer.readJoined(all, target.sink(), progress);
            Staged joined = target.finish(identity(parts));
            discard.accept(first.staged());
            changed.put(first.source(), first.with(joined));
            bundle.others().forEach(o -> leaveOut(bySource, o, joined(bundle), changed));
        }
    }

    private void leaveOut(
            Map<Source, InspectedFile> bySource, Source source, Problem why, Map<Source, InspectedFile> changed) {
        InspectedFile file = bySource.get(source);
        if (file != null) {
            discard.accept(file.staged());
            changed.put(source, file.with(Staged.nothing(file.staged().provenance(), why)));
        }
    }

    private static Problem contained(Bundle bundle) {
        return Problem.info(
                "contained",
                "whole file",
                "everything in it stands in " + bundle.first().name() + " too, which is read in its place");
    }

    private static Problem joined(Bundle bundle) {
        return Problem.info(
                "joined",
                "whole file",
                "it is one log with " + bundle.first().name() + " and was read together with it");
    }

    /** The identity of several files: their hashes as one. */
    private static Provenance identity(List<Staged> parts) {
        Provenance first = parts.getFirst().provenance();
        StringBuilder hashes = new StringBuilder();
        long bytes = 0;
        for (Staged part : parts) {
            hashes.append(part.provenance().sha256());
            bytes += part.provenance().bytes();
        }
        return new Provenance(first.file(), first.format(), sha256(hashes.toString()), bytes);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
