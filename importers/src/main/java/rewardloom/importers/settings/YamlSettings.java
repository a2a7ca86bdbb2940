package rewardloom.importers.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import rewardloom.importers.column.Setting;

/**
 * Reads settings from YAML as Python writes it. Tags such as {@code !!python/object/apply} only name things: nothing is constructed, and
 * the names and values inside are taken as they stand. An alias stands for what its anchor names, without a copy; depth and number of
 * nodes are bounded.
 */
public final class YamlSettings {
    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 500_000;
    private static final int MOST_CHARACTERS = 32 << 20;
    private static final String MERGED = "<<";
    private static final String ORDERED = "collections.OrderedDict";
    private static final String NAME = "tag:yaml.org,2002:python/name:";
    private static final String BINARY = "tag:yaml.org,2002:binary";

    private final Iterator<Event> events;
    private final Map<String, Setting> anchors = new HashMap<>();
    private int nodes;

    private YamlSettings(Iterator<Event> events) {
        this.events = events;
    }

    /** A file that is no YAML, or too deep or too large to be settings. */
    public static final class BrokenYamlException extends IOException {
        private static final long serialVersionUID = 1;

        private final String place;

        BrokenYamlException(String message, String place) {
            super(message);
            this.place = place;
        }

        /** Where it is broken, such as {@code line 3, column 14}. */
        public String place() {
            return place;
        }
    }

    /**
     * Reads the first document of a file.
     *
     * @throws BrokenYamlException if it is malformed
     * @throws IOException if the file cannot be read
     */
    public static Setting read(InputStream in) throws IOException {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MOST_CHARACTERS)
                .setUseMarks(true)
                .build();
        try {
            // Bytes that are no UTF-8 become marks in the text: they are no reason to lose the rest.
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            return new YamlSettings(new Parse(settings).parseReader(text).iterator()).document();
        } catch (MarkedYamlEngineException e) {
            throw broken(e);
        } catch (YamlEngineException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new BrokenYamlException(String.valueOf(e.getMessage()), "whole file");
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The parser lets some malformed escapes through to the library of Java.
            throw new BrokenYamlException("an escape is not as it should be (" + e.getMessage() + ")", "whole file");
        }
    }

    private static BrokenYamlException broken(MarkedYamlEngineException e) {
        String place = e.getProblemMark()
                .map(m -> "line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1))
                .orElse("whole file");
        return new BrokenYamlException(e.getProblem(), place);
    }

    private Setting document() throws BrokenYamlException {
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent node) {
                return node(node, 0);
            }
        }
        return new Setting.Leaf("");
    }

    private Setting node(NodeEvent event, int depth) throws BrokenYamlException {
        if (depth > DEEPEST || ++nodes > MOST_NODES) {
            throw new BrokenYamlException(
                    depth > DEEPEST ? "it is nested too deeply for settings" : "it is too large for settings",
                    event.getStartMark().map(m -> "line " + (m.getLine() + 1)).orElse("whole file"));
        }
        Setting setting = switch (event) {
            case AliasEvent alias ->
                anchors.getOrDefault(
                        alias.getAlias().getValue(),
                        new Setting.Leaf("*" + alias.getAlias().getValue()));
            case ScalarEvent scalar -> scalar(scalar);
            case CollectionStartEvent start ->
                start.getEventId() == Event.ID.MappingStart ? mapping(depth) : sequence(start, depth);
            default -> new Setting.Leaf("");
        };
        if (!(event instanceof AliasEvent)) {
            event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), setting));
        }
        return setting;
    }

    private static Setting scalar(ScalarEvent scalar) {
        String tag = scalar.getTag().orElse("");
        String text = scalar.getValue();
        if (tag.startsWith(NAME)) {
            return new Setting.Leaf(tag.substring(NAME.length()) + text);
        }
        if (tag.equals(BINARY)) {
            return new Setting.Leaf("(bytes)");
        }
        // Nothing, written as nothing.
        return new Setting.Leaf(scalar.isPlain() && (text.isEmpty() || text.equals("~")) ? "null" : text);
    }

    private Setting mapping(int depth) throws BrokenYamlException {
        Map<String, Setting> entries = new LinkedHashMap<>();
        List<Setting> merged = new ArrayList<>();
        for (Optional<NodeEvent> key = next(); key.isPresent(); key = next()) {
            String name = node(key.get(), depth + 1).line(200);
            Setting value = node(next().orElseThrow(), depth + 1);
            if (name.equals(MERGED)) {
                merged.add(value);
            } else {
                entries.put(name, value);
            }
        }
        for (Setting more : merged) {
            if (more instanceof Setting.Group group) {
                group.entries().forEach(entries::putIfAbsent);
            }
        }
        return new Setting.Group(entries);
    }

    private Setting sequence(CollectionStartEvent start, int depth) throws BrokenYamlException {
        List<Setting> items = new ArrayList<>();
        for (Optional<NodeEvent> item = next(); item.isPresent(); item = next()) {
            items.add(node(item.get(), depth + 1));
        }
        boolean ordered = start.getTag().orElse("").endsWith(ORDERED);
        return ordered && items.size() == 1 ? pairs(items.getFirst()) : new Setting.Items(items);
    }

    /** A list of names and values, which is what an ordered dictionary is written as. */
    private static Setting pairs(Setting list) {
        Map<String, Setting> entries = new LinkedHashMap<>();
        if (list instanceof Setting.Items(List<Setting> pairs)) {
            for (Setting pair : pairs) {
                if (!(pair instanceof Setting.Items(List<Setting> both)) || both.size() != 2) {
                    return list;
                }
                entries.put(both.getFirst().line(200), both.getLast());
            }
            return new Setting.Group(entries);
        }
        return list;
    }

    /** The next node of the collection that is open, or nothing at its end. */
    private Optional<NodeEvent> next() {
        return events.hasNext() && events.next() instanceof NodeEvent node ? Optional.of(node) : Optional.empty();
    }
}
