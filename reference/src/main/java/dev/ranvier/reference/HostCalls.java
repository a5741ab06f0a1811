package dev.ranvier.reference;

import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The custom calls of a client, as the interpreter makes them: on copies in native memory, laid out as the
 * call asks. */
final class HostCalls {
    /** Bytes: what vector code behind a custom call may want. */
    private static final long ALIGNMENT = 64;

    private final CustomCalls registered;

    HostCalls(CustomCalls registered) {
        this.registered = registered;
    }

    /** What surrounds one run. */
    Host forRun() {
        return new Host(target -> registered.find(target).map(HostCalls::adapted));
    }

    static CustomCallTarget adapted(CustomCalls.Handler handler) {
        return (op, operands) -> call(handler, op, operands);
    }

    private static List<RuntimeValue> call(
            CustomCalls.Handler handler, HostOp.CustomCall op, List<RuntimeValue> operands) {
        try (var arena = Arena.ofShared()) {
            var inputs = new LinkedHashMap<Integer, MemorySegment>();
            for (int i = 0; i < operands.size(); i++) {
                if (operands.get(i) instanceof Tensor tensor) {
                    var dimensions = majorToMinor(op.operandLayouts(), i, tensor.rank());
                    var data = ShapeOps.transpose(tensor, dimensions).data();
                    inputs.put(i, allocate(arena, data.byteSize()).copyFrom(data));
                }
            }
            var outputs = new ArrayList<MemorySegment>();
            for (int i = 0; i < op.results().size(); i++) {
                if (op.results().get(i).type() instanceof TensorType type) {
                    var alias = inputs.get(alias(op, i));
                    outputs.add(
                            alias == null
                                    ? allocate(
                                            arena,
                                            type.elementCount()
                                                    * type.elementType().byteWidth())
                                    : alias);
                }
            }
            handler.call(op, List.copyOf(inputs.values()), outputs);
            return results(op, outputs);
        }
    }

    /** The operand whose memory a result shares, or -1. */
    private static int alias(HostOp.CustomCall op, int result) {
        if (op.outputOperandAliases() != null) {
            for (var alias : op.outputOperandAliases()) {
                var indices = alias.outputTupleIndices().toArray();
                if ((indices.length == 0 ? 0 : indices[0]) == result) {
                    return Math.toIntExact(alias.operandIndex());
                }
            }
        }
        return -1;
    }

    private static MemorySegment allocate(Arena arena, long bytes) {
        return arena.allocate(Math.max(1, bytes), ALIGNMENT).asSlice(0, bytes);
    }

    private static List<RuntimeValue> results(HostOp.CustomCall op, List<MemorySegment> outputs) {
        var results = new ArrayList<RuntimeValue>();
        var remaining = outputs.iterator();
        for (int i = 0; i < op.results().size(); i++) {
            if (op.results().get(i).type() instanceof TensorType type) {
                var dimensions = majorToMinor(op.resultLayouts(), i, type.rank());
                var shape = new long[type.rank()];
                var positions = new long[type.rank()];
                for (int d = 0; d < shape.length; d++) {
                    shape[d] = type.shape()[(int) dimensions[d]];
                    positions[(int) dimensions[d]] = d;
                }
                var tensor = Tensor.wrap(TensorType.of(type.elementType(), shape), copy(remaining.next()));
                results.add(ShapeOps.transpose(tensor, positions));
            } else {
                results.add(new RuntimeValue.Token());
            }
        }
        return results;
    }

    /** The dimensions of a tensor in the order of its layout, the slowest first; row-major where there is no layout. */
    private static long[] majorToMinor(@Nullable List<DenseElements> layouts, int index, int rank) {
        return IntStream.range(0, rank)
                .mapToLong(i -> layouts == null ? i : layouts.get(index).getLong(rank - 1 - i))
                .toArray();
    }

    private static MemorySegment copy(MemorySegment source) {
        return MemorySegment.ofArray(source.toArray(ValueLayout.JAVA_BYTE));
    }
}
