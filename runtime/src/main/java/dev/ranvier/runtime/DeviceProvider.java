package dev.ranvier.runtime;

/** A kind of device, found by {@link java.util.ServiceLoader}. */
public interface DeviceProvider {
    /** The name by which {@code RANVIER_DEVICE} and {@link ClientOptions#kind()} ask for it. */
    String kind();

    /** What it is, in one line, for people. */
    String description();

    /**
     * Starts the devices.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if this machine cannot, saying what is missing
     */
    DeviceBackend open(ClientOptions options, CustomCalls customCalls);
}
