package dev.ranvier.stablehlo;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of an op, derived once from its record: what formats and passes use to treat all ops alike.
 *
 * <p>Where an op has several operand groups of variable size, they are of equal size, unless the op is segmented: then
 * {@code operandSegmentSizes} and {@code resultSegmentSizes} give the sizes of all groups.
 */
public final class OpSchema {
    /** The attribute of a segmented op that has the sizes of its operand groups. */
    public static final String OPERAND_SEGMENTS = "operandSegmentSizes";

    /** The attribute of a segmented op that has the sizes of its result groups. */
    public static final String RESULT_SEGMENTS = "resultSegmentSizes";

    private static final Map<String, Class<?>> TYPES = leaves(Op.class)
            .collect(Collectors.toUnmodifiableMap(
                    type -> type.getAnnotation(OpName.class).value(), Function.identity()));

    /** Each is made at its first use, since those of all ops would take most of the time of a short program. */
    private static final ClassValue<OpSchema> SCHEMAS = new ClassValue<>() {
        @Override
        protected OpSchema computeValue(Class<?> type) {
            return new OpSchema(type);
        }
    };

    private final String name;
    private final boolean segmented;
    private final Class<?> type;
    private final List<OpField> fields;
    private final List<OpField> operands;
    private final List<OpField> attributes;
    private final List<OpField> regions;
    private final List<OpField> results;
    private final List<OpField> infos;
    private final Set<String> attributeNames;
    private final OpConstructor constructor;

    private OpSchema(Class<?> type) {
        var annotation = type.getAnnotation(OpName.class);
        this.type = type;
        this.name = annotation.value();
        this.segmented = annotation.segmented();
        var components = type.getRecordComponents();
        this.fields = Arrays.stream(components).map(OpField::of).toList();
        this.constructor = new OpConstructor(type, components);
        this.operands = ofKind(OpField.Kind.OPERAND);
        this.attributes = ofKind(OpField.Kind.ATTRIBUTE);
        this.regions = ofKind(OpField.Kind.REGION);
        this.results = ofKind(OpField.Kind.RESULT);
        this.infos = ofKind(OpField.Kind.INFO);
        this.attributeNames = Stream.concat(
                        attributes.stream().map(OpField::name),
                        segmented ? Stream.of(OPERAND_SEGMENTS, RESULT_SEGMENTS) : Stream.of())
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<OpField> ofKind(OpField.Kind kind) {
        return fields.stream().filter(field -> field.kind() == kind).toList();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(OpSchema::leaves);
    }

    /** The schema of an op record. */
    public static OpSchema of(Class<? extends Op> type) {
        return SCHEMAS.get(type);
    }

    /** The schema of the op called so, such as {@code stablehlo.add}, or null. */
    public static @Nullable OpSchema named(String name) {
        var type = TYPES.get(name);
        return type == null ? null : SCHEMAS.get(type);
    }

    /** All ops, by name. */
    public static List<OpSchema> all() {
        return new TreeMap<>(TYPES).values().stream().map(SCHEMAS::get).toList();
    }

    public String name() {
        return name;
    }

    /** The part of the name before the first dot. */
    public String dialect() {
        return name.substring(0, name.indexOf('.'));
    }

    /** The record class of the op. */
    public Class<?> type() {
        return type;
    }

    /** The components of the record, in order. */
    public List<OpField> fields() {
        return fields;
    }

    /** The components of one kind, in order. */
    public List<OpField> fields(OpField.Kind kind) {
        return switch (kind) {
            case OPERAND -> operands;
            case ATTRIBUTE -> attributes;
            case REGION -> regions;
            case RESULT -> results;
            case INFO -> infos;
        };
    }

    /** Whether the op has the sizes of its operand and result groups as attributes. */
    public boolean isSegmented() {
        return segmented;
    }

    /** Whether {@code attribute} is one of the op's own. */
    public boolean hasAttribute(String attribute) {
        return attributeNames.contains(attribute);
    }

    List<Value> operands(Op op) {
        return flatten(op, operands, Value.class);
    }

    List<OpResult> results(Op op) {
        return flatten(op, results, OpResult.class);
    }

    List<Region> regions(Op op) {
        return flatten(op, regions, Region.class);
    }

    Dictionary attributes(Op op) {
        var entries = new TreeMap<String, Attribute>();
        for (var field : fields) {
            var value = field.kind() == OpField.Kind.ATTRIBUTE ? field.get(op) : null;
            if (value != null) {
                entries.put(field.name(), field.toAttribute(value));
            }
        }
        if (segmented) {
            entries.put(OPERAND_SEGMENTS, segments(op, OpField.Kind.OPERAND));
            entries.put(RESULT_SEGMENTS, segments(op, OpField.Kind.RESULT));
        }
        return Dictionary.of(entries);
    }

    private static <T> List<T> flatten(Op op, List<OpField> chosen, Class<T> element) {
        if (chosen.isEmpty()) {
            return List.of();
        }
        if (chosen.size() == 1 && chosen.getFirst().arity() == OpField.Arity.ONE) {
            return List.of(element.cast(requireNonNull(chosen.getFirst().get(op))));
        }
        var all = new ArrayList<T>(4);
        for (var field : chosen) {
            var value = field.get(op);
            if (value instanceof List<?> list) {
                list.forEach(item -> all.add(element.cast(item)));
            } else if (value != null) {
                all.add(element.cast(value));
            }
        }
        return List.copyOf(all);
    }

    private BuiltinAttribute.DenseArray segments(Op op, OpField.Kind kind) {
        var sizes = fields(kind).stream()
                .map(field ->
                        field.get(op) instanceof List<?> list ? (long) list.size() : field.get(op) == null ? 0L : 1L)
                .toList();
        return new BuiltinAttribute.DenseArray(ScalarType.I32, sizes);
    }

    /**
     * Makes an op from its generic parts.
     *
     * @param attributes the op's own attributes and discardable ones together
     * @param info the location and further discardable attributes
     * @throws RanvierException if a part is missing, superfluous or of the wrong kind
     */
    public Op create(
            List<? extends Value> operands,
            Dictionary attributes,
            List<Region> regions,
            List<OpResult> results,
            OpInfo info) {
        var arguments = new @Nullable Object[fields.size()];
        place(arguments, OpField.Kind.OPERAND, operands, segmentSizes(attributes, OPERAND_SEGMENTS));
        place(arguments, OpField.Kind.REGION, regions, null);
        place(arguments, OpField.Kind.RESULT, results, segmentSizes(attributes, RESULT_SEGMENTS));
        for (int i = 0; i < arguments.length; i++) {
            var field = fields.get(i);
            if (field.kind() == OpField.Kind.ATTRIBUTE) {
                arguments[i] = attribute(field, attributes);
            } else if (field.kind() == OpField.Kind.INFO) {
                arguments[i] = withDiscardable(info, attributes);
            }
        }
        return constructor.make(arguments);
    }

    /** An op like {@code op}, with as many other operands, regions and results. */
    public Op with(Op op, List<? extends Value> operands, List<Region> regions, List<OpResult> results) {
        var arguments = new @Nullable Object[fields.size()];
        var operandItems = operands.iterator();
        var regionItems = regions.iterator();
        var resultItems = results.iterator();
        for (int i = 0; i < arguments.length; i++) {
            var old = fields.get(i).get(op);
            arguments[i] = switch (fields.get(i).kind()) {
                case OPERAND -> take(old, operandItems);
                case REGION -> take(old, regionItems);
                case RESULT -> take(old, resultItems);
                case ATTRIBUTE, INFO -> old;
            };
        }
        return constructor.make(arguments);
    }

    /** As many items as {@code old} has: a list for a list, null for null. */
    private static @Nullable Object take(@Nullable Object old, Iterator<?> items) {
        if (old instanceof List<?> list) {
            var taken = new ArrayList<Object>(list.size());
            list.forEach(_ -> taken.add(items.next()));
            return List.copyOf(taken);
        }
        return old == null ? null : items.next();
    }

    private @Nullable Object attribute(OpField field, Dictionary attributes) {
        var attribute = attributes.get(field.name());
        if (attribute == null) {
            if (field.arity() == OpField.Arity.OPTIONAL) {
                return null;
            }
            throw error("attribute '" + field.name() + "' is missing");
        }
        var value = field.fromAttribute(attribute);
        if (value == null) {
            throw error("attribute '" + field.name() + "' must be " + field.description() + ", got " + attribute);
        }
        return value;
    }

    /** Whether all of {@code attributes}, which has all that the op needs, are the op's own. */
    private boolean isOwn(Dictionary attributes) {
        var own = this.attributes;
        int count = segmented ? 2 : 0;
        for (int i = 0; i < own.size(); i++) {
            count += attributes.get(own.get(i).name()) == null ? 0 : 1;
        }
        return count == attributes.size();
    }

    private OpInfo withDiscardable(OpInfo info, Dictionary attributes) {
        if (isOwn(attributes)) {
            return info;
        }
        var entries = new TreeMap<>(info.discardable().entries());
        attributes.entries().forEach((key, value) -> {
            if (!hasAttribute(key)) {
                entries.put(key, value);
            }
        });
        return new OpInfo(info.location(), Dictionary.of(entries));
    }

    private @Nullable List<Long> segmentSizes(Dictionary attributes, String key) {
        if (!segmented) {
            return null;
        }
        if (attributes.get(key) instanceof BuiltinAttribute.DenseArray array) {
            return array.bits();
        }
        throw error("attribute '" + key + "' is missing");
    }

    /** Hands {@code items} to the components of {@code kind}: as many as {@code sizes} say, or equally many to each. */
    private void place(@Nullable Object[] arguments, OpField.Kind kind, List<?> items, @Nullable List<Long> sizes) {
        var groups = fields(kind);
        int share = sizes == null ? equalShare(groups, items.size(), kind) : 0;
        if (sizes != null) {
            checkSegments(groups, items.size(), sizes, kind);
        }
        int next = 0;
        int group = 0;
        for (int i = 0; i < arguments.length; i++) {
            var field = fields.get(i);
            if (field.kind() != kind) {
                continue;
            }
            int count = sizes != null ? sizes.get(group).intValue() : field.arity() == OpField.Arity.ONE ? 1 : share;
            if (field.arity() == OpField.Arity.MANY) {
                arguments[i] = count == 0 ? List.of() : List.copyOf(items.subList(next, next + count));
            } else if (count > 0) {
                arguments[i] = items.get(next);
            }
            next += count;
            group++;
        }
    }

    /** How many items each component gets that does not hold exactly one. */
    private int equalShare(List<OpField> groups, int total, OpField.Kind kind) {
        int many = 0;
        for (int i = 0; i < groups.size(); i++) {
            many += groups.get(i).arity() == OpField.Arity.ONE ? 0 : 1;
        }
        int rest = total - (groups.size() - many);
        if (rest < 0 || (many == 0 ? rest != 0 : rest % many != 0)) {
            throw error(groupError(groups, total, kind));
        }
        return many == 0 ? 0 : rest / many;
    }

    private void checkSegments(List<OpField> groups, int total, List<Long> sizes, OpField.Kind kind) {
        if (sizes.size() != groups.size()
                || sizes.stream().anyMatch(size -> size < 0 || size > total)
                || sizes.stream().mapToLong(Long::longValue).sum() != total) {
            throw error(groupError(groups, total, kind) + " in segments " + sizes);
        }
    }

    private static String groupError(List<OpField> groups, int total, OpField.Kind kind) {
        return "wrong number of " + kind.plural() + ": got " + total + ", expected "
                + groups.stream()
                        .map(field -> field.arity() == OpField.Arity.MANY ? field.name() + "..." : field.name())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private RanvierException error(String message) {
        return new RanvierException(
                Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, message).inOp(name));
    }

    @Override
    public String toString() {
        return name;
    }
}
