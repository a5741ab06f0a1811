package dev.ranvier.runtime.parallel;

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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the entry function says about arguments and results: JAX's attributes for donation, names, layouts and shardings. */
public final class EntryFunction {
    private static final TensorType TOKEN = TensorType.of(ScalarType.I1, 0);

    private final Meshes meshes;
    private final Declaration.Func function;
    private final ShardingPropagation propagation;
    private final List<Sharding> argumentShardings;
    private final List<Sharding> resultShardings;

    public EntryFunction(Module module, CompileOptions layout) {
        this.meshes = Meshes.of(module);
        this.function = module.entry();
        this.propagation = layout.partitions() == 1 ? nothing(function) : ShardingPropagation.of(module);
        this.argumentShardings = shardings(function.body().arguments(), propagation.arguments());
        this.resultShardings = shardings(function.body().results(), propagation.results());
    }

    /** What is known of a program for one device. */
    private static ShardingPropagation nothing(Declaration.Func function) {
        return new ShardingPropagation(
                Collections.nCopies(function.body().arguments().size(), Optional.empty()),
                Collections.nCopies(function.body().results().size(), Optional.empty()));
    }

    /** Where nothing is said and nothing follows, every device has all of the tensor. */
    private List<Sharding> shardings(List<? extends Value> values, List<Optional<TensorSharding>> propagated) {
        var shardings = new ArrayList<Sharding>();
        for (int i = 0; i < values.size(); i++) {
            var type = values.get(i).type();
            shardings.add(propagated
                    .get(i)
                    .map(sharding -> ShardyShardings.of(sharding, tensor(type).rank(), meshes))
                    .orElseGet(Sharding.Replicated::new));
        }
        return shardings;
    }

    /** The types of the arguments, global where the program is partitioned: tensors and tokens. */
    public List<Type> argumentTypes() {
        return function.body().arguments().stream().map(Value::type).toList();
    }

    /** The types of the results, global where the program is partitioned. */
    public List<Type> resultTypes() {
        return function.body().results().stream().map(Value::type).toList();
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

    /** How the arguments lie on the devices. */
    public List<Sharding> argumentShardings() {
        return List.copyOf(argumentShardings);
    }

    /** How the results lie on the devices. */
    public List<Sharding> resultShardings() {
        return List.copyOf(resultShardings);
    }

    /** The same by the axes of a mesh; empty where nothing is said and nothing follows. */
    public ShardingPropagation shardingsByAxes() {
        return propagation;
    }

    /** The types, names, layouts, donations and shardings. */
    public Signature signature() {
        var arguments = function.body().arguments();
        var parameterTypes = partTypes(arguments, argumentShardings);
        var resultTypes = partTypes(function.body().results(), resultShardings);
        var attributes = IntStream.range(0, arguments.size())
                .mapToObj(i -> attributes(function.argAttrs(), i))
                .toList();
        var layouts = new EntryLayouts(function);
        var donations = new Donations(attributes, parameterTypes, resultTypes);
        var parameters = new ArrayList<Signature.Parameter>();
        for (int i = 0; i < arguments.size(); i++) {
            parameters.add(new Signature.Parameter(
                    function.argumentName(i),
                    parameterTypes.get(i),
                    layouts.ofArgument(i),
                    donations.isDonated(i),
                    argumentShardings.get(i)));
        }
        var results = new ArrayList<Signature.Result>();
        var locations = locations();
        for (int i = 0; i < resultTypes.size(); i++) {
            var location = locations.getOrDefault(function.body().results().get(i), Location.unknown());
            results.add(new Signature.Result(
                    function.resultName(i),
                    resultTypes.get(i),
                    layouts.ofResult(i),
                    donations.alias(i),
                    resultShardings.get(i),
                    location));
        }
        return new Signature(parameters, results);
    }

    private List<TensorType> partTypes(List<? extends Value> values, List<Sharding> shardings) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> shardings.get(i).partType(tensor(values.get(i).type())))
                .toList();
    }

    /** Where the values of the function's body are made. */
    private Map<Value, Location> locations() {
        var locations = new IdentityHashMap<Value, Location>();
        for (var op : function.body().ops()) {
            op.results().forEach(result -> locations.put(result, op.location()));
        }
        return locations;
    }

    static Dictionary attributes(BuiltinAttribute.@Nullable Sequence all, int index) {
        return all != null
                        && index < all.elements().size()
                        && all.elements().get(index) instanceof Dictionary dictionary
                ? dictionary
                : Dictionary.EMPTY;
    }
}
