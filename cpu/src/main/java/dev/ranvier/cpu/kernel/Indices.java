package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Bounds.Answer;
import dev.ranvier.cpu.kernel.Index.PerLane;
import dev.ranvier.cpu.kernel.Index.Stepped;
import dev.ranvier.cpu.kernel.Index.Uniform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Arithmetic on indices. What is uniform or evenly stepped stays so where it can; constants are folded. */
final class Indices {
    private final IrFunction function;
    private final int lanes;
    private final Bounds bounds;

    Indices(IrFunction function, int lanes) {
        this(function, lanes, new Bounds());
    }

    /** @param bounds what is known of indices, and is told of those that are computed */
    Indices(IrFunction function, int lanes, Bounds bounds) {
        this.function = function;
        this.lanes = lanes;
        this.bounds = bounds;
    }

    Index add(Index lhs, Index rhs) {
        return switch (lhs) {
            case Uniform(IrValue x) ->
                switch (rhs) {
                    case Uniform(IrValue y) -> new Uniform(add(x, y));
                    case Stepped(IrValue first, long step) -> new Stepped(add(x, first), step);
                    case PerLane(IrValue y) -> new PerLane(function.binary("add", function.splat(x, lanes), y));
                };
            case Stepped(IrValue first, long step) ->
                switch (rhs) {
                    case Uniform(IrValue y) -> new Stepped(add(first, y), step);
                    case Stepped(IrValue other, long otherStep) -> stepped(add(first, other), step + otherStep);
                    case PerLane _ -> perLane("add", lhs, rhs);
                };
            case PerLane _ -> perLane("add", lhs, rhs);
        };
    }

    Index add(Index index, long constant) {
        return constant == 0 ? index : add(index, Index.of(constant));
    }

    Index multiply(Index index, long factor) {
        return factor == 1
                ? index
                : switch (index) {
                    case Uniform(IrValue x) -> new Uniform(multiply(x, factor));
                    case Stepped(IrValue first, long step) -> stepped(multiply(first, factor), step * factor);
                    case PerLane _ -> perLane("mul", index, Index.of(factor));
                };
    }

    /** {@code constant - index}. */
    Index subtractFrom(long constant, Index index) {
        return add(multiply(index, -1), constant);
    }

    /** The quotient of a non-negative index. */
    Index divide(Index index, long divisor) {
        if (divisor == 1) {
            return index;
        }
        return index instanceof Uniform(IrValue x)
                ? new Uniform(fold(x, x.isConstant() ? value(x) / divisor : 0, "udiv", divisor))
                : perLane("udiv", index, Index.of(divisor));
    }

    /** The remainder of a non-negative index. */
    Index remainder(Index index, long divisor) {
        if (divisor == 1) {
            return Index.of(0);
        }
        return index instanceof Uniform(IrValue x)
                ? new Uniform(fold(x, x.isConstant() ? value(x) % divisor : 0, "urem", divisor))
                : perLane("urem", index, Index.of(divisor));
    }

    private IrValue fold(IrValue x, long folded, String opcode, long operand) {
        return x.isConstant() ? IrValue.i64(folded) : function.binary(opcode, x, IrValue.i64(operand));
    }

    /** The index held between 0 and {@code greatest}. */
    Index clamp(Index index, long greatest) {
        if (greatest <= 0) {
            return Index.of(0);
        }
        if (index instanceof Uniform(IrValue x) && x.isConstant()) {
            return Index.of(Math.clamp(value(x), 0, greatest));
        }
        if (isWithin(index, 0, greatest + 1) == Answer.ALWAYS) {
            return index;
        }
        var value = vector(index);
        var least = function.intrinsic("llvm.smax", value, IrValue.integer(value.type(), 0));
        return of(function.intrinsic("llvm.smin", least, IrValue.integer(value.type(), greatest)));
    }

    /** Whether {@code from <= index < to}, by lane; a constant if that is known. */
    IrValue within(Index index, long from, long to) {
        var answer = isWithin(index, from, to);
        if (answer != Answer.DEPENDS) {
            return IrValue.integer(IrType.I1, answer == Answer.ALWAYS ? 1 : 0);
        }
        var value = vector(index);
        var offset = function.binary("sub", value, IrValue.integer(value.type(), from));
        return function.compare("ult", offset, IrValue.integer(value.type(), Math.max(0, to - from)));
    }

    private Answer isWithin(Index index, long from, long to) {
        return switch (index) {
            case Uniform(IrValue x) -> bounds.isWithin(x, 0, from, to);
            case Stepped(IrValue first, long step) -> bounds.isWithin(first, step, from, to);
            case PerLane _ -> Answer.DEPENDS;
        };
    }

    /** One of two indices of the same kind, by a scalar condition. */
    Index choose(IrValue condition, Index onTrue, Index onFalse) {
        return switch (onTrue) {
            case Uniform(IrValue x) -> new Uniform(function.select(condition, x, ((Uniform) onFalse).value()));
            case Stepped(IrValue x, long step) ->
                new Stepped(function.select(condition, x, ((Stepped) onFalse).first()), step);
            case PerLane(IrValue x) -> new PerLane(function.select(condition, x, ((PerLane) onFalse).vector()));
        };
    }

    /** The index of each lane, as a scalar where it is uniform. */
    IrValue vector(Index index) {
        return switch (index) {
            case Uniform(IrValue x) -> x;
            case PerLane(IrValue x) -> x;
            case Stepped(IrValue first, long step) -> {
                var ramp = LongStream.range(0, lanes)
                        .mapToObj(lane -> "i64 " + lane * step)
                        .collect(Collectors.joining(", ", "<", ">"));
                var type = IrType.I64.withLanes(lanes);
                yield function.binary("add", function.splat(first, lanes), new IrValue(type, ramp));
            }
        };
    }

    /** As {@link #vector}, with a lane for each even where the index is uniform. */
    IrValue lanes(Index index) {
        var value = vector(index);
        return value.type().isVector() ? value : function.splat(value, lanes);
    }

    /** The index that a value of {@link #vector} stands for. */
    Index of(IrValue value) {
        return value.type().isVector() ? new PerLane(value) : new Uniform(value);
    }

    /** The row-major position of an element. */
    Index linear(List<Index> indices, long[] shape) {
        var position = Index.of(0);
        long stride = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            if (shape[d] != 1) {
                position = add(multiply(indices.get(d), stride), position);
            }
            stride *= shape[d];
        }
        return position;
    }

    /** The indices of the element at a row-major position. */
    List<Index> delinearize(Index position, long[] shape) {
        var indices = new ArrayList<Index>();
        var rest = position;
        for (int d = shape.length - 1; d >= 0; d--) {
            boolean outermost = true;
            for (int e = 0; e < d; e++) {
                outermost &= shape[e] == 1;
            }
            indices.addFirst(shape[d] == 1 ? Index.of(0) : outermost ? rest : remainder(rest, shape[d]));
            rest = shape[d] == 1 ? rest : outermost ? Index.of(0) : divide(rest, shape[d]);
        }
        return indices;
    }

    /** The indices in one shape of what has other indices in another shape of as many elements, in row-major order. */
    List<Index> regroup(List<Index> indices, long[] from, long[] to) {
        var regrouped = new ArrayList<>(Collections.nCopies(to.length, Index.of(0)));
        if (Arrays.stream(to).anyMatch(size -> size == 0)) {
            // Code that reads an element there is never run, and groups of dimensions could not be told apart.
            return List.copyOf(regrouped);
        }
        int source = 0;
        int target = 0;
        while (true) {
            source = skipUnits(from, source);
            target = skipUnits(to, target);
            if (source == from.length || target == to.length) {
                return List.copyOf(regrouped);
            }
            int sourceEnd = source + 1;
            int targetEnd = target + 1;
            long sourceSize = from[source];
            long targetSize = to[target];
            while (sourceSize != targetSize) {
                if (sourceSize < targetSize) {
                    sourceSize *= from[sourceEnd++];
                } else {
                    targetSize *= to[targetEnd++];
                }
            }
            var position = linear(indices.subList(source, sourceEnd), Arrays.copyOfRange(from, source, sourceEnd));
            var found = delinearize(position, Arrays.copyOfRange(to, target, targetEnd));
            for (int d = target; d < targetEnd; d++) {
                regrouped.set(d, found.get(d - target));
            }
            source = sourceEnd;
            target = targetEnd;
        }
    }

    private static int skipUnits(long[] shape, int dimension) {
        int next = dimension;
        while (next < shape.length && shape[next] == 1) {
            next++;
        }
        return next;
    }

    private Index stepped(IrValue first, long step) {
        return step == 0 ? new Uniform(first) : new Stepped(first, step);
    }

    private Index perLane(String opcode, Index lhs, Index rhs) {
        return new PerLane(function.binary(opcode, lanes(lhs), lanes(rhs)));
    }

    private IrValue add(IrValue x, IrValue y) {
        if (x.isConstant() && y.isConstant()) {
            return IrValue.i64(value(x) + value(y));
        }
        if (x.isConstant() && value(x) == 0) {
            return y;
        }
        if (y.isConstant() && value(y) == 0) {
            return x;
        }
        var sum = function.binary("add", x, y);
        bounds.sum(sum, x, y);
        return sum;
    }

    private IrValue multiply(IrValue x, long factor) {
        if (x.isConstant()) {
            return IrValue.i64(value(x) * factor);
        }
        var product = function.binary("mul", x, IrValue.i64(factor));
        bounds.product(product, x, factor);
        return product;
    }

    private static long value(IrValue constant) {
        return Long.parseLong(Objects.requireNonNull(constant.text()));
    }
}
