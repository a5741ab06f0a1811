package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.cpu.kernel.Reductions.Accumulators;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Convolution;
import dev.ranvier.stablehlo.LinearAlgebraOp.DotGeneral;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Sums of products, element by element: what small and rare shapes are computed with. Sums of narrow floats are kept in
 * {@code float} and rounded once.
 */
final class Products {
    private Products() {}

    /** Specification section "dot_general". */
    static Element dot(ElementEmitter e, DotGeneral op, List<Index> at) {
        var numbers = op.dotDimensionNumbers();
        var lhs = new ArrayList<>(Collections.nCopies(op.lhs().tensorType().rank(), Index.of(0)));
        var rhs = new ArrayList<>(Collections.nCopies(op.rhs().tensorType().rank(), Index.of(0)));
        int next = 0;
        for (int b = 0; b < numbers.lhsBatchingDimensions().size(); b++) {
            lhs.set(numbers.lhsBatchingDimensions().dimension(b), at.get(next));
            rhs.set(numbers.rhsBatchingDimensions().dimension(b), at.get(next++));
        }
        for (int d = 0; d < lhs.size(); d++) {
            if (!numbers.lhsBatchingDimensions().contains(d)
                    && !numbers.lhsContractingDimensions().contains(d)) {
                lhs.set(d, at.get(next++));
            }
        }
        for (int d = 0; d < rhs.size(); d++) {
            if (!numbers.rhsBatchingDimensions().contains(d)
                    && !numbers.rhsContractingDimensions().contains(d)) {
                rhs.set(d, at.get(next++));
            }
        }
        var sum = new Sum(
                e,
                op.lhs().tensorType().elementType(),
                op.rhs().tensorType().elementType(),
                op.result().tensorType().elementType());
        e.scope(() -> contract(e, op, lhs, rhs, 0, sum));
        return sum.result();
    }

    private static void contract(
            ElementEmitter e, DotGeneral op, List<Index> lhs, List<Index> rhs, int depth, Sum sum) {
        var numbers = op.dotDimensionNumbers();
        if (depth == numbers.lhsContractingDimensions().size()) {
            sum.add(e.at(op.lhs(), List.copyOf(lhs)), e.at(op.rhs(), List.copyOf(rhs)));
            return;
        }
        int left = numbers.lhsContractingDimensions().dimension(depth);
        int right = numbers.rhsContractingDimensions().dimension(depth);
        long size = op.lhs().tensorType().size(left);
        e.function()
                .loop(
                        IrValue.i64(0),
                        IrValue.i64(size),
                        1,
                        index -> e.scope(() -> {
                            var innerLeft = new ArrayList<>(lhs);
                            var innerRight = new ArrayList<>(rhs);
                            innerLeft.set(left, new Uniform(index));
                            innerRight.set(right, new Uniform(index));
                            contract(e, op, innerLeft, innerRight, depth + 1, sum);
                        }));
    }

    /** Specification section "convolution". */
    static Element convolution(ElementEmitter e, Convolution op, List<Index> at) {
        var sum = new Sum(
                e,
                op.lhs().tensorType().elementType(),
                op.rhs().tensorType().elementType(),
                op.result().tensorType().elementType());
        int spatial = op.dimensionNumbers().inputSpatialDimensions().size();
        var sizes = new long[spatial + 1];
        for (int d = 0; d < spatial; d++) {
            sizes[d] = op.rhs()
                    .tensorType()
                    .size(op.dimensionNumbers().kernelSpatialDimensions().dimension(d));
        }
        sizes[spatial] = op.rhs().tensorType().size((int) op.dimensionNumbers().kernelInputFeatureDimension());
        e.scope(() -> slide(e, op, at, sizes, new ArrayList<>(), sum));
        return sum.result();
    }

    private static void slide(
            ElementEmitter e, Convolution op, List<Index> at, long[] sizes, List<Index> offsets, Sum sum) {
        int depth = offsets.size();
        if (depth == sizes.length) {
            addProduct(e, op, at, sizes, offsets, sum);
            return;
        }
        e.function()
                .loop(
                        IrValue.i64(0),
                        IrValue.i64(sizes[depth]),
                        1,
                        index -> e.scope(() -> {
                            var inner = new ArrayList<>(offsets);
                            inner.add(new Uniform(index));
                            slide(e, op, at, sizes, inner, sum);
                        }));
    }

    private static void addProduct(
            ElementEmitter e, Convolution op, List<Index> at, long[] sizes, List<Index> offsets, Sum sum) {
        var numbers = op.dimensionNumbers();
        var lhsType = op.lhs().tensorType();
        int spatial = sizes.length - 1;
        var outputFeature = at.get((int) numbers.outputFeatureDimension());
        long outputFeatures = op.result().tensorType().size((int) numbers.outputFeatureDimension());
        var rhs = new ArrayList<>(Collections.nCopies(at.size(), Index.of(0)));
        rhs.set((int) numbers.kernelOutputFeatureDimension(), outputFeature);
        rhs.set((int) numbers.kernelInputFeatureDimension(), offsets.get(spatial));
        var windowAt = new ArrayList<Index>();
        var windowOffsets = new ArrayList<Index>();
        var spatialSizes = new long[spatial];
        var resultSizes = new long[spatial];
        for (int d = 0; d < spatial; d++) {
            rhs.set(numbers.kernelSpatialDimensions().dimension(d), offsets.get(d));
            int output = numbers.outputSpatialDimensions().dimension(d);
            windowAt.add(at.get(output));
            resultSizes[d] = op.result().tensorType().size(output);
            boolean reversed =
                    op.windowReversal() != null && op.windowReversal().values().get(d);
            windowOffsets.add(reversed ? e.indices().subtractFrom(sizes[d] - 1, offsets.get(d)) : offsets.get(d));
            spatialSizes[d] = lhsType.size(numbers.inputSpatialDimensions().dimension(d));
        }
        var window = new Window(
                Int64Array.of(Arrays.copyOf(sizes, spatial)),
                Window.orOnes(op.windowStrides(), spatial),
                Window.orOnes(op.lhsDilation(), spatial),
                Window.orOnes(op.rhsDilation(), spatial),
                Window.low(op.padding(), spatial),
                Int64Array.of(resultSizes));
        var place =
                WindowPlace.of(e, window, TensorType.of(lhsType.elementType(), spatialSizes), windowAt, windowOffsets);
        var lhs = new ArrayList<>(Collections.nCopies(at.size(), Index.of(0)));
        for (int d = 0; d < spatial; d++) {
            lhs.set(
                    numbers.inputSpatialDimensions().dimension(d),
                    place.indices().get(d));
        }
        var batch = at.get((int) numbers.outputBatchDimension());
        if (op.batchGroupCount() > 1) {
            var group = e.indices().divide(outputFeature, outputFeatures / op.batchGroupCount());
            long groupSize = lhsType.size((int) numbers.inputBatchDimension()) / op.batchGroupCount();
            batch = e.indices().add(batch, e.indices().multiply(group, groupSize));
        }
        lhs.set((int) numbers.inputBatchDimension(), batch);
        var feature = offsets.get(spatial);
        if (op.featureGroupCount() > 1) {
            var group = e.indices().divide(outputFeature, outputFeatures / op.featureGroupCount());
            feature = e.indices().add(feature, e.indices().multiply(group, sizes[spatial]));
        }
        lhs.set((int) numbers.inputFeatureDimension(), feature);
        var zero = e.constant(lhsType.elementType(), 0, 0);
        var element = new WindowPlace(List.copyOf(lhs), place.inside()).elementOr(e, op.lhs(), zero);
        sum.add(element, e.at(op.rhs(), List.copyOf(rhs)));
    }

    /** A sum of products of elements of two types, in a third. */
    private static final class Sum {
        private final ElementEmitter e;
        private final ElementType left;
        private final ElementType right;
        private final ElementType type;
        private final Accumulators accumulators;

        Sum(ElementEmitter e, ElementType left, ElementType right, ElementType type) {
            this.e = e;
            this.left = left;
            this.right = right;
            this.type = type;
            this.accumulators = new Accumulators(e.function(), List.of(e.constant(type, 0, 0)));
        }

        /** What products are taken in: narrow floats keep their register form, which is that of {@code f32}. */
        private ElementType wide() {
            return type.isFloat() && type != ScalarType.F64 ? ScalarType.F32 : type;
        }

        void add(Element lhs, Element rhs) {
            var f = e.function();
            var x = Conversions.convert(f, left, wide(), lhs);
            var y = Conversions.convert(f, right, wide(), rhs);
            var sum = accumulators.get().getFirst();
            accumulators.set(List.of(multiplyAdd(f, x, y, sum)));
        }

        private Element multiplyAdd(IrFunction f, Element x, Element y, Element sum) {
            if (x instanceof Complex z
                    && y instanceof Complex w
                    && sum instanceof Complex(IrValue real, IrValue imaginary)) {
                var product = ComplexMath.multiply(f, z, w);
                return new Complex(
                        f.binary("fadd", real, product.real()), f.binary("fadd", imaginary, product.imaginary()));
            }
            if (type.isFloat()) {
                return new Real(f.intrinsic("llvm.fma", x.value(), y.value(), sum.value()));
            }
            boolean bool = type == ScalarType.I1;
            var product = f.binary(bool ? "and" : "mul", x.value(), y.value());
            return new Real(f.binary(bool ? "or" : "add", sum.value(), product));
        }

        Element result() {
            var sum = accumulators.get().getFirst();
            return type instanceof ComplexType
                    ? sum
                    : new Real(Scalars.round(e.function(), (ScalarType) type, sum.value()));
        }
    }
}
