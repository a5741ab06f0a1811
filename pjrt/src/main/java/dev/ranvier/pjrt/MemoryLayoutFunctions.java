package dev.ranvier.pjrt;

import dev.ranvier.runtime.Layout;
import dev.ranvier.runtime.Signature;
import java.util.List;

/**
 * The layouts extension. Arrays are row-major by default. In C a layout is the address of its text in XLA's notation,
 * such as {@code {1,0}} with the fastest dimension first, ended by a zero byte.
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

    private static byte[] text(Layout layout) {
        return Protos.utf8(layout.toString() + '\0');
    }

    private static long allocate(Layout layout) {
        return Native.malloc(text(layout));
    }

    /** {@code PJRT_Layouts_PJRT_Client_*}. */
    static final class OfClient {
        private static final Field NUM_DIMS = Layouts.field("PJRT_Layouts_PJRT_Client_GetDefaultLayout_Args.num_dims");
        private static final Field LAYOUT = Layouts.field("PJRT_Layouts_PJRT_Client_GetDefaultLayout_Args.layout");

        private OfClient() {}

        static void getDefaultLayout(long arguments) {
            LAYOUT.put(arguments, allocate(Layout.rowMajor((int) NUM_DIMS.getLong(arguments))));
        }
    }

    /** {@code PJRT_Layouts_PJRT_Topology_*}. */
    static final class OfTopology {
        private static final Field NUM_DIMS =
                Layouts.field("PJRT_Layouts_PJRT_Topology_GetDefaultLayout_Args.num_dims");
        private static final Field LAYOUT = Layouts.field("PJRT_Layouts_PJRT_Topology_GetDefaultLayout_Args.layout");

        private OfTopology() {}

        static void getDefaultLayout(long arguments) {
            LAYOUT.put(arguments, allocate(Layout.rowMajor((int) NUM_DIMS.getLong(arguments))));
        }
    }

    /** {@code PJRT_Layouts_PJRT_Buffer_*}. */
    static final class OfBuffer {
        private static final Field LAYOUT = Layouts.field("PJRT_Layouts_PJRT_Buffer_MemoryLayout_Args.layout");

        private OfBuffer() {}

        static void memoryLayout(long arguments) {
            LAYOUT.put(
                    arguments,
                    allocate(BufferFunctions.buffer(arguments).buffer().layout()));
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
            var layouts = executable.executable().signature().results().stream()
                    .map(Signature.Result::layout)
                    .toList();
            put(executable, layouts, arguments, NUM_OUTPUTS, OUTPUT_LAYOUTS);
        }

        static void getParameterLayouts(long arguments) {
            var executable = ExecutableFunctions.executable(arguments);
            var layouts = executable.executable().signature().parameters().stream()
                    .map(Signature.Parameter::layout)
                    .toList();
            put(executable, layouts, arguments, NUM_PARAMETERS, PARAMETER_LAYOUTS);
        }

        private static void put(
                PjrtExecutable executable, List<Layout> layouts, long arguments, Field count, Field addresses) {
            count.put(arguments, layouts.size());
            addresses.put(arguments, executable.array(layouts, layout -> executable.copy(text(layout))));
        }
    }
}
