package dev.ranvier.pjrt;

/** {@code PJRT_DeviceDescription_*}. */
final class DeviceDescriptionFunctions {
    private static final Field ID = Layouts.field("PJRT_DeviceDescription_Id_Args.id");
    private static final Field PROCESS_INDEX = Layouts.field("PJRT_DeviceDescription_ProcessIndex_Args.process_index");
    private static final Field ATTRIBUTES_NUM_ATTRIBUTES =
            Layouts.field("PJRT_DeviceDescription_Attributes_Args.num_attributes");
    private static final Field ATTRIBUTES = Layouts.field("PJRT_DeviceDescription_Attributes_Args.attributes");
    private static final Field KIND_DEVICE_KIND = Layouts.field("PJRT_DeviceDescription_Kind_Args.device_kind");
    private static final Field KIND_DEVICE_KIND_SIZE =
            Layouts.field("PJRT_DeviceDescription_Kind_Args.device_kind_size");
    private static final Field DEBUG_STRING = Layouts.field("PJRT_DeviceDescription_DebugString_Args.debug_string");
    private static final Field DEBUG_STRING_DEBUG_STRING_SIZE =
            Layouts.field("PJRT_DeviceDescription_DebugString_Args.debug_string_size");
    private static final Field TO_STRING = Layouts.field("PJRT_DeviceDescription_ToString_Args.to_string");
    private static final Field TO_STRING_TO_STRING_SIZE =
            Layouts.field("PJRT_DeviceDescription_ToString_Args.to_string_size");

    private DeviceDescriptionFunctions() {}

    private static PjrtDevice device(long arguments) {
        return Handles.get(Field.FIRST.getLong(arguments), PjrtDevice.class);
    }

    static void id(long arguments) {
        ID.put(arguments, device(arguments).id());
    }

    static void processIndex(long arguments) {
        PROCESS_INDEX.put(arguments, 0);
    }

    static void attributes(long arguments) {
        ATTRIBUTES_NUM_ATTRIBUTES.put(arguments, 0);
        ATTRIBUTES.put(arguments, 0);
    }

    static void kind(long arguments) {
        device(arguments).kind().put(arguments, KIND_DEVICE_KIND, KIND_DEVICE_KIND_SIZE);
    }

    static void debugString(long arguments) {
        device(arguments).name().put(arguments, DEBUG_STRING, DEBUG_STRING_DEBUG_STRING_SIZE);
    }

    static void toString(long arguments) {
        device(arguments).name().put(arguments, TO_STRING, TO_STRING_TO_STRING_SIZE);
    }
}
