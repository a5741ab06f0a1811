package dev.ranvier.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.reference.Interpreter.ProcessProgram;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.text.TextParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values by hand from the specification's sections; the process grid is written as replicas x partitions. */
class CollectivesTest {
    private static final String ADD = """
            ({
              ^bb0(%x: tensor<i64>, %y: tensor<i64>):
                %s = stablehlo.add %x, %y : tensor<i64>
                stablehlo.return %s : tensor<i64>
            })""";

    /** Runs {@code @f}, which takes two numbers and gives some, in each process; process i has 10i+1 and 10i+2. */
    private static List<List<Long>> run(int replicas, int partitions, String op, String resultType) {
        var text = """
                func.func @f(%%a: tensor<2xi64>) -> %1$s {
                  %%0 = %2$s : (tensor<2xi64>) -> %1$s
                  return %%0 : %1$s
                }
                """.formatted(resultType, op);
        return run(replicas, partitions, text);
    }

    private static List<List<Long>> run(int replicas, int partitions, String text) {
        var programs = new ArrayList<ProcessProgram>();
        for (int i = 0; i < replicas * partitions; i++) {
            programs.add(new ProcessProgram("f", List.of(Programs.integers(ScalarType.I64, 10L * i + 1, 10L * i + 2))));
        }
        var module = TextParser.parse(text, "test");
        return Interpreter.runParallel(module, replicas, partitions, programs, new Host()).stream()
                .map(results -> longs(results.getFirst()))
                .toList();
    }

    private static List<Long> longs(RuntimeValue value) {
        var values = new ArrayList<Long>();
        for (long each : ((Tensor) value).toLongs()) {
            values.add(each);
        }
        return values;
    }

    @Test
    void allReduceAcrossReplicas() {
        var results = run(
                2,
                2,
                "\"stablehlo.all_reduce\"(%a) " + ADD + " {replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>}",
                "tensor<2xi64>");
        assertThat(results).containsExactly(List.of(22L, 24L), List.of(42L, 44L), List.of(22L, 24L), List.of(42L, 44L));
    }

    @Test
    void allReduceAcrossReplicasAndPartitions() {
        var results = run(
                2,
                2,
                "\"stablehlo.all_reduce\"(%a) " + ADD
                        + " {replica_groups = dense<[[0], [1]]> : tensor<2x1xi64>,"
                        + " channel_handle = #stablehlo.channel_handle<handle = 1, type = 0>}",
                "tensor<2xi64>");
        assertThat(results).containsExactly(List.of(12L, 14L), List.of(12L, 14L), List.of(52L, 54L), List.of(52L, 54L));
    }

    @Test
    void allReduceOfFlattenedIdsWithRaggedGroups() {
        var results = run(
                1,
                3,
                "\"stablehlo.all_reduce\"(%a) " + ADD
                        + " {replica_groups = dense<[[0, 2], [1, -1]]> : tensor<2x2xi64>, use_global_device_ids,"
                        + " channel_handle = #stablehlo.channel_handle<handle = 1, type = 0>}",
                "tensor<2xi64>");
        assertThat(results).containsExactly(List.of(22L, 24L), List.of(11L, 12L), List.of(22L, 24L));
    }

    @Test
    void allGatherFollowsTheOrderOfTheGroup() {
        var results = run(
                2,
                1,
                "\"stablehlo.all_gather\"(%a) {all_gather_dim = 0 : i64, replica_groups = dense<[[1, 0]]> : tensor<1x2xi64>}",
                "tensor<4xi64>");
        assertThat(results).containsOnly(List.of(11L, 12L, 1L, 2L));
    }

    @Test
    void reduceScatterGivesEachItsPart() {
        var results = run(
                2,
                1,
                "\"stablehlo.reduce_scatter\"(%a) " + ADD
                        + " {scatter_dimension = 0 : i64, replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>}",
                "tensor<1xi64>");
        assertThat(results).containsExactly(List.of(12L), List.of(14L));
    }

    @Test
    void allToAllAcrossPartitions() {
        var results = run(
                1,
                2,
                "\"stablehlo.all_to_all\"(%a) {split_dimension = 0 : i64, concat_dimension = 0 : i64, split_count = 2 : i64,"
                        + " replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>,"
                        + " channel_handle = #stablehlo.channel_handle<handle = 1, type = 0>}",
                "tensor<2xi64>");
        assertThat(results).containsExactly(List.of(1L, 11L), List.of(2L, 12L));
    }

    @Test
    void broadcastAndPermuteLeaveZerosElsewhere() {
        var broadcast = "\"stablehlo.collective_broadcast\"(%a) {replica_groups = dense<[[2, 1]]> : tensor<1x2xi64>}";
        assertThat(run(3, 1, broadcast, "tensor<2xi64>"))
                .containsExactly(List.of(0L, 0L), List.of(21L, 22L), List.of(21L, 22L));
        var permute =
                "\"stablehlo.collective_permute\"(%a) {source_target_pairs = dense<[[0, 1], [1, 2]]> : tensor<2x2xi64>}";
        assertThat(run(3, 1, permute, "tensor<2xi64>"))
                .containsExactly(List.of(0L, 0L), List.of(1L, 2L), List.of(11L, 12L));
    }

    @Test
    void idsAndCrossReplicaSum() {
        var text = """
                func.func @f(%a: tensor<2xi64>) -> tensor<2xi64> {
                  %0 = "stablehlo.cross-replica-sum"(%a) {replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>} : (tensor<2xi64>) -> tensor<2xi64>
                  %1 = stablehlo.partition_id : tensor<ui32>
                  %2 = stablehlo.convert %1 : (tensor<ui32>) -> tensor<i64>
                  %3 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<i64>) -> tensor<2xi64>
                  %4 = stablehlo.add %0, %3 : tensor<2xi64>
                  return %4 : tensor<2xi64>
                }
                """;
        assertThat(run(2, 2, text))
                .containsExactly(List.of(22L, 24L), List.of(43L, 45L), List.of(22L, 24L), List.of(43L, 45L));
    }

    @Test
    void groupsByMeshAxes() {
        var mesh = "mesh = #stablehlo.mesh<axes = [#stablehlo.mesh_axis<name = \"x\", size = 2>,"
                + " #stablehlo.mesh_axis<name = \"y\", size = 2>]>";
        var results = run(
                4,
                1,
                "\"stablehlo.all_reduce\"(%a) " + ADD + " {replica_groups = #stablehlo.replica_group_mesh_axes<" + mesh
                        + ", axes = [#stablehlo.axis_ref<name = \"x\">]>}",
                "tensor<2xi64>");
        assertThat(results).containsExactly(List.of(22L, 24L), List.of(42L, 44L), List.of(22L, 24L), List.of(42L, 44L));
    }

    @Test
    void manualComputationRunsOncePerPlace() {
        var text = """
                module {
                  sdy.mesh @mesh = <["x"=2, "y"=2]>
                  func.func @main(%a: tensor<4xi64>) -> (tensor<4xi64>, tensor<2xi64>) {
                    %0:2 = sdy.manual_computation(%a) in_shardings=[<@mesh, [{"x"}]>] out_shardings=[<@mesh, [{"x"}]>, <@mesh, [{}]>] manual_axes={"x"} (%b: tensor<2xi64>) {
                      %1 = "stablehlo.all_reduce"(%b) ({
                      ^bb0(%x: tensor<i64>, %y: tensor<i64>):
                        %s = stablehlo.add %x, %y : tensor<i64>
                        stablehlo.return %s : tensor<i64>
                      }) {replica_groups = dense<[[0, 2], [1, 3]]> : tensor<2x2xi64>, use_global_device_ids, channel_handle = #stablehlo.channel_handle<handle = 1, type = 1>} : (tensor<2xi64>) -> tensor<2xi64>
                      %2 = stablehlo.subtract %1, %b : tensor<2xi64>
                      sdy.return %2, %1 : tensor<2xi64>, tensor<2xi64>
                    } : (tensor<4xi64>) -> (tensor<4xi64>, tensor<2xi64>)
                    return %0#0, %0#1 : tensor<4xi64>, tensor<2xi64>
                  }
                }
                """;
        var results = Interpreter.run(
                TextParser.parse(text, "test"), List.of(Programs.integers(ScalarType.I64, 1, 2, 10, 20)));
        assertThat(longs(results.getFirst())).containsExactly(10L, 20L, 1L, 2L);
        assertThat(longs(results.getLast())).containsExactly(11L, 22L);
    }

    @Test
    void aMissingParticipantIsReported() {
        var text = """
                func.func @f(%a: tensor<2xi64>) -> tensor<2xi64> {
                  %0 = stablehlo.replica_id : tensor<ui32>
                  %c = stablehlo.constant dense<0> : tensor<ui32>
                  %1 = stablehlo.compare EQ, %0, %c : (tensor<ui32>, tensor<ui32>) -> tensor<i1>
                  %2 = "stablehlo.if"(%1) ({
                    stablehlo.return %a : tensor<2xi64>
                  }, {
                    %3 = "stablehlo.all_gather"(%a) {all_gather_dim = 0 : i64, replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>} : (tensor<2xi64>) -> tensor<4xi64>
                    %4 = stablehlo.slice %3 [0:2] : (tensor<4xi64>) -> tensor<2xi64>
                    stablehlo.return %4 : tensor<2xi64>
                  }) : (tensor<i1>) -> tensor<2xi64>
                  return %2 : tensor<2xi64>
                }
                """;
        assertThatThrownBy(() -> run(2, 1, text))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("no process can go on")
                .hasMessageContaining("(replica 1, partition 0) waits for stablehlo.all_gather");
    }

    @Test
    void theFailureOfOneProcessEndsTheOthers() {
        var text = """
                func.func @f(%a: tensor<2xi64>) -> tensor<2xi64> {
                  %0 = stablehlo.replica_id : tensor<ui32>
                  %c = stablehlo.constant dense<0> : tensor<ui32>
                  %1 = stablehlo.compare EQ, %0, %c : (tensor<ui32>, tensor<ui32>) -> tensor<i1>
                  %2 = "stablehlo.if"(%1) ({
                    %3 = stablehlo.custom_call @nobody(%a) : (tensor<2xi64>) -> tensor<2xi64>
                    stablehlo.return %3 : tensor<2xi64>
                  }, {
                    %3 = stablehlo.while(%v = %a) : tensor<2xi64>
                    cond {
                      %t = stablehlo.constant dense<true> : tensor<i1>
                      stablehlo.return %t : tensor<i1>
                    } do {
                      stablehlo.return %v : tensor<2xi64>
                    }
                    stablehlo.return %3 : tensor<2xi64>
                  }) : (tensor<i1>) -> tensor<2xi64>
                  return %2 : tensor<2xi64>
                }
                """;
        assertThatThrownBy(() -> run(2, 1, text))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("custom call target 'nobody' is not known");
    }

    /** A process may be at the second permute while another is at the first: what it sends must not be taken for that. */
    @Test
    void permutesOfOneChannelKeepApart() {
        var text = """
                func.func @f(%a: tensor<2xi64>) -> tensor<2xi64> {
                  %0 = "stablehlo.collective_permute"(%a) {
                      source_target_pairs = dense<[[0, 1], [1, 2], [2, 0]]> : tensor<3x2xi64>,
                      channel_handle = #stablehlo.channel_handle<handle = 1, type = 1>
                  } : (tensor<2xi64>) -> tensor<2xi64>
                  %1 = "stablehlo.collective_permute"(%a) {
                      source_target_pairs = dense<[[0, 2], [2, 1], [1, 0]]> : tensor<3x2xi64>,
                      channel_handle = #stablehlo.channel_handle<handle = 1, type = 1>
                  } : (tensor<2xi64>) -> tensor<2xi64>
                  %2 = stablehlo.subtract %0, %1 : tensor<2xi64>
                  return %2 : tensor<2xi64>
                }
                """;
        for (int i = 0; i < 200; i++) {
            assertThat(run(1, 3, text)).containsExactly(List.of(10L, 10L), List.of(-20L, -20L), List.of(10L, 10L));
        }
    }
}
