package dev.ranvier.pjrt;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.stablehlo.RanvierException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * {@code PJRT_TopologyDescription_*}: a client is its own topology. One that is described is a client that only
 * compiles.
 */
final class TopologyFunctions {
    private static final Field PLATFORM_NAME =
            Layouts.field("PJRT_TopologyDescription_PlatformName_Args.platform_name");
    private static final Field PLATFORM_NAME_PLATFORM_NAME_SIZE =
            Layouts.field("PJRT_TopologyDescription_PlatformName_Args.platform_name_size");
    private static final Field PLATFORM_VERSION =
            Layouts.field("PJRT_TopologyDescription_PlatformVersion_Args.platform_version");
    private static final Field PLATFORM_VERSION_PLATFORM_VERSION_SIZE =
            Layouts.field("PJRT_TopologyDescription_PlatformVersion_Args.platform_version_size");
    private static final Field GET_DEVICE_DESCRIPTIONS_DESCRIPTIONS =
            Layouts.field("PJRT_TopologyDescription_GetDeviceDescriptions_Args.descriptions");
    private static final Field GET_DEVICE_DESCRIPTIONS_NUM_DESCRIPTIONS =
            Layouts.field("PJRT_TopologyDescription_GetDeviceDescriptions_Args.num_descriptions");
    private static final Field ATTRIBUTES = Layouts.field("PJRT_TopologyDescription_Attributes_Args.attributes");
    private static final Field ATTRIBUTES_NUM_ATTRIBUTES =
            Layouts.field("PJRT_TopologyDescription_Attributes_Args.num_attributes");
    private static final Field SERIALIZE_SERIALIZED_BYTES =
            Layouts.field("PJRT_TopologyDescription_Serialize_Args.serialized_bytes");
    private static final Field SERIALIZE_SERIALIZED_BYTES_SIZE =
            Layouts.field("PJRT_TopologyDescription_Serialize_Args.serialized_bytes_size");
    private static final Field SERIALIZE_SERIALIZED_TOPOLOGY =
            Layouts.field("PJRT_TopologyDescription_Serialize_Args.serialized_topology");
    private static final Field SERIALIZE_SERIALIZED_TOPOLOGY_DELETER =
            Layouts.field("PJRT_TopologyDescription_Serialize_Args.serialized_topology_deleter");
    private static final Field FINGERPRINT = Layouts.field("PJRT_TopologyDescription_Fingerprint_Args.fingerprint");

    private static final Field CREATE_TOPOLOGY_NAME =
            Layouts.field("PJRT_TopologyDescription_Create_Args.topology_name");
    private static final Field CREATE_TOPOLOGY_NAME_SIZE =
            Layouts.field("PJRT_TopologyDescription_Create_Args.topology_name_size");
    private static final Field CREATE_TOPOLOGY = Layouts.field("PJRT_TopologyDescription_Create_Args.topology");
    private static final Field DESERIALIZE_SERIALIZED_TOPOLOGY =
            Layouts.field("PJRT_TopologyDescription_Deserialize_Args.serialized_topology");
    private static final Field DESERIALIZE_SERIALIZED_TOPOLOGY_SIZE =
            Layouts.field("PJRT_TopologyDescription_Deserialize_Args.serialized_topology_size");
    private static final Field DESERIALIZE_TOPOLOGY =
            Layouts.field("PJRT_TopologyDescription_Deserialize_Args.topology");

    private static final Pattern NAME = Pattern.compile("([a-z]+):([1-9][0-9]{0,3})");

    /** The topologies that are nobody's client. */
    private static final Set<PjrtClient> DESCRIBED = ConcurrentHashMap.newKeySet();

    private TopologyFunctions() {}

    private static PjrtClient client(long arguments) {
        return Handles.get(Field.FIRST.getLong(arguments), PjrtClient.class);
    }

    static void platformName(long arguments) {
        ClientFunctions.PLATFORM.put(arguments, PLATFORM_NAME, PLATFORM_NAME_PLATFORM_NAME_SIZE);
    }

    static void platformVersion(long arguments) {
        client(arguments).version().put(arguments, PLATFORM_VERSION, PLATFORM_VERSION_PLATFORM_VERSION_SIZE);
    }

    static void getDeviceDescriptions(long arguments) {
        var client = client(arguments);
        GET_DEVICE_DESCRIPTIONS_DESCRIPTIONS.put(arguments, client.deviceArray());
        GET_DEVICE_DESCRIPTIONS_NUM_DESCRIPTIONS.put(arguments, client.devices().size());
    }

    static void attributes(long arguments) {
        ATTRIBUTES.put(arguments, 0);
        ATTRIBUTES_NUM_ATTRIBUTES.put(arguments, 0);
    }

    /** The bytes by which the framework tells topologies apart: the kind and the number of devices. */
    static void serialize(long arguments) {
        var client = client(arguments);
        Serialized.put(
                arguments,
                Protos.utf8(client.client().kind() + ":" + client.devices().size()),
                SERIALIZE_SERIALIZED_BYTES,
                SERIALIZE_SERIALIZED_BYTES_SIZE,
                SERIALIZE_SERIALIZED_TOPOLOGY,
                SERIALIZE_SERIALIZED_TOPOLOGY_DELETER);
    }

    static void fingerprint(long arguments) {
        var client = client(arguments);
        FINGERPRINT.put(
                arguments,
                31L * client.client().kind().hashCode() + client.devices().size());
    }

    /** By a name such as {@code reference:8}; without one, what the environment asks for. */
    static void create(long arguments) {
        var name = Native.text(CREATE_TOPOLOGY_NAME.getLong(arguments), CREATE_TOPOLOGY_NAME_SIZE.getLong(arguments));
        CREATE_TOPOLOGY.put(arguments, described(name));
    }

    /** Reads what {@link #serialize} wrote. */
    static void deserialize(long arguments) {
        var name = Native.text(
                DESERIALIZE_SERIALIZED_TOPOLOGY.getLong(arguments),
                DESERIALIZE_SERIALIZED_TOPOLOGY_SIZE.getLong(arguments));
        DESERIALIZE_TOPOLOGY.put(arguments, described(name));
    }

    private static long described(String name) {
        var options = ClientOptions.from(System.getenv());
        if (!name.isEmpty()) {
            var matcher = NAME.matcher(name);
            if (!matcher.matches()) {
                throw RanvierException.invalid("no topology '" + name + "': a kind and a number of devices, such as "
                        + options.kind() + ":8, is one");
            }
            options = new ClientOptions(
                    matcher.group(1), Integer.parseInt(matcher.group(2)), options.threads(), options.memoryLimit());
        }
        var client = new PjrtClient(Client.open(options));
        DESCRIBED.add(client);
        return client.handle();
    }

    /** A client keeps its own. */
    static void destroy(long arguments) {
        var client = client(arguments);
        if (DESCRIBED.remove(client)) {
            client.destroy();
        }
    }

    /** {@code PJRT_Compile}, for devices that need not be here. */
    static final class Compiler {
        private static final Field PROGRAM = Layouts.field("PJRT_Compile_Args.program");
        private static final Field COMPILE_OPTIONS = Layouts.field("PJRT_Compile_Args.compile_options");
        private static final Field COMPILE_OPTIONS_SIZE = Layouts.field("PJRT_Compile_Args.compile_options_size");
        private static final Field EXECUTABLE = Layouts.field("PJRT_Compile_Args.executable");

        private Compiler() {}

        static void compile(long arguments) {
            var options = Native.bytes(COMPILE_OPTIONS.getLong(arguments), COMPILE_OPTIONS_SIZE.getLong(arguments));
            var executable = ClientFunctions.compiled(client(arguments), PROGRAM.getLong(arguments), options);
            EXECUTABLE.put(arguments, Handles.add(executable));
        }
    }
}
