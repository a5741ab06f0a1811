package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Utf8;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes and types of a file, each decoded once, when it is first asked for. */
final class EntryTable {
    /** Attributes within attributes; JAX's call stacks as locations are the deepest seen, with a few dozen. */
    private static final int MAXIMUM_DEPTH = 512;

    private static final int LEAST_MAXIMUM_WEIGHT = 1 << 17;
    private static final Object PENDING = new Object();

    private final Cursor data;
    private final int attributeCount;
    private final String[] dialects;
    private final long[] ends;
    private final @Nullable Object[] values;
    private final int[] weights;
    private final long maximumWeight;
    private Decoder.@Nullable Tables tables;
    private int depth;
    private long weight;

    /**
     * Reads where the entries are.
     *
     * @param offsets the offset section: numbers of attributes and of types, then, by dialect, their sizes
     * @param data the section that holds the entries
     */
    EntryTable(Cursor offsets, Cursor data, List<String> dialectNames) {
        this.data = data;
        attributeCount = offsets.count("attributes");
        int count = offsets.count("attributes and types", attributeCount + (long) offsets.count("types"));
        // Each takes a byte of the offsets and one of the data at least.
        data.count("attributes and types", count);
        dialects = new String[count];
        ends = new long[count];
        values = new @Nullable Object[count];
        weights = new int[count];
        maximumWeight = LEAST_MAXIMUM_WEIGHT + data.file().byteSize();
        int next = readGroups(offsets, dialectNames, 0, attributeCount);
        readGroups(offsets, dialectNames, next, count);
        offsets.requireEnd("the attribute and type offsets");
    }

    private int readGroups(Cursor offsets, List<String> dialectNames, int from, int to) {
        int next = from;
        while (next < to) {
            var dialect = dialectNames.get(offsets.index("dialect", dialectNames.size()));
            int size = offsets.count("entries");
            if (size > to - next) {
                throw offsets.error("a dialect has " + size + " entries where " + (to - next) + " are left");
            }
            for (int i = 0; i < size; i++) {
                dialects[next] = dialect;
                // The size and whether it is encoded, not text, stay together.
                long sizeAndEncoded = offsets.varInt();
                long start = next == 0 ? 0 : ends[next - 1] >>> 1;
                if (sizeAndEncoded >>> 1 == 0 || sizeAndEncoded >>> 1 > data.remaining() - start) {
                    throw offsets.error("entry " + next + " is empty or ends outside its section");
                }
                ends[next++] = (start << 1) + sizeAndEncoded;
            }
        }
        return next;
    }

    /** Says what the indices within entries refer to. */
    void resolveWith(Decoder.Tables fileTables) {
        this.tables = fileTables;
    }

    Object attribute(Cursor in, long index) {
        return get(in.index("attribute", index, attributeCount));
    }

    Type type(Cursor in, long index) {
        int count = values.length - attributeCount;
        return (Type) get(attributeCount + in.index("type", index, count));
    }

    private Object get(int entry) {
        var value = values[entry];
        if (value == null) {
            value = decode(entry);
        } else if (value == PENDING) {
            throw Cursor.error(start(entry), "an attribute or type is part of itself");
        }
        weight += weights[entry];
        return value;
    }

    private long start(int entry) {
        return data.position() + (entry == 0 ? 0 : ends[entry - 1] >>> 1);
    }

    /** Decodes an entry, and weighs it: the parts of its parts count, so that sharing cannot hide a huge attribute. */
    private Object decode(int entry) {
        values[entry] = PENDING;
        long weightOfParent = weight;
        weight = 1;
        if (++depth > MAXIMUM_DEPTH) {
            throw Cursor.error(start(entry), "attributes or types are nested more than " + MAXIMUM_DEPTH + " deep");
        }
        var value = read(entry);
        depth--;
        if (weight > maximumWeight) {
            throw Cursor.error(start(entry), "an attribute or type has more than " + maximumWeight + " parts");
        }
        weights[entry] = (int) weight;
        weight = weightOfParent;
        values[entry] = value;
        return value;
    }

    private Object read(int entry) {
        long start = start(entry);
        var in = new Decoder(data.file(), start, data.position() + (ends[entry] >>> 1), tables());
        var dialect = dialects[entry];
        boolean isAttribute = entry < attributeCount;
        if ((ends[entry] & 1) == 0) {
            return readText(in, isAttribute);
        }
        var formats = DialectFormats.named(dialect);
        if (formats == null) {
            throw in.error("the encoding of dialect '" + dialect + "' is not known");
        }
        try {
            var value = (isAttribute ? formats.attributes() : formats.types()).read(in);
            in.requireEnd("an attribute or type");
            return value;
        } catch (RanvierException e) {
            throw Cursor.at(start, e);
        }
    }

    private Decoder.Tables tables() {
        if (tables == null) {
            throw new IllegalStateException("resolveWith was not called");
        }
        return tables;
    }

    private static Object readText(Decoder in, boolean isAttribute) {
        long start = in.position();
        long end = in.terminator();
        in.requireEnd("an attribute or type");
        var bytes = in.file().asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE);
        return Spelling.parse(Utf8.decode(bytes), isAttribute, start);
    }
}
