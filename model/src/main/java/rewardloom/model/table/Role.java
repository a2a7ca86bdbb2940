package rewardloom.model.table;

import java.util.Locale;

/**
 * The role of a column or of a tag, with a detail for roles that come in many: the name of a component, observation, action or
 * scoring model, or the unit of a divergence.
 *
 * @param type what it is
 * @param detail the name or unit, or the empty string
 */
public record Role(RoleType type, String detail) {

    public static final Role NONE = new Role(RoleType.NONE, "");

    public static Role of(RoleType type) {
        return new Role(type, "");
    }

    public static Role of(RoleType type, String detail) {
        return new Role(type, detail);
    }

    public boolean is(RoleType wanted) {
        return type == wanted;
    }

    /** The text form, {@code component/touch} or {@code step}. */
    public String id() {
        return detail.isEmpty() ? type.id() : type.id() + "/" + detail;
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if no role has this name
     */
    public static Role parse(String id) {
        int slash = id.indexOf('/');
        String type = slash < 0 ? id : id.substring(0, slash);
        String detail = slash < 0 ? "" : id.substring(slash + 1);
        try {
            return new Role(RoleType.valueOf(type.toUpperCase(Locale.ROOT)), detail);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("there is no role '" + id + "'", e);
        }
    }

    @Override
    public String toString() {
        return id();
    }
}
