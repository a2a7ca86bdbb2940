package rewardloom.importers.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tags by the bytes of their names, without making a string for every point. Writers log their tags in the same order again and
 * again, so the tag that followed last time is tried first.
 */
public final class TagTable {
    private static final int NONE = -1;
    private byte[][] names = new byte[16][];
    private int[] hashes = new int[16];
    private int[] followers = new int[16];
    private int size;
    private int[] slots = filled(64);
    private int last = NONE;

    /** Number of tags. */
    public int size() {
        return size;
    }

    /** The name of a tag. */
    public String name(int tag) {
        return new String(names[tag], StandardCharsets.UTF_8);
    }

    /** The index of a tag, from 0 in the order of appearance. */
    public int index(byte[] bytes, int from, int to) {
        int tag = last == NONE ? NONE : followers[last];
        if (tag == NONE || !Arrays.equals(names[tag], 0, names[tag].length, bytes, from, to)) {
            tag = find(bytes, from, to);
            if (last != NONE) {
                followers[last] = tag;
            }
        }
        last = tag;
        return tag;
    }

    private int find(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        int slot = hash & (slots.length - 1);
        while (slots[slot] != NONE) {
            int tag = slots[slot];
            if (hashes[tag] == hash && Arrays.equals(names[tag], 0, names[tag].length, bytes, from, to)) {
                return tag;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = size;
        return insert(Arrays.copyOfRange(bytes, from, to), hash);
    }

    private int insert(byte[] name, int hash) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
            followers = Arrays.copyOf(followers, 2 * size);
        }
        names[size] = name;
        hashes[size] = hash;
        followers[size] = NONE;
        size++;
        if (size > slots.length / 2) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        slots = filled(slots.length * 2);
        for (int tag = 0; tag < size; tag++) {
            int slot = hashes[tag] & (slots.length - 1);
            while (slots[slot] != NONE) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = tag;
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 16);
    }

    private static int[] filled(int length) {
        int[] result = new int[length];
        Arrays.fill(result, NONE);
        return result;
    }
}
