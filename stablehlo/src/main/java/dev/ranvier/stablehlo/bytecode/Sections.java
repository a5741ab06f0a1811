package dev.ranvier.stablehlo.bytecode;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The parts of a bytecode file. */
final class Sections {
    static final int STRING = 0;
    static final int DIALECT = 1;
    static final int ATTRIBUTE_TYPE = 2;
    static final int ATTRIBUTE_TYPE_OFFSET = 3;
    static final int IR = 4;
    static final int RESOURCE = 5;
    static final int RESOURCE_OFFSET = 6;
    static final int DIALECT_VERSIONS = 7;
    static final int PROPERTIES = 8;
    private static final String[] NAMES = {
        "string",
        "dialect",
        "attribute and type",
        "attribute and type offset",
        "IR",
        "resource",
        "resource offset",
        "dialect version",
        "properties"
    };
    private static final int ALIGNED = 0x80;

    private final MemorySegment file;
    private final @Nullable Range[] ranges = new Range[NAMES.length];

    private record Range(long start, long end) {}

    /** All sections up to the end of {@code in}. */
    Sections(Cursor in) {
        this.file = in.file();
        while (in.remaining() > 0) {
            int id = readInto(in);
            if (id == DIALECT_VERSIONS) {
                throw in.error("a dialect version section stands outside the dialect section");
            }
        }
    }

    private int readInto(Cursor in) {
        int head = in.readByte();
        int id = head & ~ALIGNED;
        if (id >= NAMES.length) {
            throw in.error("unknown section " + id);
        }
        if (ranges[id] != null) {
            throw in.error("a second " + NAMES[id] + " section");
        }
        ranges[id] = readRange(in, (head & ALIGNED) != 0);
        return id;
    }

    private static Range readRange(Cursor in, boolean aligned) {
        long size = in.varInt();
        if (aligned) {
            in.align(in.varInt());
        }
        long start = in.position();
        in.bytes(size);
        return new Range(start, start + size);
    }

    /** A section that must come next in {@code in} and be of kind {@code id}. */
    static Cursor nested(Cursor in, int id) {
        int head = in.readByte();
        if ((head & ~ALIGNED) != id) {
            throw in.error("expected the " + NAMES[id] + " section");
        }
        var range = readRange(in, (head & ALIGNED) != 0);
        return new Cursor(in.file(), range.start, range.end);
    }

    /** A cursor over a section, or null if the file has none. */
    @Nullable
    Cursor find(int id) {
        var range = ranges[id];
        return range == null ? null : new Cursor(file, range.start, range.end);
    }

    Cursor get(int id) {
        var cursor = find(id);
        if (cursor == null) {
            throw Cursor.error(file.byteSize(), "the file has no " + NAMES[id] + " section");
        }
        return cursor;
    }
}
