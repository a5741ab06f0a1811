package dev.ranvier.pjrt;

/** {@code PJRT_Memory_*}: every device has one memory. */
final class MemoryFunctions {
    private static final Field ID = Layouts.field("PJRT_Memory_Id_Args.id");
    private static final Field KIND = Layouts.field("PJRT_Memory_Kind_Args.kind");
    private static final Field KIND_KIND_SIZE = Layouts.field("PJRT_Memory_Kind_Args.kind_size");
    private static final Field KIND_ID = Layouts.field("PJRT_Memory_Kind_Id_Args.kind_id");
    private static final Field DEBUG_STRING = Layouts.field("PJRT_Memory_DebugString_Args.debug_string");
    private static final Field DEBUG_STRING_DEBUG_STRING_SIZE =
            Layouts.field("PJRT_Memory_DebugString_Args.debug_string_size");
    private static final Field TO_STRING = Layouts.field("PJRT_Memory_ToString_Args.to_string");
    private static final Field TO_STRING_TO_STRING_SIZE = Layouts.field("PJRT_Memory_ToString_Args.to_string_size");
    private static final Field ADDRESSABLE_BY_DEVICES_DEVICES =
            Layouts.field("PJRT_Memory_AddressableByDevices_Args.devices");
    private static final Field ADDRESSABLE_BY_DEVICES_NUM_DEVICES =
            Layouts.field("PJRT_Memory_AddressableByDevices_Args.num_devices");

    static final Text DEVICE_KIND = Text.permanent("device");

    private MemoryFunctions() {}

    private static PjrtDevice device(long arguments) {
        return device(Field.FIRST, arguments);
    }

    /** The device of the memory in a field. */
    static PjrtDevice device(Field memory, long struct) {
        return Handles.get(memory.getLong(struct), PjrtDevice.Memory.class).device();
    }

    static void id(long arguments) {
        ID.put(arguments, device(arguments).id());
    }

    static void kind(long arguments) {
        DEVICE_KIND.put(arguments, KIND, KIND_KIND_SIZE);
    }

    static void kind_Id(long arguments) {
        KIND_ID.put(arguments, 0);
    }

    static void debugString(long arguments) {
        device(arguments).name().put(arguments, DEBUG_STRING, DEBUG_STRING_DEBUG_STRING_SIZE);
    }

    static void toString(long arguments) {
        device(arguments).name().put(arguments, TO_STRING, TO_STRING_TO_STRING_SIZE);
    }

    static void addressableByDevices(long arguments) {
        ADDRESSABLE_BY_DEVICES_DEVICES.put(arguments, device(arguments).handleArray());
        ADDRESSABLE_BY_DEVICES_NUM_DEVICES.put(arguments, 1);
    }
}
