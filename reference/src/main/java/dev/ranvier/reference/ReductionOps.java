package dev.ranvier.reference;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@link ReductionOp}s. Each method is the specification's section of the same name. */
final class ReductionOps {
    private ReductionOps() {}

    static List<Tensor> evaluate(ReductionOp op, Scope scope) {
        return switch (op) {
            case ReductionOp.Reduce reduce ->
                reduce(
                        scope.tensors(reduce.inputs()),
                        scope.tensors(reduce.initValues()),
                        reduce.dimensions().toArray(),
                        Reducer.of(reduce.body(), scope));
            case ReductionOp.ReduceWindow reduce -> reduceWindow(reduce, scope);
            case ReductionOp.SelectAndScatter select -> List.of(selectAndScatter(select, scope));
            case ReductionOp.Sort sort ->
                Sort.sort(
                        scope.tensors(sort.inputs()),
                        sort.dimension() == null ? -1 : Math.toIntExact(sort.dimension()),
                        Sort.order(sort.comparator(), scope));
            case ReductionOp.BatchNormTraining norm ->
                quantized(
                        new BatchNorm(real(norm.operand(), scope), (int) norm.featureIndex(), norm.epsilon())
                                .training(real(norm.scale(), scope), real(norm.offset(), scope)),
                        op);
            case ReductionOp.BatchNormInference norm ->
                quantized(
                        List.of(new BatchNorm(real(norm.operand(), scope), (int) norm.featureIndex(), norm.epsilon())
                                .inference(
                                        real(norm.scale(), scope),
                                        real(norm.offset(), scope),
                                        real(norm.mean(), scope),
                                        real(norm.variance(), scope))),
                        op);
            case ReductionOp.BatchNormGrad norm ->
                quantized(
                        new BatchNorm(real(norm.operand(), scope), (int) norm.featureIndex(), norm.epsilon())
                                .gradients(
                                        real(norm.scale(), scope),
                                        real(norm.mean(), scope),
                                        real(norm.variance(), scope),
                                        real(norm.gradOutput(), scope)),
                        op);
        };
    }

    /** The numbers that a tensor stands for. */
    private static Tensor real(Value value, Scope scope) {
        var tensor = scope.tensor(value);
        return tensor.elementType().isQuantized() ? Quantization.dequantize(tensor) : tensor;
    }

    /** {@code results} as the op declares them, which may be quantized. */
    private static List<Tensor> quantized(List<Tensor> results, ReductionOp op) {
        var declared = op.results();
        return IntStream.range(0, results.size())
                .mapToObj(i -> declared.get(i).tensorType().elementType() instanceof QuantizedType type
                        ? Quantization.quantize(results.get(i), type)
                        : results.get(i))
                .toList();
    }

    /** The schedule is: the initial value, then the elements in row-major order. */
    static List<Tensor> reduce(List<Tensor> inputs, List<Tensor> initValues, long[] dimensions, Reducer body) {
        var shape = inputs.getFirst().shape();
        var resultShape = Index.without(shape, dimensions);
        var kept = Gather.keptDimensions(shape.length, Int64Array.of(dimensions));
        var keptStrides = Index.strides(resultShape);
        var strides = new long[shape.length];
        for (int i = 0; i < kept.length; i++) {
            strides[kept[i]] = keptStrides[i];
        }
        var results = body.accumulators(
                initValues.stream().map(init -> init.filled(resultShape)).toList());
        var values = body.values(inputs);
        var index = new long[shape.length];
        int last = shape.length - 1;
        long length = last < 0 ? 1 : shape[last];
        var rows = last < 0 ? shape : Index.with(shape, last, 1);
        long count = inputs.getFirst().count();
        for (long row = 0; row < count; row += length) {
            long target = Index.position(index, strides);
            for (long i = 0; i < length; i++) {
                body.combine(results, last < 0 ? target : target + i * strides[last], values, row + i);
            }
            Index.increment(index, rows);
        }
        return results;
    }

    private static List<Tensor> reduceWindow(ReductionOp.ReduceWindow op, Scope scope) {
        var body = Reducer.of(op.body(), scope);
        var inputs = scope.tensors(op.inputs());
        var initValues = scope.tensors(op.initValues());
        var windows = new Windows(
                inputs.getFirst().shape(),
                op.windowDimensions().toArray(),
                op.windowStrides(),
                op.baseDilations(),
                op.windowDilations(),
                op.padding());
        var results = body.accumulators(initValues.stream()
                .map(init -> init.filled(windows.resultShape()))
                .toList());
        var values = body.values(inputs);
        var padding = body.values(initValues);
        long count = results.getFirst().count();
        for (long i = 0; i < count; i++) {
            windows.moveTo(i);
            for (long j = 0; j < windows.size(); j++) {
                long position = windows.next();
                if (position >= 0) {
                    body.combine(results, i, values, position);
                } else {
                    body.combine(results, i, padding, 0);
                }
            }
        }
        return results;
    }

    /** Padding takes part in no window: the specification leaves windows without elements open. */
    private static Tensor selectAndScatter(ReductionOp.SelectAndScatter op, Scope scope) {
        var operand = scope.tensor(op.operand());
        var source = scope.tensor(op.source());
        var select = scope.body(op.select());
        var scatter = Reducer.of(op.scatter(), scope);
        var windows = new Windows(
                operand.shape(),
                (op.windowDimensions() == null ? Int64Array.filled(operand.rank(), 1) : op.windowDimensions())
                        .toArray(),
                op.windowStrides(),
                null,
                null,
                op.padding());
        var result = scatter.accumulators(List.of(scope.tensor(op.initValue()).filled(operand.shape())));
        var values = scatter.values(List.of(source));
        for (long i = 0; i < source.count(); i++) {
            long selected = selected(windows, i, operand, select);
            if (selected >= 0) {
                scatter.combine(result, selected, values, i);
            }
        }
        return result.getFirst();
    }

    /** The position of the element that {@code select} prefers in the window at {@code place}; -1 if it has none. */
    private static long selected(Windows windows, long place, Tensor operand, Body select) {
        windows.moveTo(place);
        long selected = -1;
        for (long j = 0; j < windows.size(); j++) {
            long position = windows.next();
            if (position < 0) {
                continue;
            }
            if (selected < 0
                    || !select.applyToOne(operand.element(selected), operand.element(position))
                            .getBoolean(0)) {
                selected = position;
            }
        }
        return selected;
    }

    /** Row {@code [low, high]} pairs of a padding attribute; zeros if it is absent. */
    static long[] padding(@Nullable DenseElements padding, int rank, int side) {
        var result = new long[rank];
        if (padding != null) {
            for (int i = 0; i < rank; i++) {
                result[i] = padding.getLong(2L * i + side);
            }
        }
        return result;
    }
}
