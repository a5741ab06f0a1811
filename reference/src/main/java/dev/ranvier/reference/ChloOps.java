package dev.ranvier.reference;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@link ChloOp}s, as CHLO's dialect describes them. */
final class ChloOps {
    private ChloOps() {}

    static List<Tensor> evaluate(ChloOp op, Scope scope) {
        return switch (op) {
            case ChloOp.Unary unary -> List.of(ChloFunctions.apply(unary, scope.tensor(unary.operand())));
            case ChloOp.BroadcastBinary binary ->
                List.of(Broadcasting.evaluate(binary, scope.tensor(binary.lhs()), scope.tensor(binary.rhs())));
            case ChloOp.BroadcastSelect select ->
                List.of(Broadcasting.select(
                        scope.tensor(select.pred()), scope.tensor(select.onTrue()), scope.tensor(select.onFalse())));
            case ChloOp.NextAfter next ->
                List.of(ChloFunctions.nextAfter(scope.tensor(next.x()), scope.tensor(next.y())));
            case ChloOp.Polygamma polygamma ->
                List.of(ChloFunctions.polygamma(scope.tensor(polygamma.n()), scope.tensor(polygamma.x())));
            case ChloOp.Zeta zeta -> List.of(ChloFunctions.zeta(scope.tensor(zeta.x()), scope.tensor(zeta.q())));
            case ChloOp.Mulhi mulhi ->
                List.of(ChloFunctions.mulhi(scope.tensor(mulhi.lhs()), scope.tensor(mulhi.rhs())));
            case ChloOp.ChloConstant constant -> List.of(ShapeOps.constant(constant.value()));
            case ChloOp.ConstantLike constant ->
                List.of(element(constant.value())
                        .filled(scope.tensor(constant.operand()).shape()));
            case ChloOp.RaggedDot dot ->
                List.of(new RaggedDot(
                                scope.tensor(dot.lhs()),
                                scope.tensor(dot.rhs()),
                                scope.tensor(dot.groupSizes()),
                                dot.raggedDotDimensionNumbers())
                        .evaluate(dot.result().tensorType().elementType()));
            case ChloOp.TopK top -> topK(scope.tensor(top.operand()), top.k());
            case ChloOp.Scan scan -> scan(scan, scope);
        };
    }

    /** The scalar that an attribute gives. */
    private static Tensor element(Attribute value) {
        return switch (value) {
            case BuiltinAttribute.Bool(boolean bool) -> Tensor.scalar(ScalarType.I1, bool ? 1 : 0);
            case BuiltinAttribute.Int(long number, ScalarType type) -> Tensor.scalar(type, number);
            case BuiltinAttribute.Real(long bits, ScalarType type) -> Tensor.scalar(type, bits);
            default -> ShapeOps.constant(value).element(0);
        };
    }

    /** Greatest first, in the total order for floats; of equal elements the first one comes first. */
    static List<Tensor> topK(Tensor operand, long k) {
        int last = operand.rank() - 1;
        var indices = ShapeOps.iota(ScalarType.I32, operand.shape(), last);
        var order = operand.elementType().isFloat() ? ComparisonType.TOTALORDER : null;
        var sorted = Sort.sort(
                List.of(operand, indices),
                last,
                (inputs, lhs, rhs) -> Elementwise.compare(
                                ComparisonDirection.GT,
                                order,
                                inputs.getFirst().element(lhs),
                                inputs.getFirst().element(rhs))
                        .getBoolean(0));
        var none = new long[operand.rank()];
        var steps = new long[operand.rank()];
        Arrays.fill(steps, 1);
        var limit = Index.with(operand.shape(), last, Math.min(k, operand.size(last)));
        return sorted.stream()
                .map(tensor -> ShapeOps.slice(tensor, none, limit, steps))
                .toList();
    }

    /** The body takes a slice of each input and the carries, and gives a slice of each output and the next carries. */
    private static List<Tensor> scan(ChloOp.Scan op, Scope scope) {
        var inputs = scope.tensors(op.inputs());
        var carries = scope.tensors(op.inits());
        var body = scope.body(op.body());
        int dimension = Math.toIntExact(op.dimension());
        long length = scanLength(op, inputs, dimension);
        int outputCount = op.outputs().size();
        var slices = new ArrayList<List<Tensor>>();
        for (long step = 0; step < length; step++) {
            long place = Boolean.TRUE.equals(op.isReverse()) ? length - 1 - step : step;
            var arguments = new ArrayList<Tensor>();
            for (var input : inputs) {
                arguments.add(slice(input, dimension, place));
            }
            arguments.addAll(carries);
            var results = body.apply(arguments);
            carries = results.subList(outputCount, results.size());
            slices.add(results.subList(0, outputCount));
        }
        var ordered = Boolean.TRUE.equals(op.isReverse()) ? slices.reversed() : slices;
        var results = new ArrayList<Tensor>();
        for (int i = 0; i < outputCount; i++) {
            int output = i;
            var parts = ordered.stream()
                    .map(slice -> withDimension(slice.get(output), dimension))
                    .toList();
            results.add(
                    parts.isEmpty()
                            ? Tensor.zeros(
                                    op.outputs().get(i).tensorType().elementType(),
                                    op.outputs().get(i).tensorType().shape())
                            : ShapeOps.concatenate(parts, dimension));
        }
        results.addAll(carries);
        return results;
    }

    private static long scanLength(ChloOp.Scan op, List<Tensor> inputs, int dimension) {
        if (!inputs.isEmpty()) {
            return inputs.getFirst().size(dimension);
        }
        if (op.scanDimSize() == null) {
            throw RanvierException.invalid("a scan without inputs needs scan_dim_size");
        }
        return op.scanDimSize();
    }

    private static Tensor slice(Tensor input, int dimension, long place) {
        var start = Index.with(new long[input.rank()], dimension, place);
        var sizes = Index.with(input.shape(), dimension, 1);
        return IndexingOps.dynamicSlice(input, start, sizes).reshaped(Index.without(input.shape(), dimension));
    }

    private static Tensor withDimension(Tensor slice, int dimension) {
        var shape = new ArrayList<Long>();
        Arrays.stream(slice.shape()).forEach(shape::add);
        shape.add(dimension, 1L);
        return slice.reshaped(shape.stream().mapToLong(Long::longValue).toArray());
    }
}
