package rewardloom.importers.fuzz;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What is fuzzed: an importer, and the name of the file that it is given. New ones go to the end: their place is the first byte of their
 * seeds.
 */
enum FuzzTarget {
    EVENTS("tensorboard", "events.out.tfevents.1"),
    WANDB("wandb", "run-abc.wandb"),
    NPY("npy", "a.npy"),
    NPZ("npz", "a.npz"),
    HDF5("hdf5", "a.hdf5"),
    PARQUET("parquet", "a.parquet"),
    SETTINGS("settings", "config.yaml");

    private final String importer;
    private final String file;

    FuzzTarget(String importer, String file) {
        this.importer = importer;
        this.file = file;
    }

    String importer() {
        return importer;
    }

    String file() {
        return file;
    }

    Path seeds(Path folder) {
        return folder.resolve(name().toLowerCase(Locale.ROOT));
    }
}
