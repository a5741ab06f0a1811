package dev.ranvier.runtime;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a program is laid out over devices.
 *
 * @param replicas copies of the program that differ only in their data
 * @param partitions devices that share one copy
 * @param devices the device id of each partition of each replica, replica-major
 */
public record CompileOptions(int replicas, int partitions, List<Integer> devices) {
    public CompileOptions {
        devices = List.copyOf(devices);
        if (replicas < 1 || partitions < 1 || devices.size() != replicas * partitions) {
            throw new IllegalArgumentException(
                    replicas + " replicas of " + partitions + " partitions on devices " + devices);
        }
    }

    /** One device. */
    public static CompileOptions onDevice(int id) {
        return new CompileOptions(1, 1, List.of(id));
    }

    /** One program over the first devices. */
    public static CompileOptions partitioned(int partitions) {
        return new CompileOptions(
                1, partitions, IntStream.range(0, partitions).boxed().toList());
    }

    /** Copies of one program on the first devices. */
    public static CompileOptions replicated(int replicas) {
        return new CompileOptions(
                replicas, 1, IntStream.range(0, replicas).boxed().toList());
    }
}
