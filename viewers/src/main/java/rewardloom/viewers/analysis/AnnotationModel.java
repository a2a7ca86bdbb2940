package rewardloom.viewers.analysis;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import rewardloom.model.annotation.Annotation;
import rewardloom.model.annotation.Annotations;
import rewardloom.model.figure.Figure;
import rewardloom.model.project.Documents;
import rewardloom.viewers.work.Background;

/** The notes and lines that people put into the figures of a study. Every view of it has the same ones. Belongs to the JavaFX thread. */
public final class AnnotationModel {
    private final Documents documents;
    private final Background background;
    private final Consumer<Exception> failure;
    private final ReadOnlyObjectWrapper<Annotations> annotations = new ReadOnlyObjectWrapper<>(Annotations.NONE);
    private boolean changed;

    /**
     * @param documents where they are kept
     * @param background where they are read and written
     * @param failure is told of errors
     */
    public AnnotationModel(Documents documents, Background background, Consumer<Exception> failure) {
        this.documents = documents;
        this.background = background;
        this.failure = failure;
        background.latest(List.of(this, "read"), "", progress -> Annotations.read(documents), this::take, failure);
    }

    /** What was read gives way to what was done meanwhile. */
    private void take(Annotations read) {
        if (!changed) {
            annotations.set(read);
        }
    }

    public ReadOnlyObjectProperty<Annotations> annotationsProperty() {
        return annotations.getReadOnlyProperty();
    }

    /** A figure with its annotations. */
    public Figure on(String analysis, Figure figure) {
        return annotations.get().on(analysis, figure);
    }

    /** The annotations of a figure that fit its axes. */
    public List<Annotation> of(String analysis, Figure figure) {
        return annotations.get().of(Annotations.key(analysis, figure.name())).stream()
                .filter(a -> a.fits(figure))
                .toList();
    }

    public void add(String analysis, Figure figure, Annotation annotation) {
        String key = Annotations.key(analysis, figure.name());
        save(key, annotations.get().with(key, annotation));
    }

    public void remove(String analysis, Figure figure, Annotation annotation) {
        String key = Annotations.key(analysis, figure.name());
        save(key, annotations.get().without(key, annotation));
    }

    private void save(String key, Annotations now) {
        changed = true;
        annotations.set(now);
        background.latest(
                List.of(this, key),
                "",
                progress -> {
                    now.save(documents, key);
                    return key;
                },
                done -> {},
                failure);
    }
}
