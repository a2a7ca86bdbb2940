package rewardloom.importers.pickle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pickle may call: the functions that make plain containers and arrays of NumPy. Everything else stays an {@link Opaque}, and
 * its name is remembered.
 */
final class Calls {
    private static final Set<String> RECONSTRUCT =
            Set.of("numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct");
    private static final Set<String> SCALAR = Set.of("numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar");
    private static final Set<String> FROM_BUFFER =
            Set.of("numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer");
    private static final Set<String> LISTS =
            Set.of("builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset");
    private static final Set<String> DICTIONARIES =
            Set.of("builtins.dict", "collections.OrderedDict", "collections.defaultdict");
    private static final Set<String> BYTES = Set.of("_codecs.encode", "builtins.bytes", "builtins.bytearray");
    private static final Set<String> SILENT = Set.of("numpy.ndarray", "numpy.dtype");
    private final Set<String> refused = new LinkedHashSet<>();
    /** What was made of an object, so that a small pickle cannot ask for copy after copy of a large one. */
    private final Map<Object, Object> made = new IdentityHashMap<>();

    /** A class or function of this name. */
    Opaque named(String module, String name) {
        return new Opaque(module.replace("__builtin__", "builtins") + "." + name, null);
    }

    /** Names of the classes and functions that were called and not known. */
    Set<String> refused() {
        return refused;
    }

    /** Calls a function, or makes an object of a class. */
    Object call(@Nullable Object function, @Nullable Object arguments) throws PickleException {
        String name = function instanceof Opaque opaque ? opaque.name() : "an object that is no class";
        List<?> given = arguments instanceof List<?> list ? list : List.of();
        if (RECONSTRUCT.contains(name)) {
            return new NumberArray();
        } else if (name.equals("numpy.dtype")) {
            return NumberArray.Type.of(given.isEmpty() ? "" : String.valueOf(given.getFirst()));
        } else if (SCALAR.contains(name)) {
            return scalar(given);
        } else if (FROM_BUFFER.contains(name)) {
            return fromBuffer(given);
        } else if (LISTS.contains(name)) {
            return new ArrayList<>(
                    !given.isEmpty() && given.getFirst() instanceof List<?> elements ? elements : List.of());
        } else if (DICTIONARIES.contains(name)) {
            return dictionary(given);
        } else if (BYTES.contains(name)) {
            return bytes(given);
        }
        if (!SILENT.contains(name)) {
            refused.add(name);
        }
        return new Opaque(name, arguments);
    }

    private static Object scalar(List<?> given) throws PickleException {
        if (given.size() == 2
                && given.getFirst() instanceof NumberArray.Type type
                && type.isNumeric()
                && given.get(1) instanceof PickleInput.Bytes bytes) {
            NumberArray array = new NumberArray();
            array.fill(type, new long[0], false, bytes);
            double value = array.get(0, 0);
            return array.isBool() ? (Object) (value != 0) : array.isWhole() ? (Object) (long) value : (Object) value;
        }
        return new Opaque("numpy.scalar", given);
    }

    private static Object fromBuffer(List<?> given) throws PickleException {
        NumberArray array = new NumberArray();
        if (given.size() == 4
                && given.getFirst() instanceof PickleInput.Bytes bytes
                && given.get(1) instanceof NumberArray.Type type) {
            array.fill(type, shape(given.get(2)), "F".equals(given.get(3)), bytes);
        }
        return array;
    }

    private Object dictionary(List<?> given) {
        if (given.isEmpty() || !(given.getFirst() instanceof List<?> pairs)) {
            return new LinkedHashMap<>();
        }
        return made.computeIfAbsent(pairs, p -> dictionaryOf(pairs));
    }

    private static Map<Object, Object> dictionaryOf(List<?> pairs) {
        Map<Object, Object> dictionary = new LinkedHashMap<>();
        if (!pairs.isEmpty()) {
            for (Object pair : pairs) {
                if (pair instanceof List<?> two && two.size() == 2) {
                    dictionary.put(String.valueOf(two.getFirst()), two.get(1));
                }
            }
        }
        return dictionary;
    }

    /** Python 3 writes bytes for Python 2 as a text in Latin-1. */
    private Object bytes(List<?> given) {
        return given.isEmpty() || !(given.getFirst() instanceof String text)
                ? new PickleInput.Bytes(new byte[0], 0, 0)
                : latin(text);
    }

    private PickleInput.Bytes latin(String text) {
        return (PickleInput.Bytes) made.computeIfAbsent(text, t -> {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            return new PickleInput.Bytes(bytes, 0, bytes.length);
        });
    }

    /** Gives an object its state. */
    void build(@Nullable Object target, @Nullable Object state) throws PickleException {
        switch (target) {
            case NumberArray.Type type -> {
                if (state instanceof List<?> parts && parts.size() > 1 && parts.get(1) instanceof String order) {
                    type.order(order);
                }
            }
            case NumberArray array -> array(array, state);
            case Opaque opaque -> opaque.build(state);
            case null, default -> {
                // a plain container has no state that matters
            }
        }
    }

    private void array(NumberArray array, @Nullable Object state) throws PickleException {
        if (!(state instanceof List<?> parts)
                || parts.size() != 5
                || !(parts.get(2) instanceof NumberArray.Type type)) {
            throw new PickleException("it has an array whose state is not one of NumPy");
        }
        long[] shape = shape(parts.get(1));
        switch (parts.get(4)) {
            case PickleInput.Bytes bytes -> array.fill(type, shape, Boolean.TRUE.equals(parts.get(3)), bytes);
            case String text -> array.fill(type, shape, Boolean.TRUE.equals(parts.get(3)), latin(text));
            case List<?> objects -> array.fill(shape, objects);
            case null, default -> throw new PickleException("it has an array without data");
        }
    }

    private static long[] shape(@Nullable Object tuple) throws PickleException {
        if (!(tuple instanceof List<?> lengths) || lengths.size() > 32) {
            throw new PickleException("it has an array without a shape");
        }
        long[] shape = new long[lengths.size()];
        for (int i = 0; i < shape.length; i++) {
            if (!(lengths.get(i) instanceof Long length)) {
                throw new PickleException("it has an array whose shape is not whole numbers");
            }
            shape[i] = length;
        }
        return shape;
    }
}
