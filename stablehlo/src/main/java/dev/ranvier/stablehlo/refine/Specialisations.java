package dev.ranvier.stablehlo.refine;

import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions of a module, refined once for each list of argument types and known arguments. */
final class Specialisations {
    /**
     * A refined function.
     *
     * @param known the integers that each result is known to hold, or null
     */
    record Refined(Func function, List<@Nullable IntegerTensor> known) {
        /** Whether a call can be replaced by its results, which are known. */
        boolean isConstant() {
            var ops = function.body().ops();
            return !known.contains(null)
                    && ops.subList(0, ops.size() - 1).stream().allMatch(ShapeOp.Constant.class::isInstance);
        }
    }

    private record Key(String name, List<Type> types, List<@Nullable IntegerTensor> known) {}

    private final Map<String, Func> originals = new HashMap<>();
    private final Map<Key, Refined> refined = new LinkedHashMap<>();
    private final Set<Key> inProgress = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    Specialisations(Module module) {
        module.functions().forEach(func -> originals.put(func.symName(), func));
    }

    /** The function as it is before refinement. */
    Func original(String name) {
        var function = originals.get(name);
        if (function == null) {
            throw RanvierException.invalid("the module has no function @" + name);
        }
        return function;
    }

    /** The function refined for arguments of these types, of which some are known. */
    Refined specialise(String name, List<Type> types, List<@Nullable IntegerTensor> known) {
        var key = new Key(name, types, new ArrayList<>(known));
        var done = refined.get(key);
        if (done != null) {
            return done;
        }
        var original = original(name);
        if (original.body().isEmpty() || !inProgress.add(key)) {
            throw RanvierException.unimplemented("@" + name + " cannot be refined: it "
                    + (original.body().isEmpty() ? "has no body" : "calls itself"));
        }
        var function = refine(original, key);
        inProgress.remove(key);
        refined.put(key, function);
        return function;
    }

    /** All refined functions, callees before their callers. */
    List<Func> functions() {
        return refined.values().stream().map(Refined::function).toList();
    }

    /** Keeps {@code name} for a function that is not refined. */
    void reserve(String name) {
        names.add(name);
    }

    private Refined refine(Func function, Key key) {
        var scope = new Scope(null);
        var arguments = new ArrayList<BlockArgument>();
        for (int i = 0; i < key.types().size(); i++) {
            var original = function.body().arguments().get(i);
            var argument = new BlockArgument(key.types().get(i), original.location());
            arguments.add(argument);
            scope.refine(original, argument);
            var known = key.known().get(i);
            if (known != null) {
                scope.know(original, known, Location.unknown());
            }
        }
        var name = fresh(function.symName());
        new RegionRefiner(this, scope).refineAll(function.body().ops());
        var body = new Region(arguments, scope.ops());
        var type = new Type.FunctionType(
                key.types(), body.results().stream().map(Value::type).toList());
        var results = new ArrayList<@Nullable IntegerTensor>();
        function.body().results().forEach(result -> results.add(scope.known(result)));
        return new Refined(
                new Func(
                        name,
                        new BuiltinAttribute.TypeOf(type),
                        function.symVisibility(),
                        function.argAttrs(),
                        function.resAttrs(),
                        function.noInline(),
                        body,
                        function.info()),
                results);
    }

    private String fresh(String name) {
        var candidate = name;
        for (int i = 0; !names.add(candidate) || (i > 0 && originals.containsKey(candidate)); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }
}
