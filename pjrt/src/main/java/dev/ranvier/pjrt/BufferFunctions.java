package dev.ranvier.pjrt;

import dev.ranvier.stablehlo.RanvierException;

/** {@code PJRT_Buffer_*}. */
final class BufferFunctions {
    private static final Field ELEMENT_TYPE_TYPE = Layouts.field("PJRT_Buffer_ElementType_Args.type");
    private static final Field DIMENSIONS_DIMS = Layouts.field("PJRT_Buffer_Dimensions_Args.dims");
    private static final Field DIMENSIONS_NUM_DIMS = Layouts.field("PJRT_Buffer_Dimensions_Args.num_dims");
    private static final Field UNPADDED_DIMENSIONS_UNPADDED_DIMS =
            Layouts.field("PJRT_Buffer_UnpaddedDimensions_Args.unpadded_dims");
    private static final Field UNPADDED_DIMENSIONS_NUM_DIMS =
            Layouts.field("PJRT_Buffer_UnpaddedDimensions_Args.num_dims");
    private static final Field DYNAMIC_DIMENSION_INDICES_DYNAMIC_DIM_INDICES =
            Layouts.field("PJRT_Buffer_DynamicDimensionIndices_Args.dynamic_dim_indices");
    private static final Field DYNAMIC_DIMENSION_INDICES_NUM_DYNAMIC_DIMS =
            Layouts.field("PJRT_Buffer_DynamicDimensionIndices_Args.num_dynamic_dims");
    private static final Field ON_DEVICE_SIZE_IN_BYTES =
            Layouts.field("PJRT_Buffer_OnDeviceSizeInBytes_Args.on_device_size_in_bytes");
    private static final Field DEVICE = Layouts.field("PJRT_Buffer_Device_Args.device");
    private static final Field MEMORY = Layouts.field("PJRT_Buffer_Memory_Args.memory");
    private static final Field IS_DELETED = Layouts.field("PJRT_Buffer_IsDeleted_Args.is_deleted");
    private static final Field IS_ON_CPU = Layouts.field("PJRT_Buffer_IsOnCpu_Args.is_on_cpu");
    private static final Field READY_EVENT_EVENT = Layouts.field("PJRT_Buffer_ReadyEvent_Args.event");
    private static final Field UNSAFE_POINTER_BUFFER_POINTER =
            Layouts.field("PJRT_Buffer_UnsafePointer_Args.buffer_pointer");
    private static final Field OPAQUE_DEVICE_MEMORY_DATA_POINTER_DEVICE_MEMORY_PTR =
            Layouts.field("PJRT_Buffer_OpaqueDeviceMemoryDataPointer_Args.device_memory_ptr");
    private static final Field COPY_TO_DEVICE_DST_DEVICE = Layouts.field("PJRT_Buffer_CopyToDevice_Args.dst_device");
    private static final Field COPY_TO_DEVICE_DST_BUFFER = Layouts.field("PJRT_Buffer_CopyToDevice_Args.dst_buffer");
    private static final Field COPY_TO_MEMORY_DST_MEMORY = Layouts.field("PJRT_Buffer_CopyToMemory_Args.dst_memory");
    private static final Field COPY_TO_MEMORY_DST_BUFFER = Layouts.field("PJRT_Buffer_CopyToMemory_Args.dst_buffer");
    private static final Field GET_MEMORY_LAYOUT_LAYOUT = Layouts.field("PJRT_Buffer_GetMemoryLayout_Args.layout");
    private static final Field MEMORY_LAYOUT_STRUCT_SIZE = Layouts.field("PJRT_Buffer_MemoryLayout.struct_size");
    private static final Field MEMORY_LAYOUT_TYPE = Layouts.field("PJRT_Buffer_MemoryLayout.type");
    private static final Field MEMORY_LAYOUT_TILED = Layouts.field("PJRT_Buffer_MemoryLayout.tiled");
    private static final Field MEMORY_LAYOUT_TILED_STRUCT_SIZE =
            Layouts.field("PJRT_Buffer_MemoryLayout_Tiled.struct_size");
    private static final Field MEMORY_LAYOUT_TILED_MINOR_TO_MAJOR =
            Layouts.field("PJRT_Buffer_MemoryLayout_Tiled.minor_to_major");
    private static final Field MEMORY_LAYOUT_TILED_MINOR_TO_MAJOR_SIZE =
            Layouts.field("PJRT_Buffer_MemoryLayout_Tiled.minor_to_major_size");
    private static final Field MEMORY_LAYOUT_TILED_NUM_TILES =
            Layouts.field("PJRT_Buffer_MemoryLayout_Tiled.num_tiles");
    private static final Field TO_HOST_BUFFER_DST = Layouts.field("PJRT_Buffer_ToHostBuffer_Args.dst");
    private static final Field TO_HOST_BUFFER_DST_SIZE = Layouts.field("PJRT_Buffer_ToHostBuffer_Args.dst_size");
    private static final Field TO_HOST_BUFFER_HOST_LAYOUT = Layouts.field("PJRT_Buffer_ToHostBuffer_Args.host_layout");
    private static final Field TO_HOST_BUFFER_EVENT = Layouts.field("PJRT_Buffer_ToHostBuffer_Args.event");
    private static final Field COPY_RAW_TO_HOST_TRANSFER_SIZE =
            Layouts.field("PJRT_Buffer_CopyRawToHost_Args.transfer_size");
    private static final Field COPY_RAW_TO_HOST_DST = Layouts.field("PJRT_Buffer_CopyRawToHost_Args.dst");
    private static final Field COPY_RAW_TO_HOST_OFFSET = Layouts.field("PJRT_Buffer_CopyRawToHost_Args.offset");
    private static final Field COPY_RAW_TO_HOST_EVENT = Layouts.field("PJRT_Buffer_CopyRawToHost_Args.event");

    private BufferFunctions() {}

    static PjrtBuffer buffer(long arguments) {
        return Handles.get(Field.FIRST.getLong(arguments), PjrtBuffer.class);
    }

    static void destroy(long arguments) {
        var buffer = Handles.remove(Field.FIRST.getLong(arguments), PjrtBuffer.class);
        buffer.buffer().close();
    }

    static void elementType(long arguments) {
        ELEMENT_TYPE_TYPE.put(
                arguments, ElementTypes.number(buffer(arguments).buffer().type().elementType()));
    }

    static void dimensions(long arguments) {
        var buffer = buffer(arguments);
        DIMENSIONS_DIMS.put(arguments, buffer.dimensions());
        DIMENSIONS_NUM_DIMS.put(arguments, buffer.buffer().type().rank());
    }

    static void unpaddedDimensions(long arguments) {
        var buffer = buffer(arguments);
        UNPADDED_DIMENSIONS_UNPADDED_DIMS.put(arguments, buffer.dimensions());
        UNPADDED_DIMENSIONS_NUM_DIMS.put(arguments, buffer.buffer().type().rank());
    }

    /** Buffers have static shapes. */
    static void dynamicDimensionIndices(long arguments) {
        DYNAMIC_DIMENSION_INDICES_DYNAMIC_DIM_INDICES.put(arguments, 0);
        DYNAMIC_DIMENSION_INDICES_NUM_DYNAMIC_DIMS.put(arguments, 0);
    }

    static void onDeviceSizeInBytes(long arguments) {
        ON_DEVICE_SIZE_IN_BYTES.put(arguments, buffer(arguments).buffer().byteSize());
    }

    static void device(long arguments) {
        DEVICE.put(arguments, buffer(arguments).device().handle());
    }

    static void memory(long arguments) {
        MEMORY.put(arguments, buffer(arguments).device().memoryHandle());
    }

    static void delete(long arguments) {
        buffer(arguments).buffer().close();
    }

    static void isDeleted(long arguments) {
        IS_DELETED.put(arguments, buffer(arguments).buffer().isClosed());
    }

    /** Device memory is host memory: frameworks read it in place. */
    static void isOnCpu(long arguments) {
        IS_ON_CPU.put(arguments, true);
    }

    static void readyEvent(long arguments) {
        READY_EVENT_EVENT.put(
                arguments, EventFunctions.handle(buffer(arguments).buffer().ready()));
    }

    static void unsafePointer(long arguments) {
        UNSAFE_POINTER_BUFFER_POINTER.put(arguments, buffer(arguments).address());
    }

    static void opaqueDeviceMemoryDataPointer(long arguments) {
        OPAQUE_DEVICE_MEMORY_DATA_POINTER_DEVICE_MEMORY_PTR.put(
                arguments, buffer(arguments).address());
    }

    static void increaseExternalReferenceCount(long arguments) {
        buffer(arguments).increaseReferences();
    }

    static void decreaseExternalReferenceCount(long arguments) {
        buffer(arguments).decreaseReferences();
    }

    static void copyToDevice(long arguments) {
        var target = Handles.get(COPY_TO_DEVICE_DST_DEVICE.getLong(arguments), PjrtDevice.class);
        COPY_TO_DEVICE_DST_BUFFER.put(arguments, copy(arguments, target));
    }

    static void copyToMemory(long arguments) {
        var target = MemoryFunctions.device(COPY_TO_MEMORY_DST_MEMORY, arguments);
        COPY_TO_MEMORY_DST_BUFFER.put(arguments, copy(arguments, target));
    }

    private static long copy(long arguments, PjrtDevice target) {
        return Handles.add(
                new PjrtBuffer(target.device().copyOf(buffer(arguments).buffer()), target));
    }

    static void getMemoryLayout(long arguments) {
        var buffer = buffer(arguments);
        long layout = GET_MEMORY_LAYOUT_LAYOUT.in(arguments);
        MEMORY_LAYOUT_STRUCT_SIZE.put(layout, Layouts.size("PJRT_Buffer_MemoryLayout"));
        MEMORY_LAYOUT_TYPE.put(layout, 0);
        long tiled = MEMORY_LAYOUT_TILED.in(layout);
        MEMORY_LAYOUT_TILED_STRUCT_SIZE.put(tiled, Layouts.size("PJRT_Buffer_MemoryLayout_Tiled"));
        MEMORY_LAYOUT_TILED_MINOR_TO_MAJOR.put(tiled, buffer.minorToMajor());
        MEMORY_LAYOUT_TILED_MINOR_TO_MAJOR_SIZE.put(
                tiled, buffer.buffer().type().rank());
        MEMORY_LAYOUT_TILED_NUM_TILES.put(tiled, 0);
    }

    static void toHostBuffer(long arguments) {
        var buffer = buffer(arguments).buffer();
        long destination = TO_HOST_BUFFER_DST.getLong(arguments);
        if (destination == 0) {
            TO_HOST_BUFFER_DST_SIZE.put(arguments, buffer.byteSize());
            return;
        }
        if (TO_HOST_BUFFER_DST_SIZE.getLong(arguments) < buffer.byteSize()) {
            throw RanvierException.invalid("the host buffer has fewer than " + buffer.byteSize() + " bytes");
        }
        var target = Native.bytes(destination, buffer.byteSize());
        long layout = TO_HOST_BUFFER_HOST_LAYOUT.getLong(arguments);
        var copied = buffer.whenReady(
                layout == 0
                        ? target::copyFrom
                        : HostLayout.of(layout, buffer.type()).scatterTo(target, buffer.layout()));
        TO_HOST_BUFFER_EVENT.put(arguments, EventFunctions.handle(copied));
    }

    static void copyRawToHost(long arguments) {
        long size = COPY_RAW_TO_HOST_TRANSFER_SIZE.getLong(arguments);
        var target = Native.bytes(COPY_RAW_TO_HOST_DST.getLong(arguments), size);
        long offset = COPY_RAW_TO_HOST_OFFSET.getLong(arguments);
        var copied = buffer(arguments).buffer().whenReady(source -> target.copyFrom(source.asSlice(offset, size)));
        COPY_RAW_TO_HOST_EVENT.put(arguments, EventFunctions.handle(copied));
    }
}
