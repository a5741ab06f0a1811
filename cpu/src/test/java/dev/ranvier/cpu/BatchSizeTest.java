package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cpu.lower.CpuCompiler;
import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.stablehlo.text.TextParser;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program of another batch size needs no native code but that of the program of the first. One example is apart: it
 * needs no division to find its rows, which is worth kernels of its own.
 */
final class BatchSizeTest {
    /** A transformer's layer: embedding, normalisation, attention with a mask, a feed-forward part, pooling. */
    private static final String LAYER = """
            func.func private @norm(%x: tensor<BATCHx32x64xf32>, %g: tensor<64xf32>) -> tensor<BATCHx32x64xf32> {
              %zero = stablehlo.constant dense<0.0> : tensor<f32>
              %width = stablehlo.constant dense<64.0> : tensor<BATCHx32xf32>
              %small = stablehlo.constant dense<1.0e-5> : tensor<BATCHx32xf32>
              %0 = stablehlo.reduce(%x init: %zero) applies stablehlo.add across dimensions = [2] : (tensor<BATCHx32x64xf32>, tensor<f32>) -> tensor<BATCHx32xf32>
              %1 = stablehlo.divide %0, %width : tensor<BATCHx32xf32>
              %2 = stablehlo.broadcast_in_dim %1, dims = [0, 1] : (tensor<BATCHx32xf32>) -> tensor<BATCHx32x64xf32>
              %3 = stablehlo.subtract %x, %2 : tensor<BATCHx32x64xf32>
              %4 = stablehlo.multiply %3, %3 : tensor<BATCHx32x64xf32>
              %5 = stablehlo.reduce(%4 init: %zero) applies stablehlo.add across dimensions = [2] : (tensor<BATCHx32x64xf32>, tensor<f32>) -> tensor<BATCHx32xf32>
              %6 = stablehlo.divide %5, %width : tensor<BATCHx32xf32>
              %7 = stablehlo.add %6, %small : tensor<BATCHx32xf32>
              %8 = stablehlo.rsqrt %7 : tensor<BATCHx32xf32>
              %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1] : (tensor<BATCHx32xf32>) -> tensor<BATCHx32x64xf32>
              %10 = stablehlo.multiply %3, %9 : tensor<BATCHx32x64xf32>
              %11 = stablehlo.broadcast_in_dim %g, dims = [2] : (tensor<64xf32>) -> tensor<BATCHx32x64xf32>
              %12 = stablehlo.multiply %10, %11 : tensor<BATCHx32x64xf32>
              return %12 : tensor<BATCHx32x64xf32>
            }
            func.func private @heads(%x: tensor<BATCHx32x64xf32>, %w: tensor<64x64xf32>) -> tensor<BATCHx4x32x16xf32> {
              %0 = stablehlo.dot_general %x, %w, contracting_dims = [2] x [0] : (tensor<BATCHx32x64xf32>, tensor<64x64xf32>) -> tensor<BATCHx32x64xf32>
              %1 = stablehlo.reshape %0 : (tensor<BATCHx32x64xf32>) -> tensor<BATCHx32x4x16xf32>
              %2 = stablehlo.transpose %1, dims = [0, 2, 1, 3] : (tensor<BATCHx32x4x16xf32>) -> tensor<BATCHx4x32x16xf32>
              return %2 : tensor<BATCHx4x32x16xf32>
            }
            func.func @main(%tokens: tensor<BATCHx32xi32>, %mask: tensor<BATCHx32xi1>, %table: tensor<100x64xf32>, %g: tensor<64xf32>, %w: tensor<64x64xf32>, %up: tensor<64x128xf32>, %down: tensor<128x64xf32>) -> tensor<BATCHx64xf32> {
              %zero = stablehlo.constant dense<0.0> : tensor<f32>
              %low = stablehlo.constant dense<0xFF800000> : tensor<f32>
              %i = stablehlo.reshape %tokens : (tensor<BATCHx32xi32>) -> tensor<BATCHx32x1xi32>
              %e = "stablehlo.gather"(%table, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, slice_sizes = array<i64: 1, 64>}> : (tensor<100x64xf32>, tensor<BATCHx32x1xi32>) -> tensor<BATCHx32x64xf32>
              %x = call @norm(%e, %g) : (tensor<BATCHx32x64xf32>, tensor<64xf32>) -> tensor<BATCHx32x64xf32>
              %q = call @heads(%x, %w) : (tensor<BATCHx32x64xf32>, tensor<64x64xf32>) -> tensor<BATCHx4x32x16xf32>
              %k = call @heads(%e, %w) : (tensor<BATCHx32x64xf32>, tensor<64x64xf32>) -> tensor<BATCHx4x32x16xf32>
              %s = stablehlo.dot_general %q, %k, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [3] : (tensor<BATCHx4x32x16xf32>, tensor<BATCHx4x32x16xf32>) -> tensor<BATCHx4x32x32xf32>
              %masks = stablehlo.broadcast_in_dim %mask, dims = [0, 3] : (tensor<BATCHx32xi1>) -> tensor<BATCHx4x32x32xi1>
              %lows = stablehlo.broadcast_in_dim %low, dims = [] : (tensor<f32>) -> tensor<BATCHx4x32x32xf32>
              %m = stablehlo.select %masks, %s, %lows : tensor<BATCHx4x32x32xi1>, tensor<BATCHx4x32x32xf32>
              %top = stablehlo.reduce(%m init: %low) applies stablehlo.maximum across dimensions = [3] : (tensor<BATCHx4x32x32xf32>, tensor<f32>) -> tensor<BATCHx4x32xf32>
              %tops = stablehlo.broadcast_in_dim %top, dims = [0, 1, 2] : (tensor<BATCHx4x32xf32>) -> tensor<BATCHx4x32x32xf32>
              %d = stablehlo.subtract %m, %tops : tensor<BATCHx4x32x32xf32>
              %exp = stablehlo.exponential %d : tensor<BATCHx4x32x32xf32>
              %sum = stablehlo.reduce(%exp init: %zero) applies stablehlo.add across dimensions = [3] : (tensor<BATCHx4x32x32xf32>, tensor<f32>) -> tensor<BATCHx4x32xf32>
              %sums = stablehlo.broadcast_in_dim %sum, dims = [0, 1, 2] : (tensor<BATCHx4x32xf32>) -> tensor<BATCHx4x32x32xf32>
              %p = stablehlo.divide %exp, %sums : tensor<BATCHx4x32x32xf32>
              %a = stablehlo.dot_general %p, %q, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [2] : (tensor<BATCHx4x32x32xf32>, tensor<BATCHx4x32x16xf32>) -> tensor<BATCHx4x32x16xf32>
              %t = stablehlo.transpose %a, dims = [0, 2, 1, 3] : (tensor<BATCHx4x32x16xf32>) -> tensor<BATCHx32x4x16xf32>
              %r = stablehlo.reshape %t : (tensor<BATCHx32x4x16xf32>) -> tensor<BATCHx32x64xf32>
              %o = stablehlo.dot_general %r, %w, contracting_dims = [2] x [0] : (tensor<BATCHx32x64xf32>, tensor<64x64xf32>) -> tensor<BATCHx32x64xf32>
              %y = stablehlo.add %x, %o : tensor<BATCHx32x64xf32>
              %n = call @norm(%y, %g) : (tensor<BATCHx32x64xf32>, tensor<64xf32>) -> tensor<BATCHx32x64xf32>
              %f = stablehlo.dot_general %n, %up, contracting_dims = [2] x [0] : (tensor<BATCHx32x64xf32>, tensor<64x128xf32>) -> tensor<BATCHx32x128xf32>
              %h = stablehlo.tanh %f : tensor<BATCHx32x128xf32>
              %b = stablehlo.dot_general %h, %down, contracting_dims = [2] x [0] : (tensor<BATCHx32x128xf32>, tensor<128x64xf32>) -> tensor<BATCHx32x64xf32>
              %z = stablehlo.add %n, %b : tensor<BATCHx32x64xf32>
              %pool = stablehlo.reduce(%z init: %zero) applies stablehlo.add across dimensions = [1] : (tensor<BATCHx32x64xf32>, tensor<f32>) -> tensor<BATCHx64xf32>
              return %pool : tensor<BATCHx64xf32>
            }
            """;

    /** The text of each module of native code. */
    private static Set<String> modules(int batch) {
        var program = TextParser.parse(LAYER.replace("BATCH", Integer.toString(batch)), "layer.mlir");
        var compiled = CpuCompiler.compile(program, CompileOptions.onDevice(0), Target.host(), _ -> {});
        return Set.copyOf(compiled.kernels().values());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 7, 8, 32})
    void anotherSizeCompilesNothing(int batch) {
        assertThat(modules(batch)).hasSizeGreaterThan(5).isEqualTo(modules(2));
    }
}
