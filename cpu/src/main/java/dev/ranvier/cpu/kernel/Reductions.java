package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.cpu.kernel.Index.Stepped;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.stablehlo.ReductionOp.Reduce;
import dev.ranvier.stablehlo.ReductionOp.ReduceWindow;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Many elements combined into one by a region. */
final class Reductions {
    private Reductions() {}

    /** Elements that a loop changes, kept in local memory that LLVM turns into registers. */
    static final class Accumulators {
        private final IrFunction f;
        private final List<List<IrValue>> slots = new ArrayList<>();
        private final List<List<IrType>> types = new ArrayList<>();

        Accumulators(IrFunction f, List<Element> initial) {
            this.f = f;
            for (var element : initial) {
                var parts = parts(element);
                types.add(parts.stream().map(IrValue::type).toList());
                slots.add(parts.stream().map(part -> f.local(part.type())).toList());
            }
            set(initial);
        }

        private static List<IrValue> parts(Element element) {
            return switch (element) {
                case Real(IrValue value) -> List.of(value);
                case Complex(IrValue real, IrValue imaginary) -> List.of(real, imaginary);
            };
        }

        void set(List<Element> elements) {
            for (int i = 0; i < elements.size(); i++) {
                var parts = parts(elements.get(i));
                for (int p = 0; p < parts.size(); p++) {
                    f.store(parts.get(p), slots.get(i).get(p));
                }
            }
        }

        List<Element> get() {
            var elements = new ArrayList<Element>();
            for (int i = 0; i < slots.size(); i++) {
                var first = f.load(types.get(i).getFirst(), slots.get(i).getFirst());
                elements.add(
                        slots.get(i).size() == 1
                                ? new Real(first)
                                : new Complex(
                                        first,
                                        f.load(types.get(i).get(1), slots.get(i).get(1))));
            }
            return elements;
        }
    }

    /** Specification section "reduce". */
    static List<Element> reduce(ElementEmitter e, Reduce op, List<Index> at) {
        var shape = op.inputs().getFirst().tensorType();
        var kept = new ArrayList<>(Collections.nCopies(shape.rank(), Index.of(0)));
        int next = 0;
        var reduced = new ArrayList<Integer>();
        for (int d = 0; d < shape.rank(); d++) {
            if (op.dimensions().contains(d)) {
                reduced.add(d);
            } else {
                kept.set(d, at.get(next++));
            }
        }
        var initial =
                op.initValues().stream().map(value -> e.at(value, List.of())).toList();
        var result = new Accumulators(e.function(), initial);
        e.scope(() -> nest(e, op, kept, reduced, result));
        return result.get();
    }

    private static void nest(
            ElementEmitter e, Reduce op, List<Index> at, List<Integer> dimensions, Accumulators result) {
        if (dimensions.isEmpty()) {
            var elements = new ArrayList<>(result.get());
            op.inputs().forEach(input -> elements.add(e.at(input, List.copyOf(at))));
            result.set(e.region(op.body(), elements));
            return;
        }
        var type = op.inputs().getFirst().tensorType();
        int dimension = dimensions.getFirst();
        long size = type.size(dimension);
        var rest = dimensions.subList(1, dimensions.size());
        int wide = e.kernel().lanes();
        if (rest.isEmpty() && dimension == type.rank() - 1 && e.lanes() == 1 && wide > 1 && size >= 2L * wide) {
            reduceRow(e, op, at, size, result);
            return;
        }
        e.function()
                .loop(
                        IrValue.i64(0),
                        IrValue.i64(size),
                        1,
                        index -> e.scope(() -> {
                            var inner = new ArrayList<>(at);
                            inner.set(dimension, new Uniform(index));
                            nest(e, op, inner, rest, result);
                        }));
    }

    /** The last dimension by vectors, then their lanes among each other, and last what does not fill a vector. */
    private static void reduceRow(ElementEmitter e, Reduce op, List<Index> at, long size, Accumulators result) {
        var f = e.function();
        int lanes = e.kernel().lanes();
        var wide = e.withLanes(lanes);
        int last = at.size() - 1;
        var first = new Accumulators(f, elements(wide, op.inputs(), with(at, last, new Stepped(IrValue.i64(0), 1))));
        long whole = size / lanes * lanes;
        f.loop(
                IrValue.i64(lanes),
                IrValue.i64(whole),
                lanes,
                index -> wide.scope(() -> {
                    var arguments = new ArrayList<>(first.get());
                    arguments.addAll(elements(wide, op.inputs(), with(at, last, new Stepped(index, 1))));
                    first.set(wide.region(op.body(), arguments));
                }));
        var arguments = new ArrayList<>(result.get());
        arguments.addAll(acrossLanes(wide, op.body(), first.get(), lanes));
        result.set(e.region(op.body(), arguments));
        f.loop(
                IrValue.i64(whole),
                IrValue.i64(size),
                1,
                index -> e.scope(() -> {
                    nest(e, op, with(at, last, new Uniform(index)), List.of(), result);
                }));
    }

    private static List<Index> with(List<Index> at, int dimension, Index index) {
        var changed = new ArrayList<>(at);
        changed.set(dimension, index);
        return List.copyOf(changed);
    }

    private static List<Element> elements(ElementEmitter e, List<Value> values, List<Index> at) {
        return values.stream().map(value -> e.at(value, at)).toList();
    }

    /** The lanes of a vector combined in halves. */
    static List<Element> acrossLanes(ElementEmitter wide, Region body, List<Element> elements, int lanes) {
        var current = elements;
        for (int half = lanes / 2; half >= 1; half /= 2) {
            int distance = half;
            var arguments = new ArrayList<>(current);
            var positions =
                    IntStream.range(0, lanes).map(i -> (i + distance) % lanes).toArray();
            current.forEach(element -> arguments.add(shuffled(wide.function(), element, positions)));
            current = wide.region(body, arguments);
        }
        return current.stream()
                .map(element -> firstLane(wide.function(), element))
                .toList();
    }

    private static Element shuffled(IrFunction f, Element element, int[] positions) {
        return switch (element) {
            case Real(IrValue value) -> new Real(f.shuffle(value, value, positions));
            case Complex(IrValue real, IrValue imaginary) ->
                new Complex(f.shuffle(real, real, positions), f.shuffle(imaginary, imaginary, positions));
        };
    }

    private static Element firstLane(IrFunction f, Element element) {
        return switch (element) {
            case Real(IrValue value) -> new Real(f.lane(value, 0));
            case Complex(IrValue real, IrValue imaginary) -> new Complex(f.lane(real, 0), f.lane(imaginary, 0));
        };
    }

    /** Specification section "reduce_window": what lies outside counts as the initial value. */
    static List<Element> reduceWindow(ElementEmitter e, ReduceWindow op, List<Index> at) {
        var initial =
                op.initValues().stream().map(value -> e.at(value, List.of())).toList();
        var result = new Accumulators(e.function(), initial);
        e.scope(() -> window(e, op, at, new ArrayList<>(), initial, result));
        return result.get();
    }

    private static void window(
            ElementEmitter e,
            ReduceWindow op,
            List<Index> at,
            List<Index> offsets,
            List<Element> initial,
            Accumulators result) {
        int dimension = offsets.size();
        if (dimension == at.size()) {
            var arguments = new ArrayList<>(result.get());
            var place = WindowPlace.of(e, Window.of(op), op.inputs().getFirst().tensorType(), at, offsets);
            for (int i = 0; i < op.inputs().size(); i++) {
                arguments.add(place.elementOr(e, op.inputs().get(i), initial.get(i)));
            }
            result.set(e.region(op.body(), arguments));
            return;
        }
        long size = op.windowDimensions().get(dimension);
        if (size == 1) {
            window(e, op, at, plus(offsets, Index.of(0)), initial, result);
            return;
        }
        e.function()
                .loop(
                        IrValue.i64(0),
                        IrValue.i64(size),
                        1,
                        index -> e.scope(() -> {
                            e.kernel().bounds().index(index, size);
                            window(e, op, at, plus(offsets, new Uniform(index)), initial, result);
                        }));
    }

    private static List<Index> plus(List<Index> indices, Index index) {
        var longer = new ArrayList<>(indices);
        longer.add(index);
        return longer;
    }
}
