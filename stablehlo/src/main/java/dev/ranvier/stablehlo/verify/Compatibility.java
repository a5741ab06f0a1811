package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * When types could be equal at run time, and what is known of a type that several descriptions are given of. Follows
 * StableHLO's documents "Type inference" and "Dynamism".
 */
public final class Compatibility {
    private Compatibility() {}

    /** Whether two values of these types could be of one type at run time. */
    public static boolean compatible(Type a, Type b) {
        return switch (a) {
            case TensorType tensorA ->
                b instanceof TensorType tensorB
                        && compatibleShapes(tensorA, tensorB)
                        && compatibleElements(tensorA.elementType(), tensorB.elementType());
            case Type.Buffer(TensorType contentsA) ->
                b instanceof Type.Buffer(TensorType contentsB) && compatible(contentsA, contentsB);
            case Type.Tuple(List<Type> elementsA) ->
                b instanceof Type.Tuple(List<Type> elementsB) && compatible(elementsA, elementsB);
            case ElementType elementA -> b instanceof ElementType elementB && compatibleElements(elementA, elementB);
            case Type.Token _, Type.Future _, Type.FunctionType _, Type.None _ -> a.equals(b);
        };
    }

    /** Whether as many types on either side are compatible pairwise. */
    public static boolean compatible(List<? extends Type> a, List<? extends Type> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!compatible(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean compatibleShapes(TensorType a, TensorType b) {
        if (a.rank() != b.rank()) {
            return false;
        }
        for (int i = 0; i < a.rank(); i++) {
            if (!compatible(a.dimension(i), b.dimension(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean compatible(Dimension a, Dimension b) {
        if (a instanceof Dimension.Static(long sizeA)) {
            return switch (b) {
                case Dimension.Static(long sizeB) -> sizeA == sizeB;
                case Dimension.Bounded(long bound) -> sizeA <= bound;
                case Dimension.Symbolic _, Dimension.Unknown _ -> true;
            };
        }
        return !(a instanceof Dimension.Bounded(long bound) && b instanceof Dimension.Static(long size))
                || size <= bound;
    }

    /**
     * Whether element types are the same; quantized types may differ in scales and zero points, which ops rescale
     * between.
     */
    static boolean compatibleElements(ElementType a, ElementType b) {
        return a.equals(b)
                || (a instanceof QuantizedType quantizedA
                        && b instanceof QuantizedType quantizedB
                        && quantizedA.storage() == quantizedB.storage()
                        && quantizedA.storageMin() == quantizedB.storageMin()
                        && quantizedA.storageMax() == quantizedB.storageMax()
                        && quantizedA.expressed() == quantizedB.expressed()
                        && (quantizedA.axis() == null) == (quantizedB.axis() == null));
    }

    /** Constraints C12 and C13 of quantized types: the axis is a dimension, with one scale for each slice. */
    static boolean isQuantizationAxisValid(TensorType type) {
        if (!(type.elementType() instanceof QuantizedType quantized) || quantized.axis() == null) {
            return true;
        }
        int axis = quantized.axis();
        return 0 <= axis
                && axis < type.rank()
                && (!(type.dimension(axis) instanceof Dimension.Static(long size))
                        || size == quantized.scales().size());
    }

    /**
     * The type of values that are of all of these types at once: each dimension the most exactly known. The types must
     * be compatible; the element type is that of the first.
     */
    static TensorType mostSpecific(List<TensorType> types) {
        var merged = types.getFirst();
        for (var type : types.subList(1, types.size())) {
            merged = mostSpecific(merged, type);
        }
        return merged;
    }

    /** {@link #mostSpecific(List)} of two types. */
    public static TensorType mostSpecific(TensorType a, TensorType b) {
        if (a.isStatic()) {
            return a;
        }
        var dimensions = new ArrayList<Dimension>(a.rank());
        for (int i = 0; i < a.rank(); i++) {
            dimensions.add(mostSpecific(a.dimension(i), b.dimension(i)));
        }
        return a.withDimensions(dimensions);
    }

    /** The more exactly known of two compatible sizes. */
    static Dimension mostSpecific(Dimension a, Dimension b) {
        return switch (a) {
            case Dimension.Static _ -> a;
            case Dimension.Bounded(long boundA) ->
                switch (b) {
                    case Dimension.Static _ -> b;
                    case Dimension.Bounded(long boundB) -> boundA <= boundB ? a : b;
                    case Dimension.Symbolic _, Dimension.Unknown _ -> a;
                };
            case Dimension.Symbolic _ -> b instanceof Dimension.Static || b instanceof Dimension.Bounded ? b : a;
            case Dimension.Unknown _ -> b;
        };
    }

    /** The type of values that are of one of these two types: a dimension is known where both say the same. */
    static TensorType leastSpecific(TensorType a, TensorType b) {
        var dimensions = new ArrayList<Dimension>(a.rank());
        for (int i = 0; i < a.rank(); i++) {
            dimensions.add(leastSpecific(a.dimension(i), b.dimension(i)));
        }
        return a.withDimensions(dimensions);
    }

    private static Dimension leastSpecific(Dimension a, Dimension b) {
        if (a.equals(b)) {
            return a;
        }
        long boundA = bound(a);
        long boundB = bound(b);
        return boundA < 0 || boundB < 0 ? Dimension.unknown() : new Dimension.Bounded(Math.max(boundA, boundB));
    }

    /** The greatest size a dimension can have, or -1 if there is none. */
    static long bound(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Static(long size) -> size;
            case Dimension.Bounded(long bound) -> bound;
            case Dimension.Symbolic _, Dimension.Unknown _ -> -1;
        };
    }
}
