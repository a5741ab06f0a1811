package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Ops that give the same elements in another arrangement, or as they are. */
final class ViewOps {
    private ViewOps() {}

    static void add(OpTable table) {
        table.add(
                List.of(
                        "aten.alias.default",
                        "aten.detach.default",
                        "aten.clone.default",
                        "aten.contiguous.default",
                        "aten.lift_fresh.default",
                        "aten.lift_fresh_copy.default",
                        "aten.lift.default",
                        "aten.to.device",
                        "aten.to.prim_Device",
                        "aten.positive.default",
                        "aten.resolve_conj.default",
                        "aten.resolve_neg.default"),
                call -> call.tensor("self"));
        // The graph says the type of the result, to which every result is converted.
        table.add(
                List.of(
                        "aten.to.dtype",
                        "aten.to.dtype_layout",
                        "aten.to.other",
                        "aten._to_copy.default",
                        "aten.type_as.default"),
                call -> call.emit().convert(call.tensor("self"), call.resultType()));
        table.add(
                "prims.convert_element_type.default", call -> call.emit().convert(call.tensor("a"), call.resultType()));
        table.add(
                List.of(
                        "aten.view.default",
                        "aten._unsafe_view.default",
                        "aten.reshape.default",
                        "aten.flatten.using_ints",
                        "aten.unflatten.int",
                        "aten.squeeze.default",
                        "aten.squeeze.dim",
                        "aten.squeeze.dims",
                        "aten.unsqueeze.default",
                        "aten.view_as.default",
                        "aten.reshape_as.default",
                        "aten.ravel.default",
                        "aten.atleast_1d.default"),
                call -> call.emit().reshape(call.tensor("self"), call.resultShape()));
        table.add(
                List.of(
                        "aten.transpose.int",
                        "aten.swapaxes.default",
                        "aten.t.default",
                        "aten.permute.default",
                        "aten.movedim.int",
                        "aten.movedim.intlist",
                        "aten.numpy_T.default",
                        "aten.mT.default"),
                call -> {
                    var x = call.tensor("self");
                    return call.emit().transpose(x, permutation(call, Emitter.rank(x)));
                });
        table.add(
                List.of("aten.expand.default", "aten.expand_as.default", "aten.broadcast_to.default"),
                call -> call.emit().broadcast(call.tensor("self"), call.resultShape()));
        table.addAll("aten.broadcast_tensors.default", call -> {
            var tensors = call.tensors("tensors");
            return IntStream.range(0, tensors.size())
                    .mapToObj(i -> call.emit().broadcast(tensors.get(i), call.resultShape(i)))
                    .toList();
        });
        table.add("aten.view.dtype", ViewOps::bitcast);
        table.add("aten.view_as_real.default", ViewOps::realParts);
        table.add("aten.view_as_complex.default", ViewOps::fromRealParts);
        table.add("aten.real.default", call -> part(call, UnaryOp.Real::new));
        table.add("aten.imag.default", call -> part(call, UnaryOp.Imag::new));
        table.add(
                "aten.complex.default",
                call -> call.emit().binary(BinaryOp.Complex::new, call.tensor("real"), call.tensor("imag")));
        table.add("aten.polar.default", call -> {
            var emit = call.emit();
            var angle = call.tensor("angle");
            return emit.binary(
                    BinaryOp.Complex::new,
                    emit.multiply(call.tensor("abs"), emit.unary(UnaryOp.Cosine::new, angle)),
                    emit.multiply(call.tensor("abs"), emit.unary(UnaryOp.Sine::new, angle)));
        });
        table.add(
                "aten.copy.default",
                call -> call.emit().broadcast(call.tensor("src"), call.emit().shape(call.tensor("self"))));
        table.add(
                List.of("aten.fill.Scalar", "aten.fill.Tensor"),
                call -> call.emit().broadcast(call.operand("value", call.resultType()), call.resultShape()));
        table.add("aten.zero.default", call -> call.emit().full(call.resultShape(), call.resultType(), 0));
    }

    /** Which dimension of the operand is each dimension of the result. */
    static int[] permutation(Call call, int rank) {
        var permutation = IntStream.range(0, rank).toArray();
        if (call.has("dims")) {
            return Arrays.stream(call.integers("dims"))
                    .mapToInt(dimension -> Call.dimension(dimension, rank))
                    .toArray();
        }
        if (call.has("source")) {
            return moved(call, rank);
        }
        if (call.op().startsWith("aten.numpy_T")) {
            return IntStream.range(0, rank).map(i -> rank - 1 - i).toArray();
        }
        if (rank < 2) {
            return permutation;
        }
        int a = rank - 2;
        int b = rank - 1;
        if (call.has("dim0")) {
            a = call.dimension("dim0", rank);
            b = call.dimension("dim1", rank);
        } else if (call.has("axis0")) {
            a = call.dimension("axis0", rank);
            b = call.dimension("axis1", rank);
        }
        permutation[a] = b;
        permutation[b] = a;
        return permutation;
    }

    private static int[] moved(Call call, int rank) {
        var sources = call.integers("source");
        var destinations = call.integers("destination");
        if (sources.length != destinations.length) {
            throw RanvierException.invalid("moves " + sources.length + " dimensions to " + destinations.length);
        }
        var permutation = new int[rank];
        Arrays.fill(permutation, -1);
        for (int i = 0; i < sources.length; i++) {
            permutation[Call.dimension(destinations[i], rank)] = Call.dimension(sources[i], rank);
        }
        var rest = IntStream.range(0, rank)
                .filter(dimension -> Arrays.stream(permutation).noneMatch(taken -> taken == dimension))
                .iterator();
        for (int i = 0; i < rank; i++) {
            permutation[i] = permutation[i] < 0 && rest.hasNext() ? rest.next() : permutation[i];
        }
        return permutation;
    }

    private static Value bitcast(Call call) {
        var type = call.resultShape().type(call.resultType());
        var x = call.tensor("self");
        if (type.elementType().byteWidth() != Emitter.elementType(x).byteWidth()) {
            throw RanvierException.unimplemented("a view in a type of another width: " + x.type() + " as " + type);
        }
        return call.emit().bitcast(x, type);
    }

    private static Value part(Call call, OpForm.Unary form) {
        var x = call.tensor("self");
        return Emitter.elementType(x).isComplex() ? call.emit().unary(form, x) : x;
    }

    private static Value realParts(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        int last = Emitter.rank(x);
        var real = emit.unsqueeze(emit.unary(UnaryOp.Real::new, x), last);
        var imaginary = emit.unsqueeze(emit.unary(UnaryOp.Imag::new, x), last);
        return emit.concatenate(last, List.of(real, imaginary));
    }

    private static Value fromRealParts(Call call) {
        var emit = call.emit();
        var x = call.tensor("self");
        int last = Emitter.rank(x) - 1;
        return emit.binary(BinaryOp.Complex::new, emit.select(x, last, Size.of(0)), emit.select(x, last, Size.of(1)));
    }
}
