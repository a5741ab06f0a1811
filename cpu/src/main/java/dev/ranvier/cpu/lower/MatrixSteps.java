package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.MatrixProduct;
import dev.ranvier.cpu.kernel.KernelCode;
import dev.ranvier.cpu.kernel.MatrixKernels;
import dev.ranvier.cpu.kernel.MatrixKernels.Way;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.llvm.Target;
import dev.ranvier.stablehlo.LinearAlgebraOp.DotGeneral;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/** The steps of products of matrices. */
final class MatrixSteps {
    /** Products of two elements that are worth the steps: fewer are summed element by element within other kernels. */
    static final long LEAST_WORK = 1 << 12;

    /** Bytes for packed operands: what the last cache holds beside other data. */
    private static final long MOST_PACKED = 8 << 20;

    private final DotGeneral op;
    private final MatrixProduct product;
    private final Value left;
    private final Value right;
    private final MatrixKernels matrices;
    private final Kernels kernels;
    private final List<Step> steps = new ArrayList<>();

    private MatrixSteps(DotGeneral op, Target target, Kernels kernels) {
        var straight = MatrixProduct.of(op).orElseThrow();
        boolean isTurned = isTurned(straight);
        this.op = op;
        this.product = isTurned ? straight.transposed() : straight;
        this.left = isTurned ? op.rhs() : op.lhs();
        this.right = isTurned ? op.lhs() : op.rhs();
        this.kernels = kernels;
        this.matrices = new MatrixKernels(
                (ScalarType) left.tensorType().elementType(),
                (ScalarType) right.tensorType().elementType(),
                (ScalarType) op.result().tensorType().elementType(),
                target);
    }

    /** Whether the op is lowered here. */
    static boolean cover(DotGeneral op) {
        return cover(op.lhs(), op.rhs(), op.result())
                && MatrixProduct.of(op)
                        .filter(product -> product.work() >= LEAST_WORK)
                        .isPresent();
    }

    /** Whether there are kernels for products of the elements of such operands. */
    static boolean cover(Value lhs, Value rhs, Value result) {
        return MatrixKernels.cover(
                lhs.tensorType().elementType(),
                rhs.tensorType().elementType(),
                result.tensorType().elementType());
    }

    /** Lowers an op that is {@linkplain #cover covered}. */
    static List<Step> lower(DotGeneral op, Target target, Kernels kernels, Placement placement) {
        var matrices = new MatrixSteps(op, target, kernels);
        matrices.lower(placement);
        return matrices.steps;
    }

    /** A matrix times few columns is best computed as few rows times a matrix. */
    private static boolean isTurned(MatrixProduct product) {
        return MatrixKernels.way(product) == Way.PACKED && MatrixKernels.way(product.transposed()) != Way.PACKED;
    }

    private void lower(Placement placement) {
        int lhs = placement.read(left);
        int rhs = placement.read(right);
        int result = placement.place(op.result());
        switch (MatrixKernels.way(product)) {
            case INNER_PRODUCTS -> launch(matrices.inner(product), lhs, rhs, result);
            case IN_PLACE -> launch(matrices.multiply(product), lhs, rhs, result);
            case PACKED -> {
                var parts = parts(product);
                int packed = placement.workspace(
                        parts.stream().mapToLong(matrices::packedBytes).max().orElse(0));
                for (var part : parts) {
                    launch(matrices.pack(part), rhs, packed);
                    launch(matrices.multiplyPacked(part), lhs, packed, result);
                }
            }
        }
    }

    private void launch(KernelCode code, Integer... buffers) {
        steps.add(kernels.launch(code, List.of(buffers), op.location()));
    }

    /** Products whose packed operands have room, one after the other. */
    private List<MatrixProduct> parts(MatrixProduct whole) {
        if (matrices.packedBytes(whole) <= MOST_PACKED) {
            return List.of(whole);
        }
        if (!whole.loops().isEmpty()) {
            return parts(whole.splitOutermost(whole.loops().getLast().size() / 2));
        }
        long half = matrices.wholeBlocks(whole.n() / 2);
        return half == 0 ? List.of(whole) : parts(whole.splitColumns(half));
    }

    private List<MatrixProduct> parts(List<MatrixProduct> products) {
        return products.stream().flatMap(part -> parts(part).stream()).toList();
    }
}
