package dev.ranvier.neuroncore.text;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Instruction;
import dev.ranvier.neuroncore.isa.InstructionForm;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.isa.Stride;
import dev.ranvier.neuroncore.machine.DataType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an instruction with its operands and settings, in the order of its form. */
final class OperandParser {
    private final Scanner scanner;
    private final Map<String, Buffer> buffers;
    private final Set<String> variables;

    OperandParser(Scanner scanner, Map<String, Buffer> buffers, Set<String> variables) {
        this.scanner = scanner;
        this.buffers = buffers;
        this.variables = variables;
    }

    Instruction instruction() {
        var error = scanner.error("there is no instruction '" + scanner.peek() + "'; there are "
                + String.join(", ", InstructionForm.names()));
        var form = InstructionForm.named(scanner.name(""));
        if (form == null) {
            throw error;
        }
        var values = new ArrayList<@Nullable Object>();
        for (var component : form.components()) {
            if (optional(component) && !scanner.peek().equals(component.getName())) {
                values.add(null);
                continue;
            }
            scanner.expect(component.getName());
            scanner.expect("=");
            values.add(value(component.getType()));
        }
        return form.create(values);
    }

    private static boolean optional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private Object value(Class<?> type) {
        if (type == Access.OfTile.class) {
            return tileAccess();
        } else if (type == Access.class) {
            return access();
        } else if (type == Scalar.class) {
            return scanner.peek().startsWith("%")
                    ? new Scalar.Column(tileAccess())
                    : new Scalar.Immediate(scanner.number());
        } else if (type == boolean.class) {
            return flag();
        } else if (type == int.class) {
            return scanner.smallInteger();
        } else if (type == float.class) {
            return scanner.number();
        } else if (type == List.class) {
            scanner.expect("[");
            return strides();
        }
        return constantOf(type);
    }

    private boolean flag() {
        if (scanner.accept("true")) {
            return true;
        }
        scanner.expect("false");
        return false;
    }

    /** A constant of an enumeration, in small letters. */
    <E extends Enum<E>> E constant(Class<E> type) {
        return type.cast(constantOf(type));
    }

    private Object constantOf(Class<?> type) {
        var names = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            names.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
            if (scanner.accept(names.getLast())) {
                return constant;
            }
        }
        throw scanner.error("expected one of " + String.join(", ", names) + ", found '" + scanner.peek() + "'");
    }

    DataType type() {
        var type = DataType.named(scanner.peek());
        if (type == null) {
            throw scanner.error("there is no type '" + scanner.peek() + "'");
        }
        scanner.next();
        return type;
    }

    private Access.OfTile tileAccess() {
        var error = scanner.error("a tile in SBUF or PSUM is expected here, not a tensor");
        if (access() instanceof Access.OfTile access) {
            return access;
        }
        throw error;
    }

    private Access access() {
        var error = scanner.error("no buffer " + scanner.peek() + " is declared");
        var buffer = buffers.get(scanner.name("%"));
        if (buffer == null) {
            throw error;
        }
        scanner.expect("[");
        var offset = affine();
        scanner.expect(";");
        return switch (buffer) {
            case Buffer.Tensor tensor -> {
                var row = stride();
                scanner.expect(";");
                yield new Access.OfTensor(tensor, offset, row, strides());
            }
            case Buffer.Tile tile -> {
                int first = scanner.smallInteger();
                scanner.expect("+");
                int count = scanner.smallInteger();
                scanner.expect(";");
                var free = strides();
                yield new Access.OfTile(tile, first, count, offset, free, scanner.accept("as") ? type() : tile.type());
            }
        };
    }

    /** Up to the closing bracket. */
    private List<Stride> strides() {
        var strides = new ArrayList<Stride>();
        while (!scanner.accept("]")) {
            if (!strides.isEmpty()) {
                scanner.expect(",");
            }
            strides.add(stride());
        }
        return strides;
    }

    private Stride stride() {
        int size = scanner.smallInteger();
        return new Stride(size, scanner.accept("@") ? scanner.smallInteger() : 1);
    }

    Affine affine() {
        var sum = term();
        while (scanner.accept("+")) {
            sum = sum.plus(term());
        }
        return sum;
    }

    private Affine term() {
        if (scanner.peek().startsWith("%")) {
            return variable();
        }
        long number = scanner.integer();
        return scanner.accept("*") ? variable().times(number) : Affine.of(number);
    }

    private Affine variable() {
        var error = scanner.error("no loop around this has the variable " + scanner.peek());
        var name = scanner.name("%");
        if (!variables.contains(name)) {
            throw error;
        }
        return Affine.variable(name);
    }
}
