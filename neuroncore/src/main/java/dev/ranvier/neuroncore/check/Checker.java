package dev.ranvier.neuroncore.check;

import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.EngineInstruction;
import dev.ranvier.neuroncore.isa.InstructionForm;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.OperandRules;
import dev.ranvier.neuroncore.isa.Processor;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.isa.Rules;
import dev.ranvier.neuroncore.isa.Transfer;
import dev.ranvier.neuroncore.machine.Machine;
import dev.ranvier.neuroncore.machine.Machines;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Proves that a program is legal on its machine, and that each of its legal orders computes what the text order does;
 * or says where it is not.
 */
public final class Checker {
    /** Iterations of all loops around a step that numbers of steps can still count. */
    private static final long MOST_ITERATIONS = 1L << 40;

    private final Program program;
    private final Machine machine;
    private final Findings findings = new Findings();
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Processor> raisedBy = new HashMap<>();
    private int number;

    private Checker(Program program) {
        this.program = program;
        this.machine = Machines.named(program.machine());
    }

    /** Everything that is wrong with the program; empty if nothing is. */
    public static List<Diagnostic> verify(Program program) {
        var checker = new Checker(program);
        checker.buffers();
        if (checker.findings.isEmpty()) {
            checker.nodes(program.body(), 1);
        }
        if (checker.findings.isEmpty()) {
            OrderChecker.check(program, checker.findings);
        }
        return checker.findings.all();
    }

    /**
     * Lets a program pass with which nothing is wrong.
     *
     * @throws RanvierException with everything that is
     */
    public static void check(Program program) {
        var diagnostics = verify(program);
        if (!diagnostics.isEmpty()) {
            throw new RanvierException(diagnostics);
        }
    }

    private void invalid(String message) {
        findings.add(Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, message));
    }

    private void buffers() {
        long device = 0;
        for (var buffer : program.buffers()) {
            var shape = switch (buffer) {
                case Buffer.Tensor tensor -> tensor.shape();
                case Buffer.Tile tile -> tile.shape();
            };
            double bytes = buffer.type().bytes();
            for (int size : shape) {
                if (size < 1) {
                    invalid("%" + buffer.name() + " has a dimension of " + size);
                    return;
                }
                bytes *= size;
            }
            switch (buffer) {
                case Buffer.Tensor _ -> device = (long) (device + bytes);
                case Buffer.Tile tile -> tile(tile, bytes);
            }
        }
        long most = machine.hbmBytes(machine.logicalCoreSizes().getFirst());
        if (device > most) {
            invalid("the tensors take " + device + " bytes of device memory; a logical core of " + machine.title()
                    + " has " + most);
        }
    }

    private void tile(Buffer.Tile tile, double bytes) {
        int capacity = switch (tile.space()) {
            case SBUF -> machine.memory().sbufBytes();
            case PSUM -> machine.memory().psumBytes();
        };
        if (tile.address() < 0 || tile.address() + bytes > capacity) {
            invalid("%" + tile.name() + " takes " + (long) bytes + " bytes from " + tile.address() + " on in each"
                    + " partition of " + tile.space() + ", which has " + capacity + " on " + machine.title());
        }
        if (tile.address() % tile.type().bytes() != 0) {
            invalid("%" + tile.name() + " lies at " + tile.address() + ", which is no multiple of the size of "
                    + tile.type());
        }
        int partitions = machine.memory().partitions().count();
        if (tile.firstPartition() < 0
                || tile.partitions() < 1
                || (long) tile.firstPartition() + tile.partitions() > partitions) {
            invalid("%" + tile.name() + " takes " + tile.partitions() + " partitions from " + tile.firstPartition()
                    + " on; there are " + partitions);
        }
    }

    private void nodes(List<Node> nodes, long iterations) {
        for (var node : nodes) {
            switch (node) {
                case Node.Step step -> step(step);
                case Node.Loop loop -> {
                    if (loop.count() < 1 || loop.count() > MOST_ITERATIONS / iterations) {
                        invalid("the loop of %" + loop.variable() + " runs " + loop.count()
                                + " times; a loop runs at least once, and those around it together at most "
                                + MOST_ITERATIONS + " times");
                        continue;
                    }
                    if (counts.put(loop.variable(), loop.count()) != null) {
                        invalid("two loops around each other have the variable %" + loop.variable());
                    }
                    nodes(loop.body(), iterations * loop.count());
                    counts.remove(loop.variable());
                }
            }
        }
    }

    private void step(Node.Step step) {
        number++;
        var rules = new Rules(machine, step.processor(), variable -> counts.getOrDefault(variable, 1L));
        processor(rules, step);
        references(rules, step);
        InstructionForm.reads(step.instruction()).forEach(access -> OperandRules.check(rules, access));
        for (var access : InstructionForm.writes(step.instruction())) {
            OperandRules.check(rules, access);
            rules.require(
                    !(access.buffer() instanceof Buffer.Tensor tensor) || tensor.role() != Buffer.Tensor.Role.INPUT,
                    "%" + access.buffer().name() + " is an input, which is not written");
        }
        if (rules.violations().isEmpty()) {
            step.instruction().check(rules);
        }
        signals(rules, step);
        for (var violation : rules.violations()) {
            findings.add(
                    violation.inOp("step " + number + ", " + step.processor() + " "
                            + InstructionForm.of(step.instruction()).name()),
                    step);
        }
    }

    /** What the step names exists where it stands; of a text that {@code ProgramParser} read, it does. */
    private void references(Rules rules, Node.Step step) {
        var accesses = new ArrayList<>(InstructionForm.reads(step.instruction()));
        accesses.addAll(InstructionForm.writes(step.instruction()));
        for (var access : accesses) {
            rules.require(
                    program.buffers().contains(access.buffer()),
                    "the program does not declare %" + access.buffer().name());
            variables(rules, access.offset());
        }
        for (var wait : step.waits()) {
            semaphore(rules, wait.semaphore());
            variables(rules, wait.atLeast());
        }
        step.signals().forEach(signal -> semaphore(rules, signal.semaphore()));
    }

    private void variables(Rules rules, Affine affine) {
        for (var variable : affine.coefficients().keySet()) {
            rules.require(counts.containsKey(variable), "no loop around it has the variable %" + variable);
        }
    }

    private void semaphore(Rules rules, String semaphore) {
        rules.require(program.semaphores().contains(semaphore), "the program does not declare @" + semaphore);
    }

    private static void processor(Rules rules, Node.Step step) {
        boolean has = switch (step.processor()) {
            case Processor.Queue _ -> step.instruction() instanceof Transfer;
            case Processor.Compute(var engine) ->
                step.instruction() instanceof EngineInstruction instruction
                        && instruction.engines().contains(engine);
        };
        rules.require(has, step.processor() + " has no such instruction");
    }

    private void signals(Rules rules, Node.Step step) {
        for (var signal : step.signals()) {
            rules.require(signal.amount() > 0, "a signal raises @" + signal.semaphore() + " by at least 1");
            var other = raisedBy.putIfAbsent(signal.semaphore(), step.processor());
            rules.require(
                    other == null || other.equals(step.processor()),
                    "@" + signal.semaphore() + " is raised by " + other + " and by " + step.processor()
                            + "; every semaphore is raised by one processor");
        }
    }
}
