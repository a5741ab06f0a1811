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

    /** Rows for which a right operand is read faster packed than where it lies. */
    private static final long LEAST_ROWS_WORTH_KEEPING = 2;

    /** Bytes for packed operands: what the last cache holds beside other data. */
    static final long MOST_PACKED = 8 << 20;

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
        this.product = arranged(straight);
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

    /** The product as it is computed, of an op that is {@linkplain #cover covered}. */
    static MatrixProduct arranged(DotGeneral op) {
        return arranged(MatrixProduct.of(op).orElseThrow());
    }

    private static MatrixProduct arranged(MatrixProduct straight) {
        return isTurned(straight) ? straight.transposed() : straight;
    }

    /** A matrix times few columns is best computed as few rows times a matrix. */
    private static boolean isTurned(MatrixProduct product) {
        return isLarge(product) && !isLarge(product.transposed());
    }

    private static boolean isLarge(MatrixProduct product) {
        return switch (MatrixKernels.way(product)) {
            case PACKED, BY_STRIPS -> true;
            case INNER_PRODUCTS, IN_PLACE -> false;
        };
    }

    private void lower(Placement placement) {
        int lhs = placement.read(left);
        int result = placement.place(op.result());
        switch (MatrixKernels.way(product)) {
            case INNER_PRODUCTS -> steps.add(launch(matrices.inner(product), lhs, placement.read(right), result));
            case IN_PLACE, BY_STRIPS -> multiply(placement, lhs, result);
            case PACKED -> packed(new Packing(placement, right, packedBytes()), parts(product), lhs, result);
        }
    }

    /** Multiplies one block of rows, for which to pack is worth it only if that is done once for many times. */
    private void multiply(Placement placement, int lhs, int result) {
        var packing = new Packing(placement, right, packedBytes());
        if (product.m() >= LEAST_ROWS_WORTH_KEEPING && packing.isBeforeLoop()) {
            packed(packing, List.of(product), lhs, result);
            return;
        }
        var inPlace = launch(matrices.multiply(product), lhs, placement.read(right), result);
        steps.add(
                isWorthKeeping() && packing.mayBeKept()
                        ? packing.ifKept(
                                (source, packed) -> launch(matrices.pack(product), source, packed),
                                packedBytes(),
                                packed -> launch(matrices.multiplyPacked(product), lhs, packed, result),
                                inPlace)
                        : inPlace);
    }

    /** Whether a packed operand is read faster: many products pack each strip in a cache, as links of a chain too. */
    private boolean isWorthKeeping() {
        return MatrixKernels.way(product) == Way.IN_PLACE
                ? product.m() >= LEAST_ROWS_WORTH_KEEPING
                : product.loops().isEmpty();
    }

    private void packed(Packing packing, List<MatrixProduct> parts, int lhs, int result) {
        long most = parts.stream().mapToLong(matrices::packedBytes).max().orElse(0);
        int shared = packing.isBeforeLoop() ? -1 : packing.workspace(most);
        for (var part : parts) {
            long bytes = matrices.packedBytes(part);
            int packed = packing.isBeforeLoop() ? packing.workspace(bytes) : shared;
            packing.pack((source, to) -> launch(matrices.pack(part), source, to), packed, bytes, steps);
            steps.add(launch(matrices.multiplyPacked(part), lhs, packed, result));
        }
    }

    private long packedBytes() {
        return matrices.packedBytes(product);
    }

    private Step.Launch launch(KernelCode code, Integer... buffers) {
        return kernels.launch(code, List.of(buffers), op.location());
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
