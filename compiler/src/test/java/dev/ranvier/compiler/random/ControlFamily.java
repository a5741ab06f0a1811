package dev.ranvier.compiler.random;

import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.List;

/** Branches, loops, calls, barriers and tuples. */
final class ControlFamily {
    /** Regions are not nested deeper. */
    private static final int DEEPEST = 2;

    private ControlFamily() {}

    private static List<TensorType> types(Values values) {
        var types = new ArrayList<TensorType>();
        for (int i = 1 + values.random.nextInt(3); i > 0; i--) {
            types.add(values.anyExact().type());
        }
        return types;
    }

    private static List<Value> results(RegionBuilder builder, Values values, List<TensorType> types) {
        var inner = values.inner(builder);
        inner.addArguments(builder.arguments());
        RandomProgram.addOps(inner, 1 + values.random.nextInt(4));
        var results = new ArrayList<Value>();
        types.forEach(type -> results.add(inner.exact(type).value()));
        return results;
    }

    private static Region branch(Values values, List<TensorType> types) {
        return values.builder.region(List.of(), inner -> results(inner, values, types));
    }

    private static void checkDepth(Values values) {
        if (values.depth >= DEEPEST) {
            throw new Values.NoFit();
        }
    }

    static void branch(Values values) {
        checkDepth(values);
        var types = types(values);
        boolean isConstant = values.random.nextInt(5) == 0;
        if (values.random.nextBoolean()) {
            var predicate = isConstant
                    ? values.builder.constant(TensorType.of(ScalarType.I1), values.random.nextInt(2))
                    : values.exact(ScalarType.I1).value();
            var onTrue = branch(values, types);
            var onFalse = branch(values, types);
            values.builder
                    .emitAll(
                            types.size(),
                            (results, info) -> new ControlFlowOp.If(predicate, onTrue, onFalse, results, info))
                    .forEach(values::addExact);
            return;
        }
        var index = isConstant
                ? values.builder.constant(TensorType.of(ScalarType.I32), values.random.nextInt(-1, 4))
                : values.exact(ScalarType.I32).value();
        var branches = new ArrayList<Region>();
        for (int i = 1 + values.random.nextInt(3); i > 0; i--) {
            branches.add(branch(values, types));
        }
        values.builder
                .emitAll(
                        types.size(),
                        (results, info) -> new ControlFlowOp.Case(index, List.copyOf(branches), results, info))
                .forEach(values::addExact);
    }

    /** A loop of a few rounds; some of its state stays as it is, some changes places. */
    static void loop(Values values) {
        checkDepth(values);
        var types = types(values);
        var counter = TensorType.of(values.random.nextBoolean() ? ScalarType.I32 : ScalarType.UI8);
        int rounds = values.random.nextInt(5);
        var operands = new ArrayList<Value>();
        operands.add(values.builder.constant(counter, 0));
        types.forEach(type -> operands.add(values.exact(type).value()));
        var outside = values.builder.constant(counter, rounds);
        boolean captures = values.random.nextBoolean();
        values.builder
                .whileLoop(
                        operands,
                        inner -> inner.compare(
                                ComparisonDirection.LT,
                                inner.argument(0),
                                captures ? outside : inner.constant(counter, rounds)),
                        inner -> body(inner, values, types, counter))
                .forEach(values::addExact);
    }

    private static List<Value> body(RegionBuilder inner, Values values, List<TensorType> types, TensorType counter) {
        var next = inner.add(inner.argument(0), inner.constant(counter, 1));
        var results = new ArrayList<Value>();
        results.add(next);
        results.addAll(results(inner, values, types));
        for (int i = 1; i < results.size(); i++) {
            var argument = inner.argument(1 + values.random.nextInt(types.size()));
            if (values.random.nextInt(4) == 0
                    && argument.type().equals(results.get(i).type())) {
                results.set(i, argument);
            }
        }
        return results;
    }

    /** A call of a function of the module, as such or as a composite's decomposition. */
    static void call(Values values, String function, List<TensorType> arguments) {
        var operands = new ArrayList<Value>();
        arguments.forEach(type -> operands.add(values.exact(type).value()));
        if (values.random.nextBoolean()) {
            values.builder.call(function, operands).forEach(values::addExact);
            return;
        }
        var types = values.builder.call(function, operands).stream()
                .map(Value::type)
                .toList();
        values.builder
                .emitAll(
                        types,
                        (results, info) -> new ControlFlowOp.Composite(
                                operands,
                                "test.composite",
                                null,
                                new SymbolRef(function),
                                null,
                                List.of(),
                                results,
                                info))
                .forEach(values::addExact);
    }

    static void barrier(Values values) {
        var known = List.of(values.any(), values.any());
        var operands = known.stream().map(Known::value).toList();
        var results = values.builder.emitAll(
                2, (made, info) -> new ControlFlowOp.OptimizationBarrier(operands, List.copyOf(made), info));
        for (int i = 0; i < results.size(); i++) {
            values.add(new Known(
                    results.get(i), known.get(i).accuracy(), known.get(i).bound()));
        }
    }

    static void tuple(Values values) {
        var first = values.any();
        var second = values.any();
        var tuple = values.builder.emit(
                (result, info) -> new ControlFlowOp.Tuple(List.of(first.value(), second.value()), result, info));
        values.addMoved((result, info) -> new ControlFlowOp.GetTupleElement(tuple, 1, result, info), second);
    }
}
