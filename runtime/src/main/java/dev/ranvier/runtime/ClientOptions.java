package dev.ranvier.runtime;

import dev.ranvier.stablehlo.RanvierException;
import java.util.Map;

/**
 * What a client opens.
 *
 * @param kind the kind of device: a {@link DeviceProvider#kind()}
 * @param devices how many devices the client has
 * @param threads cores that computing may use
 * @param memoryLimit bytes that each device may allocate
 */
public record ClientOptions(String kind, int devices, int threads, long memoryLimit) {
    public ClientOptions {
        if (devices < 1 || threads < 1 || memoryLimit < 1) {
            throw RanvierException.invalid("a client needs at least one device, one thread and one byte, got " + devices
                    + " devices, " + threads + " threads, " + memoryLimit + " bytes");
        }
    }

    /** One device of a kind, all cores, no limit but the machine's. */
    public static ClientOptions of(String kind) {
        return new ClientOptions(kind, 1, Runtime.getRuntime().availableProcessors(), Long.MAX_VALUE);
    }

    /**
     * What {@code RANVIER_DEVICE}, {@code RANVIER_NUM_DEVICES} and {@code RANVIER_NUM_THREADS} of {@code environment}
     * ask for; {@code defaultKind} where no device is named.
     */
    public static ClientOptions from(Map<String, String> environment, String defaultKind) {
        return new ClientOptions(
                environment.getOrDefault("RANVIER_DEVICE", defaultKind),
                count(environment, "RANVIER_NUM_DEVICES", 1),
                count(environment, "RANVIER_NUM_THREADS", Runtime.getRuntime().availableProcessors()),
                Long.MAX_VALUE);
    }

    private static int count(Map<String, String> environment, String name, int otherwise) {
        var text = environment.getOrDefault(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RanvierException.invalid(name + " must be a whole number, got '" + text + "'");
        }
    }
}
