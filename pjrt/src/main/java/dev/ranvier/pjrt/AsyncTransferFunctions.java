package dev.ranvier.pjrt;

import dev.ranvier.runtime.Event;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;

/** {@code PJRT_AsyncHostToDeviceTransferManager_*}. */
final class AsyncTransferFunctions {
    private static final String PREFIX = "PJRT_AsyncHostToDeviceTransferManager_";
    private static final Field CREATE_SHAPE_SPECS =
            Layouts.field("PJRT_Client_CreateBuffersForAsyncHostToDevice_Args.shape_specs");
    private static final Field CREATE_NUM_SHAPE_SPECS =
            Layouts.field("PJRT_Client_CreateBuffersForAsyncHostToDevice_Args.num_shape_specs");
    private static final Field CREATE_DEVICE_LAYOUTS =
            Layouts.field("PJRT_Client_CreateBuffersForAsyncHostToDevice_Args.device_layouts");
    private static final Field CREATE_NUM_DEVICE_LAYOUTS =
            Layouts.field("PJRT_Client_CreateBuffersForAsyncHostToDevice_Args.num_device_layouts");
    private static final Field CREATE_MEMORY =
            Layouts.field("PJRT_Client_CreateBuffersForAsyncHostToDevice_Args.memory");
    static final Field CREATE_TRANSFER_MANAGER =
            Layouts.field("PJRT_Client_CreateBuffersForAsyncHostToDevice_Args.transfer_manager");
    private static final Field SHAPE_SPEC_DIMS = Layouts.field("PJRT_ShapeSpec.dims");
    private static final Field SHAPE_SPEC_NUM_DIMS = Layouts.field("PJRT_ShapeSpec.num_dims");
    private static final Field SHAPE_SPEC_ELEMENT_TYPE = Layouts.field("PJRT_ShapeSpec.element_type");
    private static final Field TRANSFER_DATA_BUFFER_INDEX = Layouts.field(PREFIX + "TransferData_Args.buffer_index");
    private static final Field TRANSFER_DATA_DATA = Layouts.field(PREFIX + "TransferData_Args.data");
    private static final Field TRANSFER_DATA_OFFSET = Layouts.field(PREFIX + "TransferData_Args.offset");
    private static final Field TRANSFER_DATA_TRANSFER_SIZE = Layouts.field(PREFIX + "TransferData_Args.transfer_size");
    private static final Field TRANSFER_DATA_IS_LAST_TRANSFER =
            Layouts.field(PREFIX + "TransferData_Args.is_last_transfer");
    private static final Field TRANSFER_DATA_DONE = Layouts.field(PREFIX + "TransferData_Args.done_with_h2d_transfer");
    private static final Field RETRIEVE_BUFFER_BUFFER_INDEX =
            Layouts.field(PREFIX + "RetrieveBuffer_Args.buffer_index");
    private static final Field RETRIEVE_BUFFER_BUFFER_OUT = Layouts.field(PREFIX + "RetrieveBuffer_Args.buffer_out");
    private static final Field DEVICE_DEVICE_OUT = Layouts.field(PREFIX + "Device_Args.device_out");
    private static final Field BUFFER_COUNT_BUFFER_COUNT = Layouts.field(PREFIX + "BufferCount_Args.buffer_count");
    private static final Field BUFFER_SIZE_BUFFER_INDEX = Layouts.field(PREFIX + "BufferSize_Args.buffer_index");
    private static final Field BUFFER_SIZE_BUFFER_SIZE = Layouts.field(PREFIX + "BufferSize_Args.buffer_size");
    private static final Field SET_BUFFER_ERROR_BUFFER_INDEX =
            Layouts.field(PREFIX + "SetBufferError_Args.buffer_index");
    private static final Field SET_BUFFER_ERROR_ERROR_CODE = Layouts.field(PREFIX + "SetBufferError_Args.error_code");
    private static final Field SET_BUFFER_ERROR_ERROR_MESSAGE =
            Layouts.field(PREFIX + "SetBufferError_Args.error_message");
    private static final Field SET_BUFFER_ERROR_ERROR_MESSAGE_SIZE =
            Layouts.field(PREFIX + "SetBufferError_Args.error_message_size");

    private AsyncTransferFunctions() {}

    /** What {@code PJRT_Client_CreateBuffersForAsyncHostToDevice} asks for; row-major where it names no layout. */
    static AsyncTransfers opened(long arguments) {
        if (CREATE_MEMORY.getLong(arguments) == 0) {
            throw RanvierException.invalid("transfers need a memory to transfer to");
        }
        var targets = new ArrayList<AsyncTransfers.Target>();
        long layouts = CREATE_DEVICE_LAYOUTS.getLong(arguments);
        long layoutCount = CREATE_NUM_DEVICE_LAYOUTS.getLong(arguments);
        long specs = CREATE_SHAPE_SPECS.getLong(arguments);
        for (long i = 0; i < CREATE_NUM_SHAPE_SPECS.getLong(arguments); i++) {
            long spec = specs + i * Layouts.size("PJRT_ShapeSpec");
            var shape = Native.longs(SHAPE_SPEC_DIMS.getLong(spec), SHAPE_SPEC_NUM_DIMS.getLong(spec));
            var type = TensorType.of(ElementTypes.of(SHAPE_SPEC_ELEMENT_TYPE.getInt(spec)), shape);
            long layout = i < layoutCount ? Native.getLong(layouts + i * Long.BYTES) : 0;
            targets.add(new AsyncTransfers.Target(type, HostTransfers.layout(type, layout)));
        }
        return new AsyncTransfers(MemoryFunctions.device(CREATE_MEMORY, arguments), targets);
    }

    private static AsyncTransfers transfers(long arguments) {
        return Handles.get(Field.FIRST.getLong(arguments), AsyncTransfers.class);
    }

    static void destroy(long arguments) {
        Handles.remove(Field.FIRST.getLong(arguments), AsyncTransfers.class).close();
    }

    static void transferData(long arguments) {
        var bytes = Native.bytes(TRANSFER_DATA_DATA.getLong(arguments), TRANSFER_DATA_TRANSFER_SIZE.getLong(arguments));
        transfers(arguments)
                .write(
                        TRANSFER_DATA_BUFFER_INDEX.getInt(arguments),
                        TRANSFER_DATA_OFFSET.getLong(arguments),
                        bytes,
                        TRANSFER_DATA_IS_LAST_TRANSFER.getBoolean(arguments));
        TRANSFER_DATA_DONE.put(arguments, EventFunctions.handle(Event.ready()));
    }

    static void retrieveBuffer(long arguments) {
        var transfers = transfers(arguments);
        var buffer = transfers.buffer(RETRIEVE_BUFFER_BUFFER_INDEX.getInt(arguments));
        RETRIEVE_BUFFER_BUFFER_OUT.put(arguments, Handles.add(new PjrtBuffer(buffer, transfers.device())));
    }

    static void device(long arguments) {
        DEVICE_DEVICE_OUT.put(arguments, transfers(arguments).device().handle());
    }

    static void bufferCount(long arguments) {
        BUFFER_COUNT_BUFFER_COUNT.put(arguments, transfers(arguments).count());
    }

    static void bufferSize(long arguments) {
        var buffer = transfers(arguments).buffer(BUFFER_SIZE_BUFFER_INDEX.getInt(arguments));
        BUFFER_SIZE_BUFFER_SIZE.put(arguments, buffer.byteSize());
    }

    static void setBufferError(long arguments) {
        var error = EventFunctions.error(
                SET_BUFFER_ERROR_ERROR_CODE.getInt(arguments),
                SET_BUFFER_ERROR_ERROR_MESSAGE.getLong(arguments),
                SET_BUFFER_ERROR_ERROR_MESSAGE_SIZE.getLong(arguments));
        transfers(arguments).fail(SET_BUFFER_ERROR_BUFFER_INDEX.getInt(arguments), error);
    }

    /** Nothing reads it. */
    static void addMetadata(long arguments) {}
}
