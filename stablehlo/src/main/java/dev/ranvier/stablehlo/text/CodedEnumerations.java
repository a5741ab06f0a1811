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
        var decoded = attributes;
        var fields = schema.fields(OpField.Kind.ATTRIBUTE);
        for (int i = 0; i < fields.size(); i++) {
            var words = words(fields.get(i));
            if (!words.isEmpty()
                    && attributes.get(fields.get(i).name()) instanceof BuiltinAttribute.Int number
                    && number.value() >= 0
                    && number.value() < words.size()) {
                decoded = decoded.with(fields.get(i).name(), words.get((int) number.value()));
            }
        }
        return decoded;
    }

    private static List<? extends Attribute> words(OpField field) {
        if (field.elementType() == CustomCallApiVersion.class) {
            return VERSIONS;
        }
        return field.elementType() == PropagationDirection.class ? DIRECTIONS : List.of();
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
