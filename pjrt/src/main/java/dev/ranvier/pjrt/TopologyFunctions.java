package dev.ranvier.pjrt;

/** {@code PJRT_TopologyDescription_*}: a client is its own topology. */
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

    /** Nothing to free: the client keeps it. */
    static void destroy(long arguments) {}
}
