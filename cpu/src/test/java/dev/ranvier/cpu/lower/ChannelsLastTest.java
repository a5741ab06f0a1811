package dev.ranvier.cpu.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.compiler.Pipeline;
import dev.ranvier.cpu.Comparison;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.parallel.EntryFunction;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ShapeOp.Transpose;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.text.TextParser;
import dev.ranvier.stablehlo.text.TextPrinter;
import dev.ranvier.stablehlo.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Programs around convolutions compute the same with features last, by the reference interpreter and by kernels. */
final class ChannelsLastTest {
    private static final long SEED = Long.getLong("ranvier.seed", System.nanoTime());
    private static final int CASES = 40;
    private static final Client CPU = Client.open(ClientOptions.of("cpu"));
    private static final Client REFERENCE = Client.open(ClientOptions.of("reference"));

    @AfterAll
    static void close() {
        CPU.close();
        REFERENCE.close();
    }

    @Test
    void computesTheSame() throws InterruptedException {
        var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            var text = FeaturesFirstPrograms.program(random);
            var module = TextParser.parse(text, "test.mlir");
            var moved = ChannelsLast.run(expanded(module));
            Verifier.check(moved);
            var inputs = module.entry().body().arguments().stream()
                    .map(argument -> smallIntegers(argument.tensorType(), random))
                    .toList();
            var expected = Comparison.run(REFERENCE, text, inputs);
            var printed = TextPrinter.print(moved, TextPrinter.Options.PRETTY);
            assertSame(expected, Comparison.run(REFERENCE, printed, inputs), text);
            assertSame(expected, Comparison.run(CPU, text, inputs), text);
        }
    }

    @Test
    void movesOnlyWhatComesAndGoes() {
        var text = """
                func.func @main(%x: tensor<2x8x12x12xf32>, %k: tensor<16x8x3x3xf32>, %b: tensor<16xf32>,
                    %l: tensor<16x16x1x1xf32>) -> tensor<2x16x6x6xf32> {
                  %zero = stablehlo.constant dense<0.0> : tensor<f32>
                  %zeros = stablehlo.constant dense<0.0> : tensor<2x16x12x12xf32>
                  %0 = stablehlo.convolution(%x, %k) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1],
                    window = {pad = [[1, 1], [1, 1]]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64}
                    : (tensor<2x8x12x12xf32>, tensor<16x8x3x3xf32>) -> tensor<2x16x12x12xf32>
                  %1 = stablehlo.broadcast_in_dim %b, dims = [1] : (tensor<16xf32>) -> tensor<2x16x12x12xf32>
                  %2 = stablehlo.add %0, %1 : tensor<2x16x12x12xf32>
                  %3 = stablehlo.maximum %2, %zeros : tensor<2x16x12x12xf32>
                  %4 = stablehlo.convolution(%3, %l) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1],
                    window = {stride = [2, 2]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64}
                    : (tensor<2x16x12x12xf32>, tensor<16x16x1x1xf32>) -> tensor<2x16x6x6xf32>
                  %5 = stablehlo.abs %4 : tensor<2x16x6x6xf32>
                  return %5 : tensor<2x16x6x6xf32>
                }""";
        var moved = ChannelsLast.run(expanded(TextParser.parse(text, "test.mlir")));
        var transposes = moved.entry().body().ops().stream()
                .filter(op -> op instanceof Transpose)
                .map(Op::results)
                .toList();
        assertThat(transposes).hasSize(2);
        assertThat(transposes.getLast()).isEqualTo(moved.entry().body().results());
    }

    private static Module expanded(Module module) {
        return Pipeline.standard(new EntryFunction(module, CompileOptions.onDevice(0)), 1)
                .run(module);
    }

    private static void assertSame(List<byte[]> expected, List<byte[]> actual, String text) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i))
                    .as("result %d, seed %d, of%n%s", i, SEED, text)
                    .isEqualTo(expected.get(i));
        }
    }

    private static byte[] smallIntegers(TensorType type, Random random) {
        var bytes =
                ByteBuffer.allocate(Math.toIntExact(4 * type.elementCount())).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < type.elementCount(); i++) {
            bytes.putFloat(random.nextInt(3) - 1f);
        }
        return bytes.array();
    }
}
