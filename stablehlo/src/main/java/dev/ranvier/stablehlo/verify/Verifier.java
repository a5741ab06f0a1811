package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a module against the specification: the constraints of every op, that values are defined once and before they
 * are used, that regions end as they must, and that symbols name what they should.
 */
public final class Verifier {
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private Symbols symbols;
    private final Set<Value> defined = new HashSet<>();
    private final Map<Value, DenseElements> constants = new HashMap<>();
    private Set<Value> visible = new HashSet<>();

    private Verifier(Module module) {
        this.symbols = new Symbols(module);
    }

    /** What is wrong with a module, in the order of its ops, at most one diagnostic for each; empty if nothing is. */
    public static List<Diagnostic> verify(Module module) {
        var verifier = new Verifier(module);
        verifier.visit(module);
        return List.copyOf(verifier.diagnostics);
    }

    /**
     * Checks a module.
     *
     * @throws RanvierException with all diagnostics, if something is wrong with it
     */
    public static void check(Module module) {
        var diagnostics = verify(module);
        if (!diagnostics.isEmpty()) {
            throw new RanvierException(diagnostics);
        }
    }

    private void visit(Op op) {
        try {
            checkUses(op);
            Structure.check(op);
            Inference.check(op, new Constraints(op, this::constant));
            symbols.check(op);
        } catch (RanvierException e) {
            // Some helpers of the IR throw without knowing the op.
            e.diagnostics()
                    .forEach(diagnostic -> diagnostics.add(
                            diagnostic.op().isEmpty()
                                    ? op.diagnostic(diagnostic.code(), diagnostic.message())
                                    : diagnostic));
        }
        op.regions().forEach(region -> visit(op, region));
        op.results().forEach(result -> define(op, result));
        if (op instanceof ShapeOp.Constant constant && constant.value() instanceof DenseElements elements) {
            constants.put(constant.output(), elements);
        }
    }

    /** Shape operands are short; longer constants are data. */
    private @Nullable Int64Array constant(Value value) {
        var elements = constants.get(value);
        return elements != null && elements.type().elementType().isInteger() && elements.elementCount() <= 1024
                ? Int64Array.of(elements.toLongs())
                : null;
    }

    private void checkUses(Op op) {
        for (var operand : op.operands()) {
            if (!visible.contains(operand)) {
                throw invalid(op, "operands must be defined before their use and outside or in the same region");
            }
        }
    }

    private void visit(Op op, Region region) {
        var outer = visible;
        var outerSymbols = symbols;
        if (Structure.isIsolated(op)) {
            visible = new HashSet<>();
        }
        if (op instanceof Module module) {
            symbols = new Symbols(module);
        }
        region.arguments().forEach(argument -> define(op, argument));
        region.ops().forEach(this::visit);
        symbols = outerSymbols;
        if (Structure.isIsolated(op)) {
            visible = outer;
            return;
        }
        region.arguments().forEach(visible::remove);
        region.ops().forEach(inner -> inner.results().forEach(visible::remove));
    }

    private void define(Op op, Value value) {
        if (!defined.add(value)) {
            var what = value instanceof BlockArgument ? "region arguments" : "results";
            diagnostics.add(invalid(op, what + " must be values that nothing else defines")
                    .diagnostics()
                    .getFirst());
        }
        visible.add(value);
    }

    private static RanvierException invalid(Op op, String message) {
        return new RanvierException(op.diagnostic(Diagnostic.Code.INVALID_ARGUMENT, message));
    }
}
