package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.DeadCode;
import dev.ranvier.compiler.Functions;
import dev.ranvier.compiler.Permutation;
import dev.ranvier.cpu.kernel.Reducer;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.ReductionOp.ReduceWindow;
import dev.ranvier.stablehlo.ReductionOp.SelectAndScatter;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp.BroadcastInDim;
import dev.ranvier.stablehlo.ShapeOp.Concatenate;
import dev.ranvier.stablehlo.ShapeOp.Pad;
import dev.ranvier.stablehlo.ShapeOp.Reshape;
import dev.ranvier.stablehlo.ShapeOp.Slice;
import dev.ranvier.stablehlo.ShapeOp.Transpose;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.UnaryOp;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Computes convolutions whose features lie before their places (NCHW, the layout of PyTorch) with the features last, where
 * a row of the product that they are is dense and can be computed by tiles. What is computed from their results follows,
 * so that tensors change their order where such a part of the program begins and ends, not at each convolution.
 *
 * <p>Each tensor of such a part has a twin, the same elements in the other order, and is itself the transposed twin, for
 * those of its users that do not follow: where there are none, that is dead code.
 */
final class ChannelsLast {
    private final Twins twins = new Twins();
    private final Substitution substitution = new Substitution();

    private ChannelsLast() {}

    static Module run(Module module) {
        if (!hasBeginning(module.body())) {
            return module;
        }
        return DeadCode.run(Functions.map(module, ChannelsLast::run));
    }

    private static boolean hasBeginning(Region region) {
        return region.ops().stream()
                .anyMatch(op -> isBeginning(op) || op.regions().stream().anyMatch(ChannelsLast::hasBeginning));
    }

    private static Region run(Region region) {
        var pass = new ChannelsLast();
        region.ops().forEach(pass::write);
        return new Region(region.arguments(), pass.twins.ops());
    }

    private void write(Op original) {
        var op = substitution.in(original);
        if ((isBeginning(op) || twins.areComputed(op.operands())) && follows(op)) {
            return;
        }
        twins.add(
                op.regions().isEmpty()
                        ? op
                        : Substitution.with(op, op.operands(), Substitution.regions(op, ChannelsLast::run)));
        if (op instanceof Transpose transpose
                && transpose.permutation().size() >= FeaturesLast.LEAST_RANK
                && transpose
                        .permutation()
                        .equals(FeaturesLast.inverse(transpose.permutation().size()))) {
            twins.know(transpose.result(), transpose.operand());
        }
    }

    /** Whether an op is worth changing the order of its operands. */
    private static boolean isBeginning(Op op) {
        return op instanceof Convolution convolution
                && isFeaturesFirst(convolution)
                && ConvolutionSteps.cover(convolution);
    }

    private static boolean isFeaturesFirst(Convolution op) {
        var numbers = op.dimensionNumbers();
        return op.result().tensorType().rank() >= FeaturesLast.LEAST_RANK
                && Math.max(numbers.inputBatchDimension(), numbers.inputFeatureDimension()) == FeaturesLast.FEATURES
                && Math.max(numbers.outputBatchDimension(), numbers.outputFeatureDimension()) == FeaturesLast.FEATURES
                && (FeaturesLast.isKernelGradient(numbers)
                        ? numbers.kernelInputFeatureDimension() == 0
                                && numbers.kernelOutputFeatureDimension() == FeaturesLast.FEATURES
                        : numbers.outputFeatureDimension() == FeaturesLast.FEATURES);
    }

    /** Writes the op with features last, if it can be. */
    private boolean follows(Op op) {
        return switch (op) {
            case UnaryOp _, BinaryOp _, ChloOp.Unary _ -> elementwise(op);
            case ElementwiseOp.Clamp _,
                    ElementwiseOp.Compare _,
                    ElementwiseOp.Select _,
                    ElementwiseOp.Convert _,
                    ElementwiseOp.ReducePrecision _ -> elementwise(op);
            case Convolution convolution -> isFeaturesFirst(convolution) && convolution(convolution);
            case BroadcastInDim broadcast -> broadcast(broadcast);
            case Reshape reshape -> reshape(reshape);
            case Transpose transpose -> transpose(transpose);
            case Concatenate concatenate -> concatenate(concatenate);
            case Slice slice -> slice(slice);
            case Pad pad -> pad(pad);
            case Reduce reduce -> Reducer.isReorderable(reduce.body()) && reduce(reduce);
            case ReduceWindow reduce -> reduceWindow(reduce);
            case SelectAndScatter scatter -> selectAndScatter(scatter);
            default -> false;
        };
    }

    // Ops

    private boolean elementwise(Op op) {
        var result = op.results().getFirst();
        twins.compute(
                result, op.info(), twin -> op.schema().with(op, twins.of(op.operands()), List.of(), List.of(twin)));
        return true;
    }

    private boolean convolution(Convolution op) {
        var result = op.result();
        boolean isKernelGradient = FeaturesLast.isKernelGradient(op.dimensionNumbers());
        var lhs = twins.of(op.lhs());
        var rhs = isKernelGradient ? twins.of(op.rhs()) : op.rhs();
        var numbers = FeaturesLast.numbers(
                op.dimensionNumbers(), op.lhs().tensorType().rank());
        Function<OpResult, Op> form = twin -> new Convolution(
                lhs,
                rhs,
                op.windowStrides(),
                op.padding(),
                op.lhsDilation(),
                op.rhsDilation(),
                op.windowReversal(),
                numbers,
                op.featureGroupCount(),
                op.batchGroupCount(),
                op.precisionConfig(),
                twin,
                op.info());
        if (isKernelGradient) {
            var order = FeaturesLast.kernelOrder(
                    op.dimensionNumbers(), op.result().tensorType().rank());
            var kernel = new OpResult(Permutation.apply(Permutation.inverse(order), result.tensorType()));
            twins.add(form.apply(kernel));
            twins.add(new Transpose(kernel, order, result, op.info()));
        } else {
            twins.compute(result, op.info(), form);
        }
        return true;
    }

    /** Places that are one are repeated. */
    private boolean broadcast(BroadcastInDim op) {
        int rank = op.result().tensorType().rank();
        if (op.operand().tensorType().rank() != rank) {
            return false;
        }
        var operand = twins.of(op.operand());
        twins.compute(
                op.result(),
                op.info(),
                twin -> new BroadcastInDim(
                        operand, Int64Array.of(LongStream.range(0, rank).toArray()), twin, op.info()));
        return true;
    }

    /** Places are counted another way, or there is but one of them. */
    private boolean reshape(Reshape op) {
        var from = op.operand().tensorType();
        var to = op.result().tensorType();
        if (FeaturesLast.places(from) == 1) {
            twins.add(new Reshape(twins.of(op.operand()), op.result(), op.info()));
            return true;
        }
        if (to.rank() < FeaturesLast.LEAST_RANK || to.size(0) != from.size(0) || to.size(1) != from.size(1)) {
            return false;
        }
        var operand = twins.of(op.operand());
        twins.compute(op.result(), op.info(), twin -> new Reshape(operand, twin, op.info()));
        return true;
    }

    private boolean transpose(Transpose op) {
        int rank = op.permutation().size();
        var operand = twins.of(op.operand());
        var order = FeaturesLast.positions(op.permutation(), rank);
        if (Permutation.isIdentity(order)) {
            substitution.replace(op.result(), operand);
        } else {
            twins.add(new Transpose(operand, order, op.result(), op.info()));
        }
        return true;
    }

    private boolean concatenate(Concatenate op) {
        var inputs = twins.of(op.inputs());
        long dimension =
                FeaturesLast.position(op.dimension(), op.result().tensorType().rank());
        twins.compute(op.result(), op.info(), twin -> new Concatenate(inputs, dimension, twin, op.info()));
        return true;
    }

    private boolean slice(Slice op) {
        var operand = twins.of(op.operand());
        twins.compute(
                op.result(),
                op.info(),
                twin -> new Slice(
                        operand,
                        FeaturesLast.amounts(op.startIndices()),
                        FeaturesLast.amounts(op.limitIndices()),
                        FeaturesLast.amounts(op.strides()),
                        twin,
                        op.info()));
        return true;
    }

    private boolean pad(Pad op) {
        var operand = twins.of(op.operand());
        twins.compute(
                op.result(),
                op.info(),
                twin -> new Pad(
                        operand,
                        op.paddingValue(),
                        FeaturesLast.amounts(op.edgePaddingLow()),
                        FeaturesLast.amounts(op.edgePaddingHigh()),
                        FeaturesLast.amounts(op.interiorPadding()),
                        twin,
                        op.info()));
        return true;
    }

    /** What is left has the order that it had, or features behind places if there are both, and the batch before them. */
    private boolean reduce(Reduce op) {
        int rank = op.inputs().getFirst().tensorType().rank();
        boolean keepsPlaces = LongStream.range(FeaturesLast.FEATURES + 1, rank)
                .anyMatch(d -> !op.dimensions().contains(d));
        boolean changesOrder = keepsPlaces && !op.dimensions().contains(FeaturesLast.FEATURES);
        if (changesOrder && op.dimensions().contains(0)) {
            return false;
        }
        var inputs = twins.of(op.inputs());
        var dimensions = Int64Array.of(
                FeaturesLast.positions(op.dimensions(), rank).stream().sorted().toArray());
        Function<List<OpResult>, Op> form =
                results -> new Reduce(inputs, op.initValues(), dimensions, op.body(), results, op.info());
        if (changesOrder) {
            twins.computeAll(op.results(), op.info(), form);
        } else {
            twins.add(form.apply(op.results()));
        }
        return true;
    }

    private boolean reduceWindow(ReduceWindow op) {
        var inputs = twins.of(op.inputs());
        twins.computeAll(
                op.results(),
                op.info(),
                results -> new ReduceWindow(
                        inputs,
                        op.initValues(),
                        FeaturesLast.amounts(op.windowDimensions()),
                        FeaturesLast.amountsOrNull(op.windowStrides()),
                        FeaturesLast.amountsOrNull(op.baseDilations()),
                        FeaturesLast.amountsOrNull(op.windowDilations()),
                        FeaturesLast.pairsOrNull(op.padding()),
                        op.body(),
                        results,
                        op.info()));
        return true;
    }

    private boolean selectAndScatter(SelectAndScatter op) {
        var operand = twins.of(op.operand());
        var source = twins.of(op.source());
        twins.compute(
                op.result(),
                op.info(),
                twin -> new SelectAndScatter(
                        operand,
                        source,
                        op.initValue(),
                        FeaturesLast.amountsOrNull(op.windowDimensions()),
                        FeaturesLast.amountsOrNull(op.windowStrides()),
                        FeaturesLast.pairsOrNull(op.padding()),
                        op.select(),
                        op.scatter(),
                        twin,
                        op.info()));
        return true;
    }
}
