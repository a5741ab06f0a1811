package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.StablehloAttribute.Enumeration;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.text.TextPrinter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The constraints of one op. Each is checked under its label in the op's section of the specification: {@code I1} the
 * kind of the first input, {@code C1} the first constraint. What upstream checks and the specification does not number
 * has the label of the nearest rule.
 */
@SuppressWarnings("AnnotateFormatMethod") // The annotation would cost a dependency.
final class Constraints {
    private final Op op;
    private final Function<Value, @Nullable Int64Array> constants;

    /** The constraints of {@code op} where nothing is known of its operands but their types. */
    Constraints(Op op) {
        this(op, value -> null);
    }

    /**
     * The constraints of {@code op}.
     *
     * @param constants the integers that a value is known to hold, or null
     */
    Constraints(Op op, Function<Value, @Nullable Int64Array> constants) {
        this.op = op;
        this.constants = constants;
    }

    /** The integers that {@code value} is known to hold, or null. */
    @Nullable
    Int64Array constant(Value value) {
        return constants.apply(value);
    }

    /**
     * Checks one constraint.
     *
     * @param message what must hold and what was found, a format of {@code details}
     * @throws RanvierException if it does not hold
     */
    void require(String label, boolean holds, String message, @Nullable Object... details) {
        if (!holds) {
            throw violation(label, message, details);
        }
    }

    /** The error for a constraint that does not hold. */
    RanvierException violation(String label, String message, @Nullable Object... details) {
        var spelled = Arrays.stream(details).map(Constraints::spelled).toArray();
        var text = details.length == 0 ? message : String.format(Locale.ROOT, message, spelled);
        return new RanvierException(op.diagnostic(Diagnostic.Code.INVALID_ARGUMENT, label + ": " + text));
    }

    /** What a message shows of a detail: the types of values, and attributes as programs write them. */
    private static @Nullable Object spelled(@Nullable Object detail) {
        return switch (detail) {
            case Value value -> value.type();
            case Int64Array numbers -> numbers;
            case Enumeration word -> word;
            case Attribute attribute -> TextPrinter.print(attribute);
            case List<?> list -> list.stream().map(Constraints::spelled).toList();
            case null, default -> detail;
        };
    }

    /** The type of a value that must be a tensor whose elements are of one of {@code kinds}. */
    TensorType tensor(String label, String name, Value value, Set<ElementKind> kinds) {
        return tensor(label, name, value.type(), kinds);
    }

    /** {@code type}, which must be a tensor whose elements are of one of {@code kinds}. */
    TensorType tensor(String label, String name, Type type, Set<ElementKind> kinds) {
        if (type instanceof TensorType tensor) {
            var kind = ElementKind.of(tensor.elementType());
            if (kinds.contains(kind)
                    && (kind != ElementKind.QUANTIZED_PER_AXIS || Compatibility.isQuantizationAxisValid(tensor))) {
                return tensor;
            }
        }
        throw violation(label, "%s must be a tensor of %s, got %s", name, ElementKind.describe(kinds), type);
    }

    /** The types of values that must be tensors whose elements are of one of {@code kinds}. */
    List<TensorType> tensors(String label, String name, List<? extends Value> values, Set<ElementKind> kinds) {
        return values.stream().map(value -> tensor(label, name, value, kinds)).toList();
    }

    /** The type of a value that must be a tensor of rank 0. */
    TensorType scalar(String label, String name, Value value, Set<ElementKind> kinds) {
        var type = tensor(label, name, value, kinds);
        require(label, type.rank() == 0, "%s must be a scalar, got %s", name, type);
        return type;
    }

    /** The number of sizes in a value that must be a rank-1 tensor of them, of static shape. */
    int shapeOperand(String label, String name, Value value, Set<ElementKind> kinds) {
        var type = tensor(label, name, value, kinds);
        require(
                label,
                type.rank() == 1 && type.isStatic(),
                "%s must be a tensor of rank 1 and static shape, got %s",
                name,
                type);
        return Math.toIntExact(type.size(0));
    }

    /** That two types are equal where both are known: shapes, element types, quantization. */
    void compatible(String label, String nameA, Type a, String nameB, Type b) {
        require(
                label,
                Compatibility.compatible(a, b),
                "%s and %s must have compatible types, got %s and %s",
                nameA,
                nameB,
                a,
                b);
    }

    /** That two shapes are equal where both are known. */
    void compatibleShapes(String label, String nameA, TensorType a, String nameB, TensorType b) {
        require(
                label,
                Compatibility.compatibleShapes(a, b),
                "%s and %s must have compatible shapes, got %s and %s",
                nameA,
                nameB,
                a,
                b);
    }

    /** That element types are the same, but for scales and zero points of quantized ones. */
    void compatibleElements(String label, String nameA, TensorType a, String nameB, TensorType b) {
        require(
                label,
                Compatibility.compatibleElements(a.elementType(), b.elementType()),
                "%s and %s must have the same element type, got %s and %s",
                nameA,
                nameB,
                a,
                b);
    }

    /** That element types are the same, quantization included. */
    void sameElements(String label, String nameA, TensorType a, String nameB, TensorType b) {
        require(
                label,
                a.elementType().equals(b.elementType()),
                "%s and %s must have the same element type, got %s and %s",
                nameA,
                nameB,
                a,
                b);
    }

    /** {@link #sameElements} for a result, whose type is not known while it is being inferred. */
    void sameElements(String label, String nameA, TensorType a, String nameB, OpResult b) {
        if (b.type() instanceof TensorType type) {
            sameElements(label, nameA, a, nameB, type);
        }
    }

    /** That {@code dimension} is one of a tensor of {@code rank} dimensions. */
    void dimension(String label, String name, long dimension, int rank) {
        require(label, 0 <= dimension && dimension < rank, "%s must be in [0, %d), got %d", name, rank, dimension);
    }
}
