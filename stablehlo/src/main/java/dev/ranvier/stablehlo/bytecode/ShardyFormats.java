package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.ShardyAttribute.AxisRef;
import dev.ranvier.stablehlo.ShardyAttribute.DimMapping;
import dev.ranvier.stablehlo.ShardyAttribute.DimensionSharding;
import dev.ranvier.stablehlo.ShardyAttribute.ManualAxes;
import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.MeshAxis;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.ShardyAttribute.SubAxisInfo;
import dev.ranvier.stablehlo.ShardyAttribute.TensorMapping;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyAttribute.TensorShardingPerValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encodings of Shardy's dialect (its {@code bytecode.td}). */
final class ShardyFormats {
    private static final List<ReductionOp> REDUCTIONS = List.of(ReductionOp.SUM, ReductionOp.MAX, ReductionOp.MIN);

    private ShardyFormats() {}

    static Variants attributes() {
        var axes = Format.list(Format.attribute(AxisRef.class));
        var shardings = Format.list(Format.attribute(TensorSharding.class));
        var mappings = Format.list(Format.attribute(TensorMapping.class));
        var integers = Format.integers();
        return new Variants("sdy attribute")
                .with(0, ManualAxes.class, Format.record(ManualAxes.class, Format.list(Format.text())))
                .with(1, MeshAxis.class, Format.record(MeshAxis.class, Format.string(), Format.signed()))
                .with(2, Mesh.class, Format.record(Mesh.class, Format.list(Format.attribute(MeshAxis.class)), integers))
                .with(3, SubAxisInfo.class, Format.record(SubAxisInfo.class, Format.signed(), Format.signed()))
                .with(
                        4,
                        AxisRef.class,
                        Format.record(AxisRef.class, Format.string(), Format.optional(SubAxisInfo.class)))
                .with(
                        5,
                        DimensionSharding.class,
                        Format.record(DimensionSharding.class, axes, Format.bool(), priority()))
                .with(
                        6,
                        TensorSharding.class,
                        sharding -> sharding.unreducedAxes().isEmpty(),
                        sharding(axes, false, false))
                .with(
                        7,
                        TensorShardingPerValue.class,
                        value -> value.shardings().stream()
                                .allMatch(sharding -> sharding.unreducedAxes().isEmpty()),
                        Format.record(TensorShardingPerValue.class, shardings))
                .with(8, DimMapping.class, Format.record(DimMapping.class, integers))
                .with(
                        9,
                        TensorMapping.class,
                        Format.record(TensorMapping.class, Format.list(Format.attribute(DimMapping.class))))
                .with(
                        10,
                        OpShardingRule.class,
                        Format.record(
                                OpShardingRule.class,
                                integers,
                                mappings,
                                mappings,
                                integers,
                                integers,
                                integers,
                                integers,
                                Format.bool()))
                .with(
                        15,
                        TensorSharding.class,
                        sharding -> sharding.reductionOp() == ReductionOp.SUM,
                        sharding(axes, true, false))
                .with(16, TensorShardingPerValue.class, Format.record(TensorShardingPerValue.class, shardings))
                .with(17, TensorSharding.class, sharding(axes, true, true));
    }

    private static Format<TensorSharding> sharding(Format<List<AxisRef>> axes, boolean unreduced, boolean reduction) {
        var dimensions = Format.list(Format.attribute(DimensionSharding.class));
        return Format.record(
                TensorSharding.class,
                Format.attribute(Attribute.class),
                dimensions,
                axes,
                unreduced ? axes : Format.constant(List.of()),
                reduction ? reduction() : Format.constant(ReductionOp.SUM));
    }

    private static Format<ReductionOp> reduction() {
        return Format.of(
                in -> REDUCTIONS.get(in.index("reduction op", in.signedVarInt(), REDUCTIONS.size())),
                (out, value) -> out.signedVarInt(REDUCTIONS.indexOf(value)));
    }

    /** Zero for none, else one more than twice the priority. */
    private static Format<@Nullable Long> priority() {
        return Format.of(
                in -> {
                    long code = in.varInt();
                    return (code & 1) == 0 ? null : code >>> 1;
                },
                (out, value) -> out.varInt(value == null ? 0 : (value << 1) | 1));
    }
}
