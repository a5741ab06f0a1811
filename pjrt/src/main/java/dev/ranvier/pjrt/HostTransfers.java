package dev.ranvier.pjrt;

import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Event;
import dev.ranvier.runtime.Layout;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** The functions of {@code PJRT_Client} that make buffers. */
final class HostTransfers {
    private static final Field BUFFER_FROM_HOST_BUFFER_TYPE =
            Layouts.field("PJRT_Client_BufferFromHostBuffer_Args.type");
    private static final Field BUFFER_FROM_HOST_BUFFER_DIMS =
            Layouts.field("PJRT_Client_BufferFromHostBuffer_Args.dims");
    private static final Field BUFFER_FROM_HOST_BUFFER_NUM_DIMS =
            Layouts.field("PJRT_Client_BufferFromHostBuffer_Args.num_dims");
    private static final Field BUFFER_FROM_HOST_BUFFER_MEMORY =
            Layouts.field("PJRT_Client_BufferFromHostBuffer_Args.memory");
    private static final Field BUFFER_FROM_HOST_BUFFER_DEVICE =
            Layouts.field("PJRT_Client_BufferFromHostBuffer_Args.device");
    private static final Field BUFFER_FROM_HOST_BUFFER_DATA =
            Layouts.field("PJRT_Client_BufferFromHostBuffer_Args.data");
    private static final Field BUFFER_FROM_HOST_BUFFER_BYTE_STRIDES =
            Layouts.field("PJRT_Client_BufferFromHostBuffer_Args.byte_strides");
    private static final Field BUFFER_FROM_HOST_BUFFER_DEVICE_LAYOUT =
            Layouts.field("PJRT_Client_BufferFromHostBuffer_Args.device_layout");
    private static final Field BUFFER_FROM_HOST_BUFFER_HOST_BUFFER_SEMANTICS =
            Layouts.field("PJRT_Client_BufferFromHostBuffer_Args.host_buffer_semantics");
    private static final Field BUFFER_FROM_HOST_BUFFER_DONE_WITH_HOST_BUFFER =
            Layouts.field("PJRT_Client_BufferFromHostBuffer_Args.done_with_host_buffer");
    private static final Field BUFFER_FROM_HOST_BUFFER_BUFFER =
            Layouts.field("PJRT_Client_BufferFromHostBuffer_Args.buffer");
    private static final Field CREATE_VIEW_OF_DEVICE_BUFFER_ELEMENT_TYPE =
            Layouts.field("PJRT_Client_CreateViewOfDeviceBuffer_Args.element_type");
    private static final Field CREATE_VIEW_OF_DEVICE_BUFFER_DIMS =
            Layouts.field("PJRT_Client_CreateViewOfDeviceBuffer_Args.dims");
    private static final Field CREATE_VIEW_OF_DEVICE_BUFFER_NUM_DIMS =
            Layouts.field("PJRT_Client_CreateViewOfDeviceBuffer_Args.num_dims");
    private static final Field CREATE_VIEW_OF_DEVICE_BUFFER_MEMORY =
            Layouts.field("PJRT_Client_CreateViewOfDeviceBuffer_Args.memory");
    private static final Field CREATE_VIEW_OF_DEVICE_BUFFER_DEVICE =
            Layouts.field("PJRT_Client_CreateViewOfDeviceBuffer_Args.device");
    private static final Field CREATE_VIEW_OF_DEVICE_BUFFER_DEVICE_BUFFER_PTR =
            Layouts.field("PJRT_Client_CreateViewOfDeviceBuffer_Args.device_buffer_ptr");
    private static final Field CREATE_VIEW_OF_DEVICE_BUFFER_LAYOUT =
            Layouts.field("PJRT_Client_CreateViewOfDeviceBuffer_Args.layout");
    private static final Field CREATE_VIEW_OF_DEVICE_BUFFER_ON_DELETE_CALLBACK =
            Layouts.field("PJRT_Client_CreateViewOfDeviceBuffer_Args.on_delete_callback");
    private static final Field CREATE_VIEW_OF_DEVICE_BUFFER_ON_DELETE_CALLBACK_ARG =
            Layouts.field("PJRT_Client_CreateViewOfDeviceBuffer_Args.on_delete_callback_arg");
    private static final Field CREATE_VIEW_OF_DEVICE_BUFFER_BUFFER =
            Layouts.field("PJRT_Client_CreateViewOfDeviceBuffer_Args.buffer");
    private static final Field CREATE_UNINITIALIZED_BUFFER_SHAPE_ELEMENT_TYPE =
            Layouts.field("PJRT_Client_CreateUninitializedBuffer_Args.shape_element_type");
    private static final Field CREATE_UNINITIALIZED_BUFFER_SHAPE_DIMS =
            Layouts.field("PJRT_Client_CreateUninitializedBuffer_Args.shape_dims");
    private static final Field CREATE_UNINITIALIZED_BUFFER_SHAPE_NUM_DIMS =
            Layouts.field("PJRT_Client_CreateUninitializedBuffer_Args.shape_num_dims");
    private static final Field CREATE_UNINITIALIZED_BUFFER_SHAPE_LAYOUT =
            Layouts.field("PJRT_Client_CreateUninitializedBuffer_Args.shape_layout");
    private static final Field CREATE_UNINITIALIZED_BUFFER_MEMORY =
            Layouts.field("PJRT_Client_CreateUninitializedBuffer_Args.memory");
    private static final Field CREATE_UNINITIALIZED_BUFFER_DEVICE =
            Layouts.field("PJRT_Client_CreateUninitializedBuffer_Args.device");
    private static final Field CREATE_UNINITIALIZED_BUFFER_BUFFER =
            Layouts.field("PJRT_Client_CreateUninitializedBuffer_Args.buffer");
    private static final Field CREATE_ERROR_BUFFER_SHAPE_ELEMENT_TYPE =
            Layouts.field("PJRT_Client_CreateErrorBuffer_Args.shape_element_type");
    private static final Field CREATE_ERROR_BUFFER_SHAPE_DIMS =
            Layouts.field("PJRT_Client_CreateErrorBuffer_Args.shape_dims");
    private static final Field CREATE_ERROR_BUFFER_SHAPE_NUM_DIMS =
            Layouts.field("PJRT_Client_CreateErrorBuffer_Args.shape_num_dims");
    private static final Field CREATE_ERROR_BUFFER_SHAPE_LAYOUT =
            Layouts.field("PJRT_Client_CreateErrorBuffer_Args.shape_layout");
    private static final Field CREATE_ERROR_BUFFER_MEMORY = Layouts.field("PJRT_Client_CreateErrorBuffer_Args.memory");
    private static final Field CREATE_ERROR_BUFFER_ERROR_CODE =
            Layouts.field("PJRT_Client_CreateErrorBuffer_Args.error_code");
    private static final Field CREATE_ERROR_BUFFER_ERROR_MESSAGE =
            Layouts.field("PJRT_Client_CreateErrorBuffer_Args.error_message");
    private static final Field CREATE_ERROR_BUFFER_ERROR_MESSAGE_SIZE =
            Layouts.field("PJRT_Client_CreateErrorBuffer_Args.error_message_size");
    private static final Field CREATE_ERROR_BUFFER_BUFFER = Layouts.field("PJRT_Client_CreateErrorBuffer_Args.buffer");

    /** {@code PJRT_HostBufferSemantics_kImmutableZeroCopy}: the host buffer stays as it is until we say so. */
    private static final int IMMUTABLE_ZERO_COPY = 2;

    /** Below this size in bytes a copy costs less than keeping the host's buffer. */
    private static final long WORTH_A_VIEW = 1 << 16;

    /** Bytes; what vector loads of a device want. */
    private static final long VIEW_ALIGNMENT = 16;

    private HostTransfers() {}

    private static TensorType type(int elementType, long dimensions, long rank) {
        return TensorType.of(ElementTypes.of(elementType), Native.longs(dimensions, rank));
    }

    private static long byteSize(TensorType type) {
        return type.elementCount() * type.elementType().byteWidth();
    }

    private static long handle(Buffer buffer, PjrtDevice device) {
        return Handles.add(new PjrtBuffer(buffer, device));
    }

    /** The device of a memory if that is given, else the device. */
    private static PjrtDevice device(long arguments, Field memory, Field device) {
        return memory.getLong(arguments) != 0
                ? MemoryFunctions.device(memory, arguments)
                : Handles.get(device.getLong(arguments), PjrtDevice.class);
    }

    static void bufferFromHostBuffer(long arguments) {
        var type = type(
                BUFFER_FROM_HOST_BUFFER_TYPE.getInt(arguments),
                BUFFER_FROM_HOST_BUFFER_DIMS.getLong(arguments),
                BUFFER_FROM_HOST_BUFFER_NUM_DIMS.getLong(arguments));
        var device = device(arguments, BUFFER_FROM_HOST_BUFFER_MEMORY, BUFFER_FROM_HOST_BUFFER_DEVICE);
        long data = BUFFER_FROM_HOST_BUFFER_DATA.getLong(arguments);
        long byteSize = byteSize(type);
        var layout = layout(type, BUFFER_FROM_HOST_BUFFER_DEVICE_LAYOUT.getLong(arguments));
        var strides = hostStrides(type, BUFFER_FROM_HOST_BUFFER_BYTE_STRIDES.getLong(arguments));
        var done = Event.ready();
        Buffer buffer;
        if (!isNarrow(type)
                && Arrays.equals(strides, layout.byteStrides(type))
                && BUFFER_FROM_HOST_BUFFER_HOST_BUFFER_SEMANTICS.getInt(arguments) == IMMUTABLE_ZERO_COPY
                && byteSize >= WORTH_A_VIEW
                && data % VIEW_ALIGNMENT == 0) {
            var released = Event.pending();
            buffer = device.device().viewOf(type, layout, Native.bytes(data, byteSize), released::complete);
            done = released;
        } else {
            buffer = copyOf(device, type, layout, data, strides);
        }
        if (isNarrow(type)) {
            extendSigns(buffer);
        }
        BUFFER_FROM_HOST_BUFFER_DONE_WITH_HOST_BUFFER.put(arguments, EventFunctions.handle(done));
        BUFFER_FROM_HOST_BUFFER_BUFFER.put(arguments, handle(buffer, device));
    }

    /** The layout of a buffer on the device: row-major for null. */
    static Layout layout(TensorType type, long layout) {
        return HostLayout.orRowMajor(layout, type).dense();
    }

    /** Bytes from one element of the host to the next; null means row-major without gaps. */
    private static long[] hostStrides(TensorType type, long strides) {
        return strides == 0 ? Layout.rowMajor(type.rank()).byteStrides(type) : Native.longs(strides, type.rank());
    }

    /** Whether the type is {@code i2} or {@code i4}, whose upper bits hosts leave as they were. */
    private static boolean isNarrow(TensorType type) {
        return type.elementType() == ScalarType.I4 || type.elementType() == ScalarType.I2;
    }

    /** Lets the upper bits repeat the sign, as they do here. */
    private static void extendSigns(Buffer buffer) {
        int shift = Integer.SIZE - (buffer.type().elementType() == ScalarType.I4 ? 4 : 2);
        try (var hold = buffer.hold()) {
            var bytes = hold.segment();
            for (long i = 0; i < bytes.byteSize(); i++) {
                byte extended = (byte) (bytes.get(ValueLayout.JAVA_BYTE, i) << shift >> shift);
                bytes.set(ValueLayout.JAVA_BYTE, i, extended);
            }
        }
    }

    /** Strides may be negative: {@code data} is where element 0 is. */
    private static Buffer copyOf(PjrtDevice device, TensorType type, Layout layout, long data, long[] strides) {
        long first = 0;
        long last = 0;
        for (int i = 0; i < strides.length; i++) {
            long reach = Math.max(0, type.size(i) - 1) * strides[i];
            first += Math.min(0, reach);
            last += Math.max(0, reach);
        }
        long size = last - first + type.elementType().byteWidth();
        return device.device().copyOf(type, layout, Native.bytes(data + first, size), -first, strides);
    }

    static void createViewOfDeviceBuffer(long arguments) {
        var type = type(
                CREATE_VIEW_OF_DEVICE_BUFFER_ELEMENT_TYPE.getInt(arguments),
                CREATE_VIEW_OF_DEVICE_BUFFER_DIMS.getLong(arguments),
                CREATE_VIEW_OF_DEVICE_BUFFER_NUM_DIMS.getLong(arguments));
        var device = device(arguments, CREATE_VIEW_OF_DEVICE_BUFFER_MEMORY, CREATE_VIEW_OF_DEVICE_BUFFER_DEVICE);
        long data = CREATE_VIEW_OF_DEVICE_BUFFER_DEVICE_BUFFER_PTR.getLong(arguments);
        long onDelete = CREATE_VIEW_OF_DEVICE_BUFFER_ON_DELETE_CALLBACK.getLong(arguments);
        long argument = CREATE_VIEW_OF_DEVICE_BUFFER_ON_DELETE_CALLBACK_ARG.getLong(arguments);
        Runnable release = onDelete == 0 ? () -> {} : () -> Native.call(onDelete, data, argument);
        var layout = layout(type, CREATE_VIEW_OF_DEVICE_BUFFER_LAYOUT.getLong(arguments));
        Buffer buffer;
        if (data % VIEW_ALIGNMENT == 0) {
            buffer = device.device().viewOf(type, layout, Native.bytes(data, byteSize(type)), release);
        } else {
            buffer = copyOf(device, type, layout, data, layout.byteStrides(type));
            release.run();
        }
        CREATE_VIEW_OF_DEVICE_BUFFER_BUFFER.put(arguments, handle(buffer, device));
    }

    static void createUninitializedBuffer(long arguments) {
        var type = type(
                CREATE_UNINITIALIZED_BUFFER_SHAPE_ELEMENT_TYPE.getInt(arguments),
                CREATE_UNINITIALIZED_BUFFER_SHAPE_DIMS.getLong(arguments),
                CREATE_UNINITIALIZED_BUFFER_SHAPE_NUM_DIMS.getLong(arguments));
        var device = device(arguments, CREATE_UNINITIALIZED_BUFFER_MEMORY, CREATE_UNINITIALIZED_BUFFER_DEVICE);
        var layout = layout(type, CREATE_UNINITIALIZED_BUFFER_SHAPE_LAYOUT.getLong(arguments));
        var buffer = device.device().uninitialized(type, layout, Event.ready());
        CREATE_UNINITIALIZED_BUFFER_BUFFER.put(arguments, handle(buffer, device));
    }

    static void createErrorBuffer(long arguments) {
        var type = type(
                CREATE_ERROR_BUFFER_SHAPE_ELEMENT_TYPE.getInt(arguments),
                CREATE_ERROR_BUFFER_SHAPE_DIMS.getLong(arguments),
                CREATE_ERROR_BUFFER_SHAPE_NUM_DIMS.getLong(arguments));
        var device = MemoryFunctions.device(CREATE_ERROR_BUFFER_MEMORY, arguments);
        var error = EventFunctions.error(
                CREATE_ERROR_BUFFER_ERROR_CODE.getInt(arguments),
                CREATE_ERROR_BUFFER_ERROR_MESSAGE.getLong(arguments),
                CREATE_ERROR_BUFFER_ERROR_MESSAGE_SIZE.getLong(arguments));
        var layout = layout(type, CREATE_ERROR_BUFFER_SHAPE_LAYOUT.getLong(arguments));
        var buffer = device.device().uninitialized(type, layout, Event.failed(error));
        CREATE_ERROR_BUFFER_BUFFER.put(arguments, handle(buffer, device));
    }
}
