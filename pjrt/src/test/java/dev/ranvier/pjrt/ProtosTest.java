package dev.ranvier.pjrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes are those that protoc's Python runtime writes for the same messages. */
class ProtosTest {
    private static MemorySegment bytes(String hex) {
        return MemorySegment.ofArray(HexFormat.of().parseHex(hex));
    }

    @Test
    void compileOptionsGiveTheLayout() {
        // executable_build_options { num_replicas: 2 num_partitions: 2 device_assignment { replica_count: 2
        // computation_count: 2 computation_devices { replica_device_ids: [0, 2] } computation_devices {
        // replica_device_ids: [1, 3] } } }
        var options = Protos.compileOptions(bytes("1a16200228024a10080210021a040a0200021a040a020103"), 4);
        assertThat(options).isEqualTo(new CompileOptions(2, 2, List.of(0, 1, 2, 3)));
    }

    @Test
    void withoutAnAssignmentTheFirstDevicesAreTaken() {
        assertThat(Protos.compileOptions(bytes("1a0420012802"), 4)).isEqualTo(CompileOptions.partitioned(2));
        assertThat(Protos.compileOptions(bytes(""), 4)).isEqualTo(CompileOptions.onDevice(0));
    }

    @Test
    void tooFewDevicesAndDamageAreRefused() {
        assertThatThrownBy(() -> Protos.compileOptions(bytes("1a0420012808"), 4))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("8 partitions on 4 devices");
        assertThatThrownBy(() -> Protos.compileOptions(bytes("1a7f2001"), 4))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void optionsThatAreNotOfXlaAreRefused() {
        // env_option_overrides { key: "xla_a" value { bool_field: true } }, then the same with key: "other"
        assertThat(Protos.compileOptions(bytes("3a0b0a05786c615f6112021001"), 1))
                .isEqualTo(CompileOptions.onDevice(0));
        assertThatThrownBy(() -> Protos.compileOptions(bytes("3a0b0a056f7468657212021001"), 1))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("No such compile option: 'other'");
    }

    @Test
    void deviceAssignmentsAreByPartition() {
        var options = new CompileOptions(2, 2, List.of(0, 1, 2, 3));
        assertThat(HexFormat.of().formatHex(Protos.deviceAssignment(options)))
                .isEqualTo("080210021a040a0200021a040a020103");
    }

    @Test
    void shardings() {
        assertThat(HexFormat.of().formatHex(Protos.opSharding(new Sharding.Replicated())))
                .isEqualTo("0800");
        var tiled = new Sharding.Tiled(Int64Array.of(2, 1), 1, ReductionOp.SUM, 2, Int64Array.of(0, 1, 2, 3));
        assertThat(HexFormat.of().formatHex(Protos.opSharding(tiled)))
                .isEqualTo("08031a030201022204000102034201" + "00");
        var partial = new Sharding.Tiled(Int64Array.of(1), 2, ReductionOp.SUM, 2, Int64Array.of(0, 1, 2, 3));
        assertThat(HexFormat.of().formatHex(Protos.opSharding(partial)))
                .isEqualTo("08031a030102022204000102034202" + "0600");
        var unreduced = new Sharding.Tiled(Int64Array.of(1), 4, ReductionOp.SUM, 1, Int64Array.of(0, 1, 2, 3));
        assertThat(HexFormat.of().formatHex(Protos.opSharding(unreduced))).isEqualTo("0806");
    }
}
