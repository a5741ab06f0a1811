package dev.ranvier.pjrt;

import dev.ranvier.runtime.Buffer;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code PJRT_LoadedExecutable_*}. */
final class LoadedExecutableFunctions {
    private static final Field GET_EXECUTABLE_EXECUTABLE =
            Layouts.field("PJRT_LoadedExecutable_GetExecutable_Args.executable");
    private static final Field ADDRESSABLE_DEVICES =
            Layouts.field("PJRT_LoadedExecutable_AddressableDevices_Args.addressable_devices");
    private static final Field ADDRESSABLE_DEVICES_NUM_ADDRESSABLE_DEVICES =
            Layouts.field("PJRT_LoadedExecutable_AddressableDevices_Args.num_addressable_devices");
    private static final Field ADDRESSABLE_DEVICE_LOGICAL_IDS =
            Layouts.field("PJRT_LoadedExecutable_AddressableDeviceLogicalIds_Args.addressable_device_logical_ids");
    private static final Field ADDRESSABLE_DEVICE_LOGICAL_IDS_NUM_ADDRESSABLE_DEVICE_LOGICAL_IDS =
            Layouts.field("PJRT_LoadedExecutable_AddressableDeviceLogicalIds_Args.num_addressable_device_logical_ids");
    private static final Field GET_DEVICE_ASSIGNMENT_SERIALIZED_BYTES =
            Layouts.field("PJRT_LoadedExecutable_GetDeviceAssignment_Args.serialized_bytes");
    private static final Field GET_DEVICE_ASSIGNMENT_SERIALIZED_BYTES_SIZE =
            Layouts.field("PJRT_LoadedExecutable_GetDeviceAssignment_Args.serialized_bytes_size");
    private static final Field GET_DEVICE_ASSIGNMENT_SERIALIZED_DEVICE_ASSIGNMENT =
            Layouts.field("PJRT_LoadedExecutable_GetDeviceAssignment_Args.serialized_device_assignment");
    private static final Field GET_DEVICE_ASSIGNMENT_SERIALIZED_DEVICE_ASSIGNMENT_DELETER =
            Layouts.field("PJRT_LoadedExecutable_GetDeviceAssignment_Args.serialized_device_assignment_deleter");
    private static final Field IS_DELETED = Layouts.field("PJRT_LoadedExecutable_IsDeleted_Args.is_deleted");
    private static final Field FINGERPRINT_EXECUTABLE_FINGERPRINT =
            Layouts.field("PJRT_LoadedExecutable_Fingerprint_Args.executable_fingerprint");
    private static final Field FINGERPRINT_EXECUTABLE_FINGERPRINT_SIZE =
            Layouts.field("PJRT_LoadedExecutable_Fingerprint_Args.executable_fingerprint_size");
    private static final Field EXECUTE_OPTIONS = Layouts.field("PJRT_LoadedExecutable_Execute_Args.options");
    private static final Field EXECUTE_DEVICE_COMPLETE_EVENTS =
            Layouts.field("PJRT_LoadedExecutable_Execute_Args.device_complete_events");
    private static final Field EXECUTE_NUM_DEVICES = Layouts.field("PJRT_LoadedExecutable_Execute_Args.num_devices");
    private static final Field EXECUTE_NUM_ARGS = Layouts.field("PJRT_LoadedExecutable_Execute_Args.num_args");
    private static final Field EXECUTE_ARGUMENT_LISTS =
            Layouts.field("PJRT_LoadedExecutable_Execute_Args.argument_lists");
    private static final Field EXECUTE_OPTIONS_NUM_NON_DONATABLE_INPUT_INDICES =
            Layouts.field("PJRT_ExecuteOptions.num_non_donatable_input_indices");
    private static final Field EXECUTE_OPTIONS_NON_DONATABLE_INPUT_INDICES =
            Layouts.field("PJRT_ExecuteOptions.non_donatable_input_indices");
    private static final Field EXECUTE_OUTPUT_LISTS = Layouts.field("PJRT_LoadedExecutable_Execute_Args.output_lists");

    private LoadedExecutableFunctions() {}

    private static PjrtExecutable executable(long arguments) {
        return ExecutableFunctions.executable(arguments);
    }

    static void destroy(long arguments) {
        ExecutableFunctions.destroy(arguments);
    }

    /** A second handle: the framework destroys both. */
    static void getExecutable(long arguments) {
        GET_EXECUTABLE_EXECUTABLE.put(arguments, Handles.add(executable(arguments)));
    }

    static void addressableDevices(long arguments) {
        var executable = executable(arguments);
        ADDRESSABLE_DEVICES.put(arguments, executable.devices());
        ADDRESSABLE_DEVICES_NUM_ADDRESSABLE_DEVICES.put(
                arguments, executable.options().devices().size());
    }

    /** Pairs of 32-bit numbers, replica and partition, in the order of the devices. */
    static void addressableDeviceLogicalIds(long arguments) {
        var executable = executable(arguments);
        var options = executable.options();
        var pairs = new int[2 * options.devices().size()];
        for (int i = 0; i < pairs.length / 2; i++) {
            pairs[2 * i] = i / options.partitions();
            pairs[2 * i + 1] = i % options.partitions();
        }
        ADDRESSABLE_DEVICE_LOGICAL_IDS.put(arguments, executable.array(pairs));
        ADDRESSABLE_DEVICE_LOGICAL_IDS_NUM_ADDRESSABLE_DEVICE_LOGICAL_IDS.put(arguments, pairs.length / 2);
    }

    static void getDeviceAssignment(long arguments) {
        Serialized.put(
                arguments,
                Protos.deviceAssignment(executable(arguments).options()),
                GET_DEVICE_ASSIGNMENT_SERIALIZED_BYTES,
                GET_DEVICE_ASSIGNMENT_SERIALIZED_BYTES_SIZE,
                GET_DEVICE_ASSIGNMENT_SERIALIZED_DEVICE_ASSIGNMENT,
                GET_DEVICE_ASSIGNMENT_SERIALIZED_DEVICE_ASSIGNMENT_DELETER);
    }

    static void delete(long arguments) {
        executable(arguments).delete();
    }

    static void isDeleted(long arguments) {
        IS_DELETED.put(arguments, executable(arguments).isDeleted());
    }

    static void fingerprint(long arguments) {
        executable(arguments)
                .fingerprint()
                .put(arguments, FINGERPRINT_EXECUTABLE_FINGERPRINT, FINGERPRINT_EXECUTABLE_FINGERPRINT_SIZE);
    }

    static void execute(long arguments) {
        var loaded = executable(arguments);
        if (loaded.isDeleted()) {
            throw new RanvierException(Diagnostic.of(
                    Diagnostic.Code.FAILED_PRECONDITION,
                    "executable '" + loaded.executable().name() + "' was deleted"));
        }
        var results = loaded.executable().execute(buffers(arguments), kept(EXECUTE_OPTIONS.getLong(arguments)));
        if (results.done().isReady()) {
            // A run that has failed already fails the call, where the user's line is still known.
            var error = results.done().error();
            if (error != null) {
                results.buffers().forEach(device -> device.forEach(Buffer::close));
                throw error;
            }
        }
        putResults(arguments, loaded, results.buffers());
        long events = EXECUTE_DEVICE_COMPLETE_EVENTS.getLong(arguments);
        if (events != 0) {
            for (int d = 0; d < results.buffers().size(); d++) {
                Native.putLong(events + (long) d * Long.BYTES, EventFunctions.handle(results.done()));
            }
        }
    }

    private static List<List<Buffer>> buffers(long arguments) {
        int devices = (int) EXECUTE_NUM_DEVICES.getLong(arguments);
        int count = (int) EXECUTE_NUM_ARGS.getLong(arguments);
        long lists = EXECUTE_ARGUMENT_LISTS.getLong(arguments);
        var all = new ArrayList<List<Buffer>>(devices);
        for (int d = 0; d < devices; d++) {
            var buffers = new ArrayList<Buffer>(count);
            long list = Native.getLong(lists + (long) d * Long.BYTES);
            for (int i = 0; i < count; i++) {
                long handle = Native.getLong(list + (long) i * Long.BYTES);
                buffers.add(Handles.get(handle, PjrtBuffer.class).buffer());
            }
            all.add(buffers);
        }
        return all;
    }

    private static Set<Integer> kept(long options) {
        long count = EXECUTE_OPTIONS_NUM_NON_DONATABLE_INPUT_INDICES.getLong(options);
        if (count == 0) {
            return Set.of();
        }
        var kept = new HashSet<Integer>();
        for (long index : Native.longs(EXECUTE_OPTIONS_NON_DONATABLE_INPUT_INDICES.getLong(options), count)) {
            kept.add((int) index);
        }
        return kept;
    }

    private static void putResults(long arguments, PjrtExecutable loaded, List<List<Buffer>> results) {
        long lists = EXECUTE_OUTPUT_LISTS.getLong(arguments);
        for (int d = 0; d < results.size(); d++) {
            long list = Native.getLong(lists + (long) d * Long.BYTES);
            var buffers = results.get(d);
            for (int i = 0; i < buffers.size(); i++) {
                var buffer = buffers.get(i);
                var handle = Handles.add(new PjrtBuffer(buffer, loaded.client().device(buffer.device())));
                Native.putLong(list + (long) i * Long.BYTES, handle);
            }
        }
    }
}
