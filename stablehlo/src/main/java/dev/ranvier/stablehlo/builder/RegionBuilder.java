package dev.ranvier.stablehlo.builder;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.verify.Inference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Adds ops to a region. Result types are inferred; where an op's operands do not determine them, they are given. Each
 * op is checked as it is added: a {@link RanvierException} names the op, the constraint and the types.
 *
 * <p>{@link #emit} adds any op; there are methods for the ops that a lowering writes most.
 */
public final class RegionBuilder {
    private final ModuleBuilder module;
    private final List<BlockArgument> arguments;
    private final List<Op> ops = new ArrayList<>();
    private Location location;

    RegionBuilder(ModuleBuilder module, List<? extends Type> argumentTypes, Location location) {
        this.module = module;
        this.arguments = argumentTypes.stream()
                .map(type -> new BlockArgument(type, location))
                .toList();
        this.location = location;
    }

    /** A builder of ops that belong to no region yet: what a pass puts in the place of an op. */
    public static RegionBuilder detached(Location location) {
        return new RegionBuilder(new ModuleBuilder(), List.of(), location);
    }

    /** What has been added so far. */
    public List<Op> ops() {
        return List.copyOf(ops);
    }

    public List<BlockArgument> arguments() {
        return arguments;
    }

    public Value argument(int index) {
        return arguments.get(index);
    }

    /** Runs {@code body} with {@code scope} as the location of the ops it adds. */
    public <T> T at(Location scope, Supplier<T> body) {
        var outer = location;
        location = scope;
        try {
            return body.get();
        } finally {
            location = outer;
        }
    }

    /** Adds an op whose one result has the type that follows from its operands. */
    public Value emit(OpForm.One form) {
        var type = Inference.resultTypes(form.op(new OpResult(new Type.None()), info()))
                .getFirst();
        return emit(type, form);
    }

    /** Adds an op whose one result has the given element type and the shape that follows from its operands. */
    public Value emitWithElements(ElementType elementType, OpForm.One form) {
        var scalar = new OpResult(TensorType.of(elementType));
        return emit(Inference.resultTypes(form.op(scalar, info())).getFirst(), form);
    }

    /** Adds an op whose one result has the given type. */
    public Value emit(Type type, OpForm.One form) {
        return emitAll(List.of(type), (results, info) -> form.op(results.getFirst(), info))
                .getFirst();
    }

    /** Adds an op whose results, {@code count} of them, have the types that follow from its operands. */
    public List<Value> emitAll(int count, OpForm.Many form) {
        var unknown = Stream.generate(() -> new OpResult(new Type.None()))
                .limit(count)
                .toList();
        return emitAll(Inference.resultTypes(form.op(unknown, info())), form);
    }

    /** Adds an op whose results have the given types. */
    public List<Value> emitAll(List<? extends Type> types, OpForm.Many form) {
        var results = types.stream().map(type -> new OpResult(type)).toList();
        var op = form.op(results, info());
        Inference.check(op);
        ops.add(op);
        return List.copyOf(results);
    }

    private OpInfo info() {
        return OpInfo.at(location);
    }

    /** A region of ops inside an op, which ends by returning the values that {@code body} returns. */
    public Region region(
            List<? extends Type> argumentTypes, Function<RegionBuilder, ? extends List<? extends Value>> body) {
        var inner = new RegionBuilder(module, argumentTypes, location);
        var results = List.<Value>copyOf(body.apply(inner));
        return inner.finish(new ControlFlowOp.Return(results, inner.info()));
    }

    Region finish(Op terminator) {
        ops.add(terminator);
        return new Region(arguments, ops);
    }

    // Elementwise

    /** Adds {@code UnaryOp.Abs::new} and its like. */
    public Value unary(OpForm.Unary constructor, Value operand) {
        return emit((result, info) -> constructor.op(operand, result, info));
    }

    /** Adds {@code UnaryOp.Tanh::new} and its like, at the default accuracy. */
    public Value unary(OpForm.UnaryWithAccuracy constructor, Value operand) {
        return emit((result, info) -> constructor.op(operand, null, result, info));
    }

    /** Adds {@code BinaryOp.Add::new} and its like. */
    public Value binary(OpForm.Binary constructor, Value lhs, Value rhs) {
        return emit((result, info) -> constructor.op(lhs, rhs, result, info));
    }

    /** Adds {@code ChloOp.BroadcastBinary.BroadcastAdd::new} and its like, broadcasting as NumPy does. */
    public Value binary(OpForm.BroadcastBinary constructor, Value lhs, Value rhs) {
        return emit((result, info) -> constructor.op(lhs, rhs, null, result, info));
    }

    public Value add(Value lhs, Value rhs) {
        return binary(BinaryOp.Add::new, lhs, rhs);
    }

    public Value subtract(Value lhs, Value rhs) {
        return binary(BinaryOp.Subtract::new, lhs, rhs);
    }

    public Value multiply(Value lhs, Value rhs) {
        return binary(BinaryOp.Multiply::new, lhs, rhs);
    }

    public Value divide(Value lhs, Value rhs) {
        return binary(BinaryOp.Divide::new, lhs, rhs);
    }

    public Value maximum(Value lhs, Value rhs) {
        return binary(BinaryOp.Maximum::new, lhs, rhs);
    }

    public Value minimum(Value lhs, Value rhs) {
        return binary(BinaryOp.Minimum::new, lhs, rhs);
    }

    public Value compare(ComparisonDirection direction, Value lhs, Value rhs) {
        return emit((result, info) -> new ElementwiseOp.Compare(lhs, rhs, direction, null, result, info));
    }

    public Value select(Value pred, Value onTrue, Value onFalse) {
        return emit((result, info) -> new ElementwiseOp.Select(pred, onTrue, onFalse, result, info));
    }

    public Value convert(ElementType elementType, Value operand) {
        return emitWithElements(elementType, (result, info) -> new ElementwiseOp.Convert(operand, result, info));
    }

    // Constants and shapes

    public Value constant(DenseElements elements) {
        return emit((result, info) -> new ShapeOp.Constant(elements, result, info));
    }

    /**
     * A constant whose elements are all {@code value}, rounded to the nearest of the element type.
     *
     * @param type of static shape and scalar elements
     */
    public Value constant(TensorType type, double value) {
        if (!(type.elementType() instanceof ScalarType scalar)) {
            throw RanvierException.invalid("a number cannot be an element of " + type);
        }
        long bits = scalar.isFloat() ? FloatFormat.of(scalar).encode(value) : (long) value;
        var element = DenseElements.ofBits(TensorType.of(scalar), bits);
        return constant(new DenseElements(type, element.data(), true));
    }

    public Value iota(TensorType type, int dimension) {
        return emit(type, (result, info) -> new ShapeOp.Iota(dimension, result, info));
    }

    public Value reshape(Value operand, long... shape) {
        return emit(
                TensorType.of(operand.tensorType().elementType(), shape),
                (result, info) -> new ShapeOp.Reshape(operand, result, info));
    }

    /** The operand with its dimension i as dimension {@code dimensions[i]} of {@code type}. */
    public Value broadcastInDim(TensorType type, Value operand, long... dimensions) {
        return emit(
                type, (result, info) -> new ShapeOp.BroadcastInDim(operand, Int64Array.of(dimensions), result, info));
    }

    public Value transpose(Value operand, long... permutation) {
        return emit((result, info) -> new ShapeOp.Transpose(operand, Int64Array.of(permutation), result, info));
    }

    public Value concatenate(int dimension, List<? extends Value> inputs) {
        return emit((result, info) -> new ShapeOp.Concatenate(List.copyOf(inputs), dimension, result, info));
    }

    public Value slice(Value operand, long[] startIndices, long[] limitIndices, long[] strides) {
        return emit((result, info) -> new ShapeOp.Slice(
                operand,
                Int64Array.of(startIndices),
                Int64Array.of(limitIndices),
                Int64Array.of(strides),
                result,
                info));
    }

    // Products and reductions

    /** Sums of products in the element type of {@code lhs}. */
    public Value dotGeneral(DotDimensionNumbers numbers, Value lhs, Value rhs) {
        return emitWithElements(
                lhs.tensorType().elementType(),
                (result, info) -> new LinearAlgebraOp.DotGeneral(lhs, rhs, numbers, null, null, result, info));
    }

    /** The product of a matrix or vector by another. */
    public Value dot(Value lhs, Value rhs) {
        int contracted = lhs.tensorType().rank() - 1;
        var numbers =
                new DotDimensionNumbers(Int64Array.of(), Int64Array.of(), Int64Array.of(contracted), Int64Array.of(0));
        return dotGeneral(numbers, lhs, rhs);
    }

    /** The operand reduced over dimensions by an elementwise op such as {@code BinaryOp.Add::new}. */
    public Value reduce(OpForm.Binary combine, Value operand, Value initValue, long... dimensions) {
        var scalar = initValue.type();
        var body = region(
                List.of(scalar, scalar), inner -> List.of(inner.binary(combine, inner.argument(0), inner.argument(1))));
        return emitAll(
                        1,
                        (results, info) -> new ReductionOp.Reduce(
                                List.of(operand), List.of(initValue), Int64Array.of(dimensions), body, results, info))
                .getFirst();
    }

    // Control flow

    /** The values of a loop whose condition and body take what {@code operands} are. */
    public List<Value> whileLoop(
            List<? extends Value> operands,
            Function<RegionBuilder, Value> condition,
            Function<RegionBuilder, ? extends List<? extends Value>> body) {
        var types = operands.stream().map(Value::type).toList();
        var conditionRegion = region(types, inner -> List.of(condition.apply(inner)));
        var bodyRegion = region(types, body);
        return emitAll(
                operands.size(),
                (results, info) ->
                        new ControlFlowOp.While(List.copyOf(operands), conditionRegion, bodyRegion, results, info));
    }

    /** The values of one of two branches. */
    public List<Value> ifElse(
            Value pred,
            Function<RegionBuilder, ? extends List<? extends Value>> onTrue,
            Function<RegionBuilder, ? extends List<? extends Value>> onFalse) {
        var trueBranch = region(List.of(), onTrue);
        var falseBranch = region(List.of(), onFalse);
        return emitAll(
                trueBranch.results().size(),
                (results, info) -> new ControlFlowOp.If(pred, trueBranch, falseBranch, results, info));
    }

    /** The results of a function of this module that has been built before. */
    public List<Value> call(String function, List<? extends Value> operands) {
        return emitAll(
                module.resultTypes(function),
                (results, info) -> new ControlFlowOp.Call(
                        new SymbolRef(function), List.copyOf(operands), null, null, null, results, info));
    }
}
