package rewardloom.model.analysis;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The bridge between a parameter record and texts: what forms and the command line edit.
 *
 * @param <P> the record
 */
public final class Parameters<P extends Record> {
    private final P defaults;
    private final Class<P> type;

    @SuppressWarnings("unchecked")
    public Parameters(P defaults) {
        this.defaults = defaults;
        this.type = (Class<P>) defaults.getClass();
    }

    /** Every parameter in the record's order. */
    public List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Parameter parameter = annotation(component);
            specs.add(new ParameterSpec(
                    component.getName(),
                    typeName(component.getType()),
                    parameter.label(),
                    parameter.help(),
                    parameter.group(),
                    text(get(component, defaults)),
                    parameter.min(),
                    parameter.max(),
                    options(component.getType()),
                    parameter.choices(),
                    List.of(parameter.suggestions())));
        }
        return specs;
    }

    /** The values of a record as texts, in the record's order. */
    public Map<String, String> texts(P values) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            texts.put(component.getName(), text(get(component, values)));
        }
        return texts;
    }

    /**
     * The defaults with some values changed.
     *
     * @throws IllegalArgumentException if a name is unknown or a value is not of its type or out of range; the message names both
     */
    public P parse(Map<String, String> changes) {
        return with(defaults, changes);
    }

    /**
     * A record with some values changed.
     *
     * @throws IllegalArgumentException as {@link #parse} does
     */
    public P with(P base, Map<String, String> changes) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        for (String name : changes.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no parameter '" + name + "'; there are " + String.join(", ", names));
            }
        }
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String change = changes.get(components[i].getName());
            values[i] = change == null ? get(components[i], base) : value(components[i], change);
        }
        try {
            return constructor(components).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Constructor<P> constructor(RecordComponent[] components) throws NoSuchMethodException {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<P> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }

    private static Parameter annotation(RecordComponent component) {
        Parameter parameter = component.getAnnotation(Parameter.class);
        if (parameter == null) {
            throw new IllegalStateException(component + " has no @Parameter");
        }
        return parameter;
    }

    private Object get(RecordComponent component, P values) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String typeName(Class<?> type) {
        if (type == double.class) {
            return "number";
        } else if (type == int.class || type == long.class) {
            return "integer";
        } else if (type == boolean.class) {
            return "boolean";
        } else if (type.isEnum()) {
            return "choice";
        }
        return type == List.class ? "texts" : "text";
    }

    private static List<String> options(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(c -> text((Enum<?>) c))
                        .toList()
                : List.of();
    }

    private static String text(Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case List<?> list ->
                String.join(",", list.stream().map(String::valueOf).toList());
            default -> value.toString();
        };
    }

    private static Object value(RecordComponent component, String text) {
        Class<?> type = component.getType();
        Parameter parameter = annotation(component);
        String name = component.getName();
        if (type == double.class || type == int.class || type == long.class) {
            return number(type, parameter, name, text.strip());
        } else if (type == boolean.class) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on", "1" -> true;
                case "false", "no", "off", "0" -> false;
                default -> throw new IllegalArgumentException(name + " must be true or false, not '" + text + "'");
            };
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(c -> text((Enum<?>) c).equalsIgnoreCase(text.strip().replace('_', '-')))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            name + " must be one of " + String.join(", ", options(type)) + ", not '" + text + "'"));
        } else if (type == List.class) {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .toList();
        }
        return text;
    }

    private static Object number(Class<?> type, Parameter parameter, String name, String text) {
        double number;
        try {
            number = type == double.class ? Double.parseDouble(text) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " must be a" + (type == double.class ? " number" : " whole number") + ", not '" + text + "'",
                    e);
        }
        if (!(number >= parameter.min() && number <= parameter.max())) {
            throw new IllegalArgumentException(
                    name + " must be between " + parameter.min() + " and " + parameter.max() + ", not " + text);
        }
        if (type == int.class) {
            return Math.toIntExact((long) number);
        } else if (type == long.class) {
            return Long.parseLong(text);
        }
        return number;
    }
}
