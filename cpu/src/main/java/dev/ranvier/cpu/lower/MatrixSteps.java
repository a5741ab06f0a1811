package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.MatrixProduct;
import dev.ranvier.cpu.kernel.MatrixKernels;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.llvm.Target;
import dev.ranvier.stablehlo.LinearAlgebraOp.DotGeneral;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** The steps of products of matrices. */
final class MatrixSteps {
    /** Products of two elements that are worth the steps: fewer are summed element by element within other kernels. */
    private static final long LEAST_WORK = 1 << 12;

    /** Bytes for packed operands: what the last cache holds beside other data. */
    private static final long MOST_PACKED = 8 << 20;

    private MatrixSteps() {}

    /** Whether the op is lowered here. */
    static boolean cover(DotGeneral op) {
        return MatrixKernels.cover(
                        op.lhs().tensorType().elementType(),
                        op.rhs().tensorType().elementType(),
                        op.result().tensorType().elementType())
                && MatrixProduct.of(op)
                        .filter(product -> product.work() >= LEAST_WORK)
                        .isPresent();
    }

    /** Lowers an op that is {@linkplain #cover covered}. */
    static List<Step> lower(DotGeneral op, Target target, Kernels kernels, Placement placement) {
        var matrices = new MatrixKernels(
                (ScalarType) op.lhs().tensorType().elementType(),
                (ScalarType) op.rhs().tensorType().elementType(),
                (ScalarType) op.result().tensorType().elementType(),
                target);
        int lhs = placement.read(op.lhs());
        int rhs = placement.read(op.rhs());
        int result = placement.place(op.result());
        var product = MatrixProduct.of(op).orElseThrow();
        var steps = new ArrayList<Step>();
        if (!matrices.packs(product)) {
            steps.add(kernels.launch(matrices.multiply(product), List.of(lhs, rhs, result), op.location()));
            return steps;
        }
        var parts = parts(matrices, product);
        int packed = placement.workspace(
                parts.stream().mapToLong(matrices::packedBytes).max().orElse(0));
        for (var part : parts) {
            steps.add(kernels.launch(matrices.pack(part), List.of(rhs, packed), op.location()));
            steps.add(kernels.launch(matrices.multiplyPacked(part), List.of(lhs, packed, result), op.location()));
        }
        return steps;
    }

    /** Products whose packed operands have room, one after the other. */
    private static List<MatrixProduct> parts(MatrixKernels matrices, MatrixProduct product) {
        if (matrices.packedBytes(product) <= MOST_PACKED) {
            return List.of(product);
        }
        if (!product.loops().isEmpty()) {
            return product.splitOutermost(product.loops().getLast().size() / 2).stream()
                    .flatMap(half -> parts(matrices, half).stream())
                    .toList();
        }
        long half = matrices.wholeBlocks(product.n() / 2);
        return half == 0
                ? List.of(product)
                : product.splitColumns(half).stream()
                        .flatMap(part -> parts(matrices, part).stream())
                        .toList();
    }
}
