package dev.ranvier.cli.files;

import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An array as a file holds it.
 *
 * @param descriptor NumPy's description of an element: a letter for the kind and the bytes it takes, such as {@code f4}
 * @param shape the sizes, outermost first
 * @param data the elements, row-major and little-endian
 */
public record NumpyArray(String descriptor, List<Long> shape, MemorySegment data) {
    public NumpyArray {
        shape = List.copyOf(shape);
    }

    /** What a file should hold for {@code tensor}. */
    public static NumpyArray of(Tensor tensor) {
        return new NumpyArray(
                NumpyTypes.descriptor(tensor.elementType()),
                Arrays.stream(tensor.shape()).boxed().toList(),
                NumpyTypes.toNumpy(tensor.elementType(), tensor.data()));
    }

    /**
     * This array as a tensor of the type that a program declares; the declared type decides what raw bytes mean.
     *
     * @throws RanvierException if the shape or the element type does not fit
     */
    public Tensor as(TensorType declared) {
        if (!fitsShape(declared) || !fitsElements(declared)) {
            throw RanvierException.invalid(
                    "expected " + declared + " (NumPy " + NumpyTypes.name(declared.elementType()) + "), got " + this);
        }
        var type = declared.withDimensions(shape.stream().map(Dimension::of).toList());
        return Tensor.wrap(type, NumpyTypes.fromNumpy(type.elementType(), data));
    }

    private boolean fitsShape(TensorType declared) {
        if (declared.rank() != shape.size()) {
            return false;
        }
        for (int i = 0; i < shape.size(); i++) {
            long size = shape.get(i);
            var fits = switch (declared.dimension(i)) {
                case Dimension.Static(long expected) -> size == expected;
                case Dimension.Bounded(long bound) -> size <= bound;
                case Dimension.Symbolic _, Dimension.Unknown _ -> true;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private boolean fitsElements(TensorType declared) {
        var elementType = declared.elementType();
        var expected = NumpyTypes.descriptor(elementType);
        // NumPy saves ml_dtypes' float8_e5m2 as f1, all its other types as raw bytes.
        return descriptor.equals(expected)
                || (descriptor.equals("V" + elementType.byteWidth()) && !elementType.isComplex())
                || (descriptor.equals("f1") && elementType == ScalarType.F8E5M2);
    }

    @Override
    public String toString() {
        return "an array of " + spelledKind() + " of shape "
                + shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    private String spelledKind() {
        int bytes = Integer.parseInt(descriptor.substring(1));
        return switch (descriptor.charAt(0)) {
            case 'b' -> "bool";
            case 'i' -> "int" + 8 * bytes;
            case 'u' -> "uint" + 8 * bytes;
            case 'f' -> "float" + 8 * bytes;
            case 'c' -> "complex" + 8 * bytes;
            default -> "elements of " + bytes + " raw bytes";
        };
    }
}
