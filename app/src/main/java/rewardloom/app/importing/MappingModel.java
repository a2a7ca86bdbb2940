package rewardloom.app.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import rewardloom.app.setting.MappingStore;
import rewardloom.importers.FieldPreview;
import rewardloom.importers.InspectedFile;
import rewardloom.importers.Mapping;
import rewardloom.importers.parquet.MappedImporter;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.RoleType;
import rewardloom.viewers.work.Background;

/** What the user makes of the fields of a table: written here, used for files with the same fields, kept and offered again. JavaFX thread. */
public final class MappingModel {
    /** Formats of tables that a mapping can read. */
    private static final List<String> TABULAR = List.of("csv", "jsonl", "parquet", "monitor", MappedImporter.ID);
    /** Most files that are looked at for saved mappings that fit. */
    private static final int LOOKED_AT = 200;

    private final ImportModel importing;
    private final Background background;
    private final MappingStore store;
    private final RoleRules rules = RoleRules.standard();
    private final ObservableList<MappedField> fields = FXCollections.observableArrayList();
    private final ObservableList<Offer> offers = FXCollections.observableArrayList();
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.METRICS);
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private @Nullable InspectedFile file;
    private Consumer<Exception> failure = e -> {};

    /**
     * @param importing the import whose files are mapped
     * @param background where files are read
     * @param store the mappings that are kept
     */
    public MappingModel(ImportModel importing, Background background, MappingStore store) {
        this.importing = importing;
        this.background = background;
        this.store = store;
    }

    /**
     * A saved mapping that fits some of the files.
     *
     * @param mapping the mapping
     * @param files the files it fits that are not read by it
     */
    public record Offer(Mapping mapping, List<InspectedFile> files) {}

    /** The fields of the file that is looked at. */
    public ObservableList<MappedField> fields() {
        return fields;
    }

    /** Saved mappings that fit. */
    public ObservableList<Offer> offers() {
        return offers;
    }

    /** What a row of the table is. */
    public ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /** The name under which the mapping is kept. */
    public StringProperty nameProperty() {
        return name;
    }

    /** What there is to say about it. */
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Who is told of errors. */
    public void onFailure(Consumer<Exception> newFailure) {
        failure = newFailure;
    }

    /** Whether a file is a table that can be mapped. */
    public static boolean isTable(@Nullable InspectedFile file) {
        return file != null && (TABULAR.contains(file.format()) || isTableByName(file));
    }

    private static boolean isTableByName(InspectedFile file) {
        String path = file.source().name().toLowerCase(Locale.ROOT);
        return List.of(".csv", ".tsv", ".txt", ".json", ".jsonl", ".parquet").stream()
                .anyMatch(path::endsWith);
    }

    /** Looks at a file. */
    public void look(@Nullable InspectedFile wanted) {
        if (wanted == null || wanted.equals(file)) {
            return;
        }
        file = wanted;
        fields.clear();
        if (!isTable(wanted)) {
            message.set("Tables (CSV, JSON and Parquet) can be mapped; this file is none.");
            return;
        }
        message.set("Looking at its fields …");
        background.latest(
                List.of(this, "fields"),
                "",
                progress -> MappedImporter.fields(wanted.source()),
                this::arrived,
                e -> message.set("The file cannot be read: " + e.getMessage()));
    }

    private void arrived(List<FieldPreview> found) {
        InspectedFile looked = file;
        if (looked != null && !looked.staged().tables().isEmpty()) {
            Kind read = looked.staged().tables().getFirst().table().kind();
            kind.set(read == Kind.CONFIG || read == Kind.MEDIA ? Kind.METRICS : read);
        }
        fields.setAll(found.stream().map(this::suggested).toList());
        if (looked != null && name.get().isBlank()) {
            name.set(looked.source().stem());
        }
        message.set(found.isEmpty() ? "This file is not a table." : "");
    }

    private MappedField suggested(FieldPreview field) {
        return new MappedField(
                field,
                true,
                field.name(),
                rules.guessColumn(kind.get(), field.name()).is(RoleType.NONE)
                        ? rules.guess(kind.get(), field.name())
                        : rules.guessColumn(kind.get(), field.name()));
    }

    /** Puts a field in the place of the one of the same name. */
    void set(MappedField changed) {
        fields.replaceAll(f -> f.field().equals(changed.field()) ? changed : f);
    }

    /** The mapping as it is now, or nothing, and a message, if it is none yet. */
    public Optional<Mapping> mapping() {
        try {
            List<Mapping.Column> columns = fields.stream()
                    .filter(MappedField::used)
                    .map(f -> new Mapping.Column(f.field().name(), f.column().strip(), f.role()))
                    .toList();
            if (name.get().isBlank()) {
                throw new IllegalArgumentException("give the mapping a name");
            }
            Mapping mapping = new Mapping(name.get().strip(), kind.get(), columns);
            message.set("");
            return Optional.of(mapping);
        } catch (IllegalArgumentException e) {
            message.set("The mapping is not complete: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    /** Reads the file, and all others with the same fields, as it says; keeps it if wanted. */
    public void apply(boolean keep) {
        InspectedFile looked = file;
        Optional<Mapping> ready = mapping();
        if (looked == null || ready.isEmpty()) {
            return;
        }
        Mapping mapping = ready.get();
        background.latest(
                List.of(this, "apply"),
                "",
                progress -> {
                    if (keep) {
                        store.keep(mapping);
                    }
                    return fitting(List.of(mapping), importing.files()).getOrDefault(mapping, List.of(looked));
                },
                files -> importing.readBy(mapping, files),
                failure);
    }

    /** Reads files by a saved mapping. */
    public void use(Offer offer) {
        offers.remove(offer);
        importing.readBy(offer.mapping(), offer.files());
    }

    /** Looks which saved mappings fit the files of the import. */
    public void findOffers() {
        List<InspectedFile> files = List.copyOf(importing.files());
        background.latest(
                List.of(this, "offers"),
                "",
                progress -> {
                    List<Mapping> kept = store.list();
                    return kept.isEmpty() ? Map.<Mapping, List<InspectedFile>>of() : fitting(kept, files);
                },
                found -> {
                    offers.clear();
                    found.forEach((mapping, fits) -> {
                        List<InspectedFile> others = fits.stream()
                                .filter(f -> !f.title().equals("Mapping " + mapping.name()))
                                .toList();
                        if (!others.isEmpty()) {
                            offers.add(new Offer(mapping, others));
                        }
                    });
                },
                failure);
    }

    private static Map<Mapping, List<InspectedFile>> fitting(List<Mapping> mappings, List<InspectedFile> files)
            throws IOException {
        Map<Mapping, List<InspectedFile>> fitting = new LinkedHashMap<>();
        int looked = 0;
        for (InspectedFile file : files) {
            if (isTable(file) && looked++ < LOOKED_AT) {
                List<String> names = MappedImporter.fields(file.source()).stream()
                        .map(FieldPreview::name)
                        .toList();
                for (Mapping mapping : mappings) {
                    if (mapping.fits(names)) {
                        fitting.computeIfAbsent(mapping, m -> new ArrayList<>()).add(file);
                    }
                }
            }
        }
        return fitting;
    }
}
