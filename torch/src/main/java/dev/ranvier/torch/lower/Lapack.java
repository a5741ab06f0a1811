package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.CustomCallApiVersion;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import java.util.Map;

/**
 * Calls of LAPACK's routines on stacks of matrices, by the names, operands and attributes that jaxlib's handlers for the
 * CPU have: what JAX's programs call too.
 */
final class Lapack {
    private final Emitter emit;
    private final TensorType matrix;

    /**
     * Routines for a stack of matrices.
     *
     * @param a of static shape, of rank 2 or more
     */
    Lapack(Emitter emit, Value a) {
        this.emit = emit;
        this.matrix = a.tensorType();
        if (!matrix.isStatic()) {
            throw RanvierException.unimplemented("factors a matrix of open size");
        }
        if (matrix.elementType().byteWidth() < 4) {
            throw RanvierException.unimplemented("factors a matrix of " + matrix.elementType());
        }
    }

    static Attribute letter(char letter) {
        return new BuiltinAttribute.Int(letter, ScalarType.UI8);
    }

    long rows() {
        return matrix.size(matrix.rank() - 2);
    }

    long columns() {
        return matrix.size(matrix.rank() - 1);
    }

    long least() {
        return Math.min(rows(), columns());
    }

    /** A type with these sizes for each matrix of the stack, of its elements. */
    TensorType elements(long... sizes) {
        return stack(matrix.elementType(), sizes);
    }

    /** As {@link #elements}, of real numbers: eigenvalues of symmetric matrices and singular values. */
    TensorType reals(long... sizes) {
        return stack(matrix.elementType() instanceof ComplexType(ScalarType part) ? part : matrix.elementType(), sizes);
    }

    /** As {@link #elements}, of complex numbers. */
    TensorType complexes(long... sizes) {
        return stack(
                matrix.elementType() instanceof ScalarType scalar ? new ComplexType(scalar) : matrix.elementType(),
                sizes);
    }

    /** As {@link #elements}, of indices and of what routines say of success. */
    TensorType integers(long... sizes) {
        return stack(ScalarType.I32, sizes);
    }

    private TensorType stack(ElementType elementType, long... sizes) {
        var shape = Shape.of(sizes);
        return batch().followedBy(shape).type(elementType);
    }

    private Shape batch() {
        return Shape.of(matrix.shape()).slice(0, matrix.rank() - 2);
    }

    /**
     * The results of a routine.
     *
     * @param real its name for real matrices, such as {@code syevd}
     * @param complex its name for complex ones, such as {@code heevd}
     */
    List<Value> call(
            String real,
            String complex,
            Map<String, Attribute> options,
            List<Value> operands,
            List<TensorType> resultTypes) {
        boolean isDouble = reals().elementType() == ScalarType.F64;
        var name = matrix.elementType().isComplex() ? (isDouble ? "z" : "c") + complex : (isDouble ? "d" : "s") + real;
        var operandLayouts =
                operands.stream().map(operand -> layout(operand.tensorType())).toList();
        var resultLayouts = resultTypes.stream().map(this::layout).toList();
        return emit.builder()
                .emitAll(
                        resultTypes,
                        (results, info) -> new HostOp.CustomCall(
                                operands,
                                "lapack_" + name + "_ffi",
                                null,
                                Dictionary.of(options),
                                CustomCallApiVersion.API_VERSION_TYPED_FFI,
                                null,
                                operandLayouts,
                                resultLayouts,
                                null,
                                results,
                                info));
    }

    List<Value> call(String name, Map<String, Attribute> options, List<Value> operands, List<TensorType> resultTypes) {
        return call(name, name, options, operands, resultTypes);
    }

    /** Matrices lie by columns, everything else row-major; dimensions are named innermost first. */
    private DenseElements layout(TensorType type) {
        int rank = type.rank();
        var order = new long[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = rank - 1L - i;
        }
        if (rank == matrix.rank()) {
            order[0] = rank - 2L;
            order[1] = rank - 1L;
        }
        return DenseElements.ofBits(TensorType.of(ScalarType.INDEX, rank), order);
    }
}
