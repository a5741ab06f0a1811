package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.Value;
import java.util.List;

/** Sums, means and maxima of bags of rows of a table: modes 0, 1 and 2. Bags begin where {@code offsets} says. */
final class EmbeddingBagOps {
    private static final int SUM = 0;
    private static final int MEAN = 1;

    private EmbeddingBagOps() {}

    static void add(OpTable table) {
        table.addAll("aten._embedding_bag_forward_only.default", EmbeddingBagOps::bags);
        table.addAll("aten._embedding_bag.default", EmbeddingBagOps::bags);
        table.add("aten._embedding_bag_backward.default", EmbeddingBagOps::gradient);
        table.add("aten._embedding_bag_per_sample_weights_backward.default", EmbeddingBagOps::weightsGradient);
    }

    /** What each bag gives; and for the gradient the bag of each row, the number of rows of each bag and the greatest. */
    private static List<Value> bags(Call call) {
        var emit = call.emit();
        var index = call.tensor("indices");
        var weight = emit.wide(call.tensor("weight"));
        var isMember =
                members(call, index, call.resultShape().type(ScalarType.I1).size(0));
        int mode = (int) call.integer("mode");
        var rows = GatherScatter.slices(emit, weight, 0, index).gather();
        var scale = call.optionalTensor("per_sample_weights");
        if (scale != null) {
            rows = emit.multiply(rows, emit.unsqueeze(emit.convert(scale, Emitter.elementType(rows)), 1));
        }
        var counts = ReductionOps.sum(emit, emit.convert(isMember, ScalarType.I64), 1);
        var bag = bagOfEach(call, index);
        if (mode == SUM || mode == MEAN) {
            var sums = emit.dot(emit.convert(isMember, Emitter.elementType(rows)), rows, 0, 1, 0);
            var number = emit.maximum(
                    emit.convert(counts, Emitter.elementType(rows)), emit.constant(Emitter.elementType(rows), 1));
            var result = mode == SUM ? sums : emit.divide(sums, emit.unsqueeze(number, 1));
            return List.of(result, fitted(call, 1, bag), fitted(call, 2, counts), fitted(call, 3, counts));
        }
        var candidates = emit.select(emit.unsqueeze(isMember, 2), emit.unsqueeze(rows, 0), Double.NEGATIVE_INFINITY);
        var positions = emit.broadcast(index, emit.shape(candidates), 1);
        var greatest = ReductionOps.extremeWithIndex(emit, candidates, positions, ComparisonDirection.GT, 1);
        var isEmpty = emit.unsqueeze(emit.compare(ComparisonDirection.EQ, counts, 0), 1);
        return List.of(
                emit.select(isEmpty, 0, greatest.getFirst()),
                fitted(call, 1, bag),
                fitted(call, 2, counts),
                fitted(call, 3, emit.select(isEmpty, 0, greatest.getLast())));
    }

    private static Value gradient(Call call) {
        var emit = call.emit();
        var gradient = UnaryOps.operand(call, "grad");
        var index = call.tensor("indices");
        int mode = (int) call.integer("mode");
        if (call.flag("scale_grad_by_freq")) {
            throw call.unexpected("scale_grad_by_freq", "false");
        }
        var zeros = emit.full(call.resultShape(), Emitter.elementType(gradient), 0);
        if (mode != SUM && mode != MEAN) {
            var counts = emit.convert(call.tensor("bag_size"), ScalarType.I64);
            var isEmpty = emit.unsqueeze(emit.compare(ComparisonDirection.EQ, counts, 0), 1);
            return GatherScatter.along(emit, zeros, 0, call.tensor("maximum_indices"))
                    .scatterSum(emit.select(isEmpty, 0, gradient));
        }
        var isMember = emit.convert(members(call, index, gradient.tensorType().size(0)), Emitter.elementType(gradient));
        if (mode == MEAN) {
            var counts =
                    emit.maximum(ReductionOps.sum(emit, isMember, 1), emit.constant(Emitter.elementType(gradient), 1));
            gradient = emit.divide(gradient, emit.unsqueeze(counts, 1));
        }
        var rows = emit.dot(isMember, gradient, 0, 0, 0);
        var scale = call.optionalTensor("per_sample_weights");
        if (scale != null) {
            rows = emit.multiply(rows, emit.unsqueeze(emit.convert(scale, Emitter.elementType(rows)), 1));
        }
        return GatherScatter.slices(emit, zeros, 0, index).scatterSum(rows);
    }

    /** What each row has in common with the gradient of its bag. */
    private static Value weightsGradient(Call call) {
        var emit = call.emit();
        var gradient = UnaryOps.operand(call, "grad");
        var index = call.tensor("indices");
        var isMember = emit.convert(members(call, index, gradient.tensorType().size(0)), Emitter.elementType(gradient));
        var ofBags = emit.dot(isMember, gradient, 0, 0, 0);
        var rows = GatherScatter.slices(emit, UnaryOps.operand(call, "weight"), 0, index)
                .gather();
        return ReductionOps.sum(emit, emit.multiply(rows, ofBags), 1);
    }

    /** A result in the shape that the graph says: PyTorch leaves some empty in some modes. */
    private static Value fitted(Call call, int result, Value value) {
        var emit = call.emit();
        return call.resultCount() > result && emit.shape(value).equals(call.resultShape(result))
                ? value
                : emit.full(call.resultCount() > result ? call.resultShape(result) : Shape.SCALAR, ScalarType.I64, 0);
    }

    private static Value bagOfEach(Call call, Value index) {
        var emit = call.emit();
        var offsets = emit.convert(call.tensor("offsets"), ScalarType.I64);
        var position = emit.iota(emit.shape(index), ScalarType.I64, 0);
        var isPast = emit.compare(ComparisonDirection.LE, emit.unsqueeze(offsets, 0), emit.unsqueeze(position, 1));
        return emit.add(ReductionOps.sum(emit, emit.convert(isPast, ScalarType.I64), 1), -1);
    }

    /** Whether each row is in each bag and counts there: [bags, rows]. */
    private static Value members(Call call, Value index, long bags) {
        var emit = call.emit();
        var bag = bagOfEach(call, index);
        var shape = Shape.of(bags).followedBy(emit.shape(index));
        var isMember = emit.compare(ComparisonDirection.EQ, emit.iota(shape, ScalarType.I64, 0), bag);
        long padding = call.integer("padding_idx");
        return padding < 0
                ? isMember
                : emit.binary(
                        BinaryOp.And::new,
                        isMember,
                        emit.broadcast(
                                emit.compare(
                                        ComparisonDirection.NE,
                                        index,
                                        emit.integer(Emitter.elementType(index), padding)),
                                shape));
    }
}
