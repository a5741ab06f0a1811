package dev.ranvier.stablehlo.builder;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.verify.Verifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a module, function by function.
 *
 * <pre>{@code
 * var type = TensorType.of(ScalarType.F32, 2, 3);
 * Module module = new ModuleBuilder()
 *         .function("main", List.of(type, type), f -> List.of(f.add(f.argument(0), f.argument(1))))
 *         .build();
 * }</pre>
 */
public final class ModuleBuilder {
    private final Map<String, Func> functions = new LinkedHashMap<>();

    /** Adds a public function, which returns the values that {@code body} returns. */
    public ModuleBuilder function(
            String name,
            List<? extends Type> argumentTypes,
            Function<RegionBuilder, ? extends List<? extends Value>> body) {
        return function(name, "public", argumentTypes, body);
    }

    /** Adds a function that only other functions of the module call. */
    public ModuleBuilder privateFunction(
            String name,
            List<? extends Type> argumentTypes,
            Function<RegionBuilder, ? extends List<? extends Value>> body) {
        return function(name, "private", argumentTypes, body);
    }

    private ModuleBuilder function(
            String name,
            @Nullable String visibility,
            List<? extends Type> argumentTypes,
            Function<RegionBuilder, ? extends List<? extends Value>> body) {
        if (functions.containsKey(name)) {
            throw RanvierException.invalid("the module has a function @" + name + " already");
        }
        var builder = new RegionBuilder(this, argumentTypes, Location.unknown());
        var results = List.<Value>copyOf(body.apply(builder));
        var resultTypes = results.stream().map(Value::type).toList();
        var type = new Type.FunctionType(List.copyOf(argumentTypes), resultTypes);
        var region = builder.finish(new ControlFlowOp.FuncReturn(results, OpInfo.NONE));
        functions.put(
                name,
                new Func(name, new BuiltinAttribute.TypeOf(type), visibility, null, null, null, region, OpInfo.NONE));
        return this;
    }

    List<Type> resultTypes(String function) {
        var func = functions.get(function);
        if (func == null) {
            throw RanvierException.invalid("the module has no function @" + function + " yet");
        }
        return func.body().results().stream().map(Value::type).toList();
    }

    /**
     * The module.
     *
     * @throws RanvierException if it is not valid
     */
    public Module build() {
        var module = new Module(null, null, new Region(List.of(), List.copyOf(functions.values())), OpInfo.NONE);
        Verifier.check(module);
        return module;
    }
}
