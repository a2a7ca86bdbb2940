package rewardloom.app.window;

import java.util.List;
import rewardloom.viewers.ViewAction;

/** What can be done in the window whatever it shows: declared once for the menu, the search and the keys. */
final class Actions {
    private Actions() {}

    /** What can always be done. */
    static List<ViewAction> always(Frame frame) {
        return List.of(
                new ViewAction("search", "Search tags, views, actions", "Shortcut+K", frame::search),
                new ViewAction("open", "Open a study", "Shortcut+O", frame::openStudy),
                new ViewAction("new", "New study", "Shortcut+N", frame::newStudy),
                new ViewAction("import", "Import files", "Shortcut+I", frame::chooseFiles),
                new ViewAction("import-folder", "Import a folder", "Shortcut+Shift+I", frame::chooseFolder),
                new ViewAction("demo", "Open the sample studies", null, frame::openDemo),
                new ViewAction("theme", "Switch between light and dark", "Shortcut+Shift+L", frame::switchTheme),
                new ViewAction("theme-system", "Light or dark as the desktop", null, frame::followDesktop),
                new ViewAction("about", "About Rewardloom", null, frame::about));
    }

    /** What can be done while a study is open. */
    static List<ViewAction> inStudy(Frame frame) {
        return List.of(
                new ViewAction("views", "All views", "Shortcut+T", frame::chooseView),
                new ViewAction("study-pane", "Show or hide the study", "F9", frame::toggleStudyPane),
                new ViewAction("inspector", "Show or hide the inspector", "F8", frame::toggleInspector),
                new ViewAction("follow", "Follow files, or stop following", "Shortcut+Shift+F", frame::toggleFollowing),
                new ViewAction("problems", "Problems", "Shortcut+Shift+P", frame::showProblems),
                new ViewAction("close-tab", "Close the tab", "Shortcut+W", frame::closeTab),
                new ViewAction("home", "Home", "Shortcut+Shift+H", frame::goHome),
                new ViewAction("close-study", "Close the study", "Shortcut+Shift+W", frame::closeStudy));
    }
}
