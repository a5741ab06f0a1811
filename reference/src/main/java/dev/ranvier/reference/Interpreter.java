package dev.ranvier.reference;

import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.List;

/**
 * Runs modules as the StableHLO specification says ("Execution"), op by op. Modules are expected to be verified.
 */
public final class Interpreter {
    private Interpreter() {}

    /**
     * The results of the module's entry function.
     *
     * @throws RanvierException if the inputs do not fit the function, an op cannot be evaluated, or memory is exhausted
     */
    public static List<RuntimeValue> run(Module module, List<? extends RuntimeValue> inputs) {
        var entry = module.entry();
        checkInputs(entry, inputs);
        try {
            return new Evaluator(Program.of(module)).call(entry.symName(), inputs);
        } catch (StackOverflowError e) {
            throw new RanvierException(
                    entry.diagnostic(Diagnostic.Code.RESOURCE_EXHAUSTED, "calls or regions are nested too deeply"), e);
        }
    }

    private static void checkInputs(Declaration.Func function, List<? extends RuntimeValue> inputs) {
        var arguments = function.body().arguments();
        if (arguments.size() != inputs.size()) {
            throw mismatch(function, "takes " + arguments.size() + " inputs, got " + inputs.size());
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (!accepts(arguments.get(i).type(), inputs.get(i).type())) {
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

    /** Whether a value of type {@code actual} can stand where the program says {@code declared}. */
    private static boolean accepts(Type declared, Type actual) {
        if (!(declared instanceof TensorType expected) || !(actual instanceof TensorType given)) {
            return declared.equals(actual);
        }
        if (!expected.elementType().equals(given.elementType()) || expected.rank() != given.rank()) {
            return false;
        }
        for (int i = 0; i < expected.rank(); i++) {
            boolean fits = switch (expected.dimension(i)) {
                case Dimension.Static(long size) -> size == given.size(i);
                case Dimension.Bounded(long bound) -> given.size(i) <= bound;
                case Dimension.Symbolic _, Dimension.Unknown _ -> true;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
