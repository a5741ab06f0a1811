package dev.ranvier.runtime;

import dev.ranvier.stablehlo.RanvierException;
import java.util.Locale;
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
    private static final String DEFAULT_KIND = "cpu";

    public ClientOptions {
        if (devices < 1 || threads < 1 || memoryLimit < 1) {
            throw RanvierException.invalid("a client needs at least one device, one thread and one byte, got " + devices
                    + " devices, " + threads + " threads, " + memoryLimit + " bytes");
        }
    }

    /** One device of a kind, all cores, and all memory that the machine, or its container, has. */
    public static ClientOptions of(String kind) {
        return new ClientOptions(kind, 1, Runtime.getRuntime().availableProcessors(), MachineMemory.BYTES);
    }

    /**
     * What {@code RANVIER_DEVICE}, {@code RANVIER_NUM_DEVICES}, {@code RANVIER_NUM_THREADS} and
     * {@code RANVIER_DEVICE_MEMORY} (bytes, or with a unit such as {@code 4g}) of {@code environment} ask for. Where no
     * device is named it is {@code cpu}.
     *
     * @throws RanvierException if a number is none
     */
    public static ClientOptions from(Map<String, String> environment) {
        var kind = environment.getOrDefault("RANVIER_DEVICE", "");
        return new ClientOptions(
                kind.isEmpty() ? DEFAULT_KIND : kind,
                count(environment, "RANVIER_NUM_DEVICES", 1),
                count(environment, "RANVIER_NUM_THREADS", Runtime.getRuntime().availableProcessors()),
                bytes(environment, "RANVIER_DEVICE_MEMORY", MachineMemory.BYTES));
    }

    /** The same for devices of another kind. */
    public ClientOptions withKind(String other) {
        return new ClientOptions(other, devices, threads, memoryLimit);
    }

    /** The same for another number of devices. */
    public ClientOptions withDevices(int count) {
        return new ClientOptions(kind, count, threads, memoryLimit);
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

    private static long bytes(Map<String, String> environment, String name, long otherwise) {
        var text = environment.getOrDefault(name, "").toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return otherwise;
        }
        int unit = "kmgt".indexOf(text.charAt(text.length() - 1)) + 1;
        try {
            long number = Long.parseLong(unit == 0 ? text : text.substring(0, text.length() - 1));
            return Math.multiplyExact(number, 1L << (10 * unit));
        } catch (ArithmeticException | NumberFormatException e) {
            throw RanvierException.invalid(name + " must be a number of bytes, such as 500m or 4g, got '" + text + "'");
        }
    }
}
