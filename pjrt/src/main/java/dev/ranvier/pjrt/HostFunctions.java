package dev.ranvier.pjrt;

import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Executable;
import dev.ranvier.runtime.Signature;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The host extension: programs that run in one call on tensors where they lie in the host's memory, for frameworks that
 * have tensors of their own. They run on the first device.
 */
final class HostFunctions {
    private static final Field COMPILE_FORMAT_SIZE = Layouts.field("Ranvier_Host_Compile_Args.format_size");
    private static final Field COMPILE_CODE = Layouts.field("Ranvier_Host_Compile_Args.code");
    private static final Field COMPILE_CODE_SIZE = Layouts.field("Ranvier_Host_Compile_Args.code_size");
    private static final Field COMPILE_KEPT = Layouts.field("Ranvier_Host_Compile_Args.kept");
    private static final Field COMPILE_NUM_KEPT = Layouts.field("Ranvier_Host_Compile_Args.num_kept");
    private static final Field COMPILE_EXECUTABLE = Layouts.field("Ranvier_Host_Compile_Args.executable");
    /** The first of those of the arguments, then of the results. */
    private static final Field EXECUTE_ADDRESSES = Layouts.field("Ranvier_Host_Execute_Args.addresses");

    private HostFunctions() {}

    /** An executable with the tensors of its first parameters, and the bytes of each other parameter and result. */
    private static final class HostExecutable implements AutoCloseable {
        private final Executable executable;
        private final List<KeptTensors.Use> kept;
        private final List<Buffer> keptBuffers;
        private final long[] parameters;
        private final long[] results;

        HostExecutable(Executable executable, long[] kept) {
            this.executable = executable;
            var signature = executable.signature();
            var types = signature.parameters().stream()
                    .map(Signature.Parameter::type)
                    .toList();
            if (kept.length > types.size()) {
                throw RanvierException.invalid(
                        kept.length + " tensors are kept for a program of " + types.size() + " parameters");
            }
            this.kept = new ArrayList<>(kept.length);
            try {
                for (int i = 0; i < kept.length; i++) {
                    this.kept.add(KeptTensors.use(executable.devices().getFirst(), types.get(i), kept[i]));
                }
            } catch (Throwable e) {
                close();
                throw e;
            }
            this.keptBuffers = this.kept.stream().map(KeptTensors.Use::buffer).toList();
            this.parameters = sizes(types.stream().skip(kept.length));
            this.results = sizes(signature.results().stream().map(Signature.Result::type));
        }

        private static long[] sizes(Stream<TensorType> types) {
            return types.mapToLong(
                            type -> type.elementCount() * type.elementType().byteWidth())
                    .toArray();
        }

        void run(long addresses) {
            long outputs = addresses + (long) parameters.length * Long.BYTES;
            executable.run(keptBuffers, segments(addresses, parameters), segments(outputs, results));
        }

        private static List<MemorySegment> segments(long addresses, long[] sizes) {
            var segments = new ArrayList<MemorySegment>(sizes.length);
            for (int i = 0; i < sizes.length; i++) {
                segments.add(Native.bytes(Native.getLong(addresses + (long) i * Long.BYTES), sizes[i]));
            }
            return segments;
        }

        @Override
        public void close() {
            kept.forEach(KeptTensors.Use::close);
        }
    }

    /** Compiles a program in a format that {@link Client#compile(String, MemorySegment, CompileOptions)} knows. */
    static void compile(long arguments) {
        var format = Native.text(Field.FIRST.getLong(arguments), COMPILE_FORMAT_SIZE.getLong(arguments));
        var code = Native.bytes(COMPILE_CODE.getLong(arguments), COMPILE_CODE_SIZE.getLong(arguments));
        var kept = Native.longs(COMPILE_KEPT.getLong(arguments), COMPILE_NUM_KEPT.getLong(arguments));
        var client = SharedClient.acquire();
        try {
            var executable = client.compile(format, code, CompileOptions.onDevice(0));
            COMPILE_EXECUTABLE.put(arguments, Handles.add(new HostExecutable(executable, kept)));
        } catch (Throwable e) {
            SharedClient.release();
            throw e;
        }
    }

    /** Runs, and returns when the results are written. */
    static void execute(long arguments) {
        var program = Handles.get(Field.FIRST.getLong(arguments), HostExecutable.class);
        program.run(EXECUTE_ADDRESSES.in(arguments));
    }

    static void destroy(long arguments) {
        Handles.remove(Field.FIRST.getLong(arguments), HostExecutable.class).close();
        SharedClient.release();
    }
}
