package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cpu.lower.CpuCompiler;
import dev.ranvier.cpu.schedule.Schedule;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.text.TextParser;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attention, whose launches are a chain, gives what the same launches give one after the other, to the bit. */
final class ChainTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final int PROGRAMS = 12;
    private static final Comparison COMPARISON = new Comparison();

    @AfterAll
    static void close() {
        COMPARISON.close();
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + PROGRAMS);
    }

    /**
     * Attention of some heads; where the order is turned, the last product has the values on its left.
     *
     * @param queries for each head
     * @param keys for each head
     */
    private record Attention(int heads, int queries, int keys, int width, boolean isTurned) {
        static Attention random(Random random) {
            int heads = 1 + random.nextInt(20);
            int queries = 37 + random.nextInt(200);
            int least = (1 << 17) / (heads * queries);
            return new Attention(
                    heads, queries, 1 + least + random.nextInt(100), 4 + random.nextInt(70), random.nextBoolean());
        }

        private String queryType() {
            return "tensor<%dx%dx%dxf32>".formatted(heads, queries, width);
        }

        private String keyType() {
            return "tensor<%dx%dx%dxf32>".formatted(heads, keys, width);
        }

        private String scoreType() {
            return "tensor<%dx%dx%dxf32>".formatted(heads, queries, keys);
        }

        private String resultType() {
            return isTurned ? "tensor<%dx%dx%dxf32>".formatted(heads, width, queries) : queryType();
        }

        private String last() {
            return isTurned
                    ? "stablehlo.dot_general %%v, %%p, batching_dims = [0] x [0], contracting_dims = [1] x [2] : (%s, %s) -> %s"
                            .formatted(keyType(), scoreType(), resultType())
                    : "stablehlo.dot_general %%p, %%v, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (%s, %s) -> %s"
                            .formatted(scoreType(), keyType(), resultType());
        }

        /** The ops after each other; the scores and their softmax are {@code %s} and {@code %p}, the result {@code %o}. */
        private String ops() {
            var rows = "tensor<%dx%dxf32>".formatted(heads, queries);
            return """
                  %%zero = stablehlo.constant dense<0.0> : tensor<f32>
                  %%least = stablehlo.constant dense<0xFF800000> : tensor<f32>
                  %%s = stablehlo.dot_general %%q, %%k, batching_dims = [0] x [0], contracting_dims = [2] x [2]
                    : (%2$s, %3$s) -> %4$s
                  %%m = stablehlo.reduce(%%s init: %%least) applies stablehlo.maximum across dimensions = [2]
                    : (%4$s, tensor<f32>) -> %1$s
                  %%mb = stablehlo.broadcast_in_dim %%m, dims = [0, 1] : (%1$s) -> %4$s
                  %%d = stablehlo.subtract %%s, %%mb : %4$s
                  %%e = stablehlo.exponential %%d : %4$s
                  %%t = stablehlo.reduce(%%e init: %%zero) applies stablehlo.add across dimensions = [2]
                    : (%4$s, tensor<f32>) -> %1$s
                  %%tb = stablehlo.broadcast_in_dim %%t, dims = [0, 1] : (%1$s) -> %4$s
                  %%p = stablehlo.divide %%e, %%tb : %4$s
                  %%o = %5$s
                """.formatted(rows, queryType(), keyType(), scoreType(), last());
        }

        /** The program, which gives all that is between too, and so makes no chain, or the result alone. */
        String program(boolean givesAll) {
            return givesAll
                    ? "func.func @main(%%q: %1$s, %%k: %2$s, %%v: %2$s) -> (%4$s, %3$s, %3$s) {%n%5$s  return %%o, %%s, %%p : %4$s, %3$s, %3$s%n}"
                            .formatted(queryType(), keyType(), scoreType(), resultType(), ops())
                    : "func.func @main(%%q: %1$s, %%k: %2$s, %%v: %2$s) -> %3$s {%n%4$s  return %%o : %3$s%n}"
                            .formatted(queryType(), keyType(), resultType(), ops());
        }

        /** Twice the attention of each round's result, in a loop. */
        String loop() {
            return """
                func.func @main(%%first: %1$s, %%k: %2$s, %%v: %2$s) -> %1$s {
                  %%c0 = stablehlo.constant dense<0> : tensor<i32>
                  %%c1 = stablehlo.constant dense<1> : tensor<i32>
                  %%c2 = stablehlo.constant dense<2> : tensor<i32>
                  %%r:2 = stablehlo.while(%%i = %%c0, %%q = %%first) : tensor<i32>, %1$s
                  cond {
                    %%less = stablehlo.compare LT, %%i, %%c2 : (tensor<i32>, tensor<i32>) -> tensor<i1>
                    stablehlo.return %%less : tensor<i1>
                  } do {
                    %%j = stablehlo.add %%i, %%c1 : tensor<i32>
                %3$s    stablehlo.return %%j, %%o : tensor<i32>, %1$s
                  }
                  return %%r#1 : %1$s
                }
                """.formatted(queryType(), keyType(), ops());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesTheSameBits(long seed) throws InterruptedException {
        var random = new Random(seed);
        var attention = Attention.random(random);
        var text = attention.program(false);
        // What a turned product packs is passed on too.
        assertThat(chains(attention.program(true))).isLessThanOrEqualTo(attention.isTurned ? 1 : 0);
        var module = TextParser.parse(text, "test.mlir");
        var inputs = new ArrayList<byte[]>();
        for (var argument : module.entry().body().arguments()) {
            inputs.add(Comparison.random(argument.tensorType(), random, true));
        }
        for (int threads : List.of(1, 3)) {
            try (var client = Client.open(withThreads(threads))) {
                var expected =
                        Comparison.run(client, attention.program(true), inputs).getFirst();
                assertThat(Comparison.run(client, text, inputs).getFirst())
                        .as("seed %d, %d threads, %s", seed, threads, attention)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void isCutByHeadsOrRows() {
        assertThat(chains(new Attention(32, 128, 128, 64, false).program(false)))
                .isOne();
        assertThat(chains(new Attention(32, 128, 128, 64, true).program(false))).isOne();
        assertThat(chains(new Attention(2, 600, 700, 64, false).program(false))).isOne();
    }

    @Test
    void repeatsInLoops() throws InterruptedException {
        var attention = new Attention(12, 128, 128, 32, false);
        COMPARISON.compareSums(attention.loop(), 1 << 10);
    }

    @Test
    void isSaved() throws InterruptedException {
        var text = new Attention(12, 128, 128, 32, false).program(false);
        try (var client = Client.open(ClientOptions.of("cpu"))) {
            var executable = client.compile(TextParser.parse(text, "test.mlir"), CompileOptions.onDevice(0));
            var bytes = executable.serialize();
            var loaded = client.load(MemorySegment.ofArray(bytes), CompileOptions.onDevice(0));
            assertThat(loaded.serialize()).isEqualTo(bytes);
        }
    }

    /** As a chain, both products would have their large operands packed at once. */
    @Test
    void isNoneWhereARunWouldNeedMoreMemory() {
        var schedule = schedule("""
                func.func @main(%x: tensor<512x2048xf32>, %v: tensor<2048x512xf32>, %w: tensor<512x1536xf32>)
                    -> tensor<512x1536xf32> {
                  %zero = stablehlo.constant dense<0.0> : tensor<f32>
                  %y = stablehlo.dot_general %x, %v, contracting_dims = [1] x [0]
                    : (tensor<512x2048xf32>, tensor<2048x512xf32>) -> tensor<512x512xf32>
                  %s = stablehlo.reduce(%y init: %zero) applies stablehlo.add across dimensions = [1]
                    : (tensor<512x512xf32>, tensor<f32>) -> tensor<512xf32>
                  %b = stablehlo.broadcast_in_dim %s, dims = [0] : (tensor<512xf32>) -> tensor<512x512xf32>
                  %n = stablehlo.divide %y, %b : tensor<512x512xf32>
                  %z = stablehlo.dot_general %n, %w, contracting_dims = [1] x [0]
                    : (tensor<512x512xf32>, tensor<512x1536xf32>) -> tensor<512x1536xf32>
                  return %z : tensor<512x1536xf32>
                }
                """);
        long packed = Float.BYTES * (2048L * 512 + 512L * 1536);
        assertThat(schedule.buffers().arenaBytes()).isLessThan(packed);
    }

    private static long chains(String text) {
        return schedule(text).steps().stream()
                .filter(step -> step instanceof Step.Chain)
                .count();
    }

    private static Schedule schedule(String text) {
        return CpuCompiler.compile(
                        TextParser.parse(text, "test.mlir"), CompileOptions.onDevice(0), Target.host(), _ -> {})
                .schedule();
    }

    private static ClientOptions withThreads(int threads) {
        return new ClientOptions("cpu", 1, threads, ClientOptions.of("cpu").memoryLimit());
    }
}
