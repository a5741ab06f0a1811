package dev.ranvier.reference;

import dev.ranvier.runtime.parallel.ProcessGrid;
import dev.ranvier.runtime.parallel.ProcessId;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs modules as the StableHLO specification says ("Execution"), op by op. Modules are expected to be verified.
 */
public final class Interpreter {
    private Interpreter() {}

    /**
     * The results of the module's entry function, run by one process.
     *
     * @throws RanvierException if the inputs do not fit the function, an op cannot be evaluated, or memory is exhausted
     */
    public static List<RuntimeValue> run(Module module, List<? extends RuntimeValue> inputs) {
        return run(module, inputs, new Host());
    }

    /** As {@link #run(Module, List)}, with custom calls and feeds of {@code host}. */
    public static List<RuntimeValue> run(Module module, List<? extends RuntimeValue> inputs, Host host) {
        var program = new ProcessProgram(module.entry().symName(), List.copyOf(inputs));
        return runParallel(module, 1, 1, List.of(program), host).getFirst();
    }

    /** What one process of a grid runs. */
    public record ProcessProgram(String function, List<RuntimeValue> inputs) {
        public ProcessProgram {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * Runs a grid of processes at once (specification section "Parallel execution").
     *
     * @param programs one a process, those of one replica side by side
     * @return the results of each process, in the order of {@code programs}
     * @throws RanvierException the first failure of a process, which ends all others; also where processes wait for one
     *     another without end
     */
    public static List<List<RuntimeValue>> runParallel(
            Module module, int replicas, int partitions, List<ProcessProgram> programs, Host host) {
        return runParallel(Program.of(module), replicas, partitions, programs, host);
    }

    /** As {@link #runParallel(Module, int, int, List, Host)}, for a module that runs many times. */
    static List<List<RuntimeValue>> runParallel(
            Program program, int replicas, int partitions, List<ProcessProgram> programs, Host host) {
        if (programs.size() != replicas * partitions) {
            throw RanvierException.invalid("a grid of " + replicas + " x " + partitions + " processes needs "
                    + replicas * partitions + " programs, got " + programs.size());
        }
        var ids = new ArrayList<ProcessId>(programs.size());
        for (int i = 0; i < programs.size(); i++) {
            checkInputs(
                    program.function(programs.get(i).function()),
                    programs.get(i).inputs());
            ids.add(new ProcessId(i / partitions, i % partitions));
        }
        var grid = new ProcessGrid<List<Tensor>>(replicas, partitions);
        return grid.run(ids, id -> {
            var own = programs.get(id.replica() * partitions + id.partition());
            return new Evaluator(program, new GridProcess(grid, id, host, Map.of())).call(own.function(), own.inputs());
        });
    }

    private static void checkInputs(Declaration.Func function, List<? extends RuntimeValue> inputs) {
        var arguments = function.body().arguments();
        if (arguments.size() != inputs.size()) {
            throw mismatch(function, "takes " + arguments.size() + " inputs, got " + inputs.size());
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (!DeclaredTypes.accept(arguments.get(i).type(), inputs.get(i))) {
                throw mismatch(
                        function,
                        "input " + i + " must be " + arguments.get(i).type() + ", got "
                                + inputs.get(i).type());
            }
        }
    }

    private static RanvierException mismatch(Declaration.Func function, String message) {
        return new RanvierException(function.diagnostic(
                Diagnostic.Code.INVALID_ARGUMENT, "function '" + function.symName() + "' " + message));
    }
}
