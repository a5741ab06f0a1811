package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.StablehloAttribute.Enumeration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names and forms of the attributes of StableHLO and CHLO. */
final class DialectForms {
    /** Attributes that are written by component. */
    private static final Map<String, RecordForm> RECORDS = Map.ofEntries(
            Map.entry("dot", new RecordForm(StablehloAttribute.DotDimensionNumbers.class, true)),
            Map.entry("ragged_dot", new RecordForm(StablehloAttribute.RaggedDotDimensionNumbers.class, true)),
            Map.entry("gather", new RecordForm(StablehloAttribute.GatherDimensionNumbers.class, true)),
            Map.entry("scatter", new RecordForm(StablehloAttribute.ScatterDimensionNumbers.class, true)),
            Map.entry("result_accuracy", new RecordForm(StablehloAttribute.ResultAccuracy.class, true)),
            Map.entry("dot_algorithm", new RecordForm(StablehloAttribute.DotAlgorithm.class, false)),
            Map.entry("channel_handle", new RecordForm(StablehloAttribute.ChannelHandle.class, false)),
            Map.entry("output_operand_alias", new RecordForm(StablehloAttribute.OutputOperandAlias.class, false)),
            Map.entry("mesh_axis", new RecordForm(StablehloAttribute.MeshAxis.class, false)),
            Map.entry("mesh", new RecordForm(StablehloAttribute.Mesh.class, false)),
            Map.entry("axis_ref", new RecordForm(StablehloAttribute.AxisRef.class, false)),
            Map.entry("replica_group_mesh_axes", new RecordForm(StablehloAttribute.ReplicaGroupMeshAxes.class, false)));

    private static final Map<Class<?>, String> MNEMONICS = RECORDS.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(e -> e.getValue().type(), Map.Entry::getKey));

    private static final ClassValue<List<Enumeration>> CONSTANTS = new ClassValue<>() {
        @Override
        protected List<Enumeration> computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Enumeration.class::cast)
                    .toList();
        }
    };

    /** The words of each enumeration, by mnemonic. */
    private static final Map<String, List<Enumeration>> ENUMERATIONS = Arrays.stream(
                    Enumeration.class.getPermittedSubclasses())
            .map(DialectForms::constants)
            .collect(Collectors.toUnmodifiableMap(words -> words.getFirst().mnemonic(), words -> words));

    private DialectForms() {}

    static @Nullable RecordForm record(String mnemonic) {
        return RECORDS.get(mnemonic);
    }

    /** The mnemonic of an attribute that is written by component, or null. */
    static @Nullable String mnemonic(Class<?> type) {
        return MNEMONICS.get(type);
    }

    /** The words of the enumeration called so, or null. */
    static @Nullable List<Enumeration> enumeration(String mnemonic) {
        return ENUMERATIONS.get(mnemonic);
    }

    /** The words of an enumeration. */
    static List<Enumeration> constants(Class<?> type) {
        return CONSTANTS.get(type);
    }
}
