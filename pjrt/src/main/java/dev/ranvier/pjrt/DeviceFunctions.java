package dev.ranvier.pjrt;

/** {@code PJRT_Device_*}. */
final class DeviceFunctions {
    private static final Field GET_DESCRIPTION_DEVICE_DESCRIPTION =
            Layouts.field("PJRT_Device_GetDescription_Args.device_description");
    private static final Field IS_ADDRESSABLE = Layouts.field("PJRT_Device_IsAddressable_Args.is_addressable");
    private static final Field LOCAL_HARDWARE_ID = Layouts.field("PJRT_Device_LocalHardwareId_Args.local_hardware_id");
    private static final Field ADDRESSABLE_MEMORIES_MEMORIES =
            Layouts.field("PJRT_Device_AddressableMemories_Args.memories");
    private static final Field ADDRESSABLE_MEMORIES_NUM_MEMORIES =
            Layouts.field("PJRT_Device_AddressableMemories_Args.num_memories");
    private static final Field DEFAULT_MEMORY_MEMORY = Layouts.field("PJRT_Device_DefaultMemory_Args.memory");
    private static final Field MEMORY_STATS_BYTES_IN_USE = Layouts.field("PJRT_Device_MemoryStats_Args.bytes_in_use");
    private static final Field MEMORY_STATS_PEAK_BYTES_IN_USE =
            Layouts.field("PJRT_Device_MemoryStats_Args.peak_bytes_in_use");
    private static final Field MEMORY_STATS_PEAK_BYTES_IN_USE_IS_SET =
            Layouts.field("PJRT_Device_MemoryStats_Args.peak_bytes_in_use_is_set");
    private static final Field MEMORY_STATS_NUM_ALLOCS = Layouts.field("PJRT_Device_MemoryStats_Args.num_allocs");
    private static final Field MEMORY_STATS_NUM_ALLOCS_IS_SET =
            Layouts.field("PJRT_Device_MemoryStats_Args.num_allocs_is_set");
    private static final Field MEMORY_STATS_LARGEST_ALLOC_SIZE =
            Layouts.field("PJRT_Device_MemoryStats_Args.largest_alloc_size");
    private static final Field MEMORY_STATS_LARGEST_ALLOC_SIZE_IS_SET =
            Layouts.field("PJRT_Device_MemoryStats_Args.largest_alloc_size_is_set");
    private static final Field MEMORY_STATS_BYTES_LIMIT = Layouts.field("PJRT_Device_MemoryStats_Args.bytes_limit");
    private static final Field MEMORY_STATS_BYTES_LIMIT_IS_SET =
            Layouts.field("PJRT_Device_MemoryStats_Args.bytes_limit_is_set");
    private static final Field MEMORY_STATS_BYTES_RESERVED_IS_SET =
            Layouts.field("PJRT_Device_MemoryStats_Args.bytes_reserved_is_set");
    private static final Field MEMORY_STATS_PEAK_BYTES_RESERVED_IS_SET =
            Layouts.field("PJRT_Device_MemoryStats_Args.peak_bytes_reserved_is_set");
    private static final Field MEMORY_STATS_BYTES_RESERVABLE_LIMIT_IS_SET =
            Layouts.field("PJRT_Device_MemoryStats_Args.bytes_reservable_limit_is_set");
    private static final Field MEMORY_STATS_LARGEST_FREE_BLOCK_BYTES_IS_SET =
            Layouts.field("PJRT_Device_MemoryStats_Args.largest_free_block_bytes_is_set");
    private static final Field MEMORY_STATS_POOL_BYTES_IS_SET =
            Layouts.field("PJRT_Device_MemoryStats_Args.pool_bytes_is_set");
    private static final Field MEMORY_STATS_PEAK_POOL_BYTES_IS_SET =
            Layouts.field("PJRT_Device_MemoryStats_Args.peak_pool_bytes_is_set");
    private static final Field GET_ATTRIBUTES_ATTRIBUTES = Layouts.field("PJRT_Device_GetAttributes_Args.attributes");
    private static final Field GET_ATTRIBUTES_NUM_ATTRIBUTES =
            Layouts.field("PJRT_Device_GetAttributes_Args.num_attributes");
    private static final Field GET_ATTRIBUTES_DEVICE_ATTRIBUTES =
            Layouts.field("PJRT_Device_GetAttributes_Args.device_attributes");
    private static final Field GET_ATTRIBUTES_ATTRIBUTES_DELETER =
            Layouts.field("PJRT_Device_GetAttributes_Args.attributes_deleter");

    private DeviceFunctions() {}

    private static PjrtDevice device(long arguments) {
        return Handles.get(Field.FIRST.getLong(arguments), PjrtDevice.class);
    }

    /** A device is its own description. */
    static void getDescription(long arguments) {
        GET_DESCRIPTION_DEVICE_DESCRIPTION.put(arguments, device(arguments).handle());
    }

    static void isAddressable(long arguments) {
        IS_ADDRESSABLE.put(arguments, true);
    }

    static void localHardwareId(long arguments) {
        LOCAL_HARDWARE_ID.put(arguments, device(arguments).id());
    }

    static void addressableMemories(long arguments) {
        ADDRESSABLE_MEMORIES_MEMORIES.put(arguments, device(arguments).memoryHandleArray());
        ADDRESSABLE_MEMORIES_NUM_MEMORIES.put(arguments, 1);
    }

    static void defaultMemory(long arguments) {
        DEFAULT_MEMORY_MEMORY.put(arguments, device(arguments).memoryHandle());
    }

    static void memoryStats(long arguments) {
        var statistics = device(arguments).device().memoryStatistics();
        MEMORY_STATS_BYTES_IN_USE.put(arguments, statistics.inUse());
        MEMORY_STATS_PEAK_BYTES_IN_USE.put(arguments, statistics.peakInUse());
        MEMORY_STATS_PEAK_BYTES_IN_USE_IS_SET.put(arguments, true);
        MEMORY_STATS_NUM_ALLOCS.put(arguments, statistics.allocations());
        MEMORY_STATS_NUM_ALLOCS_IS_SET.put(arguments, true);
        MEMORY_STATS_LARGEST_ALLOC_SIZE.put(arguments, statistics.largestAllocation());
        MEMORY_STATS_LARGEST_ALLOC_SIZE_IS_SET.put(arguments, true);
        MEMORY_STATS_BYTES_LIMIT.put(arguments, statistics.limit());
        MEMORY_STATS_BYTES_LIMIT_IS_SET.put(arguments, statistics.limit() < Long.MAX_VALUE);
        MEMORY_STATS_BYTES_RESERVED_IS_SET.put(arguments, false);
        MEMORY_STATS_PEAK_BYTES_RESERVED_IS_SET.put(arguments, false);
        MEMORY_STATS_BYTES_RESERVABLE_LIMIT_IS_SET.put(arguments, false);
        MEMORY_STATS_LARGEST_FREE_BLOCK_BYTES_IS_SET.put(arguments, false);
        MEMORY_STATS_POOL_BYTES_IS_SET.put(arguments, false);
        MEMORY_STATS_PEAK_POOL_BYTES_IS_SET.put(arguments, false);
    }

    /** There are none; the framework still calls the deleter, for which C's free takes null. */
    static void getAttributes(long arguments) {
        GET_ATTRIBUTES_ATTRIBUTES.put(arguments, 0);
        GET_ATTRIBUTES_NUM_ATTRIBUTES.put(arguments, 0);
        GET_ATTRIBUTES_DEVICE_ATTRIBUTES.put(arguments, 0);
        GET_ATTRIBUTES_ATTRIBUTES_DELETER.put(arguments, Native.freeFunction());
    }
}
