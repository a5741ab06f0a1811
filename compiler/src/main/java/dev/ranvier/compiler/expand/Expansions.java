package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which ops are made of others, and of which. */
final class Expansions {
    private Expansions() {}

    /**
     * The values of an op's results, computed by ops that are added to {@code b}; null for an op that stays.
     *
     * @param constants what scalars are known to be
     */
    static @Nullable List<Value> of(Op op, Map<Value, DenseElements> constants, RegionBuilder b) {
        return switch (op) {
            case ChloOp chlo -> chlo(chlo, b);
            case RandomOp random -> random(random, b);
            case ReductionOp.ReduceWindow window -> Cumulatives.scan(window, constants, b);
            case ReductionOp reduction -> reduction(reduction, b);
            case LinearAlgebraOp product -> linearAlgebra(product, b);
            case DynamicOp dynamic -> DynamicForms.of(dynamic, b);
            case IndexingOp.TorchIndexSelect select -> List.of(IndexSelect.gather(select, b));
            case ControlFlowOp.UnrealizedConversionCast cast -> cast.inputs();
            case IndexingOp _,
                    ControlFlowOp _,
                    UnaryOp _,
                    BinaryOp _,
                    ElementwiseOp _,
                    ShapeOp _,
                    HostOp _,
                    CollectiveOp _,
                    ShardyOp _,
                    Declaration _ -> null;
        };
    }

    private static @Nullable List<Value> chlo(ChloOp op, RegionBuilder b) {
        return switch (op) {
            case ChloOp.BroadcastBinary binary -> List.of(Broadcasts.binary(binary, b));
            case ChloOp.BroadcastSelect select -> List.of(Broadcasts.select(select, b));
            case ChloOp.ChloConstant constant ->
                List.of(b.emit(
                        constant.output().type(),
                        (result, info) -> new ShapeOp.Constant(constant.value(), result, info)));
            case ChloOp.ConstantLike constant -> List.of(Broadcasts.constantLike(constant, b));
            case ChloOp.RaggedDot dot -> List.of(new RaggedDots(dot, b).value());
            case ChloOp.TopK top -> TopKs.sort(top, b);
            case ChloOp.Scan scan -> Scans.isElementwise(scan) ? null : new Scans(scan, b).loop();
            case ChloOp.Unary _, ChloOp.NextAfter _, ChloOp.Mulhi _, ChloOp.Polygamma _, ChloOp.Zeta _ -> null;
        };
    }

    private static @Nullable List<Value> random(RandomOp op, RegionBuilder b) {
        return switch (op) {
            case RandomOp.Rng rng -> List.of(new Distributions(rng, b).value());
            case RandomOp.RngBitGenerator generator -> RandomBits.of(generator, b);
        };
    }

    private static @Nullable List<Value> reduction(ReductionOp op, RegionBuilder b) {
        return switch (op) {
            case ReductionOp.BatchNormTraining norm -> BatchNorms.training(norm, b);
            case ReductionOp.BatchNormInference norm -> List.of(BatchNorms.inference(norm, b));
            case ReductionOp.BatchNormGrad norm -> BatchNorms.gradients(norm, b);
            case ReductionOp.Reduce _, ReductionOp.ReduceWindow _, ReductionOp.SelectAndScatter _, ReductionOp.Sort _ ->
                null;
        };
    }

    private static @Nullable List<Value> linearAlgebra(LinearAlgebraOp op, RegionBuilder b) {
        return switch (op) {
            case LinearAlgebraOp.Dot dot -> List.of(Einsums.dot(dot, b));
            case LinearAlgebraOp.Einsum einsum -> List.of(Einsums.einsum(einsum, b));
            case LinearAlgebraOp.UnaryEinsum einsum -> List.of(Einsums.einsum(einsum, b));
            case LinearAlgebraOp.Fft transform -> Transforms.of(transform, b);
            case LinearAlgebraOp.Convolution convolution -> Convolutions.plain(convolution, b);
            case LinearAlgebraOp.DotGeneral _, LinearAlgebraOp.Cholesky _, LinearAlgebraOp.TriangularSolve _ -> null;
        };
    }
}
