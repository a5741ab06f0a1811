package dev.ranvier.reference;

import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Sharding;
import dev.ranvier.runtime.Signature;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.sharding.ShardingPropagation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the entry function says about arguments and results: JAX's attributes for donation, names and shardings. */
public final class EntryFunction {
    private static final TensorType TOKEN = TensorType.of(ScalarType.I1, 0);

    private final Program program;
    private final Declaration.Func function;
    private final List<Sharding> argumentShardings;
    private final List<Sharding> resultShardings;

    public EntryFunction(Module module, CompileOptions layout) {
        this.program = Program.of(module);
        this.function = module.entry();
        if (layout.partitions() == 1) {
            this.argumentShardings =
                    Collections.nCopies(function.body().arguments().size(), new Sharding.Replicated());
            this.resultShardings = Collections.nCopies(function.body().results().size(), new Sharding.Replicated());
        } else {
            var propagation = ShardingPropagation.of(module);
            this.argumentShardings = shardings(function.body().arguments(), propagation.arguments());
            this.resultShardings = shardings(function.body().results(), propagation.results());
        }
    }

    /** Where nothing is said and nothing follows, every device has all of the tensor. */
    private List<Sharding> shardings(List<? extends Value> values, List<Optional<TensorSharding>> propagated) {
        var shardings = new ArrayList<Sharding>();
        for (int i = 0; i < values.size(); i++) {
            int rank = tensor(values.get(i).type()).rank();
            shardings.add(propagated
                    .get(i)
                    .map(sharding -> ShardyShardings.of(sharding, rank, program))
                    .orElseGet(Sharding.Replicated::new));
        }
        return shardings;
    }

    ReferenceProgram.EntryTypes types() {
        return new ReferenceProgram.EntryTypes(
                function.body().arguments().stream().map(Value::type).toList(),
                function.body().results().stream().map(Value::type).toList());
    }

    private List<TensorType> resultTypes() {
        return function.body().results().stream()
                .map(result -> tensor(result.type()))
                .toList();
    }

    /** The tensor that passes for a value between programs: for a token, one without elements. */
    private TensorType tensor(Type type) {
        if (type instanceof TensorType tensor && tensor.isStatic()) {
            return tensor;
        }
        if (type instanceof Type.Token) {
            return TOKEN;
        }
        throw RanvierException.unimplemented("function '" + function.symName() + "' takes or gives a " + type
                + "; only tensors of static shape and tokens pass between programs");
    }

    /** The types, names, donations and shardings. */
    public Signature signature() {
        var parameters = new ArrayList<Signature.Parameter>();
        var aliases = new ArrayList<@Nullable Integer>();
        resultTypes().forEach(_ -> aliases.add(null));
        for (int i = 0; i < function.body().arguments().size(); i++) {
            var argument = function.body().arguments().get(i);
            var attributes = attributes(function.argAttrs(), i);
            boolean donated =
                    attributes.get("jax.buffer_donor") instanceof BuiltinAttribute.Bool(boolean donor) && donor;
            if (attributes.get("tf.aliasing_output") instanceof BuiltinAttribute.Int alias) {
                aliases.set(Math.toIntExact(alias.value()), i);
                donated = true;
            }
            var sharding = argumentShardings.get(i);
            var name = argument.location() instanceof Location.Named named ? named.name() : "arg" + i;
            parameters.add(new Signature.Parameter(
                    name, Shards.partType(tensor(argument.type()), sharding), donated, sharding));
        }
        return new Signature(parameters, results(aliases, parameters));
    }

    private List<Signature.Result> results(List<@Nullable Integer> aliases, List<Signature.Parameter> parameters) {
        var results = new ArrayList<Signature.Result>();
        var locations = locations();
        var types = resultTypes();
        for (int i = 0; i < types.size(); i++) {
            var attributes = attributes(function.resAttrs(), i);
            var sharding = resultShardings.get(i);
            var type = Shards.partType(types.get(i), sharding);
            var alias = aliases.get(i);
            boolean fits = alias != null && parameters.get(alias).type().equals(type);
            var name = attributes.get("jax.result_info") instanceof BuiltinAttribute.Text text
                    ? text.value()
                    : "result" + i;
            var location = locations.getOrDefault(function.body().results().get(i), Location.unknown());
            results.add(new Signature.Result(name, type, fits ? alias : null, sharding, location));
        }
        return results;
    }

    /** Where the values of the function's body are made. */
    private Map<Value, Location> locations() {
        var locations = new IdentityHashMap<Value, Location>();
        for (var op : function.body().ops()) {
            op.results().forEach(result -> locations.put(result, op.location()));
        }
        return locations;
    }

    private static Dictionary attributes(BuiltinAttribute.@Nullable Sequence all, int index) {
        return all != null
                        && index < all.elements().size()
                        && all.elements().get(index) instanceof Dictionary dictionary
                ? dictionary
                : Dictionary.EMPTY;
    }
}
