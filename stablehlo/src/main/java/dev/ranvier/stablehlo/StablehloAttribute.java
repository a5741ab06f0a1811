package dev.ranvier.stablehlo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of StableHLO and of CHLO (whose enumerations are StableHLO's under another dialect name). Members are
 * named as in the specification.
 */
public sealed interface StablehloAttribute extends Attribute
        permits StablehloAttribute.Enumeration,
                StablehloAttribute.DotDimensionNumbers,
                StablehloAttribute.RaggedDotDimensionNumbers,
                StablehloAttribute.DotAlgorithm,
                StablehloAttribute.ConvDimensionNumbers,
                StablehloAttribute.GatherDimensionNumbers,
                StablehloAttribute.ScatterDimensionNumbers,
                StablehloAttribute.ChannelHandle,
                StablehloAttribute.OutputOperandAlias,
                StablehloAttribute.ResultAccuracy,
                StablehloAttribute.MeshAxis,
                StablehloAttribute.Mesh,
                StablehloAttribute.SubAxisInfo,
                StablehloAttribute.AxisRef,
                StablehloAttribute.ReplicaGroupMeshAxes {

    /** An attribute that is one of a few words. */
    sealed interface Enumeration extends StablehloAttribute
            permits ComparisonDirection,
                    ComparisonType,
                    Precision,
                    ResultAccuracyMode,
                    FftType,
                    CustomCallApiVersion,
                    Transpose,
                    RngDistribution,
                    RngAlgorithm {
        /** The mnemonic of the enumeration, such as {@code comparison_direction}. */
        String mnemonic();

        /** The word, such as {@code EQ}. */
        String name();

        int ordinal();

        /** The number of this word in the portable artifact format: words are declared in the order of their numbers. */
        @SuppressWarnings("EnumOrdinal")
        default int code() {
            return ordinal();
        }
    }

    enum ComparisonDirection implements Enumeration {
        EQ,
        NE,
        GE,
        GT,
        LE,
        LT;

        @Override
        public String mnemonic() {
            return "comparison_direction";
        }

        /** Whether the comparison holds for elements whose {@link java.util.Comparator} result is {@code order}. */
        public boolean holds(int order) {
            return switch (this) {
                case EQ -> order == 0;
                case NE -> order != 0;
                case GE -> order >= 0;
                case GT -> order > 0;
                case LE -> order <= 0;
                case LT -> order < 0;
            };
        }
    }

    enum ComparisonType implements Enumeration {
        NOTYPE,
        FLOAT,
        TOTALORDER,
        SIGNED,
        UNSIGNED;

        @Override
        public String mnemonic() {
            return "comparison_type";
        }
    }

    enum Precision implements Enumeration {
        DEFAULT,
        HIGH,
        HIGHEST;

        @Override
        public String mnemonic() {
            return "precision";
        }
    }

    enum ResultAccuracyMode implements Enumeration {
        DEFAULT,
        HIGHEST,
        TOLERANCE;

        @Override
        public String mnemonic() {
            return "result_accuracy_mode";
        }
    }

    enum FftType implements Enumeration {
        FFT,
        IFFT,
        RFFT,
        IRFFT;

        @Override
        public String mnemonic() {
            return "fft_type";
        }
    }

    enum CustomCallApiVersion implements Enumeration {
        API_VERSION_UNSPECIFIED,
        API_VERSION_ORIGINAL,
        API_VERSION_STATUS_RETURNING,
        API_VERSION_STATUS_RETURNING_UNIFIED,
        API_VERSION_TYPED_FFI;

        @Override
        public String mnemonic() {
            return "custom_call_api_version";
        }
    }

    enum Transpose implements Enumeration {
        TRANSPOSE_INVALID,
        NO_TRANSPOSE,
        TRANSPOSE,
        ADJOINT;

        @Override
        public String mnemonic() {
            return "transpose";
        }
    }

    enum RngDistribution implements Enumeration {
        UNIFORM,
        NORMAL;

        @Override
        public String mnemonic() {
            return "rng_distribution";
        }

        @Override
        public int code() {
            return Enumeration.super.code() + 1;
        }
    }

    enum RngAlgorithm implements Enumeration {
        DEFAULT,
        THREE_FRY,
        PHILOX;

        @Override
        public String mnemonic() {
            return "rng_algorithm";
        }
    }

    /** {@code #stablehlo.dot<...>}. */
    record DotDimensionNumbers(
            Int64Array lhsBatchingDimensions,
            Int64Array rhsBatchingDimensions,
            Int64Array lhsContractingDimensions,
            Int64Array rhsContractingDimensions)
            implements StablehloAttribute {}

    /** {@code #chlo.ragged_dot<...>}. */
    record RaggedDotDimensionNumbers(
            Int64Array lhsBatchingDimensions,
            Int64Array rhsBatchingDimensions,
            Int64Array lhsContractingDimensions,
            Int64Array rhsContractingDimensions,
            Int64Array lhsRaggedDimensions,
            Int64Array rhsGroupDimensions)
            implements StablehloAttribute {}

    /** {@code #stablehlo.dot_algorithm<...>}. */
    record DotAlgorithm(
            Type lhsPrecisionType,
            Type rhsPrecisionType,
            Type accumulationType,
            long lhsComponentCount,
            long rhsComponentCount,
            long numPrimitiveOperations,
            boolean allowImpreciseAccumulation)
            implements StablehloAttribute {}

    /** {@code #stablehlo.conv<...>}. */
    record ConvDimensionNumbers(
            long inputBatchDimension,
            long inputFeatureDimension,
            Int64Array inputSpatialDimensions,
            long kernelInputFeatureDimension,
            long kernelOutputFeatureDimension,
            Int64Array kernelSpatialDimensions,
            long outputBatchDimension,
            long outputFeatureDimension,
            Int64Array outputSpatialDimensions)
            implements StablehloAttribute {}

    /** {@code #stablehlo.gather<...>}. */
    record GatherDimensionNumbers(
            Int64Array offsetDims,
            Int64Array collapsedSliceDims,
            Int64Array operandBatchingDims,
            Int64Array startIndicesBatchingDims,
            Int64Array startIndexMap,
            long indexVectorDim)
            implements StablehloAttribute {}

    /** {@code #stablehlo.scatter<...>}. */
    record ScatterDimensionNumbers(
            Int64Array updateWindowDims,
            Int64Array insertedWindowDims,
            Int64Array inputBatchingDims,
            Int64Array scatterIndicesBatchingDims,
            Int64Array scatterDimsToOperandDims,
            long indexVectorDim)
            implements StablehloAttribute {}

    /** {@code #stablehlo.channel_handle<...>}. */
    record ChannelHandle(long handle, long type) implements StablehloAttribute {}

    /** {@code #stablehlo.output_operand_alias<...>}. */
    record OutputOperandAlias(Int64Array outputTupleIndices, long operandIndex, Int64Array operandTupleIndices)
            implements StablehloAttribute {}

    /** {@code #stablehlo.result_accuracy<...>}: the largest error asked for, absolute, relative and in last places. */
    record ResultAccuracy(double atol, double rtol, long ulps, ResultAccuracyMode mode) implements StablehloAttribute {}

    /** {@code #stablehlo.mesh_axis<...>}. */
    record MeshAxis(String name, long size) implements StablehloAttribute {}

    /** {@code #stablehlo.mesh<...>}. */
    record Mesh(List<MeshAxis> axes, @Nullable DenseElements deviceIds) implements StablehloAttribute {
        public Mesh {
            axes = List.copyOf(axes);
        }
    }

    /** {@code #stablehlo.sub_axis_info<...>}. */
    record SubAxisInfo(long preSize, long size) implements StablehloAttribute {}

    /** {@code #stablehlo.axis_ref<...>}. */
    record AxisRef(String name, @Nullable SubAxisInfo subAxisInfo) implements StablehloAttribute {}

    /** {@code #stablehlo.replica_group_mesh_axes<...>}: groups of devices as axes of a mesh, given or named. */
    record ReplicaGroupMeshAxes(Attribute mesh, BuiltinAttribute.Sequence axes) implements StablehloAttribute {}
}
