package dev.ranvier.neuroncore.text;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Instruction;
import dev.ranvier.neuroncore.isa.InstructionForm;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.isa.Stride;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes programs as the text that {@link ProgramParser} reads; SEMANTICS.md has the grammar. Locations are left out. */
public final class ProgramPrinter {
    private final StringBuilder text = new StringBuilder();

    private ProgramPrinter() {}

    public static String print(Program program) {
        var printer = new ProgramPrinter();
        printer.program(program);
        return printer.text.toString();
    }

    /** One step on one line. */
    public static String print(Node.Step step) {
        var line = new StringBuilder(step.processor() + " " + instruction(step.instruction()));
        for (var wait : step.waits()) {
            line.append(" wait(@")
                    .append(wait.semaphore())
                    .append(" >= ")
                    .append(affine(wait.atLeast()))
                    .append(")");
        }
        for (var signal : step.signals()) {
            line.append(" signal(@")
                    .append(signal.semaphore())
                    .append(" += ")
                    .append(signal.amount())
                    .append(")");
        }
        return line.toString();
    }

    private void program(Program program) {
        text.append("program \"")
                .append(program.name())
                .append("\" for ")
                .append(program.machine())
                .append(" {\n");
        program.buffers().forEach(buffer -> line(1, declaration(buffer)));
        program.semaphores().forEach(semaphore -> line(1, "semaphore @" + semaphore));
        nodes(program.body(), 1);
        text.append("}\n");
    }

    private void nodes(List<Node> nodes, int depth) {
        for (var node : nodes) {
            switch (node) {
                case Node.Step step -> line(depth, print(step));
                case Node.Loop loop -> {
                    line(depth, "loop %" + loop.variable() + " to " + loop.count() + " {");
                    nodes(loop.body(), depth + 1);
                    line(depth, "}");
                }
            }
        }
    }

    private void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    private static String declaration(Buffer buffer) {
        return switch (buffer) {
            case Buffer.Tensor tensor ->
                "tensor %" + tensor.name() + " : " + tensor.type() + tensor.shape() + " " + word(tensor.role());
            case Buffer.Tile tile ->
                word(tile.space()) + " %" + tile.name() + " : " + tile.type() + tile.shape() + " at " + tile.address()
                        + " partitions " + tile.firstPartition() + "+" + tile.partitions();
        };
    }

    private static String instruction(Instruction instruction) {
        var form = InstructionForm.of(instruction);
        var line = new StringBuilder(form.name());
        for (var component : form.components()) {
            var value = form.value(instruction, component);
            if (value != null) {
                line.append(' ').append(component.getName()).append('=').append(value(value));
            }
        }
        return line.toString();
    }

    private static String value(Object value) {
        return switch (value) {
            case Access access -> access(access);
            case Scalar.Column(var access) -> access(access);
            case Scalar.Immediate(float number) -> Float.toString(number);
            case Enum<?> constant -> word(constant);
            case List<?> strides ->
                strides.stream().map(stride -> stride((Stride) stride)).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static String access(Access access) {
        var rows = switch (access) {
            case Access.OfTensor tensor -> stride(tensor.row());
            case Access.OfTile tile -> tile.firstPartition() + "+" + tile.rows();
        };
        var free = access.free().stream().map(ProgramPrinter::stride).collect(Collectors.joining(", "));
        var type = access.type() == access.buffer().type() ? "" : " as " + access.type();
        return "%" + access.buffer().name() + "[" + affine(access.offset()) + "; " + rows + "; " + free + "]" + type;
    }

    private static String stride(Stride stride) {
        return stride.step() == 1 ? "" + stride.size() : stride.size() + "@" + stride.step();
    }

    private static String affine(Affine affine) {
        var terms = affine.coefficients().entrySet().stream()
                .map(term -> (term.getValue() == 1 ? "" : term.getValue() + "*") + "%" + term.getKey())
                .collect(Collectors.joining(" + "));
        return terms.isEmpty()
                ? "" + affine.constant()
                : affine.constant() == 0 ? terms : terms + " + " + affine.constant();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
