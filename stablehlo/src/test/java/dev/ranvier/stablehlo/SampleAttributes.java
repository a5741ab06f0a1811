package dev.ranvier.stablehlo;

import dev.ranvier.stablehlo.StablehloAttribute.Enumeration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** At least one attribute of every kind that an op may have. */
final class SampleAttributes {
    private SampleAttributes() {}

    static Stream<Attribute> all() {
        return Stream.of(builtin(), enumerations(), structures(), sharding()).flatMap(stream -> stream);
    }

    private static Stream<Attribute> builtin() {
        return Stream.of(
                new BuiltinAttribute.Unit(),
                new BuiltinAttribute.Bool(true),
                BuiltinAttribute.i64(7),
                new BuiltinAttribute.Real(Float.floatToRawIntBits(0.5f), ScalarType.F32),
                new BuiltinAttribute.Text("text"),
                new BuiltinAttribute.TypeOf(TensorType.of(ScalarType.F32)),
                new BuiltinAttribute.Sequence(List.of(Dictionary.EMPTY)),
                new BuiltinAttribute.BoolArray(List.of(true, false)),
                Dictionary.of(Map.of("key", new BuiltinAttribute.Unit())),
                new SymbolRef("symbol"),
                Int64Array.of(1, 2),
                DenseElements.ofI64(1, 2));
    }

    private static Stream<Attribute> enumerations() {
        return Arrays.stream(Enumeration.class.getPermittedSubclasses())
                .map(type -> (Attribute) type.getEnumConstants()[0]);
    }

    private static Stream<Attribute> structures() {
        var none = Int64Array.of();
        return Stream.of(
                new StablehloAttribute.DotDimensionNumbers(none, none, none, none),
                new StablehloAttribute.RaggedDotDimensionNumbers(none, none, none, none, none, none),
                new StablehloAttribute.DotAlgorithm(ScalarType.F32, ScalarType.F32, ScalarType.F32, 1, 1, 1, false),
                new StablehloAttribute.ConvDimensionNumbers(0, 1, none, 0, 1, none, 0, 1, none),
                new StablehloAttribute.GatherDimensionNumbers(none, none, none, none, none, 0),
                new StablehloAttribute.ScatterDimensionNumbers(none, none, none, none, none, 0),
                new StablehloAttribute.ChannelHandle(1, 0),
                new StablehloAttribute.OutputOperandAlias(none, 0, none),
                new StablehloAttribute.ResultAccuracy(0, 0, 1, StablehloAttribute.ResultAccuracyMode.TOLERANCE));
    }

    private static Stream<Attribute> sharding() {
        var mesh = new ShardyAttribute.Mesh(List.of(new ShardyAttribute.MeshAxis("x", 2)), Int64Array.of());
        var sharding = new ShardyAttribute.TensorSharding(
                mesh, List.of(), List.of(), List.of(), ShardyAttribute.ReductionOp.SUM);
        return Stream.of(
                mesh,
                sharding,
                new ShardyAttribute.TensorShardingPerValue(List.of(sharding)),
                new ShardyAttribute.ManualAxes(List.of("x")),
                ShardyAttribute.PropagationDirection.BOTH);
    }
}
