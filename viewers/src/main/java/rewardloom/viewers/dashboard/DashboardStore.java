package rewardloom.viewers.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.dashboard.Dashboard;
import rewardloom.model.project.Documents;

/** Where dashboards are kept. Its methods read and write files: they are called in the background. */
public interface DashboardStore {

    /**
     * What is kept.
     *
     * @param dashboards by name
     * @param problems of those that cannot be read, a sentence each
     */
    record Kept(Map<String, Dashboard> dashboards, List<String> problems) {}

    Kept load();

    void save(String name, Dashboard dashboard);

    void remove(String name);

    /** Those of a study. */
    static DashboardStore of(Documents documents) {
        return new DashboardStore() {
            @Override
            public Kept load() {
                Map<String, Dashboard> dashboards = new LinkedHashMap<>();
                List<String> problems = new ArrayList<>();
                for (Documents.Document document : documents.list(Dashboard.KIND)) {
                    try {
                        dashboards.put(document.name(), Dashboard.read(document.json()));
                    } catch (IllegalArgumentException e) {
                        problems.add("The dashboard " + document.name() + " cannot be read: " + e.getMessage());
                    }
                }
                return new Kept(dashboards, problems);
            }

            @Override
            public void save(String name, Dashboard dashboard) {
                documents.save(Dashboard.KIND, new Documents.Document(name, dashboard.json()));
            }

            @Override
            public void remove(String name) {
                documents.remove(Dashboard.KIND, name);
            }
        };
    }
}
