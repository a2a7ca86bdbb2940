package rewardloom.model.preference.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.ItemFeatures;
import rewardloom.model.preference.LabelException;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Tables;

/** Sets of items that were drawn uniformly, with what is known about the items; that is read only when somebody asks. */
final class Candidates {
    private final Drawing drawing;
    private final List<List<Item>> all;
    private final ItemFeatures features;
    private final Map<Item, double[]> read = new HashMap<>();

    Candidates(Tables tables, Drawing drawing, List<List<Item>> all) {
        this.drawing = drawing;
        this.all = all;
        this.features = ItemFeatures.of(tables, drawing.kind());
    }

    Drawing drawing() {
        return drawing;
    }

    List<List<Item>> all() {
        return all;
    }

    ItemFeatures features() {
        return features;
    }

    double[] of(Item item) {
        return read.computeIfAbsent(item, features::of);
    }

    /** The places of the features with a role. */
    int[] places(RoleType role) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < features.names().size(); i++) {
            String name = features.names().get(i);
            if (name.equals(role.id()) || name.startsWith(role.id() + "/")) {
                places.add(i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * What says how good an item is: the number the drawing goes by, else the reward, the gold reward, or the sum of the components.
     *
     * @throws LabelException if the items have no such number
     */
    double value(Item item) {
        double[] known = of(item);
        if (!drawing.by().isEmpty()) {
            int place = features.index(drawing.by());
            if (place < 0) {
                throw new LabelException("the items have no '" + drawing.by() + "'; they have "
                        + (features.names().isEmpty() ? "no numbers" : String.join(", ", features.names())));
            }
            return known[place];
        }
        for (RoleType role : List.of(RoleType.REWARD, RoleType.GOLD)) {
            int place = features.index(role.id());
            if (place >= 0) {
                return known[place];
            }
        }
        int[] components = features.components();
        if (components.length == 0) {
            throw new LabelException("the items have neither a reward nor components, and '"
                    + drawing.strategy().id() + "' goes by them; draw uniformly, or give a column the role 'reward'");
        }
        double sum = 0;
        for (int place : components) {
            sum += known[place];
        }
        return sum;
    }

    /** Standard deviation of the difference of each of these features over the candidates; 0 where it never differs. */
    double[] spread(int[] places) {
        double[] squares = new double[places.length];
        int n = 0;
        for (List<Item> pair : all) {
            double[] a = of(pair.get(0));
            double[] b = of(pair.get(1));
            for (int i = 0; i < places.length; i++) {
                double d = a[places[i]] - b[places[i]];
                squares[i] += Double.isFinite(d) ? d * d : 0;
            }
            n++;
        }
        for (int i = 0; i < squares.length; i++) {
            squares[i] = Math.sqrt(squares[i] / Math.max(1, n));
        }
        return squares;
    }
}
