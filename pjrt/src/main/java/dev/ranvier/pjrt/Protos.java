package dev.ranvier.pjrt;

import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** XLA's protocol buffers that the API passes: the fields of them that say something to Ranvier. */
final class Protos {
    private static final Set<String> FRAMEWORK_OPTIONS = Set.of(
            "exec_time_optimization_effort", "memory_fitting_effort", "optimization_level", "memory_fitting_level");

    private Protos() {}

    /**
     * {@code xla.CompileOptionsProto}. Without a device assignment the program runs on the first devices.
     *
     * @throws RanvierException if an option is set that is none of XLA's; those steer XLA, and are passed over
     */
    static CompileOptions compileOptions(MemorySegment proto, int devices) {
        var result = CompileOptions.onDevice(0);
        var options = new WireReader(proto);
        while (options.next()) {
            switch (options.field()) {
                case 3 -> result = buildOptions(options.message(), devices);
                case 7 -> checkOption(options.message());
                default -> {}
            }
        }
        return result;
    }

    /** An entry of {@code env_option_overrides}: what JAX's {@code compiler_options} set. */
    private static void checkOption(WireReader entry) {
        while (entry.next()) {
            if (entry.field() == 1) {
                var name = new String(entry.bytes().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
                if (!name.startsWith("xla_") && !FRAMEWORK_OPTIONS.contains(name)) {
                    throw RanvierException.invalid("No such compile option: '" + name + "'");
                }
            }
        }
    }

    /** {@code xla.ExecutableBuildOptionsProto}. */
    private static CompileOptions buildOptions(WireReader options, int devices) {
        int replicas = 1;
        int partitions = 1;
        List<Integer> assignment = List.of();
        while (options.next()) {
            switch (options.field()) {
                case 4 -> replicas = (int) options.value();
                case 5 -> partitions = (int) options.value();
                case 9 -> assignment = deviceAssignment(options.message());
                default -> {}
            }
        }
        long count = (long) replicas * partitions;
        if (replicas < 1 || partitions < 1 || (assignment.isEmpty() ? count > devices : count != assignment.size())) {
            throw RanvierException.invalid("cannot lay " + replicas + " replicas of " + partitions + " partitions on "
                    + devices + " devices, assigned " + assignment);
        }
        return new CompileOptions(
                replicas,
                partitions,
                assignment.isEmpty() ? IntStream.range(0, (int) count).boxed().toList() : assignment);
    }

    /** {@code xla.DeviceAssignmentProto}: for each partition the devices of its replicas. Here replica-major. */
    private static List<Integer> deviceAssignment(WireReader assignment) {
        var partitions = new ArrayList<List<Long>>();
        while (assignment.next()) {
            if (assignment.field() == 3) {
                var replicas = new ArrayList<Long>();
                var computation = assignment.message();
                while (computation.next()) {
                    if (computation.field() == 1) {
                        replicas.addAll(computation.values());
                    }
                }
                partitions.add(replicas);
            }
        }
        int replicas = partitions.isEmpty() ? 0 : partitions.getFirst().size();
        var devices = new ArrayList<Integer>();
        for (int r = 0; r < replicas; r++) {
            for (var partition : partitions) {
                devices.add(partition.get(r).intValue());
            }
        }
        return devices;
    }

    /** {@code xla.DeviceAssignmentProto}. */
    static byte[] deviceAssignment(CompileOptions options) {
        var proto = new WireWriter().value(1, options.replicas()).value(2, options.partitions());
        for (int p = 0; p < options.partitions(); p++) {
            int partition = p;
            proto.message(
                    3,
                    new WireWriter()
                            .values(
                                    1,
                                    IntStream.range(0, options.replicas())
                                            .mapToLong(r -> options.devices().get(r * options.partitions() + partition))
                                            .toArray()));
        }
        return proto.toByteArray();
    }

    /** {@code xla.OpSharding}. */
    static byte[] opSharding(Sharding sharding) {
        return switch (sharding) {
            case Sharding.Replicated() -> new WireWriter().value(1, 0).toByteArray();
            case Sharding.Maximal(int device) ->
                new WireWriter().value(1, 1).values(3, 1).values(4, device).toByteArray();
            case Sharding.Tiled tiled -> opSharding(tiled);
        };
    }

    /** {@code xla.OpSharding} of what each device has of its own, of type MANUAL. */
    static byte[] manualSharding() {
        return new WireWriter().value(1, 4).toByteArray();
    }

    /** Partial tensors and copies count as further tile dimensions, with the types UNREDUCED and REPLICATED. */
    private static byte[] opSharding(Sharding.Tiled tiled) {
        if (tiled.partials() == tiled.devices().size()) {
            return new WireWriter().value(1, 6).toByteArray();
        }
        var dimensions = new ArrayList<>(tiled.tiles().stream().boxed().toList());
        var lastTypes = new ArrayList<Long>();
        if (tiled.partials() > 1) {
            dimensions.add(tiled.partials());
            lastTypes.add(6L);
        }
        if (tiled.copies() > 1) {
            dimensions.add(tiled.copies());
            lastTypes.add(0L);
        }
        return new WireWriter()
                .value(1, 3)
                .values(3, Int64Array.of(dimensions).toArray())
                .values(4, tiled.devices().toArray())
                .values(8, Int64Array.of(lastTypes).toArray())
                .toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
