package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.OpField;
import dev.ranvier.stablehlo.OpSchema;
import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import dev.ranvier.stablehlo.StablehloAttribute.CustomCallApiVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The enumerations that MLIR keeps as {@code i32} integers. */
public final class CodedEnumerations {
    private static final List<CustomCallApiVersion> VERSIONS = List.of(CustomCallApiVersion.values());
    private static final List<PropagationDirection> DIRECTIONS = List.of(PropagationDirection.values());

    private CodedEnumerations() {}

    /** {@code attributes} with words where the op has them. */
    public static Dictionary decode(OpSchema schema, Dictionary attributes) {
        if (attributes.isEmpty()) {
            return attributes;
        }
        var decoded = attributes;
        for (var entry : attributes.entries().entrySet()) {
            if (entry.getValue() instanceof BuiltinAttribute.Int number && isCoded(schema, entry.getKey())) {
                var words = schema.dialect().equals("sdy") ? DIRECTIONS : VERSIONS;
                if (number.value() >= 0 && number.value() < words.size()) {
                    decoded = decoded.with(entry.getKey(), words.get((int) number.value()));
                }
            }
        }
        return decoded;
    }

    private static boolean isCoded(OpSchema schema, String name) {
        return schema.fields(OpField.Kind.ATTRIBUTE).stream()
                .anyMatch(field -> field.name().equals(name)
                        && (field.elementType() == CustomCallApiVersion.class
                                || field.elementType() == PropagationDirection.class));
    }

    /** The integer that stands for {@code attribute}, or null if it is not such an enumeration. */
    public static BuiltinAttribute.@Nullable Int encode(Attribute attribute) {
        return switch (attribute) {
            case CustomCallApiVersion version -> BuiltinAttribute.i32(VERSIONS.indexOf(version));
            case PropagationDirection direction -> BuiltinAttribute.i32(DIRECTIONS.indexOf(direction));
            default -> null;
        };
    }
}
