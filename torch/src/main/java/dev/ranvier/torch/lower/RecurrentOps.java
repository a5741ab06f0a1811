package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Recurrent networks of several layers, in one direction or both: a loop over time for each. */
final class RecurrentOps {
    private RecurrentOps() {}

    static void add(OpTable table) {
        table.addAll("aten.lstm.input", call -> run(call, new Lstm(), call.tensors("hx")));
        table.addAll("aten.gru.input", call -> run(call, new Gru(), List.of(call.tensor("hx"))));
        table.addAll(
                "aten.rnn_tanh.input", call -> run(call, new Plain(UnaryOp.Tanh::new), List.of(call.tensor("hx"))));
        table.addAll("aten.rnn_relu.input", call -> run(call, new Plain(null), List.of(call.tensor("hx"))));
    }

    /** The weights of a layer in one direction. */
    private record Weights(
            Value input,
            Value hidden,
            @Nullable Value inputBias,
            @Nullable Value hiddenBias) {}

    /** What one step does. */
    private interface Unit {
        /**
         * The new states, the first of which is the output.
         *
         * @param projected the input of the step times its weights, with the bias
         */
        List<Value> step(Emitter emit, Value projected, List<Value> states, Weights weights);
    }

    /** Gates in, forget, cell, out. Source: PyTorch's documentation of {@code torch.nn.LSTM}. */
    private record Lstm() implements Unit {
        @Override
        public List<Value> step(Emitter emit, Value projected, List<Value> states, Weights weights) {
            var gates = emit.add(
                    projected, ProductOps.linear(emit, states.getFirst(), weights.hidden(), weights.hiddenBias()));
            var in = ActivationOps.sigmoid(emit, gate(emit, gates, 0, 4));
            var forget = ActivationOps.sigmoid(emit, gate(emit, gates, 1, 4));
            var cell = emit.unary(UnaryOp.Tanh::new, gate(emit, gates, 2, 4));
            var out = ActivationOps.sigmoid(emit, gate(emit, gates, 3, 4));
            var memory = emit.add(emit.multiply(forget, states.getLast()), emit.multiply(in, cell));
            return List.of(emit.multiply(out, emit.unary(UnaryOp.Tanh::new, memory)), memory);
        }
    }

    /** Gates reset, update, new. Source: PyTorch's documentation of {@code torch.nn.GRU}. */
    private record Gru() implements Unit {
        @Override
        public List<Value> step(Emitter emit, Value projected, List<Value> states, Weights weights) {
            var hidden = states.getFirst();
            var recurrent = ProductOps.linear(emit, hidden, weights.hidden(), weights.hiddenBias());
            var reset = ActivationOps.sigmoid(emit, emit.add(gate(emit, projected, 0, 3), gate(emit, recurrent, 0, 3)));
            var update =
                    ActivationOps.sigmoid(emit, emit.add(gate(emit, projected, 1, 3), gate(emit, recurrent, 1, 3)));
            var candidate = emit.unary(
                    UnaryOp.Tanh::new,
                    emit.add(gate(emit, projected, 2, 3), emit.multiply(reset, gate(emit, recurrent, 2, 3))));
            return List.of(emit.add(candidate, emit.multiply(update, emit.subtract(hidden, candidate))));
        }
    }

    /** @param function null for the positive part */
    private record Plain(OpForm.@Nullable UnaryWithAccuracy function) implements Unit {
        @Override
        public List<Value> step(Emitter emit, Value projected, List<Value> states, Weights weights) {
            var sum = emit.add(
                    projected, ProductOps.linear(emit, states.getFirst(), weights.hidden(), weights.hiddenBias()));
            return List.of(function == null ? emit.maximum(sum, emit.fullLike(sum, 0)) : emit.unary(function, sum));
        }
    }

    private static Value gate(Emitter emit, Value gates, int index, int count) {
        int last = Emitter.rank(gates) - 1;
        long size = gates.tensorType().size(last) / count;
        return emit.slice(gates, last, index * size, (index + 1) * size);
    }

    /** The outputs of the last layer, and the last states of all layers and directions. */
    private static List<Value> run(Call call, Unit unit, List<Value> initial) {
        var emit = call.emit();
        if (call.flag("train") && call.number("dropout") != 0) {
            throw call.unexpected("dropout", "0 in training");
        }
        var x = call.tensor("input");
        if (Emitter.rank(x) != 3) {
            throw RanvierException.unimplemented("recurrent layers over inputs without a batch");
        }
        boolean batchFirst = call.flag("batch_first");
        x = batchFirst ? emit.swap(x, 0, 1) : x;
        var weights = weights(call);
        int directions = call.flag("bidirectional") ? 2 : 1;
        var lastStates = new ArrayList<List<Value>>();
        for (int layer = 0; layer < call.integer("num_layers"); layer++) {
            var outputs = new ArrayList<Value>();
            for (int direction = 0; direction < directions; direction++) {
                int index = layer * directions + direction;
                var states = initial.stream()
                        .map(state -> emit.select(state, 0, Size.of(index)))
                        .toList();
                var results = layer(emit, unit, x, states, weights.get(index), direction == 1);
                outputs.add(results.getFirst());
                lastStates.add(results.subList(1, results.size()));
            }
            x = emit.concatenate(2, outputs);
        }
        var results = new ArrayList<Value>();
        results.add(batchFirst ? emit.swap(x, 0, 1) : x);
        for (int i = 0; i < initial.size(); i++) {
            int state = i;
            results.add(emit.concatenate(
                    0,
                    lastStates.stream()
                            .map(states -> emit.unsqueeze(states.get(state), 0))
                            .toList()));
        }
        return results;
    }

    private static List<Weights> weights(Call call) {
        var parameters = call.tensors("params");
        boolean hasBiases = call.flag("has_biases");
        int each = hasBiases ? 4 : 2;
        long count = call.integer("num_layers") * (call.flag("bidirectional") ? 2 : 1);
        if (parameters.size() != count * each) {
            throw RanvierException.unimplemented("recurrent layers with projections");
        }
        return IntStream.range(0, (int) count)
                .mapToObj(i -> new Weights(
                        parameters.get(i * each),
                        parameters.get(i * each + 1),
                        hasBiases ? parameters.get(i * each + 2) : null,
                        hasBiases ? parameters.get(i * each + 3) : null))
                .toList();
    }

    /** The outputs of all steps, and the last states. The products of all inputs are one product before the loop. */
    private static List<Value> layer(
            Emitter emit, Unit unit, Value x, List<Value> states, Weights weights, boolean backwards) {
        var projected = ProductOps.linear(emit, x, weights.input(), weights.inputBias());
        long steps = x.tensorType().size(0);
        var outputs = emit.full(
                emit.shape(states.getFirst()).inserted(0, Size.of(steps)), Emitter.elementType(states.getFirst()), 0);
        var carried = new ArrayList<Value>();
        carried.add(emit.integer(ScalarType.I64, 0));
        carried.add(outputs);
        carried.addAll(states);
        var results = emit.builder()
                .whileLoop(
                        carried,
                        inner -> new Emitter(inner).compare(ComparisonDirection.LT, inner.argument(0), (double) steps),
                        inner -> step(inner, unit, projected, weights, backwards ? steps : 0));
        return results.subList(1, results.size());
    }

    /** @param from if not 0, how many steps there are: they are taken from the last one */
    private static List<Value> step(RegionBuilder inner, Unit unit, Value projected, Weights weights, long from) {
        var emit = new Emitter(inner);
        var counter = inner.argument(0);
        var time = from == 0 ? counter : emit.subtract(emit.integer(ScalarType.I64, from - 1), counter);
        var states = List.<Value>copyOf(
                inner.arguments().subList(2, inner.arguments().size()));
        var zero = emit.integer(ScalarType.I64, 0);
        var starts = List.of(time, zero, zero);
        var sizes = Emitter.known(emit.shape(projected).with(0, 1));
        var input = inner.emit(
                (result, info) -> new IndexingOp.DynamicSlice(projected, starts, Int64Array.of(sizes), result, info));
        var next = unit.step(emit, emit.squeeze(input, 0), states, weights);
        var output = emit.unsqueeze(next.getFirst(), 0);
        var outputs = inner.emit(
                (result, info) -> new IndexingOp.DynamicUpdateSlice(inner.argument(1), output, starts, result, info));
        var results = new ArrayList<Value>();
        results.add(emit.add(counter, 1));
        results.add(outputs);
        results.addAll(next);
        return results;
    }
}
