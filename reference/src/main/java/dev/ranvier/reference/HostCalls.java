package dev.ranvier.reference;

import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** The custom calls of a client, as the interpreter makes them: on copies in native memory. */
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

    private static CustomCallTarget adapted(CustomCalls.Handler handler) {
        return (op, operands) -> call(handler, op, operands);
    }

    private static List<RuntimeValue> call(
            CustomCalls.Handler handler, HostOp.CustomCall op, List<RuntimeValue> operands) {
        try (var arena = Arena.ofShared()) {
            var inputs = new ArrayList<MemorySegment>();
            for (var operand : operands) {
                if (operand instanceof Tensor tensor) {
                    inputs.add(arena.allocate(Math.max(1, tensor.data().byteSize()), ALIGNMENT)
                            .asSlice(0, tensor.data().byteSize())
                            .copyFrom(tensor.data()));
                }
            }
            var outputs = new ArrayList<MemorySegment>();
            var results = new ArrayList<RuntimeValue>();
            for (var result : op.results()) {
                if (result.type() instanceof TensorType type) {
                    var tensor = Tensor.zeros(type.elementType(), type.shape());
                    results.add(tensor);
                    outputs.add(arena.allocate(Math.max(1, tensor.data().byteSize()), ALIGNMENT)
                            .asSlice(0, tensor.data().byteSize()));
                } else {
                    results.add(new RuntimeValue.Token());
                }
            }
            handler.call(op, inputs, outputs);
            int next = 0;
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i) instanceof Tensor tensor) {
                    results.set(i, Tensor.wrap(tensor.type(), copy(outputs.get(next++))));
                }
            }
            return results;
        }
    }

    private static MemorySegment copy(MemorySegment source) {
        return MemorySegment.ofArray(source.toArray(ValueLayout.JAVA_BYTE));
    }
}
