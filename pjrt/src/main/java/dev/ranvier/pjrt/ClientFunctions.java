package dev.ranvier.pjrt;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** {@code PJRT_Client_*}, but for those that make buffers. */
final class ClientFunctions {
    private static final Field CREATE_CLIENT = Layouts.field("PJRT_Client_Create_Args.client");
    private static final Field PLATFORM_NAME = Layouts.field("PJRT_Client_PlatformName_Args.platform_name");
    private static final Field PLATFORM_NAME_PLATFORM_NAME_SIZE =
            Layouts.field("PJRT_Client_PlatformName_Args.platform_name_size");
    private static final Field PLATFORM_VERSION = Layouts.field("PJRT_Client_PlatformVersion_Args.platform_version");
    private static final Field PLATFORM_VERSION_PLATFORM_VERSION_SIZE =
            Layouts.field("PJRT_Client_PlatformVersion_Args.platform_version_size");
    private static final Field PROCESS_INDEX = Layouts.field("PJRT_Client_ProcessIndex_Args.process_index");
    private static final Field TOPOLOGY_DESCRIPTION_TOPOLOGY =
            Layouts.field("PJRT_Client_TopologyDescription_Args.topology");
    private static final Field DEVICES = Layouts.field("PJRT_Client_Devices_Args.devices");
    private static final Field DEVICES_NUM_DEVICES = Layouts.field("PJRT_Client_Devices_Args.num_devices");
    private static final Field ADDRESSABLE_DEVICES =
            Layouts.field("PJRT_Client_AddressableDevices_Args.addressable_devices");
    private static final Field ADDRESSABLE_DEVICES_NUM_ADDRESSABLE_DEVICES =
            Layouts.field("PJRT_Client_AddressableDevices_Args.num_addressable_devices");
    private static final Field ADDRESSABLE_MEMORIES =
            Layouts.field("PJRT_Client_AddressableMemories_Args.addressable_memories");
    private static final Field ADDRESSABLE_MEMORIES_NUM_ADDRESSABLE_MEMORIES =
            Layouts.field("PJRT_Client_AddressableMemories_Args.num_addressable_memories");
    private static final Field LOOKUP_DEVICE_ID = Layouts.field("PJRT_Client_LookupDevice_Args.id");
    private static final Field LOOKUP_DEVICE_DEVICE = Layouts.field("PJRT_Client_LookupDevice_Args.device");
    private static final Field LOOKUP_ADDRESSABLE_DEVICE_LOCAL_HARDWARE_ID =
            Layouts.field("PJRT_Client_LookupAddressableDevice_Args.local_hardware_id");
    private static final Field LOOKUP_ADDRESSABLE_DEVICE_ADDRESSABLE_DEVICE =
            Layouts.field("PJRT_Client_LookupAddressableDevice_Args.addressable_device");
    private static final Field COMPILE_PROGRAM = Layouts.field("PJRT_Client_Compile_Args.program");
    private static final Field PROGRAM_CODE = Layouts.field("PJRT_Program.code");
    private static final Field PROGRAM_CODE_SIZE = Layouts.field("PJRT_Program.code_size");
    private static final Field PROGRAM_FORMAT = Layouts.field("PJRT_Program.format");
    private static final Field PROGRAM_FORMAT_SIZE = Layouts.field("PJRT_Program.format_size");
    private static final Field COMPILE_COMPILE_OPTIONS = Layouts.field("PJRT_Client_Compile_Args.compile_options");
    private static final Field COMPILE_COMPILE_OPTIONS_SIZE =
            Layouts.field("PJRT_Client_Compile_Args.compile_options_size");
    private static final Field COMPILE_EXECUTABLE = Layouts.field("PJRT_Client_Compile_Args.executable");
    private static final Field LOAD_EXECUTABLE = Layouts.field("PJRT_Client_Load_Args.executable");
    private static final Field LOAD_COMPILE_OPTIONS = Layouts.field("PJRT_Client_Load_Args.compile_options");
    private static final Field LOAD_COMPILE_OPTIONS_SIZE = Layouts.field("PJRT_Client_Load_Args.compile_options_size");
    private static final Field LOAD_LOADED_EXECUTABLE = Layouts.field("PJRT_Client_Load_Args.loaded_executable");
    private static final Field DEFAULT_DEVICE_ASSIGNMENT_NUM_REPLICAS =
            Layouts.field("PJRT_Client_DefaultDeviceAssignment_Args.num_replicas");
    private static final Field DEFAULT_DEVICE_ASSIGNMENT_NUM_PARTITIONS =
            Layouts.field("PJRT_Client_DefaultDeviceAssignment_Args.num_partitions");
    private static final Field DEFAULT_DEVICE_ASSIGNMENT_DEFAULT_ASSIGNMENT_SIZE =
            Layouts.field("PJRT_Client_DefaultDeviceAssignment_Args.default_assignment_size");
    private static final Field DEFAULT_DEVICE_ASSIGNMENT_DEFAULT_ASSIGNMENT =
            Layouts.field("PJRT_Client_DefaultDeviceAssignment_Args.default_assignment");

    /** The name under which JAX knows the devices, whatever their kind. */
    static final Text PLATFORM = Text.permanent("ranvier");

    private ClientFunctions() {}

    static PjrtClient client(long arguments) {
        return Handles.get(Field.FIRST.getLong(arguments), PjrtClient.class);
    }

    static void create(long arguments) {
        var client = new PjrtClient(SharedClient.acquire());
        CREATE_CLIENT.put(arguments, client.handle());
    }

    static void destroy(long arguments) {
        client(arguments).destroy();
    }

    static void platformName(long arguments) {
        PLATFORM.put(arguments, PLATFORM_NAME, PLATFORM_NAME_PLATFORM_NAME_SIZE);
    }

    static void platformVersion(long arguments) {
        client(arguments).version().put(arguments, PLATFORM_VERSION, PLATFORM_VERSION_PLATFORM_VERSION_SIZE);
    }

    static void processIndex(long arguments) {
        PROCESS_INDEX.put(arguments, 0);
    }

    static void topologyDescription(long arguments) {
        TOPOLOGY_DESCRIPTION_TOPOLOGY.put(arguments, client(arguments).handle());
    }

    static void devices(long arguments) {
        var client = client(arguments);
        DEVICES.put(arguments, client.deviceArray());
        DEVICES_NUM_DEVICES.put(arguments, client.devices().size());
    }

    static void addressableDevices(long arguments) {
        var client = client(arguments);
        ADDRESSABLE_DEVICES.put(arguments, client.deviceArray());
        ADDRESSABLE_DEVICES_NUM_ADDRESSABLE_DEVICES.put(
                arguments, client.devices().size());
    }

    static void addressableMemories(long arguments) {
        var client = client(arguments);
        ADDRESSABLE_MEMORIES.put(arguments, client.memoryArray());
        ADDRESSABLE_MEMORIES_NUM_ADDRESSABLE_MEMORIES.put(
                arguments, client.devices().size());
    }

    static void lookupDevice(long arguments) {
        int id = LOOKUP_DEVICE_ID.getInt(arguments);
        LOOKUP_DEVICE_DEVICE.put(arguments, client(arguments).device(id).handle());
    }

    static void lookupAddressableDevice(long arguments) {
        int id = LOOKUP_ADDRESSABLE_DEVICE_LOCAL_HARDWARE_ID.getInt(arguments);
        LOOKUP_ADDRESSABLE_DEVICE_ADDRESSABLE_DEVICE.put(
                arguments, client(arguments).device(id).handle());
    }

    static void compile(long arguments) {
        var options = Native.bytes(
                COMPILE_COMPILE_OPTIONS.getLong(arguments), COMPILE_COMPILE_OPTIONS_SIZE.getLong(arguments));
        var loaded = compiled(client(arguments), COMPILE_PROGRAM.getLong(arguments), options);
        COMPILE_EXECUTABLE.put(arguments, Handles.add(loaded));
    }

    /**
     * Compiles a program for devices of {@code client}.
     *
     * @param program the address of a {@code PJRT_Program}
     */
    static PjrtExecutable compiled(PjrtClient client, long program, MemorySegment options) {
        var code = Native.bytes(PROGRAM_CODE.getLong(program), PROGRAM_CODE_SIZE.getLong(program));
        var format = Native.text(PROGRAM_FORMAT.getLong(program), PROGRAM_FORMAT_SIZE.getLong(program));
        var assignment = Protos.compileOptions(options, client.devices().size());
        var executable = client.client().compile(format, code, assignment);
        ShardingInspection.run(format, code, assignment);
        return new PjrtExecutable(client, executable, assignment, fingerprint(code, options), options);
    }

    /** Takes an executable that was compiled for a topology to the client's devices. */
    static void load(long arguments) {
        var executable = Handles.get(LOAD_EXECUTABLE.getLong(arguments), PjrtExecutable.class);
        var options =
                Native.bytes(LOAD_COMPILE_OPTIONS.getLong(arguments), LOAD_COMPILE_OPTIONS_SIZE.getLong(arguments));
        var loaded =
                PjrtExecutable.deserialize(client(arguments), MemorySegment.ofArray(executable.serialize()), options);
        LOAD_LOADED_EXECUTABLE.put(arguments, Handles.add(loaded));
    }

    static String fingerprint(MemorySegment... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part.asByteBuffer());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Replica r of partition p on device r times the number of partitions plus p. */
    static void defaultDeviceAssignment(long arguments) {
        int count = DEFAULT_DEVICE_ASSIGNMENT_NUM_REPLICAS.getInt(arguments)
                * DEFAULT_DEVICE_ASSIGNMENT_NUM_PARTITIONS.getInt(arguments);
        client(arguments).device(count - 1);
        long room = DEFAULT_DEVICE_ASSIGNMENT_DEFAULT_ASSIGNMENT_SIZE.getLong(arguments);
        long array = DEFAULT_DEVICE_ASSIGNMENT_DEFAULT_ASSIGNMENT.getLong(arguments);
        IntStream.range(0, (int) Math.min(count, room)).forEach(i -> Native.putInt(array + 4L * i, i));
    }

    static void bufferFromHostBuffer(long arguments) {
        HostTransfers.bufferFromHostBuffer(arguments);
    }

    static void createViewOfDeviceBuffer(long arguments) {
        HostTransfers.createViewOfDeviceBuffer(arguments);
    }

    static void createUninitializedBuffer(long arguments) {
        HostTransfers.createUninitializedBuffer(arguments);
    }

    static void createBuffersForAsyncHostToDevice(long arguments) {
        var transfers = AsyncTransferFunctions.opened(arguments);
        AsyncTransferFunctions.CREATE_TRANSFER_MANAGER.put(arguments, Handles.add(transfers));
    }

    static void createErrorBuffer(long arguments) {
        HostTransfers.createErrorBuffer(arguments);
    }
}
