package dev.ranvier.pjrt;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Sharding;
import dev.ranvier.runtime.parallel.Meshes;
import dev.ranvier.runtime.parallel.ShardyShardings;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Utf8;
import dev.ranvier.stablehlo.bytecode.BytecodeReader;
import dev.ranvier.stablehlo.sharding.GspmdImport;
import dev.ranvier.stablehlo.sharding.ShardingPropagation;
import dev.ranvier.stablehlo.sharding.ShardingPropagation.CallOperands;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * {@code jax.debug.inspect_array_sharding} in programs for several devices: a call whose configuration holds a function
 * and its data, which the compiler of the program tells how the operand is sharded.
 */
final class ShardingInspection {
    private static final Field CALLBACK_CALL = Layouts.field("JAX_InspectSharding_Callback.call");
    private static final Field CALLBACK_DATA = Layouts.field("JAX_InspectSharding_Callback.data");
    private static final Field SPEC = Layouts.field("JAX_InspectSharding_Callback_Args.sharding_spec");
    private static final Field SPEC_SIZE = Layouts.field("JAX_InspectSharding_Callback_Args.sharding_spec_size");
    private static final Field ERROR = Layouts.field("JAX_InspectSharding_Callback_Args.error_txt");
    private static final Field FREE_ERROR = Layouts.field("JAX_InspectSharding_Callback_Args.free_error");
    private static final String TARGET = "InspectSharding";

    private ShardingInspection() {}

    /**
     * Answers all such calls of a program that compiles.
     *
     * @throws RanvierException if a function fails
     */
    static void run(String format, MemorySegment program, CompileOptions options) {
        if (options.partitions() == 1
                || !format.equals(Client.MLIR)
                || !BytecodeReader.isBytecode(program)
                || !names(program, TARGET)) {
            return;
        }
        var module = GspmdImport.run(BytecodeReader.read(program), options.partitions());
        var meshes = Meshes.of(module);
        ShardingPropagation.ofCalls(module, TARGET).forEach(call -> tell(call, meshes));
    }

    private static boolean names(MemorySegment program, String name) {
        return new String(program.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1).contains(name);
    }

    private static void tell(CallOperands operands, Meshes meshes) {
        var key = operands.call().backendConfig() instanceof BuiltinAttribute.Text text
                ? Utf8.encode(text.value())
                : new byte[0];
        if (key.length != Layouts.size("JAX_InspectSharding_Callback")) {
            throw RanvierException.invalid("a call of " + TARGET + " holds no function");
        }
        try (var arena = Arena.ofConfined()) {
            long callback = arena.allocateFrom(ValueLayout.JAVA_BYTE, key).address();
            var spec = sharding(operands, meshes);
            long arguments = arena.allocate(Layouts.size("JAX_InspectSharding_Callback_Args"), Long.BYTES)
                    .address();
            SPEC.put(arguments, arena.allocateFrom(ValueLayout.JAVA_BYTE, spec).address());
            SPEC_SIZE.put(arguments, spec.length);
            Native.call(CALLBACK_CALL.getLong(callback), CALLBACK_DATA.getLong(callback), arguments);
            long error = ERROR.getLong(arguments);
            if (error != 0) {
                var message = Native.text(error, Native.length(error));
                Native.call(FREE_ERROR.getLong(arguments), arguments);
                throw RanvierException.invalid(message);
            }
        }
    }

    private static byte[] sharding(CallOperands operands, Meshes meshes) {
        if (!operands.manualAxes().isEmpty()) {
            return Protos.manualSharding();
        }
        int rank = operands.call().inputs().getFirst().tensorType().rank();
        return operands.operands()
                .getFirst()
                .map(sharding -> Protos.opSharding(ShardyShardings.of(sharding, rank, meshes)))
                .orElseGet(() -> Protos.opSharding(new Sharding.Replicated()));
    }
}
