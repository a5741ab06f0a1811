package dev.ranvier.neuroncore.anchors;

import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.kernels.FullyBlockedProduct;
import dev.ranvier.neuroncore.kernels.FusedMamba;
import dev.ranvier.neuroncore.kernels.MatrixProducts;
import dev.ranvier.neuroncore.kernels.ProductShape;
import dev.ranvier.neuroncore.machine.DataType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A kernel of which AWS published a time on one core, and a program of ours that does the same work the same way.
 *
 * @param milliseconds published: the tutorials of the AWS Neuron documentation on matrix multiplication and fused Mamba
 * @param bound greatest relative error of a prediction that is called right
 * @param constant fitted to this anchor beside others; null where none is
 */
public record Anchor(
        String name,
        double milliseconds,
        double bound,
        @Nullable FittedConstant constant,
        Supplier<Program> program) {
    private static final ProductShape TRN1 = new ProductShape("trn1", DataType.BF16, 4096, 8192, 8192);
    private static final ProductShape TRN2 = new ProductShape("trn2", DataType.F32, 4096, 8192, 8192);
    private static final FusedMamba.Shape MAMBA = new FusedMamba.Shape("trn1", 4096, 512, 16);
    private static final double CLOSE = 0.1;
    private static final double NEAR = 0.2;

    /** All of them. */
    public static List<Anchor> all() {
        return List.of(
                new Anchor(
                        "A1 matmul fully blocked, bf16, trn1",
                        6.97,
                        CLOSE,
                        FittedConstant.TENSOR_OVERHEAD,
                        () -> FullyBlockedProduct.of(TRN1, 8, 8, 2)),
                new Anchor(
                        "A2 matmul blocked in free dimensions, bf16, trn1",
                        22.07,
                        NEAR,
                        FittedConstant.SECOND_GENERATION_RATE,
                        () -> MatrixProducts.blocked(TRN1, 2, 2)),
                new Anchor(
                        "A3 matmul hoisted loads, bf16, trn1",
                        42.96,
                        NEAR,
                        FittedConstant.SECOND_GENERATION_RATE,
                        () -> MatrixProducts.blocked(TRN1, 1, 1)),
                new Anchor(
                        "A4 matmul naive, bf16, trn1",
                        51.80,
                        NEAR,
                        FittedConstant.SECOND_GENERATION_RATE,
                        () -> MatrixProducts.naive(TRN1)),
                new Anchor("A5 matmul naive, f32, trn2", 39.89, NEAR, null, () -> MatrixProducts.naive(TRN2)),
                new Anchor(
                        "A6 matmul hoisted loads, f32, trn2",
                        28.20,
                        CLOSE,
                        FittedConstant.TENSOR_OVERHEAD,
                        () -> MatrixProducts.blocked(TRN2, 1, 1)),
                new Anchor(
                        "A6 matmul blocked in free dimensions, f32, trn2",
                        28.41,
                        CLOSE,
                        FittedConstant.TENSOR_OVERHEAD,
                        () -> MatrixProducts.blocked(TRN2, 2, 1)),
                new Anchor(
                        "A6 matmul fully blocked, f32, trn2",
                        28.30,
                        CLOSE,
                        FittedConstant.TENSOR_OVERHEAD,
                        () -> FullyBlockedProduct.of(TRN2, 8, 4, 2)),
                new Anchor(
                        "A8 mamba v1, f32, trn1",
                        2.34,
                        CLOSE,
                        FittedConstant.ELEMENTWISE_OVERHEAD,
                        () -> FusedMamba.statesOutside(MAMBA)),
                new Anchor(
                        "A8 mamba v2, f32, trn1",
                        1.61,
                        CLOSE,
                        FittedConstant.ELEMENTWISE_OVERHEAD,
                        () -> FusedMamba.channelsOutside(MAMBA)));
    }
}
