package dev.ranvier.stablehlo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of Shardy's {@code sdy} dialect, named as in its documents. */
public sealed interface ShardyAttribute extends Attribute {

    /** A named axis of a mesh and its size. */
    record MeshAxis(String name, long size) implements ShardyAttribute {}

    /** Axes, and the device ids in their order; no ids stand for 0, 1, 2, ... */
    record Mesh(List<MeshAxis> axes, Int64Array deviceIds) implements ShardyAttribute {
        public Mesh {
            axes = List.copyOf(axes);
        }
    }

    /** The part of an axis of {@code size} devices that has {@code preSize} devices to its left. */
    record SubAxisInfo(long preSize, long size) implements ShardyAttribute {}

    /** An axis, or a part of one. */
    record AxisRef(String name, @Nullable SubAxisInfo subAxisInfo) implements ShardyAttribute {}

    /**
     * How one dimension is split.
     *
     * @param axes major to minor
     * @param closed whether propagation may not split the dimension further
     * @param priority the user's priority, 0 the highest, or null
     */
    record DimensionSharding(
            List<AxisRef> axes, boolean closed, @Nullable Long priority) implements ShardyAttribute {
        public DimensionSharding {
            axes = List.copyOf(axes);
        }
    }

    /** How partial results along unreduced axes are to be combined. */
    enum ReductionOp {
        SUM,
        MAX,
        MIN
    }

    /** How a tensor is split over a mesh, which is given in place ({@link Mesh}) or by name ({@link SymbolRef}). */
    record TensorSharding(
            Attribute meshOrRef,
            List<DimensionSharding> dimensionShardings,
            List<AxisRef> replicatedAxes,
            List<AxisRef> unreducedAxes,
            ReductionOp reductionOp)
            implements ShardyAttribute {
        public TensorSharding {
            dimensionShardings = List.copyOf(dimensionShardings);
            replicatedAxes = List.copyOf(replicatedAxes);
            unreducedAxes = List.copyOf(unreducedAxes);
        }
    }

    /** One sharding an operand or result. */
    record TensorShardingPerValue(List<TensorSharding> shardings) implements ShardyAttribute {
        public TensorShardingPerValue {
            shardings = List.copyOf(shardings);
        }
    }

    /** The axes along which the body of a manual computation is written for one device. */
    record ManualAxes(List<String> axes) implements ShardyAttribute {
        public ManualAxes {
            axes = List.copyOf(axes);
        }
    }

    /** In which direction shardings may pass a propagation barrier. */
    enum PropagationDirection implements ShardyAttribute {
        NONE,
        FORWARD,
        BACKWARD,
        BOTH
    }

    /** The factors that one dimension consists of. */
    record DimMapping(Int64Array factorIndices) implements ShardyAttribute {}

    /** The factors of each dimension of a tensor. */
    record TensorMapping(List<DimMapping> dimMappings) implements ShardyAttribute {
        public TensorMapping {
            dimMappings = List.copyOf(dimMappings);
        }
    }

    /** How the dimensions of an op's operands and results correspond, as factors. */
    record OpShardingRule(
            Int64Array factorSizes,
            List<TensorMapping> operandMappings,
            List<TensorMapping> resultMappings,
            Int64Array reductionFactors,
            Int64Array needReplicationFactors,
            Int64Array permutationFactors,
            Int64Array blockedPropagationFactors,
            boolean customRule)
            implements ShardyAttribute {
        public OpShardingRule {
            operandMappings = List.copyOf(operandMappings);
            resultMappings = List.copyOf(resultMappings);
        }
    }
}
