package rewardloom.app.window;

import java.util.function.Supplier;
import org.kordamp.ikonli.Ikon;
import rewardloom.viewers.StudyView;

/**
 * A view that a study can be looked at with.
 *
 * @param id stable id
 * @param title its tab's title
 * @param icon its picture in lists
 * @param standard whether every study opens with its tab
 * @param make builds it, the first time it is looked at
 */
record ViewEntry(String id, String title, Ikon icon, boolean standard, Supplier<StudyView> make) {}
