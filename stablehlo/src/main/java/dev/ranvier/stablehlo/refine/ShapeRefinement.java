package dev.ranvier.stablehlo.refine;

import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.verify.Compatibility;
import dev.ranvier.stablehlo.verify.Verifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes of a module of open shapes one of the shapes it is called with: types are inferred again from those of the
 * arguments, shape computations are done, ops of run-time shape become static ones, and assertions on shapes are
 * checked. Functions are specialised for the types, and the known shapes, that they are called with.
 */
public final class ShapeRefinement {
    private final Module module;
    private final Map<String, Func> kept;

    private ShapeRefinement(Module module) {
        this.module = module;
        this.kept = keptFunctions(module);
    }

    /**
     * What refines a module for one shape after the other.
     *
     * @throws RanvierException if the module is not valid
     */
    public static ShapeRefinement of(Module module) {
        Verifier.check(module);
        return new ShapeRefinement(module);
    }

    /**
     * Refines a module.
     *
     * @param inputs as {@link #refine(List)} takes them
     * @throws RanvierException if the module is not valid, or as {@link #refine(List)} does
     */
    public static Module refine(Module module, List<? extends Type> inputs) {
        return of(module).refine(inputs);
    }

    /**
     * Refines the module.
     *
     * @param inputs the types of the entry function's arguments; dimensions that stay open stay so in the result
     * @return a module of the refined entry function and what it calls
     * @throws RanvierException if the arguments do not fit the module, a shape assertion does not hold, or the shapes
     *     that follow break a constraint of an op
     */
    public Module refine(List<? extends Type> inputs) {
        var entry = module.entry();
        var declared = entry.body().arguments().stream().map(Value::type).toList();
        if (!Compatibility.compatible(List.copyOf(inputs), declared)) {
            throw RanvierException.invalid(
                    "@" + entry.symName() + " takes " + declared + ", and cannot be refined for " + inputs);
        }
        var specialisations = new Specialisations(module);
        kept.keySet().forEach(specialisations::reserve);
        var refined = specialisations
                .specialise(entry.symName(), List.copyOf(inputs), Collections.nCopies(inputs.size(), null))
                .function();
        var functions = new LinkedHashMap<String, Func>();
        specialisations.functions().reversed().forEach(function -> functions.put(function.symName(), function));
        functions.putAll(kept);
        var ops = new ArrayList<Op>(module.meshes());
        ops.addAll(reachable(functions, List.of(refined.symName())).values());
        var body = new Region(List.of(), ops);
        return new Module(module.symName(), module.symVisibility(), body, module.info());
    }

    /** Whether no shape of a module is open and no op of it takes one at run time, so that there is nothing to refine. */
    public static boolean isStatic(Module module) {
        return module.functions().stream().allMatch(function -> isStatic(function.body()));
    }

    private static boolean isStatic(Region region) {
        if (!areStatic(region.arguments())) {
            return false;
        }
        for (var op : region.ops()) {
            boolean takesShapes = op instanceof DynamicOp
                    || (op instanceof HostOp.CustomCall call && ShapeCustomCalls.takesShapes(call));
            if (takesShapes || !areStatic(op.results())) {
                return false;
            }
            for (var inner : op.regions()) {
                if (!isStatic(inner)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean areStatic(List<? extends Value> values) {
        for (var value : values) {
            if (value.type() instanceof TensorType type && !type.isStatic()) {
                return false;
            }
        }
        return true;
    }

    /** Functions that custom calls name stay as they are, with what they call. */
    private static Map<String, Func> keptFunctions(Module module) {
        var functions = new LinkedHashMap<String, Func>();
        module.functions().forEach(function -> functions.put(function.symName(), function));
        var named = new ArrayList<String>();
        module.functions().forEach(function -> collectReferences(function, HostOp.CustomCall.class, named));
        return reachable(functions, named);
    }

    /** The functions among {@code functions}, in their order, that are one of {@code roots} or called from one. */
    private static Map<String, Func> reachable(Map<String, Func> functions, List<String> roots) {
        var found = new HashSet<String>();
        var pending = new ArrayDeque<>(roots);
        while (!pending.isEmpty()) {
            var name = pending.pop();
            var function = functions.get(name);
            if (function != null && found.add(name)) {
                collectReferences(function, Op.class, pending);
            }
        }
        var reachable = new LinkedHashMap<>(functions);
        reachable.keySet().retainAll(found);
        return reachable;
    }

    private static List<String> references(Op op) {
        return switch (op) {
            case ControlFlowOp.Call call -> List.of(call.callee().root());
            case ControlFlowOp.Composite composite ->
                List.of(composite.decomposition().root());
            case HostOp.CustomCall call ->
                call.calledComputations() == null
                        ? List.of()
                        : call.calledComputations().stream()
                                .map(SymbolRef::root)
                                .toList();
            default -> List.of();
        };
    }

    /** Collects the functions that ops of a type within an op name. */
    private static void collectReferences(Op op, Class<? extends Op> type, Collection<String> names) {
        for (var region : op.regions()) {
            for (var inner : region.ops()) {
                if (type.isInstance(inner)) {
                    names.addAll(references(inner));
                }
                collectReferences(inner, type, names);
            }
        }
    }
}
