package dev.ranvier.compiler.random;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.OpForm;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** The values that the ops of a region may use, and ways to get one of a certain type. */
final class Values {
    /** The most elements of a tensor. */
    static final int MOST_ELEMENTS = 400;

    final Random random;
    final RegionBuilder builder;

    /** How many regions are around the ops. */
    final int depth;

    private final List<Known> all;

    Values(Random random, RegionBuilder builder) {
        this(random, builder, 0, new ArrayList<>());
    }

    private Values(Random random, RegionBuilder builder, int depth, List<Known> all) {
        this.random = random;
        this.builder = builder;
        this.depth = depth;
        this.all = all;
    }

    /** What the ops of a region within this one may use. */
    Values inner(RegionBuilder innerBuilder) {
        return new Values(random, innerBuilder, depth + 1, new ArrayList<>(all));
    }

    List<Known> all() {
        return Collections.unmodifiableList(all);
    }

    void add(Known known) {
        if (known.type().elementCount() <= MOST_ELEMENTS) {
            all.add(known);
        }
    }

    void addExact(Value value) {
        add(Known.exact(value));
    }

    void add(Value value, Accuracy accuracy) {
        add(new Known(value, accuracy, Double.POSITIVE_INFINITY));
    }

    /** Adds an op whose one result is as accurate as the values it is made of, the elements of which it only moves. */
    void addMoved(OpForm.One form, Known... sources) {
        addMoved(builder.emit(form), sources);
    }

    /** Adds the result of such an op. */
    void addMoved(Value moved, Known... sources) {
        var accuracy = Accuracy.EXACT;
        double bound = 0;
        for (var source : sources) {
            accuracy = Accuracy.worst(accuracy, source.accuracy());
            bound = Math.max(bound, source.bound());
        }
        add(new Known(moved, accuracy, bound));
    }

    /** A value of any type. */
    Known any() {
        return pick(_ -> true);
    }

    Known anyExact() {
        return pick(Known::isExact);
    }

    /** One of the values that {@code fits}; the first ones, the function's arguments, fit what families ask for. */
    Known pick(Predicate<Known> fits) {
        var found = all.stream().filter(fits).toList();
        if (found.isEmpty()) {
            throw new NoFit();
        }
        return found.get(random.nextInt(found.size()));
    }

    /** Ends the attempt to add an op. */
    static final class NoFit extends RuntimeException {
        NoFit() {
            super(null, null, false, false);
        }
    }

    /** An exact value of a type: one that is there, or one that is made of another's elements. */
    Known exact(TensorType type) {
        var found = all.stream()
                .filter(known -> known.isExact() && known.type().equals(type))
                .toList();
        if (!found.isEmpty() && random.nextInt(3) > 0) {
            return found.get(random.nextInt(found.size()));
        }
        var source = pick(known -> known.isExact()
                && known.type().elementCount() > 0
                && isConvertible(known.type().elementType(), type.elementType()));
        return Known.exact(converted(shaped(source.value(), type), type.elementType()));
    }

    Known exact(ElementType elementType, long... shape) {
        return exact(TensorType.of(elementType, shape));
    }

    /** Integers of small magnitude, so that sums of their products are exact in any order. */
    Known integers(ElementType elementType, long... shape) {
        var type = TensorType.of(elementType, shape);
        var found = all.stream()
                .filter(known -> known.bound() <= 3 && known.type().equals(type))
                .toList();
        if (!found.isEmpty() && random.nextInt(3) > 0) {
            return found.get(random.nextInt(found.size()));
        }
        var source = pick(known -> known.isExact()
                && known.type().elementCount() > 0
                && known.type().elementType().isInteger());
        var bytes = converted(shaped(source.value(), type), ScalarType.I8);
        var three = builder.constant(bytes.tensorType(), 3);
        var two = builder.constant(bytes.tensorType(), 1);
        var small = builder.subtract(builder.binary(BinaryOp.And::new, bytes, three), two);
        return new Known(converted(small, elementType), Accuracy.EXACT, 3);
    }

    private static boolean isConvertible(ElementType from, ElementType to) {
        return !from.isQuantized() && !to.isQuantized() && (to.isComplex() || !from.isComplex());
    }

    private Value converted(Value value, ElementType elementType) {
        return value.tensorType().elementType().equals(elementType) ? value : builder.convert(elementType, value);
    }

    /** The elements of a value, again and again, in a shape. */
    Value shaped(Value value, TensorType type) {
        if (value.tensorType().dimensions().equals(type.dimensions())) {
            return value;
        }
        long have = value.tensorType().elementCount();
        long want = type.elementCount();
        var flat = value.tensorType().rank() == 1 ? value : builder.reshape(value, have);
        if (have < want) {
            flat = builder.concatenate(0, Collections.nCopies((int) Math.ceilDiv(want, have), flat));
        }
        if (flat.tensorType().elementCount() != want) {
            flat = builder.slice(flat, new long[] {0}, new long[] {want}, new long[] {1});
        }
        return type.rank() == 1 ? flat : builder.reshape(flat, type.shape());
    }

    /** A value's elements, all NaNs alike: the sign and payload of a computed one, which bits and orders show, are open. */
    Value withOneNan(Known known) {
        var value = known.value();
        if (!known.type().elementType().isFloat()) {
            return value;
        }
        var isNan = builder.compare(ComparisonDirection.NE, value, value);
        return builder.select(isNan, builder.constant(known.type(), Double.NaN), value);
    }

    /** A scalar index, small, into any dimension. */
    Value index() {
        return exact(random.nextBoolean() ? ScalarType.I32 : ScalarType.I64).value();
    }

    /** Adds an op that is given by its schema's generic parts. */
    Value emit(List<Value> operands, OpSchema schema) {
        return builder.emit(
                (result, info) -> schema.create(operands, Dictionary.EMPTY, List.of(), List.of(result), info));
    }

    /** The arguments of a region as values that its ops may use. */
    void addArguments(List<BlockArgument> arguments) {
        arguments.forEach(this::addExact);
    }
}
