package dev.ranvier.neuroncore.simulate;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.isa.Storage;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Machine;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The memories of one core and its tensors, outside of the Java heap. Every byte is all ones until it is written. */
final class CoreMemory implements Storage {
    private static final int BF16_SHIFT = 16;

    private record Space(MemorySegment bytes, long partitionBytes) {}

    private final Map<Buffer.Tile.Space, Space> spaces = new HashMap<>();
    private final Map<String, MemorySegment> tensors = new HashMap<>();
    private final IdentityHashMap<Access, int[]> places = new IdentityHashMap<>();
    private ToLongFunction<String> variables = _ -> 0;

    CoreMemory(Program program, Machine machine, Arena arena) {
        int partitions = machine.memory().partitions().count();
        for (var space : Buffer.Tile.Space.values()) {
            long bytes = switch (space) {
                case SBUF -> machine.memory().sbufBytes();
                case PSUM -> machine.memory().psumBytes();
            };
            spaces.put(space, new Space(allocate(arena, partitions * bytes), bytes));
        }
        for (var buffer : program.buffers()) {
            if (buffer instanceof Buffer.Tensor tensor) {
                long bytes = tensor.elements() * tensor.type().bytes();
                tensors.put(tensor.name(), allocate(arena, bytes));
            }
        }
    }

    private static MemorySegment allocate(Arena arena, long bytes) {
        return arena.allocate(bytes, Long.BYTES).fill((byte) -1);
    }

    MemorySegment tensor(String name) {
        var bytes = tensors.get(name);
        if (bytes == null) {
            throw RanvierException.invalid("the program has no tensor %" + name);
        }
        return bytes;
    }

    /** The values of loop variables from now on. */
    void setVariables(ToLongFunction<String> values) {
        variables = values;
    }

    private MemorySegment bytes(Access access) {
        return switch (access) {
            case Access.OfTensor tensor -> tensor(tensor.tensor().name());
            case Access.OfTile tile -> space(tile).bytes;
        };
    }

    private Space space(Access.OfTile access) {
        var space = spaces.get(access.tile().space());
        if (space == null) {
            throw new AssertionError("every space has memory");
        }
        return space;
    }

    /** The first byte of a row's first element. */
    private long address(Access access, int row) {
        long offset = access.offset().at(variables) * access.type().bytes();
        return switch (access) {
            case Access.OfTensor tensor ->
                offset + (long) row * tensor.row().step() * access.type().bytes();
            case Access.OfTile tile ->
                (tile.startPartition() + row) * space(tile).partitionBytes
                        + tile.tile().address()
                        + offset;
        };
    }

    private int[] places(Access access) {
        return places.computeIfAbsent(access, Access::places);
    }

    @Override
    public float[] floats(Access access, int row) {
        var values = new float[access.elements()];
        var bytes = bytes(access);
        long address = address(access, row);
        if (access.contiguous() && access.type() == DataType.F32) {
            MemorySegment.copy(bytes, ValueLayout.JAVA_FLOAT_UNALIGNED, address, values, 0, values.length);
            return values;
        }
        if (access.contiguous() && access.type() == DataType.BF16) {
            for (int i = 0; i < values.length; i++) {
                int bits = bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED, address + (long) i * Short.BYTES);
                values[i] = Float.intBitsToFloat(bits << BF16_SHIFT);
            }
            return values;
        }
        var elements = places(access);
        var type = access.type();
        for (int i = 0; i < values.length; i++) {
            values[i] = toFloat(type, load(bytes, type, address + (long) elements[i] * type.bytes()));
        }
        return values;
    }

    /** Integers of 32 bits are rounded once; all others are exact as floats. */
    private static float toFloat(DataType type, long bits) {
        return type.isFloat() ? (float) type.decode(bits) : type.integer(bits);
    }

    @Override
    public void writeFloats(Access access, int row, float[] values) {
        var bytes = bytes(access);
        long address = address(access, row);
        if (access.contiguous() && access.type() == DataType.F32) {
            MemorySegment.copy(values, 0, bytes, ValueLayout.JAVA_FLOAT_UNALIGNED, address, values.length);
            return;
        }
        var elements = places(access);
        var type = access.type();
        for (int i = 0; i < values.length; i++) {
            store(bytes, type, address + (long) elements[i] * type.bytes(), type.encode(values[i]));
        }
    }

    @Override
    public long[] integers(Access access, int row) {
        var bytes = bytes(access);
        long address = address(access, row);
        var elements = places(access);
        var type = access.type();
        var values = new long[elements.length];
        for (int i = 0; i < values.length; i++) {
            long bits = load(bytes, type, address + (long) elements[i] * type.bytes());
            values[i] = type.isFloat() ? bits : type.integer(bits);
        }
        return values;
    }

    @Override
    public void writeIntegers(Access access, int row, long[] values) {
        var bytes = bytes(access);
        long address = address(access, row);
        var elements = places(access);
        var type = access.type();
        for (int i = 0; i < values.length; i++) {
            long bits = type.isFloat() ? values[i] : type.saturate(values[i]);
            store(bytes, type, address + (long) elements[i] * type.bytes(), bits);
        }
    }

    static long load(MemorySegment bytes, DataType type, long address) {
        return switch (type.bytes()) {
            case 1 -> bytes.get(ValueLayout.JAVA_BYTE, address) & 0xFFL;
            case 2 -> bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED, address) & 0xFFFFL;
            case 4 -> bytes.get(ValueLayout.JAVA_INT_UNALIGNED, address) & 0xFFFFFFFFL;
            default -> throw new AssertionError(type);
        };
    }

    static void store(MemorySegment bytes, DataType type, long address, long bits) {
        switch (type.bytes()) {
            case 1 -> bytes.set(ValueLayout.JAVA_BYTE, address, (byte) bits);
            case 2 -> bytes.set(ValueLayout.JAVA_SHORT_UNALIGNED, address, (short) bits);
            case 4 -> bytes.set(ValueLayout.JAVA_INT_UNALIGNED, address, (int) bits);
            default -> throw new AssertionError(type);
        }
    }
}
