package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.StablehloAttribute.ReplicaGroupMeshAxes;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declarations of a module by name, and the rules of ops that refer to them. */
final class Symbols {
    private final Map<String, Declaration> declarations = new HashMap<>();
    private final Shardings shardings = new Shardings(this);

    Symbols(Module module) {
        for (var op : module.body().ops()) {
            var name = op instanceof Declaration declaration ? nameOf(declaration) : null;
            if (name != null) {
                declarations.putIfAbsent(name, (Declaration) op);
            }
        }
    }

    static @Nullable String nameOf(Declaration declaration) {
        return switch (declaration) {
            case Declaration.Func func -> func.symName();
            case Declaration.Mesh mesh -> mesh.symName();
            case Module module -> module.symName();
        };
    }

    /** The declaration that {@code symbol} names, or null. */
    @Nullable
    Declaration find(SymbolRef symbol) {
        return symbol.nested().isEmpty() ? declarations.get(symbol.root()) : null;
    }

    /** Checks what {@code op} says of declarations. */
    void check(Op op) {
        shardings.check(op);
        switch (op) {
            case ControlFlowOp.Call call ->
                checkCall("callee", call.callee(), call.operands(), "operands", call, "results");
            case ControlFlowOp.Composite composite ->
                checkCall("C2", composite.decomposition(), composite.inputs(), "C3", composite, "C4");
            case CollectiveOp collective -> checkMesh(collective);
            default -> {}
        }
    }

    /** That the mesh of replica groups is declared where it is given by name. */
    private void checkMesh(CollectiveOp op) {
        if (op.attributes().get("replica_groups") instanceof ReplicaGroupMeshAxes groups
                && groups.mesh() instanceof SymbolRef symbol) {
            new Constraints(op)
                    .require(
                            "replica_groups", find(symbol) != null, "@%s must be a mesh of this module", symbol.root());
        }
    }

    /** That a symbol names a function of exactly these operand and result types. */
    private void checkCall(
            String label, SymbolRef callee, List<Value> operands, String operandsLabel, Op op, String resultsLabel) {
        var constraints = new Constraints(op);
        if (!(find(callee) instanceof Declaration.Func func)
                || !(func.functionType().type() instanceof Type.FunctionType signature)) {
            throw constraints.violation(label, "@%s must be a function of this module", callee.root());
        }
        var operandTypes = operands.stream().map(Value::type).toList();
        var resultTypes = op.results().stream().map(OpResult::type).toList();
        constraints.require(
                operandsLabel,
                operandTypes.equals(signature.inputs()),
                "operands must be of the types that @%s takes, got %s for %s",
                callee.root(),
                operandTypes,
                signature);
        constraints.require(
                resultsLabel,
                resultTypes.equals(signature.results()),
                "results must be of the types that @%s returns, got %s for %s",
                callee.root(),
                resultTypes,
                signature);
    }
}
