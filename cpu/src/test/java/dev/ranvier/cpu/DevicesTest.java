package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Executable;
import dev.ranvier.runtime.Sharding;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.text.TextParser;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs on several devices, and with code of the host, do on the CPU device what they do on the reference device. */
final class DevicesTest {
    private static final long MEMORY = 1L << 26;
    private static final Client CPU = Client.open(new ClientOptions("cpu", 8, 2, MEMORY));
    private static final Client REFERENCE = Client.open(new ClientOptions("reference", 8, 2, MEMORY));

    private static final String SUM = """
            ({
            ^bb0(%x: tensor<f32>, %y: tensor<f32>):
              %s = stablehlo.add %x, %y : tensor<f32>
              stablehlo.return %s : tensor<f32>
            })""";

    @BeforeAll
    static void register() {
        for (var client : List.of(CPU, REFERENCE)) {
            client.customCalls().register("count", (_, inputs, outputs) -> {
                // Numbers the elements in the order of memory, after those of the operand.
                for (long i = 0; i < outputs.getFirst().byteSize() / Float.BYTES; i++) {
                    float x = inputs.getFirst().getAtIndex(ValueLayout.JAVA_FLOAT, i);
                    outputs.getFirst().setAtIndex(ValueLayout.JAVA_FLOAT, i, 100 * x + i);
                }
            });
        }
    }

    @AfterAll
    static void close() {
        CPU.close();
        REFERENCE.close();
    }

    record Case(String name, CompileOptions layout, String program) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> programs() {
        return Stream.of(
                new Case("collectives across replicas", CompileOptions.replicated(4), """
                        func.func @main(%a: tensor<4x8xf32>) -> (tensor<4x32xf32>, tensor<4x8xf32>, tensor<1x8xf32>, tensor<16x2xf32>, tensor<4x8xf32>, tensor<4x8xf32>, tensor<ui32>) {
                          %0 = "stablehlo.all_gather"(%a) {all_gather_dim = 1 : i64, replica_groups = dense<[[0, 2, 1, 3]]> : tensor<1x4xi64>} : (tensor<4x8xf32>) -> tensor<4x32xf32>
                          %1 = "stablehlo.all_reduce"(%a) SUM {replica_groups = dense<[[0, 3], [1, 2]]> : tensor<2x2xi64>} : (tensor<4x8xf32>) -> tensor<4x8xf32>
                          %2 = "stablehlo.reduce_scatter"(%a) SUM {scatter_dimension = 0 : i64, replica_groups = dense<[[0, 1, 2, 3]]> : tensor<1x4xi64>} : (tensor<4x8xf32>) -> tensor<1x8xf32>
                          %3 = "stablehlo.all_to_all"(%a) {split_dimension = 1 : i64, concat_dimension = 0 : i64, split_count = 4 : i64, replica_groups = dense<[[0, 1, 2, 3]]> : tensor<1x4xi64>} : (tensor<4x8xf32>) -> tensor<16x2xf32>
                          %4 = "stablehlo.collective_broadcast"(%a) {replica_groups = dense<[[2, 1]]> : tensor<1x2xi64>} : (tensor<4x8xf32>) -> tensor<4x8xf32>
                          %5 = "stablehlo.collective_permute"(%1) {source_target_pairs = dense<[[0, 1], [1, 2]]> : tensor<2x2xi64>} : (tensor<4x8xf32>) -> tensor<4x8xf32>
                          %6 = stablehlo.replica_id : tensor<ui32>
                          return %0, %1, %2, %3, %4, %5, %6 : tensor<4x32xf32>, tensor<4x8xf32>, tensor<1x8xf32>, tensor<16x2xf32>, tensor<4x8xf32>, tensor<4x8xf32>, tensor<ui32>
                        }"""),
                new Case("a collective in a loop", CompileOptions.replicated(3), """
                        func.func @main(%a: tensor<5xf32>) -> tensor<5xf32> {
                          %zero = stablehlo.constant dense<0> : tensor<i32>
                          %0:2 = stablehlo.while(%i = %zero, %v = %a) : tensor<i32>, tensor<5xf32>
                            cond {
                              %three = stablehlo.constant dense<3> : tensor<i32>
                              %c = stablehlo.compare LT, %i, %three : (tensor<i32>, tensor<i32>) -> tensor<i1>
                              stablehlo.return %c : tensor<i1>
                            } do {
                              %one = stablehlo.constant dense<1> : tensor<i32>
                              %n = stablehlo.add %i, %one : tensor<i32>
                              %r = "stablehlo.all_reduce"(%v) SUM {replica_groups = dense<[[0, 1, 2]]> : tensor<1x3xi64>} : (tensor<5xf32>) -> tensor<5xf32>
                              %s = stablehlo.add %r, %a : tensor<5xf32>
                              stablehlo.return %n, %s : tensor<i32>, tensor<5xf32>
                            }
                          return %0#1 : tensor<5xf32>
                        }"""),
                new Case("transfers", CompileOptions.replicated(2), """
                        func.func @main(%a: tensor<2xf32>) -> tensor<2xf32> {
                          %t = stablehlo.create_token : !stablehlo.token
                          %0 = "stablehlo.send"(%a, %t) {channel_handle = #stablehlo.channel_handle<handle = 0, type = 1>, is_host_transfer = false, source_target_pairs = dense<[[0, 1]]> : tensor<1x2xi64>} : (tensor<2xf32>, !stablehlo.token) -> !stablehlo.token
                          %1:2 = "stablehlo.recv"(%0) {channel_handle = #stablehlo.channel_handle<handle = 0, type = 1>, is_host_transfer = false, source_target_pairs = dense<[[0, 1]]> : tensor<1x2xi64>} : (!stablehlo.token) -> (tensor<2xf32>, !stablehlo.token)
                          return %1#0 : tensor<2xf32>
                        }"""),
                new Case("global tensors on four devices", CompileOptions.partitioned(4), """
                        sdy.mesh @mesh = <["x"=2, "y"=2]>
                        func.func @main(%a: tensor<4x6xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {"y"}]>}, %b: tensor<6x4xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"y"}, {}]>}) -> (tensor<4x4xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"y"}, {"x"}]>}, tensor<4x6xf32> {sdy.sharding = #sdy.sharding<@mesh, [{}, {}]>}) {
                          %0 = stablehlo.dot_general %a, %b, contracting_dims = [1] x [0] : (tensor<4x6xf32>, tensor<6x4xf32>) -> tensor<4x4xf32>
                          %1 = sdy.sharding_constraint %a <@mesh, [{}, {"x"}]> : tensor<4x6xf32>
                          return %0, %1 : tensor<4x4xf32>, tensor<4x6xf32>
                        }"""),
                new Case("a manual computation in another", CompileOptions.partitioned(4), """
                        sdy.mesh @mesh = <["x"=2, "y"=2]>
                        func.func @main(%a: tensor<8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}]>}) -> (tensor<8xf32>, tensor<2xf32>) {
                          %0:2 = sdy.manual_computation(%a) in_shardings=[<@mesh, [{"x"}]>] out_shardings=[<@mesh, [{"x"}]>, <@mesh, [{}]>] manual_axes={"x"} (%b: tensor<4xf32>) {
                            %1 = sdy.manual_computation(%b) in_shardings=[<@mesh, [{"y"}]>] out_shardings=[<@mesh, [{"y"}]>] manual_axes={"y"} (%c: tensor<2xf32>) {
                              %2 = "stablehlo.all_reduce"(%c) SUM {replica_groups = dense<[[0, 1], [2, 3]]> : tensor<2x2xi64>, use_global_device_ids, channel_handle = #stablehlo.channel_handle<handle = 1, type = 1>} : (tensor<2xf32>) -> tensor<2xf32>
                              %3 = stablehlo.partition_id : tensor<ui32>
                              %4 = stablehlo.convert %3 : (tensor<ui32>) -> tensor<f32>
                              %5 = stablehlo.broadcast_in_dim %4, dims = [] : (tensor<f32>) -> tensor<2xf32>
                              %6 = stablehlo.add %2, %5 : tensor<2xf32>
                              sdy.return %6 : tensor<2xf32>
                            } : (tensor<4xf32>) -> tensor<4xf32>
                            %7 = stablehlo.slice %1 [0:2] : (tensor<4xf32>) -> tensor<2xf32>
                            %8 = "stablehlo.all_reduce"(%7) SUM {replica_groups = dense<[[0, 2], [1, 3]]> : tensor<2x2xi64>, use_global_device_ids, channel_handle = #stablehlo.channel_handle<handle = 2, type = 1>} : (tensor<2xf32>) -> tensor<2xf32>
                            sdy.return %1, %8 : tensor<4xf32>, tensor<2xf32>
                          } : (tensor<8xf32>) -> (tensor<8xf32>, tensor<2xf32>)
                          return %0#0, %0#1 : tensor<8xf32>, tensor<2xf32>
                        }"""),
                new Case("partial sums", CompileOptions.partitioned(4), """
                        sdy.mesh @mesh = <["x"=2, "y"=2]>
                        func.func @main(%a: tensor<4xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}], unreduced={"y"}>}) -> (tensor<4xf32> {sdy.sharding = #sdy.sharding<@mesh, [{}], unreduced={"x"}>}) {
                          %0 = stablehlo.negate %a : tensor<4xf32>
                          return %0 : tensor<4xf32>
                        }"""),
                new Case("devices that should have the same and do not", CompileOptions.partitioned(2), """
                        sdy.mesh @mesh = <["x"=2]>
                        func.func @main(%a: tensor<4xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}]>}) -> (tensor<2xf32> {sdy.sharding = #sdy.sharding<@mesh, [{}]>}) {
                          %0 = sdy.manual_computation(%a) in_shardings=[<@mesh, [{"x"}]>] out_shardings=[<@mesh, [{}]>] manual_axes={"x"} (%b: tensor<2xf32>) {
                            sdy.return %b : tensor<2xf32>
                          } : (tensor<4xf32>) -> tensor<2xf32>
                          return %0 : tensor<2xf32>
                        }"""),
                new Case("code of the host with layouts and an alias", CompileOptions.onDevice(0), """
                        func.func @main(%a: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>) {
                          %0 = stablehlo.custom_call @count(%a) {operand_layouts = [dense<[0, 1]> : tensor<2xindex>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<2x3xf32>) -> tensor<2x3xf32>
                          %1 = stablehlo.custom_call @count(%a) {output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>]} : (tensor<2x3xf32>) -> tensor<2x3xf32>
                          %2 = stablehlo.add %1, %a : tensor<2x3xf32>
                          return %0, %1, %2 : tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>
                        }"""),
                new Case("calls that frameworks write for ops", CompileOptions.onDevice(0), """
                        func.func @main(%a: tensor<2x6xf32>) -> (tensor<2x3xf32>, tensor<2x3xi32>, tensor<2x6xf32>) {
                          %0:2 = stablehlo.custom_call @mhlo.topk(%a) {mhlo.attributes = {k = 3 : i64, largest = true}} : (tensor<2x6xf32>) -> (tensor<2x3xf32>, tensor<2x3xi32>)
                          %1 = stablehlo.custom_call @annotate_device_placement(%a) : (tensor<2x6xf32>) -> tensor<2x6xf32>
                          return %0#0, %0#1, %1 : tensor<2x3xf32>, tensor<2x3xi32>, tensor<2x6xf32>
                        }"""));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void runAsOnTheReferenceDevice(Case program) throws InterruptedException {
        var expected = run(compile(REFERENCE, program));
        var executable = compile(CPU, program);
        assertThat(run(executable)).isEqualTo(expected);
        var saved = MemorySegment.ofArray(executable.serialize());
        assertThat(run(CPU.load(saved, program.layout()))).isEqualTo(expected);
    }

    private static Executable compile(Client client, Case program) {
        var text = program.program().replace("SUM", SUM);
        return client.compile(TextParser.parse(text, "test.mlir"), program.layout());
    }

    /** The results of each device. */
    private static List<List<List<Byte>>> run(Executable executable) throws InterruptedException {
        var arguments = new ArrayList<List<Buffer>>();
        var types = executable.signature().parameters();
        for (int device = 0; device < executable.devices().size(); device++) {
            var own = new ArrayList<Buffer>();
            for (var parameter : types) {
                own.add(executable
                        .devices()
                        .get(device)
                        .copyOf(parameter.type(), numbers(parameter.type(), 7 * tile(parameter.sharding(), device))));
            }
            arguments.add(own);
        }
        try {
            return bytes(executable.execute(arguments, Set.of()).buffers());
        } finally {
            arguments.forEach(own -> own.forEach(Buffer::close));
        }
    }

    /** Which part a device has: those that have the same one are given the same numbers. */
    private static int tile(Sharding sharding, int device) {
        return switch (sharding) {
            case Sharding.Replicated() -> device;
            case Sharding.Maximal(int _) -> 0;
            case Sharding.Tiled tiled -> {
                int place = tiled.devices().toArray().length;
                do {
                    place--;
                } while (tiled.devices().get(place) != device);
                yield (int) (place / tiled.copies());
            }
        };
    }

    private static List<List<List<Byte>>> bytes(List<List<Buffer>> buffers) throws InterruptedException {
        try {
            var results = new ArrayList<List<List<Byte>>>();
            for (var ofDevice : buffers) {
                var own = new ArrayList<List<Byte>>();
                for (var buffer : ofDevice) {
                    var bytes = buffer.read(segment -> segment.toArray(ValueLayout.JAVA_BYTE));
                    own.add(IntStream.range(0, bytes.length)
                            .mapToObj(i -> bytes[i])
                            .toList());
                }
                results.add(own);
            }
            return results;
        } finally {
            buffers.forEach(own -> own.forEach(Buffer::close));
        }
    }

    private static float[] numbers(TensorType type, int first) {
        var numbers = new float[(int) type.elementCount()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (first + 3 * i) % 17;
        }
        return numbers;
    }

    @Test
    void aMissingParticipantIsReported() {
        var program = new Case("missing", CompileOptions.replicated(2), """
                func.func @main(%a: tensor<2xf32>) -> tensor<2xf32> {
                  %0 = stablehlo.replica_id : tensor<ui32>
                  %c = stablehlo.constant dense<0> : tensor<ui32>
                  %1 = stablehlo.compare EQ, %0, %c : (tensor<ui32>, tensor<ui32>) -> tensor<i1>
                  %2 = "stablehlo.if"(%1) ({
                    stablehlo.return %a : tensor<2xf32>
                  }, {
                    %3 = "stablehlo.all_gather"(%a) {all_gather_dim = 0 : i64, replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>} : (tensor<2xf32>) -> tensor<4xf32>
                    %4 = stablehlo.slice %3 [0:2] : (tensor<4xf32>) -> tensor<2xf32>
                    stablehlo.return %4 : tensor<2xf32>
                  }) : (tensor<i1>) -> tensor<2xf32>
                  return %2 : tensor<2xf32>
                }""");
        assertThatThrownBy(() -> run(compile(CPU, program)))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("(replica 1, partition 0) waits for stablehlo.all_gather");
    }

    @Test
    void temporaryTensorsThatDoNotFitFailAloneAndNameTheirOp() throws InterruptedException {
        var program = """
                func.func @main(%%a: tensor<%1$dxf32>) -> tensor<%1$dxf32> {
                  %%0 = "stablehlo.sort"(%%a) <{dimension = 0 : i64}> ({
                  ^bb0(%%x: tensor<f32>, %%y: tensor<f32>):
                    %%c = stablehlo.compare LT, %%x, %%y : (tensor<f32>, tensor<f32>) -> tensor<i1>
                    stablehlo.return %%c : tensor<i1>
                  }) : (tensor<%1$dxf32>) -> tensor<%1$dxf32>
                  %%1 = stablehlo.reverse %%0, dims = [0] : tensor<%1$dxf32>
                  %%2 = "stablehlo.sort"(%%1) <{dimension = 0 : i64}> ({
                  ^bb0(%%x: tensor<f32>, %%y: tensor<f32>):
                    %%c = stablehlo.compare GT, %%x, %%y : (tensor<f32>, tensor<f32>) -> tensor<i1>
                    stablehlo.return %%c : tensor<i1>
                  }) : (tensor<%1$dxf32>) -> tensor<%1$dxf32>
                  return %%2 : tensor<%1$dxf32>
                }""";
        // Argument and result take two thirds of the memory.
        long size = MEMORY / 3 / Float.BYTES;
        var large = new Case("large", CompileOptions.onDevice(1), program.formatted(size));
        try (var client = Client.open(new ClientOptions("cpu", 2, 2, MEMORY))) {
            assertThatThrownBy(() -> run(compile(client, large)))
                    .isInstanceOf(RanvierException.class)
                    .hasMessageContaining("out of memory")
                    .hasMessageContaining("for temporary tensors")
                    .hasMessageContaining("stablehlo.")
                    .hasMessageContaining("test.mlir:");
            var small = new Case("small", CompileOptions.onDevice(1), program.formatted(10));
            assertThat(run(compile(client, small))).isEqualTo(run(compile(REFERENCE, small)));
            assertThat(client.devices().get(1).memoryStatistics().inUse()).isZero();
        }
    }

    @Test
    void anEndlessLoopEndsWithItsClient() throws InterruptedException {
        var endless = new Case("endless", CompileOptions.replicated(2), """
                func.func @main(%a: tensor<f32>) -> tensor<f32> {
                  %0 = stablehlo.while(%v = %a) : tensor<f32>
                    cond {
                      %t = stablehlo.constant dense<true> : tensor<i1>
                      stablehlo.return %t : tensor<i1>
                    } do {
                      %n = stablehlo.add %v, %v : tensor<f32>
                      stablehlo.return %n : tensor<f32>
                    }
                  return %0 : tensor<f32>
                }""");
        var client = Client.open(new ClientOptions("cpu", 2, 2, MEMORY));
        var executable = compile(client, endless);
        var arguments = client.devices().stream()
                .map(device -> List.of(device.copyOf(
                        executable.signature().parameters().getFirst().type(), 1)))
                .toList();
        var run = executable.execute(arguments, Set.of());
        client.close();
        assertThatThrownBy(run.done()::await).hasMessageContaining("the run was interrupted");
    }

    @Test
    void manyThreadsRunOneExecutable() throws InterruptedException {
        var program = new Case("product", CompileOptions.onDevice(0), """
                func.func @main(%a: tensor<40x40xf32>) -> tensor<40xf32> {
                  %0 = stablehlo.dot_general %a, %a, contracting_dims = [1] x [0] : (tensor<40x40xf32>, tensor<40x40xf32>) -> tensor<40x40xf32>
                  %z = stablehlo.constant dense<0.0> : tensor<f32>
                  %1 = stablehlo.reduce(%0 init: %z) applies stablehlo.add across dimensions = [0] : (tensor<40x40xf32>, tensor<f32>) -> tensor<40xf32>
                  return %1 : tensor<40xf32>
                }""");
        var executable = compile(CPU, program);
        var expected = run(executable);
        var agree = new boolean[8];
        var threads = IntStream.range(0, agree.length)
                .mapToObj(t -> Thread.ofPlatform().start(() -> {
                    try {
                        agree[t] = true;
                        for (int i = 0; i < 200; i++) {
                            agree[t] &= run(executable).equals(expected);
                        }
                    } catch (InterruptedException e) {
                        agree[t] = false;
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(Arrays.toString(agree)).doesNotContain("false");
    }
}
