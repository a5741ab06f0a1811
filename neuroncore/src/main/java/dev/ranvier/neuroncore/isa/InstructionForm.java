package dev.ranvier.neuroncore.isa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the record of an instruction says of it: its name, operands and settings. */
public final class InstructionForm {
    private static final SortedMap<String, InstructionForm> FORMS = forms();

    private final String name;
    private final Class<? extends Record> type;
    private final List<RecordComponent> components;

    private InstructionForm(Class<? extends Record> type) {
        this.type = type;
        this.name = snakeCase(type.getSimpleName());
        this.components = List.of(type.getRecordComponents());
    }

    private static SortedMap<String, InstructionForm> forms() {
        var forms = new TreeMap<String, InstructionForm>();
        records(Instruction.class).forEach(type -> {
            var form = new InstructionForm(type);
            forms.put(form.name, form);
        });
        return forms;
    }

    private static Stream<Class<? extends Record>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type.asSubclass(Record.class))
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(InstructionForm::records);
    }

    public static InstructionForm of(Instruction instruction) {
        var form = named(snakeCase(instruction.getClass().getSimpleName()));
        if (form == null) {
            throw new AssertionError("every instruction has a form");
        }
        return form;
    }

    /** The instruction of this name, or null. */
    public static @Nullable InstructionForm named(String name) {
        return FORMS.get(name);
    }

    /** All names, sorted. */
    public static List<String> names() {
        return List.copyOf(FORMS.keySet());
    }

    /** Such as {@code tensor_copy}. */
    public String name() {
        return name;
    }

    /** Operands and settings, in order. */
    public List<RecordComponent> components() {
        return components;
    }

    /** What {@code instruction} has for a component; null for an optional operand that is not there. */
    public @Nullable Object value(Instruction instruction, RecordComponent component) {
        try {
            return component.getAccessor().invoke(instruction);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError("components of public records can be read", e);
        }
    }

    /** The instruction of these components, which have to be of the components' types. */
    public Instruction create(List<@Nullable Object> values) {
        try {
            var types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (Instruction) type.getConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("records have a public constructor of their components", e);
        }
    }

    /** The operands that {@code instruction} reads. */
    public static List<Access> reads(Instruction instruction) {
        var reads = new ArrayList<Access>();
        var form = of(instruction);
        for (var component : form.components) {
            if (!component.isAnnotationPresent(Written.class) || instruction.readsDestination()) {
                addAccess(form.value(instruction, component), reads);
            }
        }
        return reads;
    }

    /** The operands that {@code instruction} writes. */
    public static List<Access> writes(Instruction instruction) {
        var writes = new ArrayList<Access>();
        var form = of(instruction);
        for (var component : form.components) {
            if (component.isAnnotationPresent(Written.class)) {
                addAccess(form.value(instruction, component), writes);
            }
        }
        return writes;
    }

    private static void addAccess(@Nullable Object value, List<Access> accesses) {
        if (value instanceof Access access) {
            accesses.add(access);
        } else if (value instanceof Scalar.Column(var access)) {
            accesses.add(access);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
