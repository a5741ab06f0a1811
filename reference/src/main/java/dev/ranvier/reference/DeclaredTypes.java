package dev.ranvier.reference;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;

/** The types that a program declares, against the values that it meets. */
final class DeclaredTypes {
    private DeclaredTypes() {}

    /** Whether {@code value} can stand where the program says {@code declared}, which may leave sizes open. */
    static boolean accept(Type declared, RuntimeValue value) {
        if (declared instanceof TensorType type && value instanceof Tensor tensor) {
            return type.elementType().equals(tensor.elementType()) && acceptShape(type, tensor);
        }
        return declared.equals(value.type());
    }

    private static boolean acceptShape(TensorType declared, Tensor tensor) {
        if (declared.rank() != tensor.rank()) {
            return false;
        }
        for (int i = 0; i < declared.rank(); i++) {
            boolean fits = switch (declared.dimension(i)) {
                case Dimension.Static(long size) -> size == tensor.size(i);
                case Dimension.Bounded(long bound) -> tensor.size(i) <= bound;
                case Dimension.Symbolic _, Dimension.Unknown _ -> true;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /**
     * The value that an op gives, as its declared type. Ops that move quantized elements keep the stored numbers, while
     * the quantized dimension may be another one in the declared type.
     *
     * @throws RanvierException if the value is of another type, as happens when run-time shapes are not the expected ones
     */
    static RuntimeValue conformed(Type declared, RuntimeValue value) {
        if (value instanceof Tensor tensor && declared instanceof TensorType type && acceptShape(type, tensor)) {
            var elementType = type.elementType();
            if (elementType.equals(tensor.elementType())) {
                return tensor;
            }
            if (elementType.isQuantized() && tensor.elementType().isQuantized()) {
                return tensor.viewedAs(elementType);
            }
        }
        if (value instanceof PartedTensor && declared.equals(value.type())) {
            return value;
        }
        if (value instanceof Tensor || declared instanceof TensorType) {
            throw RanvierException.invalid("gives " + value.type() + " where the program declares " + declared);
        }
        return value;
    }
}
