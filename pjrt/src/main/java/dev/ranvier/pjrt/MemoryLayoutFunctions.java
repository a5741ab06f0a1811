package dev.ranvier.pjrt;

import dev.ranvier.runtime.Signature;
import dev.ranvier.stablehlo.TensorType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The layouts extension. Every array lies in row-major order. In C a layout is the address of its text in XLA's
 * notation, such as {@code {1,0}} with the fastest dimension first, ended by a zero byte.
 */
final class MemoryLayoutFunctions {
    private static final Field SERIALIZE_SERIALIZED_BYTES =
            Layouts.field("PJRT_Layouts_MemoryLayout_Serialize_Args.serialized_bytes");
    private static final Field SERIALIZE_SERIALIZED_BYTES_SIZE =
            Layouts.field("PJRT_Layouts_MemoryLayout_Serialize_Args.serialized_bytes_size");
    private static final Field SERIALIZE_SERIALIZED_LAYOUT =
            Layouts.field("PJRT_Layouts_MemoryLayout_Serialize_Args.serialized_layout");
    private static final Field SERIALIZE_SERIALIZED_LAYOUT_DELETER =
            Layouts.field("PJRT_Layouts_MemoryLayout_Serialize_Args.serialized_layout_deleter");

    private MemoryLayoutFunctions() {}

    /** Frees what {@link #allocate} returned, or nothing for null; an executable frees its layouts itself. */
    static void destroy(long arguments) {
        Native.free(Field.FIRST.getLong(arguments));
    }

    static void serialize(long arguments) {
        long layout = Field.FIRST.getLong(arguments);
        Serialized.put(
                arguments,
                Protos.utf8(Native.text(layout, Native.length(layout))),
                SERIALIZE_SERIALIZED_BYTES,
                SERIALIZE_SERIALIZED_BYTES_SIZE,
                SERIALIZE_SERIALIZED_LAYOUT,
                SERIALIZE_SERIALIZED_LAYOUT_DELETER);
    }

    private static byte[] rowMajor(int rank) {
        var minorToMajor = IntStream.range(0, rank)
                .mapToObj(i -> Integer.toString(rank - 1 - i))
                .collect(Collectors.joining(",", "{", "}"));
        return Protos.utf8(minorToMajor + '\0');
    }

    private static long allocate(int rank) {
        return Native.malloc(rowMajor(rank));
    }

    /** {@code PJRT_Layouts_PJRT_Client_*}. */
    static final class OfClient {
        private static final Field NUM_DIMS = Layouts.field("PJRT_Layouts_PJRT_Client_GetDefaultLayout_Args.num_dims");
        private static final Field LAYOUT = Layouts.field("PJRT_Layouts_PJRT_Client_GetDefaultLayout_Args.layout");

        private OfClient() {}

        static void getDefaultLayout(long arguments) {
            LAYOUT.put(arguments, allocate((int) NUM_DIMS.getLong(arguments)));
        }
    }

    /** {@code PJRT_Layouts_PJRT_Topology_*}. */
    static final class OfTopology {
        private static final Field NUM_DIMS =
                Layouts.field("PJRT_Layouts_PJRT_Topology_GetDefaultLayout_Args.num_dims");
        private static final Field LAYOUT = Layouts.field("PJRT_Layouts_PJRT_Topology_GetDefaultLayout_Args.layout");

        private OfTopology() {}

        static void getDefaultLayout(long arguments) {
            LAYOUT.put(arguments, allocate((int) NUM_DIMS.getLong(arguments)));
        }
    }

    /** {@code PJRT_Layouts_PJRT_Buffer_*}. */
    static final class OfBuffer {
        private static final Field LAYOUT = Layouts.field("PJRT_Layouts_PJRT_Buffer_MemoryLayout_Args.layout");

        private OfBuffer() {}

        static void memoryLayout(long arguments) {
            var type = BufferFunctions.buffer(arguments).buffer().type();
            LAYOUT.put(arguments, allocate(type.rank()));
        }
    }

    /** {@code PJRT_Layouts_PJRT_Executable_*}. */
    static final class OfExecutable {
        private static final Field NUM_OUTPUTS =
                Layouts.field("PJRT_Layouts_PJRT_Executable_GetOutputLayouts_Args.num_outputs");
        private static final Field OUTPUT_LAYOUTS =
                Layouts.field("PJRT_Layouts_PJRT_Executable_GetOutputLayouts_Args.layouts");
        private static final Field NUM_PARAMETERS =
                Layouts.field("PJRT_Layouts_PJRT_Executable_GetParameterLayouts_Args.num_parameters");
        private static final Field PARAMETER_LAYOUTS =
                Layouts.field("PJRT_Layouts_PJRT_Executable_GetParameterLayouts_Args.layouts");

        private OfExecutable() {}

        static void getOutputLayouts(long arguments) {
            var executable = ExecutableFunctions.executable(arguments);
            put(executable, executable.resultTypes(), arguments, NUM_OUTPUTS, OUTPUT_LAYOUTS);
        }

        static void getParameterLayouts(long arguments) {
            var executable = ExecutableFunctions.executable(arguments);
            var types = executable.executable().signature().parameters().stream()
                    .map(Signature.Parameter::type)
                    .toList();
            put(executable, types, arguments, NUM_PARAMETERS, PARAMETER_LAYOUTS);
        }

        private static void put(
                PjrtExecutable executable, List<TensorType> types, long arguments, Field count, Field layouts) {
            count.put(arguments, types.size());
            layouts.put(arguments, executable.array(types, type -> executable.copy(rowMajor(type.rank()))));
        }
    }
}
