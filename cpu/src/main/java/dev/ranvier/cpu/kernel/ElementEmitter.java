package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.cpu.math.RealMath;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the code that computes one element of a value, or one for each lane, from the elements that it depends on: the
 * ops of a kernel are not run one after the other, but composed.
 *
 * <p>Elements are kept while code that they dominate is written; see {@link #scope}.
 */
final class ElementEmitter {
    private record Key(Value value, List<Index> indices) {}

    private final Kernel kernel;
    private final IrFunction f;
    private final int lanes;
    private final Indices indices;
    private final Memory memory;
    private final ElementEmitter scalars;
    private Map<Key, Element> known = new HashMap<>();
    private boolean inRegion;

    ElementEmitter(Kernel kernel, IrFunction function, int lanes) {
        this(kernel, function, lanes, null);
    }

    private ElementEmitter(Kernel kernel, IrFunction function, int lanes, @Nullable ElementEmitter scalars) {
        this.scalars = lanes == 1 ? this : scalars != null ? scalars : new ElementEmitter(kernel, function, 1);
        this.kernel = kernel;
        this.f = function;
        this.lanes = lanes;
        this.indices = new Indices(function, lanes, kernel.bounds());
        this.memory = new Memory(function, lanes);
    }

    /** An emitter of other lanes for the same kernel, at the same place of its code. */
    ElementEmitter withLanes(int count) {
        return count == lanes ? this : count == 1 ? scalars : new ElementEmitter(kernel, f, count, scalars);
    }

    IrFunction function() {
        return f;
    }

    int lanes() {
        return lanes;
    }

    Indices indices() {
        return indices;
    }

    Memory memory() {
        return memory;
    }

    Kernel kernel() {
        return kernel;
    }

    /** Writes code in a block of its own, such as a loop's body; what it computes is forgotten behind it. */
    void scope(Runnable code) {
        var outer = known;
        var outerScalars = scalars.known;
        known = new HashMap<>(outer);
        scalars.known = this == scalars ? known : new HashMap<>(outerScalars);
        code.run();
        scalars.known = outerScalars;
        known = outer;
    }

    /** Says what the element of a value at some indices is. */
    void define(Value value, List<Index> at, Element element) {
        known.put(new Key(value, at), element);
    }

    /** The element of {@code value} at {@code at}, one index for each dimension. */
    Element at(Value value, List<Index> at) {
        var key = new Key(value, at);
        var element = known.get(key);
        if (element == null) {
            element = lanes > 1 && !inRegion && isUniform(at) ? splat(scalars.at(value, at)) : compute(value, at);
            known.put(key, element);
        }
        return element;
    }

    private static boolean isUniform(List<Index> at) {
        return at.stream().allMatch(index -> index instanceof Index.Uniform);
    }

    /** An element in every lane. */
    private Element splat(Element element) {
        return switch (element) {
            case Real(IrValue value) -> new Real(f.splat(value, lanes));
            case Complex(IrValue real, IrValue imaginary) ->
                new Complex(f.splat(real, lanes), f.splat(imaginary, lanes));
        };
    }

    private Element compute(Value value, List<Index> at) {
        var argument = kernel.argument(value);
        if (argument != null) {
            var type = value.tensorType();
            var position = kernel.isFlat() ? flatPosition(at) : indices.linear(at, type.shape());
            return memory.load(type.elementType(), argument, position);
        }
        return element(kernel.definition(value), value, at);
    }

    private static Index flatPosition(List<Index> at) {
        return at.isEmpty() ? Index.of(0) : at.getFirst();
    }

    private Element element(Op op, Value result, List<Index> at) {
        return switch (op) {
            case UnaryOp unary -> Unary.emit(f, unary, at(unary.operand(), at));
            case BinaryOp.Divide divide -> quotient(divide, at);
            case BinaryOp binary -> Binary.emit(f, binary, at(binary.lhs(), at), at(binary.rhs(), at));
            case ElementwiseOp elementwise -> elementwise(elementwise, at);
            case ChloOp.Unary unary -> Chlo.unary(f, unary, at(unary.operand(), at));
            case ChloOp.NextAfter next ->
                new Real(Chlo.nextAfter(
                        f,
                        scalarType(next.x()),
                        at(next.x(), at).value(),
                        at(next.y(), at).value()));
            case ChloOp.Mulhi product ->
                new Real(Chlo.upperProduct(
                        f,
                        scalarType(product.lhs()),
                        at(product.lhs(), at).value(),
                        at(product.rhs(), at).value()));
            case ChloOp.Polygamma gamma ->
                new Real(Chlo.polygamma(
                        f,
                        scalarType(gamma.x()),
                        at(gamma.n(), at).value(),
                        at(gamma.x(), at).value()));
            case ChloOp.Zeta zeta ->
                new Real(Chlo.zeta(
                        f,
                        scalarType(zeta.x()),
                        at(zeta.x(), at).value(),
                        at(zeta.q(), at).value()));
            case ShapeOp shape -> Moves.element(this, shape, at);
            case IndexingOp indexing -> Moves.element(this, indexing, at);
            case ReductionOp.Reduce reduce ->
                Reductions.reduce(this, reduce, at).get(reduce.results().indexOf(result));
            case ReductionOp.ReduceWindow window ->
                Reductions.reduceWindow(this, window, at).get(window.results().indexOf(result));
            case LinearAlgebraOp.DotGeneral dot -> Products.dot(this, dot, at);
            case LinearAlgebraOp.Convolution convolution -> Products.convolution(this, convolution, at);
            case ControlFlowOp.OptimizationBarrier barrier ->
                at(barrier.operand().get(barrier.result().indexOf(result)), at);
            case ControlFlowOp.If branch ->
                choose(
                        at(branch.pred(), List.of()).value(),
                        branch(branch.trueBranch(), branch, result),
                        branch(branch.falseBranch(), branch, result));
            case ControlFlowOp.Case branch -> branch(branch, result);
            case ChloOp _,
                    ReductionOp _,
                    LinearAlgebraOp _,
                    ControlFlowOp _,
                    DynamicOp _,
                    HostOp _,
                    CollectiveOp _,
                    RandomOp _,
                    ShardyOp _,
                    Declaration _ -> throw new IllegalStateException(op.opName() + " has no code for its elements");
        };
    }

    /** Divides all lanes at once by what they have in common; division by constants is left to LLVM. */
    private Element quotient(BinaryOp.Divide op, List<Index> at) {
        if (lanes > 1
                && !inRegion
                && op.lhs().tensorType().elementType() == ScalarType.F32
                && kernel.argument(op.rhs()) == null
                && kernel.definition(op.rhs()) instanceof ShapeOp.BroadcastInDim broadcast
                && !isConstant(broadcast.operand())) {
            var divisorAt = Moves.broadcastIndices(broadcast, at);
            if (isUniform(divisorAt)) {
                var divisor = scalars.at(broadcast.operand(), divisorAt);
                return new Real(RealMath.quotient(f, at(op.lhs(), at).value(), divisor.value()));
            }
        }
        return Binary.emit(f, op, at(op.lhs(), at), at(op.rhs(), at));
    }

    private boolean isConstant(Value value) {
        return kernel.argument(value) == null && kernel.definition(value) instanceof ShapeOp.Constant;
    }

    /** What a branch gives for a result of an op; all branches are computed, and one is chosen. */
    private Element branch(Region region, Op op, Value result) {
        return region(region, List.of()).get(op.results().indexOf(result));
    }

    private Element branch(ControlFlowOp.Case op, Value result) {
        var index = at(op.index(), List.of()).value();
        var chosen = branch(op.branches().getLast(), op, result);
        for (int i = op.branches().size() - 2; i >= 0; i--) {
            var isTaken = f.compare("eq", index, IrValue.integer(index.type(), i));
            chosen = choose(isTaken, branch(op.branches().get(i), op, result), chosen);
        }
        return chosen;
    }

    private static ScalarType scalarType(Value value) {
        return (ScalarType) value.tensorType().elementType();
    }

    private Element elementwise(ElementwiseOp op, List<Index> at) {
        return switch (op) {
            case ElementwiseOp.Clamp clamp -> clamp(clamp, at);
            case ElementwiseOp.Compare compare -> compare(compare, at);
            case ElementwiseOp.Select select -> select(select, at);
            case ElementwiseOp.Convert convert ->
                Conversions.convert(
                        f,
                        convert.operand().tensorType().elementType(),
                        convert.result().tensorType().elementType(),
                        at(convert.operand(), at));
            case ElementwiseOp.BitcastConvert bitcast -> Bits.bitcast(this, bitcast, at);
            case ElementwiseOp.ReducePrecision reduce -> Bits.reducePrecision(f, reduce, at(reduce.operand(), at));
            case ElementwiseOp.MapElements map ->
                region(
                                map.computation(),
                                map.inputs().stream()
                                        .map(input -> at(input, at))
                                        .toList())
                        .getFirst();
            case ElementwiseOp.UniformQuantize _, ElementwiseOp.UniformDequantize _ ->
                throw new IllegalStateException(op.opName() + " is lowered before");
        };
    }

    /** The element of an operand that may be a scalar where the others are not. */
    private Element atOrScalar(Value operand, List<Index> at) {
        return at(operand, operand.tensorType().rank() == 0 ? List.of() : at);
    }

    private Element clamp(ElementwiseOp.Clamp op, List<Index> at) {
        var atLeast = Binary.emit(
                f,
                new BinaryOp.Maximum(op.operand(), op.min(), op.result(), op.info()),
                at(op.operand(), at),
                atOrScalar(op.min(), at));
        return Binary.emit(
                f,
                new BinaryOp.Minimum(op.operand(), op.max(), op.result(), op.info()),
                atLeast,
                atOrScalar(op.max(), at));
    }

    private Element compare(ElementwiseOp.Compare op, List<Index> at) {
        var x = at(op.lhs(), at);
        var y = at(op.rhs(), at);
        if (x instanceof Complex left && y instanceof Complex right) {
            return new Real(Binary.compare(f, op.comparisonDirection(), left, right));
        }
        return new Real(Binary.compare(
                f,
                op.comparisonDirection(),
                op.compareType() == ComparisonType.TOTALORDER,
                (ScalarType) op.lhs().tensorType().elementType(),
                x.value(),
                y.value()));
    }

    private Element select(ElementwiseOp.Select op, List<Index> at) {
        var condition = atOrScalar(op.pred(), at).value();
        return choose(condition, at(op.onTrue(), at), at(op.onFalse(), at));
    }

    Element choose(IrValue condition, Element onTrue, Element onFalse) {
        if (condition.equals(IrValue.TRUE)) {
            return onTrue;
        }
        if (condition.equals(IrValue.FALSE)) {
            return onFalse;
        }
        return switch (onTrue) {
            case Real(IrValue value) -> new Real(f.select(condition, value, onFalse.value()));
            case Complex(IrValue real, IrValue imaginary) -> {
                var other = (Complex) onFalse;
                yield new Complex(
                        f.select(condition, real, other.real()), f.select(condition, imaginary, other.imaginary()));
            }
        };
    }

    /** What a region of scalar ops, such as the body of a reduction, gives for elements. */
    List<Element> region(Region region, List<Element> arguments) {
        var outer = known;
        boolean wasInRegion = inRegion;
        known = new HashMap<>(outer);
        inRegion = true;
        for (int i = 0; i < arguments.size(); i++) {
            known.put(new Key(region.arguments().get(i), List.of()), arguments.get(i));
        }
        var results =
                region.results().stream().map(value -> at(value, List.of())).toList();
        inRegion = wasInRegion;
        known = outer;
        return results;
    }

    /** Two elements combined by the body of a reduction, or as many pairs as it has inputs. */
    List<Element> combine(Region body, List<Element> left, List<Element> right) {
        var arguments = new ArrayList<>(left);
        arguments.addAll(right);
        return region(body, arguments);
    }

    /** Several elements combined as a balanced tree, in order. */
    List<Element> combineAll(Region body, List<List<Element>> elements) {
        int count = elements.size();
        return count == 1
                ? elements.getFirst()
                : combine(
                        body,
                        combineAll(body, elements.subList(0, count / 2)),
                        combineAll(body, elements.subList(count / 2, count)));
    }

    /** A constant of an element type, in every lane, from the bits in memory of its parts. */
    Element constant(ElementType type, long bits, long imaginaryBits) {
        return switch (type) {
            case ScalarType scalar -> new Real(Scalars.constant(scalar, bits, lanes));
            case ComplexType(ScalarType part) ->
                new Complex(Scalars.constant(part, bits, lanes), Scalars.constant(part, imaginaryBits, lanes));
            case QuantizedType quantized -> new Real(Scalars.constant(quantized.storage(), bits, lanes));
        };
    }
}
