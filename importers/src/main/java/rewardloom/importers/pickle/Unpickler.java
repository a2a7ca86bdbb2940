package rewardloom.importers.pickle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pickle of any protocol ({@code Lib/pickletools.py}) as data: a stack machine that knows no classes. Tuples and sets are lists,
 * keys of dictionaries are texts. Memory is a small multiple of the pickle's length.
 */
final class Unpickler {
    private static final Object MARK = new Object();
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private final PickleInput in;
    private final Calls calls = new Calls();
    private final List<@Nullable Object> stack = new ArrayList<>();
    private final Map<Long, @Nullable Object> memo = new HashMap<>();

    Unpickler(byte[] pickle) {
        in = new PickleInput(pickle);
    }

    /** Classes and functions that the pickle calls and that were not built. */
    Set<String> refused() {
        return calls.refused();
    }

    /**
     * Reads the object.
     *
     * @return a {@code Long}, {@code Double}, {@code Boolean}, {@code String}, list, map, {@link NumberArray},
     *     {@link PickleInput.Bytes}, {@link Opaque} or null
     */
    @Nullable
    Object read() throws PickleException {
        for (int code = in.unsigned8(); code != '.'; code = in.unsigned8()) {
            if (!number(code) && !text(code) && !container(code) && !memory(code) && !object(code)) {
                throw new PickleException("byte " + (in.position() - 1) + " is no instruction of a pickle");
            }
        }
        return pop();
    }

    private boolean number(int code) throws PickleException {
        switch (code) {
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push((long) in.unsigned8());
            case 'M' -> push((long) in.unsigned16());
            case 'J' -> push((long) in.signed32());
            case 'I' -> {
                String line = in.line();
                push(line.equals("01") ? (Object) true : line.equals("00") ? (Object) false : parsed(line));
            }
            case 'L' -> push(parsed(in.line().replace("L", "")));
            case 'F' -> push(parsedDouble(in.line()));
            case 'G' -> push(in.number());
            case 0x8a -> push(in.whole(in.unsigned8()));
            case 0x8b -> push(in.whole(in.unsigned32()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Object parsed(String line) throws PickleException {
        try {
            return Long.parseLong(line.strip());
        } catch (NumberFormatException e) {
            return parsedDouble(line);
        }
    }

    private static Object parsedDouble(String line) throws PickleException {
        try {
            return switch (line.strip()) {
                case "nan" -> Double.NaN;
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(line.strip());
            };
        } catch (NumberFormatException e) {
            throw new PickleException("it has a number that is none: " + line.strip());
        }
    }

    private boolean text(int code) throws PickleException {
        switch (code) {
            case 'V' -> push(unescaped(in.latinLine()));
            case 'S' -> {
                String line = in.line().strip();
                push(line.length() > 1 ? line.substring(1, line.length() - 1) : line);
            }
            case 'X' -> push(in.text(in.unsigned32()));
            case 0x8c -> push(in.text(in.unsigned8()));
            case 0x8d -> push(in.text(in.signed64()));
            case 'T' -> push(in.latin(in.unsigned32()));
            case 'U' -> push(in.latin(in.unsigned8()));
            case 'B' -> push(in.bytes(in.unsigned32()));
            case 'C' -> push(in.bytes(in.unsigned8()));
            case 0x8e, 0x96 -> push(in.bytes(in.signed64()));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Texts of the first protocol are in Latin-1; what that has not is escaped. */
    private static String unescaped(String line) {
        return ESCAPE.matcher(line)
                .replaceAll(m -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), 16))));
    }

    private boolean container(int code) throws PickleException {
        switch (code) {
            case '(' -> push(MARK);
            case ']', ')', 0x8f -> push(new ArrayList<>());
            case '}' -> push(new LinkedHashMap<>());
            case 'l', 't', 0x91 -> push(marked());
            case 0x85 -> push(listOf(1));
            case 0x86 -> push(listOf(2));
            case 0x87 -> push(listOf(3));
            case 'a' -> {
                Object element = pop();
                append(List.of(wrapped(element)));
            }
            case 'e', 0x90 -> append(marked());
            case 'd' -> {
                List<@Nullable Object> items = marked();
                push(new LinkedHashMap<>());
                put(items);
            }
            case 's' -> put(listOf(2));
            case 'u' -> put(marked());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Lists cannot hold null where they are made on the way, so it travels in a wrapper. */
    private record Wrapped(@Nullable Object value) {}

    private static Wrapped wrapped(@Nullable Object value) {
        return new Wrapped(value);
    }

    @SuppressWarnings("unchecked")
    private void append(List<?> elements) throws PickleException {
        Object top = stack.isEmpty() ? null : stack.getLast();
        if (top instanceof List<?> list) {
            for (Object element : elements) {
                ((List<@Nullable Object>) list).add(element instanceof Wrapped one ? one.value : element);
            }
        } else if (!(top instanceof Opaque)) {
            throw new PickleException("it appends to what is no list, at byte " + in.position());
        }
    }

    @SuppressWarnings("unchecked")
    private void put(List<@Nullable Object> items) throws PickleException {
        Object top = stack.isEmpty() ? null : stack.getLast();
        if (top instanceof Map<?, ?> map) {
            for (int i = 0; i + 1 < items.size(); i += 2) {
                ((Map<Object, @Nullable Object>) map).put(key(items.get(i)), items.get(i + 1));
            }
        } else if (!(top instanceof Opaque)) {
            throw new PickleException("it puts a key into what is no dictionary, at byte " + in.position());
        }
    }

    private static String key(@Nullable Object key) {
        return key instanceof List<?> || key instanceof Map<?, ?> ? "(tuple)" : String.valueOf(key);
    }

    private boolean memory(int code) throws PickleException {
        switch (code) {
            case 0x80 -> {
                int protocol = in.unsigned8();
                if (protocol > 5) {
                    throw new PickleException("its protocol " + protocol + " is newer than any that is known");
                }
            }
            case 0x95 -> in.signed64();
            case 'q' -> memo.put((long) in.unsigned8(), top());
            case 'r' -> memo.put(in.unsigned32(), top());
            case 'p' -> memo.put(index(in.line()), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'h' -> push(remembered(in.unsigned8()));
            case 'j' -> push(remembered(in.unsigned32()));
            case 'g' -> push(remembered(index(in.line())));
            case '0' -> pop();
            case '1' -> marked();
            case '2' -> push(top());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long index(String line) throws PickleException {
        return parsed(line) instanceof Long index ? index : -1;
    }

    private @Nullable Object remembered(long index) throws PickleException {
        if (!memo.containsKey(index)) {
            throw new PickleException("it repeats an object that it has not, at byte " + in.position());
        }
        return memo.get(index);
    }

    private boolean object(int code) throws PickleException {
        switch (code) {
            case 'c' -> push(calls.named(in.line(), in.line()));
            case 0x93 -> {
                Object name = pop();
                push(calls.named(String.valueOf(pop()), String.valueOf(name)));
            }
            case 'R', 0x81 -> {
                Object arguments = pop();
                push(calls.call(pop(), arguments));
            }
            case 0x92 -> {
                pop();
                Object arguments = pop();
                push(calls.call(pop(), arguments));
            }
            case 'i' -> {
                Opaque type = calls.named(in.line(), in.line());
                push(calls.call(type, marked()));
            }
            case 'o' -> {
                List<@Nullable Object> parts = marked();
                push(calls.call(parts.isEmpty() ? null : parts.getFirst(), List.of()));
            }
            case 'b' -> {
                Object state = pop();
                calls.build(top(), state);
            }
            case 'P' -> push(new Opaque("persistent id " + in.line(), null));
            case 'Q' -> push(new Opaque("persistent id " + pop(), null));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void push(@Nullable Object value) {
        stack.add(value);
    }

    private @Nullable Object pop() throws PickleException {
        Object top = top();
        stack.removeLast();
        return top;
    }

    private @Nullable Object top() throws PickleException {
        if (stack.isEmpty() || stack.getLast() == MARK) {
            throw new PickleException("it takes what is not there, at byte " + in.position());
        }
        return stack.getLast();
    }

    /** The last few objects, in their order. */
    private List<@Nullable Object> listOf(int count) throws PickleException {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.addFirst(pop());
        }
        return list;
    }

    /** The objects since the last mark, which is taken too. */
    private List<@Nullable Object> marked() throws PickleException {
        int from = stack.lastIndexOf(MARK);
        if (from < 0) {
            throw new PickleException("it goes back to a mark that is not there, at byte " + in.position());
        }
        List<@Nullable Object> list = new ArrayList<>(stack.subList(from + 1, stack.size()));
        stack.subList(from, stack.size()).clear();
        return list;
    }
}
