package dev.ranvier.compiler;

import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the bodies of functions and of composites' decompositions in the place of their calls. Afterwards the module has its
 * entry function alone.
 */
public final class Inline {
    /** Ops of a program that calls its way to more than this many: an error, rather than memory exhausted. */
    private static final int MOST_OPS = 1_000_000;

    private final Map<String, Func> functions = new HashMap<>();
    private int written;

    private Inline(Module module) {
        module.functions().forEach(function -> functions.put(function.symName(), function));
    }

    /**
     * Inlines all calls of a module.
     *
     * @throws RanvierException if functions call each other in a circle, or a composite's decomposition is missing
     */
    public static Module run(Module module) {
        var inline = new Inline(module);
        var entry = module.entry();
        var body = inline.region(entry.body(), new Substitution(), 0);
        var ops = new ArrayList<Op>();
        for (var op : module.body().ops()) {
            if (op instanceof Func function) {
                if (function.symName().equals(entry.symName())) {
                    ops.add(function.schema().with(function, List.of(), List.of(body), List.of()));
                }
            } else {
                ops.add(op);
            }
        }
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), ops), module.info());
    }

    /** The region with calls replaced; its arguments stay the same values. */
    private Region region(Region region, Substitution substitution, int depth) {
        var ops = new ArrayList<Op>();
        for (var op : region.ops()) {
            write(op, substitution, depth, ops);
        }
        return new Region(region.arguments(), ops);
    }

    private void write(Op op, Substitution substitution, int depth, List<Op> ops) {
        if (++written > MOST_OPS) {
            throw RanvierException.invalid("the program has more than " + MOST_OPS + " ops when its calls are inlined");
        }
        switch (op) {
            case ControlFlowOp.Call call -> inline(call, call.callee().root(), substitution, depth, ops);
            case ControlFlowOp.Composite composite ->
                inline(composite, composite.decomposition().root(), substitution, depth, ops);
            default -> {
                var operands = substitution.of(op.operands());
                var regions = Substitution.regions(op, inner -> region(inner, substitution, depth));
                ops.add(Substitution.with(op, operands, regions));
            }
        }
    }

    private void inline(Op call, String callee, Substitution substitution, int depth, List<Op> ops) {
        var function = functions.get(callee);
        if (function == null || function.body().isEmpty()) {
            throw RanvierException.invalid("function @" + callee + " that " + call.opName() + " names has no body");
        }
        if (depth > functions.size()) {
            throw RanvierException.invalid("function @" + callee + " calls itself");
        }
        var inner = new Substitution();
        inner.replaceAll(function.body().arguments(), substitution.of(call.operands()));
        // A copy, for a function may be called again: every value is defined once.
        var copied = new ArrayList<Op>();
        List<Value> results = List.of();
        for (var op : function.body().ops()) {
            if (op instanceof ControlFlowOp.FuncReturn last) {
                results = inner.of(last.operands());
            } else {
                copied.add(inner.copy(op));
            }
        }
        var nothing = new Substitution();
        for (var op : copied) {
            write(op, nothing, depth + 1, ops);
        }
        substitution.replaceAll(call.results(), nothing.of(results));
    }
}
