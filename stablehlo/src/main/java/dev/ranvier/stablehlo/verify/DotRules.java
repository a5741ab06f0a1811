package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp.Dot;
import dev.ranvier.stablehlo.LinearAlgebraOp.DotGeneral;
import dev.ranvier.stablehlo.LinearAlgebraOp.Einsum;
import dev.ranvier.stablehlo.LinearAlgebraOp.UnaryEinsum;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.DotAlgorithm;
import dev.ranvier.stablehlo.StablehloAttribute.DotDimensionNumbers;
import dev.ranvier.stablehlo.StablehloAttribute.Precision;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of dot products. The element type of the result is the program's choice. */
final class DotRules {
    private static final Set<ScalarType> F8 = EnumSet.of(
            ScalarType.F8E3M4,
            ScalarType.F8E4M3,
            ScalarType.F8E4M3FN,
            ScalarType.F8E5M2,
            ScalarType.F8E4M3FNUZ,
            ScalarType.F8E4M3B11FNUZ,
            ScalarType.F8E5M2FNUZ);

    /** An algorithm that some hardware has, of one component on either side and precise accumulation. */
    private record Algorithm(ScalarType operands, ScalarType accumulation, long primitiveOperations) {}

    private static final Set<Algorithm> KNOWN_ALGORITHMS = Set.of(
            new Algorithm(ScalarType.F16, ScalarType.F16, 1),
            new Algorithm(ScalarType.F16, ScalarType.F32, 1),
            new Algorithm(ScalarType.BF16, ScalarType.BF16, 1),
            new Algorithm(ScalarType.BF16, ScalarType.F32, 1),
            new Algorithm(ScalarType.BF16, ScalarType.F32, 3),
            new Algorithm(ScalarType.BF16, ScalarType.F32, 6),
            new Algorithm(ScalarType.BF16, ScalarType.F32, 9),
            new Algorithm(ScalarType.TF32, ScalarType.F32, 1),
            new Algorithm(ScalarType.TF32, ScalarType.F32, 3),
            new Algorithm(ScalarType.F32, ScalarType.F32, 1),
            new Algorithm(ScalarType.F64, ScalarType.F64, 1));

    private DotRules() {}

    /** A dot product of the last dimension of lhs and the first of rhs, both of rank 1 or 2. */
    static ResultTypes check(Dot op, Constraints constraints) {
        var lhs = constraints.tensor("I1", "lhs", op.lhs(), ElementKind.NOT_PER_AXIS);
        var rhs = constraints.tensor("I2", "rhs", op.rhs(), ElementKind.ANY);
        checkPrecision("C11", op.precisionConfig(), constraints);
        constraints.require(
                "C1",
                isVectorOrMatrix(lhs) && isVectorOrMatrix(rhs),
                "lhs and rhs must be of rank 1 or 2, got %s and %s",
                lhs,
                rhs);
        constraints.require(
                "C10",
                Compatibility.compatible(lhs.dimension(lhs.rank() - 1), rhs.dimension(0)),
                "the last dimension of lhs must be the first of rhs, got %s and %s",
                lhs,
                rhs);
        var shape = new ArrayList<>(lhs.dimensions().subList(0, lhs.rank() - 1));
        shape.addAll(rhs.dimensions().subList(1, rhs.rank()));
        var result = constraints.tensor("C12", "result", op.result(), ElementKind.ANY);
        return ResultTypes.of("C12", new TensorType(shape, result.elementType()));
    }

    private static boolean isVectorOrMatrix(TensorType type) {
        return type.rank() == 1 || type.rank() == 2;
    }

    static ResultTypes check(DotGeneral op, Constraints constraints) {
        var lhs = constraints.tensor("I1", "lhs", op.lhs(), ElementKind.NOT_PER_AXIS);
        var rhs = constraints.tensor("I2", "rhs", op.rhs(), ElementKind.ANY);
        var result = constraints.tensor("C12", "result", op.result(), ElementKind.ANY);
        checkAlgorithm(op.algorithm(), op.precisionConfig(), constraints);
        checkPrecision("C11", op.precisionConfig(), constraints);
        var numbers = op.dotDimensionNumbers();
        checkDimensionNumbers(numbers, lhs, rhs, constraints);
        if (lhs.elementType().isQuantized()
                || rhs.elementType().isQuantized()
                || result.elementType().isQuantized()) {
            checkQuantization(lhs, rhs, result, numbers.rhsContractingDimensions(), constraints);
        }
        return ResultTypes.of("C12", new TensorType(shape(numbers, lhs, rhs), result.elementType()));
    }

    static void checkDimensionNumbers(
            DotDimensionNumbers numbers, TensorType lhs, TensorType rhs, Constraints constraints) {
        var lhsBatching = numbers.lhsBatchingDimensions();
        var rhsBatching = numbers.rhsBatchingDimensions();
        var lhsContracting = numbers.lhsContractingDimensions();
        var rhsContracting = numbers.rhsContractingDimensions();
        checkCounts("C1", "batching", lhsBatching, rhsBatching, constraints);
        checkCounts("C2", "contracting", lhsContracting, rhsContracting, constraints);
        DimensionLists.distinct(
                "C3",
                "lhs_batching_dimensions",
                lhsBatching,
                "lhs_contracting_dimensions",
                lhsContracting,
                constraints);
        DimensionLists.distinct(
                "C4",
                "rhs_batching_dimensions",
                rhsBatching,
                "rhs_contracting_dimensions",
                rhsContracting,
                constraints);
        DimensionLists.inRange("C5", "lhs_batching_dimensions", lhsBatching, lhs.rank(), constraints);
        DimensionLists.inRange("C6", "lhs_contracting_dimensions", lhsContracting, lhs.rank(), constraints);
        DimensionLists.inRange("C7", "rhs_batching_dimensions", rhsBatching, rhs.rank(), constraints);
        DimensionLists.inRange("C8", "rhs_contracting_dimensions", rhsContracting, rhs.rank(), constraints);
        DimensionLists.sameSizes("C9", "batching dimensions", lhs, lhsBatching, rhs, rhsBatching, constraints);
        DimensionLists.sameSizes(
                "C10", "contracting dimensions", lhs, lhsContracting, rhs, rhsContracting, constraints);
    }

    private static void checkCounts(
            String label, String name, Int64Array lhs, Int64Array rhs, Constraints constraints) {
        constraints.require(
                label,
                lhs.size() == rhs.size(),
                "lhs and rhs must have as many %s dimensions, got %s and %s",
                name,
                lhs,
                rhs);
    }

    /** The batching dimensions, and then the others of lhs and of rhs that are not contracted. */
    private static List<Dimension> shape(DotDimensionNumbers numbers, TensorType lhs, TensorType rhs) {
        var lhsBatching = numbers.lhsBatchingDimensions();
        var rhsBatching = numbers.rhsBatchingDimensions();
        var shape = new ArrayList<Dimension>();
        for (int i = 0; i < lhsBatching.size(); i++) {
            shape.add(Compatibility.mostSpecific(
                    lhs.dimension(lhsBatching.dimension(i)), rhs.dimension(rhsBatching.dimension(i))));
        }
        shape.addAll(DimensionLists.others(lhs, lhsBatching, numbers.lhsContractingDimensions()));
        shape.addAll(DimensionLists.others(rhs, rhsBatching, numbers.rhsContractingDimensions()));
        return shape;
    }

    static void checkPrecision(String label, @Nullable List<Precision> precision, Constraints constraints) {
        constraints.require(
                label,
                precision == null || precision.size() <= 2,
                "precision_config must have no more than 2 elements, got %s",
                precision);
    }

    private static void checkAlgorithm(
            @Nullable DotAlgorithm algorithm, @Nullable List<Precision> precision, Constraints constraints) {
        if (algorithm == null) {
            return;
        }
        constraints.require(
                "C21",
                precision == null || precision.stream().allMatch(item -> item == Precision.DEFAULT),
                "precision_config must be DEFAULT where an algorithm is given, got %s",
                precision);
        constraints.require(
                "C22", algorithm.lhsComponentCount() > 0, "lhs_component_count must be positive in %s", algorithm);
        constraints.require(
                "C23", algorithm.rhsComponentCount() > 0, "rhs_component_count must be positive in %s", algorithm);
        constraints.require(
                "C24",
                algorithm.numPrimitiveOperations() > 0,
                "num_primitive_operations must be positive in %s",
                algorithm);
        constraints.require("I8", isKnown(algorithm), "no hardware has the algorithm %s", algorithm);
    }

    private static boolean isKnown(DotAlgorithm algorithm) {
        Type lhs = algorithm.lhsPrecisionType();
        Type rhs = algorithm.rhsPrecisionType();
        Type accumulation = algorithm.accumulationType();
        long primitiveOperations = algorithm.numPrimitiveOperations();
        if (algorithm.lhsComponentCount() != 1 || algorithm.rhsComponentCount() != 1) {
            return false;
        }
        if (lhs instanceof ScalarType lhsScalar && F8.contains(lhsScalar)) {
            return rhs instanceof ScalarType rhsScalar
                    && F8.contains(rhsScalar)
                    && accumulation == ScalarType.F32
                    && primitiveOperations == 1;
        }
        return !algorithm.allowImpreciseAccumulation()
                && lhs.equals(rhs)
                && lhs instanceof ScalarType operands
                && accumulation instanceof ScalarType accumulator
                && KNOWN_ALGORITHMS.contains(new Algorithm(operands, accumulator, primitiveOperations));
    }

    private static void checkQuantization(
            TensorType lhs, TensorType rhs, TensorType result, Int64Array rhsContracting, Constraints constraints) {
        if (rhs.elementType() instanceof QuantizedType quantized) {
            constraints.require(
                    "C15",
                    quantized.zeroPoints().stream().allMatch(zeroPoint -> zeroPoint == 0),
                    "zero points of rhs must be 0, got %s",
                    rhs);
            constraints.require(
                    "C16",
                    quantized.axis() == null || !rhsContracting.contains(quantized.axis()),
                    "the quantization dimension of rhs must not be contracted, got %s in %s",
                    rhs,
                    rhsContracting);
        }
        ProductQuantization.DOT_GENERAL.check(lhs, rhs, result, constraints);
    }

    static ResultTypes check(Einsum op, Constraints constraints) {
        constraints.tensor("I1", "lhs", op.lhs(), ElementKind.NOT_PER_AXIS);
        constraints.tensor("I2", "rhs", op.rhs(), ElementKind.NOT_PER_AXIS);
        constraints.tensor("C1", "result", op.result(), ElementKind.NOT_PER_AXIS);
        return ResultTypes.declared(op);
    }

    static ResultTypes check(UnaryEinsum op, Constraints constraints) {
        constraints.tensor("I1", "operand", op.operand(), ElementKind.NOT_PER_AXIS);
        constraints.tensor("C1", "result", op.result(), ElementKind.NOT_PER_AXIS);
        return ResultTypes.declared(op);
    }
}
