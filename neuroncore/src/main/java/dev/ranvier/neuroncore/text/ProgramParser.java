package dev.ranvier.neuroncore.text;

import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Processor;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.stablehlo.RanvierException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads programs as text; SEMANTICS.md has the grammar. Every step has its place in the text as its location. */
public final class ProgramParser {
    /** Deeper nests of loops than any program has, and than the stack of a thread bears. */
    private static final int MOST_LOOPS = 100;

    private final Scanner scanner;
    private final Map<String, Buffer> buffers = new LinkedHashMap<>();
    private final Set<String> semaphores = new LinkedHashSet<>();
    private final Set<String> variables = new HashSet<>();

    private ProgramParser(Scanner scanner) {
        this.scanner = scanner;
    }

    /**
     * The program that {@code text} is.
     *
     * @param file that messages name
     * @throws RanvierException that names line and column, if it is none
     */
    public static Program parse(String text, String file) {
        return new ProgramParser(new Scanner(text, file)).program();
    }

    private Program program() {
        scanner.expect("program");
        var name = scanner.quoted();
        scanner.expect("for");
        var machine = scanner.name("");
        scanner.expect("{");
        declarations();
        var body = body();
        if (!scanner.peek().isEmpty()) {
            throw scanner.error("the program ends before '" + scanner.peek() + "'");
        }
        return new Program(name, machine, List.copyOf(buffers.values()), List.copyOf(semaphores), body);
    }

    private void declarations() {
        while (true) {
            if (scanner.accept("tensor")) {
                // The engine of this name begins a step, whose next token is a word.
                if (!scanner.peek().startsWith("%")) {
                    throw scanner.error("expected a tensor's name, found '" + scanner.peek() + "'; steps come after"
                            + " declarations");
                }
                declare(tensor());
            } else if (scanner.accept("sbuf")) {
                declare(tile(Buffer.Tile.Space.SBUF));
            } else if (scanner.accept("psum")) {
                declare(tile(Buffer.Tile.Space.PSUM));
            } else if (scanner.accept("semaphore")) {
                var error = scanner.error("the semaphore is declared twice");
                if (!semaphores.add(scanner.name("@"))) {
                    throw error;
                }
            } else {
                return;
            }
        }
    }

    private void declare(Buffer buffer) {
        if (buffers.put(buffer.name(), buffer) != null) {
            throw scanner.error("%" + buffer.name() + " is declared twice");
        }
    }

    private Buffer tensor() {
        var name = scanner.name("%");
        var type = type();
        var shape = shape();
        return new Buffer.Tensor(name, type, shape, constant(Buffer.Tensor.Role.class));
    }

    private Buffer tile(Buffer.Tile.Space space) {
        var name = scanner.name("%");
        var type = type();
        var shape = shape();
        scanner.expect("at");
        int address = scanner.smallInteger();
        scanner.expect("partitions");
        int first = scanner.smallInteger();
        scanner.expect("+");
        return new Buffer.Tile(name, space, type, first, scanner.smallInteger(), shape, address);
    }

    private DataType type() {
        scanner.expect(":");
        return operands().type();
    }

    private List<Integer> shape() {
        var shape = new ArrayList<Integer>();
        scanner.expect("[");
        while (!scanner.accept("]")) {
            if (!shape.isEmpty()) {
                scanner.expect(",");
            }
            shape.add(scanner.smallInteger());
        }
        return shape;
    }

    private <E extends Enum<E>> E constant(Class<E> type) {
        return operands().constant(type);
    }

    private OperandParser operands() {
        return new OperandParser(scanner, buffers, variables);
    }

    private List<Node> body() {
        var nodes = new ArrayList<Node>();
        while (!scanner.accept("}")) {
            nodes.add(scanner.peek().equals("loop") ? loop() : step());
        }
        return nodes;
    }

    private Node loop() {
        var error = scanner.error("a loop around this one has the same variable");
        scanner.expect("loop");
        var variable = scanner.name("%");
        if (variables.size() == MOST_LOOPS) {
            throw scanner.error("loops are nested more than " + MOST_LOOPS + " deep");
        }
        if (!variables.add(variable)) {
            throw error;
        }
        scanner.expect("to");
        long count = scanner.integer();
        scanner.expect("{");
        var body = body();
        variables.remove(variable);
        return new Node.Loop(variable, count, body);
    }

    private Node step() {
        var place = scanner.place();
        var processor = processor();
        var instruction = operands().instruction();
        var waits = new ArrayList<Node.Wait>();
        while (scanner.accept("wait")) {
            scanner.expect("(");
            var semaphore = semaphore();
            scanner.expect(">=");
            Affine atLeast = operands().affine();
            scanner.expect(")");
            waits.add(new Node.Wait(semaphore, atLeast));
        }
        var signals = new ArrayList<Node.Signal>();
        while (scanner.accept("signal")) {
            scanner.expect("(");
            var semaphore = semaphore();
            scanner.expect("+=");
            signals.add(new Node.Signal(semaphore, scanner.integer()));
            scanner.expect(")");
        }
        return new Node.Step(processor, instruction, waits, signals, place);
    }

    private String semaphore() {
        var error = scanner.error("no semaphore " + scanner.peek() + " is declared");
        var name = scanner.name("@");
        if (!semaphores.contains(name)) {
            throw error;
        }
        return name;
    }

    private Processor processor() {
        var error =
                scanner.error("expected an engine, a queue such as queue0, or a loop; found '" + scanner.peek() + "'");
        var processor = processor(scanner.name(""));
        if (processor == null) {
            throw error;
        }
        return processor;
    }

    private static @Nullable Processor processor(String name) {
        if (name.matches("queue[0-9]{1,4}")) {
            return new Processor.Queue(Integer.parseInt(name.substring("queue".length())));
        }
        for (var engine : Engine.values()) {
            if (engine.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new Processor.Compute(engine);
            }
        }
        return null;
    }
}
