package rewardloom.app.setting;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import rewardloom.viewers.work.Background;

/** The settings in use: every change is saved in the background, the last of many changes once. */
public final class SettingsModel {
    private final SettingsStore store;
    private final Background background;
    private final Consumer<Exception> failed;
    private final ReadOnlyObjectWrapper<Settings> settings;

    /**
     * @param store where they are kept
     * @param initial those that were read
     * @param background where they are saved
     * @param failed told when they cannot be saved
     */
    public SettingsModel(SettingsStore store, Settings initial, Background background, Consumer<Exception> failed) {
        this.store = store;
        this.background = background;
        this.failed = failed;
        this.settings = new ReadOnlyObjectWrapper<>(initial);
    }

    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    public Settings get() {
        return settings.get();
    }

    /** Changes and saves them. */
    public void update(UnaryOperator<Settings> change) {
        Settings changed = change.apply(settings.get());
        if (!changed.equals(settings.get())) {
            settings.set(changed);
            background.latest(this, "", progress -> save(changed), saved -> {}, failed);
        }
    }

    private Settings save(Settings changed) throws IOException {
        store.save(changed);
        return changed;
    }
}
