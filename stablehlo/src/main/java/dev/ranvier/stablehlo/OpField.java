package dev.ranvier.stablehlo;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One part of an op: a component of its record.
 *
 * <p>The Java type of an attribute component says which MLIR attribute it stands for: {@code boolean} a bool attribute,
 * {@code long} an {@code i64} and {@code int} an {@code i32} integer, {@link String} a string, a list an array, and
 * every {@link Attribute} itself.
 */
public final class OpField {

    /** What a component is. */
    public enum Kind {
        OPERAND,
        ATTRIBUTE,
        REGION,
        RESULT,
        INFO;

        String plural() {
            return name().toLowerCase(Locale.ROOT) + "s";
        }
    }

    /** How many values a component holds. */
    public enum Arity {
        ONE,
        OPTIONAL,
        MANY
    }

    private final String name;
    private final Kind kind;
    private final Arity arity;
    private final Class<?> type;
    private final Class<?> elementType;
    private final RecordComponent component;
    private @Nullable MethodHandle accessor;
    private int calls;

    private OpField(
            String name, Kind kind, Arity arity, Class<?> type, Class<?> elementType, RecordComponent component) {
        this.name = name;
        this.kind = kind;
        this.arity = arity;
        this.type = type;
        this.elementType = elementType;
        this.component = component;
    }

    static OpField of(RecordComponent component) {
        var type = component.getType();
        var elementType = type == List.class
                ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                : type;
        var kind = kindOf(elementType);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        var arity = nullable ? Arity.OPTIONAL : type == List.class && kind != Kind.ATTRIBUTE ? Arity.MANY : Arity.ONE;
        return new OpField(snakeCase(component.getName()), kind, arity, type, elementType, component);
    }

    private static Kind kindOf(Class<?> type) {
        if (type == Value.class) {
            return Kind.OPERAND;
        }
        if (type == OpResult.class) {
            return Kind.RESULT;
        }
        if (type == Region.class) {
            return Kind.REGION;
        }
        return type == OpInfo.class ? Kind.INFO : Kind.ATTRIBUTE;
    }

    private static String snakeCase(String camelCase) {
        var name = new StringBuilder();
        camelCase.chars().forEach(letter -> {
            if (Character.isUpperCase(letter)) {
                name.append('_');
            }
            name.append((char) Character.toLowerCase(letter));
        });
        return name.toString();
    }

    /** The name in snake case, as in the specification. */
    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public Arity arity() {
        return arity;
    }

    /** The Java type of the component, or of one item of it where it is a list. */
    public Class<?> elementType() {
        return elementType;
    }

    /** What the component of {@code op} holds; null for an absent optional. */
    public @Nullable Object get(Op op) {
        var handle = accessor;
        try {
            if (handle == null) {
                return getByReflection(op);
            }
            return (Object) handle.invokeExact(op);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gets the component without a handle, and makes one for later calls once there were enough of them. */
    private @Nullable Object getByReflection(Op op) throws ReflectiveOperationException {
        if (++calls == OpConstructor.CALLS_WORTH_A_HANDLE) {
            accessor = MethodHandles.lookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Op.class));
        }
        return component.getAccessor().invoke(op);
    }

    Attribute toAttribute(Object value) {
        return switch (value) {
            case Attribute attribute -> attribute;
            case Boolean bool -> new BuiltinAttribute.Bool(bool);
            case Long number -> BuiltinAttribute.i64(number);
            case Integer number -> BuiltinAttribute.i32(number);
            case String text -> new BuiltinAttribute.Text(text);
            case List<?> list ->
                new BuiltinAttribute.Sequence(
                        list.stream().map(this::toAttribute).toList());
            default -> throw new IllegalStateException("no attribute for " + value.getClass());
        };
    }

    /** The component's value that {@code attribute} stands for, or null if it is of the wrong kind. */
    @Nullable
    Object fromAttribute(Attribute attribute) {
        if (type == List.class) {
            return attribute instanceof BuiltinAttribute.Sequence sequence
                            && sequence.elements().stream().allMatch(elementType::isInstance)
                    ? sequence.elements()
                    : null;
        }
        return switch (attribute) {
            case BuiltinAttribute.Bool bool when isOneOf(boolean.class, Boolean.class) -> bool.value();
            case BuiltinAttribute.Int number when isOneOf(long.class, Long.class) -> number.value();
            case BuiltinAttribute.Int number when isOneOf(int.class, Integer.class) -> (int) number.value();
            case BuiltinAttribute.Text text when type == String.class -> text.value();
            default -> type.isInstance(attribute) ? attribute : null;
        };
    }

    private boolean isOneOf(Class<?> primitive, Class<?> boxed) {
        return type == primitive || type == boxed;
    }

    String description() {
        return arity == Arity.MANY || type == List.class
                ? "an array of " + elementType.getSimpleName()
                : "of kind " + type.getSimpleName();
    }
}
