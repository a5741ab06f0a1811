package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.OpSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An op of the VHLO dialect as a version of an op of StableHLO or of {@code func}: what its attributes are called and how they are translated.
 *
 * <p>VHLO's ops follow StableHLO's; {@link OpSchema} therefore has nearly all of this. The exceptions are listed here.
 */
final class PortableOp {
    /** The ops of which VHLO has a second version by 1.17, with the attributes that it added. */
    private static final Map<String, Set<String>> SECOND = Stream.of(
                    // 0.20
                    Map.of("stablehlo.dynamic_conv", Set.<String>of()),
                    // 1.1
                    Map.of(
                            "stablehlo.gather",
                            Set.of("operand_batching_dims", "start_indices_batching_dims"),
                            "stablehlo.dynamic_gather",
                            Set.of("operand_batching_dims", "start_indices_batching_dims"),
                            "stablehlo.scatter",
                            Set.of("input_batching_dims", "scatter_indices_batching_dims")),
                    // 1.5
                    Map.of(
                            "stablehlo.all_gather", Set.<String>of(),
                            "stablehlo.all_reduce", Set.<String>of(),
                            "stablehlo.all_to_all", Set.<String>of()),
                    // 1.6
                    Map.of(
                            "stablehlo.dot_general",
                            Set.of(
                                    "lhs_precision_type",
                                    "rhs_precision_type",
                                    "accumulation_type",
                                    "lhs_component_count",
                                    "rhs_component_count",
                                    "num_primitive_operations",
                                    "allow_imprecise_accumulation")),
                    // 1.12
                    Map.of(
                            "stablehlo.send", Set.of("source_target_pairs"),
                            "stablehlo.recv", Set.of("source_target_pairs")),
                    // 1.14
                    Map.of("stablehlo.composite", Set.<String>of()))
            .flatMap(map -> map.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** What the second versions of 1.9 and 1.10 added, to all ops that have it. */
    private static final String ACCURACY = "result_accuracy";

    /** Attributes of {@code func} that VHLO does not know, and carries beside its own. */
    private static final Map<String, Set<String>> CARRIED =
            Map.of("func.func", Set.of("no_inline"), "func.call", Set.of("arg_attrs", "res_attrs", "no_inline"));

    /** The dialects whose ops VHLO has, in the order in which a name is looked for; {@code return} is StableHLO's. */
    private static final List<String> DIALECTS = List.of("stablehlo", "func");

    private static final Map<String, PortableOp> BY_NAME = new ConcurrentHashMap<>();

    private final OpSchema schema;
    private final int version;
    private final List<PortableField> fields;
    private final List<String> properties;
    private final Set<String> translated;

    private PortableOp(OpSchema schema, int version) {
        this.schema = schema;
        this.version = version;
        var carried = CARRIED.getOrDefault(schema.name(), Set.of());
        this.fields = schema.fields(OpField.Kind.ATTRIBUTE).stream()
                .filter(field -> !carried.contains(field.name()))
                .map(field -> PortableField.of(schema, field))
                .toList();
        var added = version == 1 ? addedBySecond(schema) : Set.<String>of();
        // Version 0.20 took an unused attribute away from dynamic_conv.
        var removed = version == 1 && schema.name().equals("stablehlo.dynamic_conv")
                ? Stream.of("padding")
                : Stream.<String>of();
        this.properties = Stream.concat(fields.stream().flatMap(field -> field.names().stream()), removed)
                .filter(name -> !added.contains(name))
                .sorted()
                .toList();
        this.translated = Stream.concat(properties.stream(), fields.stream().map(PortableField::name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The op of VHLO called so, such as {@code add_v1}, or null. */
    static @Nullable PortableOp named(String name) {
        return BY_NAME.computeIfAbsent(name, PortableOp::make);
    }

    private static @Nullable PortableOp make(String name) {
        if (!name.endsWith("_v1") && !name.endsWith("_v2")) {
            return null;
        }
        var base = name.substring(0, name.length() - 3);
        int version = name.charAt(name.length() - 1) - '0';
        for (var dialect : DIALECTS) {
            var schema = OpSchema.named(dialect + "." + base);
            if (schema != null) {
                return version <= versions(schema) ? new PortableOp(schema, version) : null;
            }
        }
        return null;
    }

    private static int versions(OpSchema schema) {
        return SECOND.containsKey(schema.name()) || hasAccuracy(schema) ? 2 : 1;
    }

    private static boolean hasAccuracy(OpSchema schema) {
        return schema.dialect().equals("stablehlo") && schema.hasAttribute(ACCURACY);
    }

    private static Set<String> addedBySecond(OpSchema schema) {
        return hasAccuracy(schema) ? Set.of(ACCURACY) : SECOND.getOrDefault(schema.name(), Set.of());
    }

    /** The version of 1.17 of an op, or null if VHLO has none. */
    static @Nullable PortableOp current(OpSchema schema) {
        return DIALECTS.contains(schema.dialect()) ? named(name(schema, versions(schema))) : null;
    }

    /** The name without the dialect. */
    String name() {
        return name(schema, version);
    }

    private static String name(OpSchema schema, int version) {
        return schema.name().substring(schema.dialect().length() + 1) + "_v" + version;
    }

    OpSchema schema() {
        return schema;
    }

    /** The attributes in the order in which properties hold them: by name. All are present. */
    List<String> properties() {
        return properties;
    }

    /**
     * The attributes of the op from those of an artifact: defaults are left out, flattened structures put together.
     * What the op does not know is kept.
     */
    Dictionary read(Map<String, Attribute> portable) {
        var result = new TreeMap<String, Attribute>();
        portable.forEach((name, value) -> {
            if (!translated.contains(name)) {
                result.put(name, value);
            }
        });
        for (var field : fields) {
            var value = field.read(portable);
            if (value != null) {
                result.put(field.name(), value);
            }
        }
        keepLayouts(portable, result);
        return Dictionary.of(result);
    }

    // The layouts of operands and results are absent together or not at all.
    private static void keepLayouts(Map<String, Attribute> portable, Map<String, Attribute> result) {
        if (result.containsKey("operand_layouts") != result.containsKey("result_layouts")) {
            for (var name : List.of("operand_layouts", "result_layouts")) {
                var value = portable.get(name);
                if (value != null) {
                    result.put(name, value);
                }
            }
        }
    }

    /** The op's own attributes as an artifact of version 1.17 has them. */
    Map<String, Attribute> write(Op op) {
        var attributes = op.attributes();
        var result = new HashMap<String, Attribute>();
        for (var field : fields) {
            field.write(op, attributes.get(field.name()), result);
        }
        return result;
    }

    /** Attributes of the op that VHLO does not know, and that go with its discardable ones. */
    Map<String, Attribute> carried(Op op) {
        var names = CARRIED.getOrDefault(schema.name(), Set.of());
        if (names.isEmpty()) {
            return Map.of();
        }
        return op.attributes().entries().entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
