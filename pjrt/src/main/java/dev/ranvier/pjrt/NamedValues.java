package dev.ranvier.pjrt;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A list of {@code PJRT_NamedValue} in native memory. */
final class NamedValues {
    private static final Field NAMED_VALUE_STRUCT_SIZE = Layouts.field("PJRT_NamedValue.struct_size");
    private static final Field NAMED_VALUE_NAME = Layouts.field("PJRT_NamedValue.name");
    private static final Field NAMED_VALUE_NAME_SIZE = Layouts.field("PJRT_NamedValue.name_size");
    private static final Field NAMED_VALUE_TYPE = Layouts.field("PJRT_NamedValue.type");
    private static final Field NAMED_VALUE_INT64_VALUE = Layouts.field("PJRT_NamedValue.int64_value");
    private static final Field NAMED_VALUE_VALUE_SIZE = Layouts.field("PJRT_NamedValue.value_size");
    private static final long SIZE = Layouts.size("PJRT_NamedValue");

    /** {@code PJRT_NamedValue_Type}. */
    private static final int STRING = 0;

    private static final int INT64 = 1;
    private static final int INT64_LIST = 2;
    private static final int FLOAT = 3;

    private final Arena arena;
    private final List<MemorySegment> values = new ArrayList<>();
    private long address;

    private NamedValues(Arena arena) {
        this.arena = arena;
    }

    static NamedValues in(Arena arena) {
        return new NamedValues(arena);
    }

    NamedValues add(String name, String value) {
        var text = Text.in(arena, value);
        return add(name, STRING, text.address(), text.size());
    }

    NamedValues add(String name, long value) {
        return add(name, INT64, value, 1);
    }

    NamedValues add(String name, float value) {
        // Little-endian: the low bytes are where C has the float.
        return add(name, FLOAT, Float.floatToRawIntBits(value), 1);
    }

    NamedValues add(String name, List<Long> value) {
        var list = value.stream().mapToLong(Long::longValue).toArray();
        return add(name, INT64_LIST, Native.allocate(arena, list), list.length);
    }

    private NamedValues add(String name, int type, long value, long valueSize) {
        var text = Text.in(arena, name);
        var struct = arena.allocate(SIZE, Long.BYTES);
        NAMED_VALUE_STRUCT_SIZE.put(struct.address(), SIZE);
        text.put(struct.address(), NAMED_VALUE_NAME, NAMED_VALUE_NAME_SIZE);
        NAMED_VALUE_TYPE.put(struct.address(), type);
        NAMED_VALUE_INT64_VALUE.put(struct.address(), value);
        NAMED_VALUE_VALUE_SIZE.put(struct.address(), valueSize);
        values.add(struct);
        return this;
    }

    /** Writes where the list is and how long. */
    void put(long struct, Field list, Field count) {
        if (address == 0) {
            var array = arena.allocate(Math.max(1, values.size()) * SIZE, Long.BYTES);
            for (int i = 0; i < values.size(); i++) {
                MemorySegment.copy(values.get(i), 0, array, i * SIZE, SIZE);
            }
            address = array.address();
        }
        list.put(struct, address);
        count.put(struct, values.size());
    }
}
