package rewardloom.viewers.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rewardloom.model.dashboard.Dashboard;

/** Keeps dashboards in memory. */
final class MemoryStore implements DashboardStore {
    final Map<String, Dashboard> kept = new TreeMap<>();
    final List<String> problems = new ArrayList<>();

    @Override
    public Kept load() {
        return new Kept(Map.copyOf(kept), List.copyOf(problems));
    }

    @Override
    public void save(String name, Dashboard dashboard) {
        kept.put(name, dashboard);
    }

    @Override
    public void remove(String name) {
        kept.remove(name);
    }
}
