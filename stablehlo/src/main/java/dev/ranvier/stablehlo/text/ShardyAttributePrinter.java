package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ShardyAttribute;
import dev.ranvier.stablehlo.ShardyAttribute.AxisRef;
import dev.ranvier.stablehlo.ShardyAttribute.DimMapping;
import dev.ranvier.stablehlo.ShardyAttribute.DimensionSharding;
import dev.ranvier.stablehlo.ShardyAttribute.ManualAxes;
import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.MeshAxis;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.ShardyAttribute.SubAxisInfo;
import dev.ranvier.stablehlo.ShardyAttribute.TensorMapping;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyAttribute.TensorShardingPerValue;
import dev.ranvier.stablehlo.SymbolRef;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the attributes of the {@code sdy} dialect as {@link ShardyAttributeParser} reads them. */
final class ShardyAttributePrinter {
    private ShardyAttributePrinter() {}

    /** What follows {@code #sdy}. */
    static String print(ShardyAttribute attribute) {
        return switch (attribute) {
            case Mesh mesh -> ".mesh" + stripped(mesh);
            case TensorSharding sharding -> ".sharding" + stripped(sharding);
            case TensorShardingPerValue shardings -> ".sharding_per_value<" + stripped(shardings) + ">";
            case OpShardingRule rule -> ".op_sharding_rule" + stripped(rule);
            case MeshAxis axis -> "<mesh_axis" + stripped(axis) + ">";
            case SubAxisInfo part -> "<sub_axis_info" + stripped(part) + ">";
            case AxisRef axis -> "<axis_ref" + stripped(axis) + ">";
            case DimensionSharding dimension -> "<dimension_sharding" + stripped(dimension) + ">";
            case ManualAxes axes -> "<manual_axes" + stripped(axes) + ">";
            case DimMapping mapping -> "<dim_mapping " + stripped(mapping) + ">";
            case TensorMapping mapping -> "<tensor_mapping" + stripped(mapping) + ">";
            case PropagationDirection direction -> throw new IllegalStateException("an integer: " + direction);
        };
    }

    /** The form without dialect and mnemonic, which pretty ops use. */
    static String stripped(ShardyAttribute attribute) {
        return switch (attribute) {
            case Mesh mesh -> mesh(mesh);
            case MeshAxis(String name, long size) -> StringLiteral.encode(name) + "=" + size;
            case SubAxisInfo(long preSize, long size) -> "(" + preSize + ")" + size;
            case AxisRef axis ->
                StringLiteral.encode(axis.name())
                        + (axis.subAxisInfo() == null ? "" : ":" + stripped(axis.subAxisInfo()));
            case DimensionSharding dimension -> dimension(dimension);
            case TensorSharding sharding -> sharding(sharding);
            case TensorShardingPerValue(List<TensorSharding> shardings) -> list(shardings, "[", "]");
            case ManualAxes(List<String> axes) -> join(axes, StringLiteral::encode, "{", "}");
            case PropagationDirection direction -> direction.name();
            case DimMapping mapping -> factors(mapping.factorIndices());
            case TensorMapping(List<DimMapping> mappings) -> list(mappings, "[", "]");
            case OpShardingRule rule -> rule(rule);
        };
    }

    private static String list(List<? extends ShardyAttribute> attributes, String open, String close) {
        return join(attributes, ShardyAttributePrinter::stripped, open, close);
    }

    private static <T> String join(List<T> items, Function<? super T, String> print, String open, String close) {
        return items.stream().map(print).collect(Collectors.joining(", ", open, close));
    }

    private static String mesh(Mesh mesh) {
        var ids = mesh.deviceIds();
        return "<" + list(mesh.axes(), "[", "]") + (ids.isEmpty() ? "" : ", device_ids=" + AttributePrinter.sizes(ids))
                + ">";
    }

    private static String dimension(DimensionSharding dimension) {
        var axes = list(dimension.axes(), "", "");
        var open = dimension.closed() ? "" : dimension.axes().isEmpty() ? "?" : ", ?";
        return "{" + axes + open + "}" + (dimension.priority() == null ? "" : "p" + dimension.priority());
    }

    private static String sharding(TensorSharding sharding) {
        Attribute mesh = sharding.meshOrRef();
        var text = new StringBuilder("<")
                .append(mesh instanceof Mesh inPlace ? "mesh" + mesh(inPlace) : symbol(mesh))
                .append(", ")
                .append(list(sharding.dimensionShardings(), "[", "]"));
        if (!sharding.replicatedAxes().isEmpty()) {
            text.append(", replicated=").append(list(sharding.replicatedAxes(), "{", "}"));
        }
        if (!sharding.unreducedAxes().isEmpty()) {
            var reduction = sharding.reductionOp();
            text.append(", unreduced=")
                    .append(reduction == ReductionOp.SUM ? "" : reduction.name().toLowerCase(Locale.ROOT))
                    .append(list(sharding.unreducedAxes(), "{", "}"));
        }
        return text.append('>').toString();
    }

    private static String symbol(Attribute mesh) {
        if (mesh instanceof SymbolRef symbol) {
            return AttributePrinter.symbol(symbol);
        }
        throw new IllegalStateException("a mesh is given in place or by name, not as " + mesh);
    }

    private static String rule(OpShardingRule rule) {
        var sizes = rule.factorSizes();
        var text = new StringBuilder("<")
                .append(list(rule.operandMappings(), "(", ")"))
                .append("->")
                .append(list(rule.resultMappings(), "(", ")"));
        if (!sizes.isEmpty()) {
            text.append(' ')
                    .append(IntStream.range(0, sizes.size())
                            .mapToObj(i -> ShardyFactors.name(i) + "=" + sizes.get(i))
                            .collect(Collectors.joining(", ", "{", "}")));
        }
        appendFactors(text, "reduction", rule.reductionFactors());
        appendFactors(text, "need_replication", rule.needReplicationFactors());
        appendFactors(text, "permutation", rule.permutationFactors());
        appendFactors(text, "blocked_propagation", rule.blockedPropagationFactors());
        return text.append(rule.customRule() ? ", custom>" : ">").toString();
    }

    private static void appendFactors(StringBuilder text, String kind, Int64Array factors) {
        if (!factors.isEmpty()) {
            text.append(' ').append(kind).append('=');
            text.append(factors.stream().mapToObj(ShardyFactors::name).collect(Collectors.joining(", ", "{", "}")));
        }
    }

    private static String factors(Int64Array factors) {
        return factors.stream().mapToObj(ShardyFactors::name).collect(Collectors.joining());
    }
}
