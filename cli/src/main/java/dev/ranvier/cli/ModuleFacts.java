package dev.ranvier.cli;

import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a module holds, counted.
 *
 * @param functions the functions in order
 * @param ops how often each op stands in the module, by name
 * @param elementTypes how many tensors of each element type ops make, by its name
 * @param constantBytes the bytes of all constants, a splat counted as one element
 * @param customCalls how often each target is called
 * @param deprecated what to use instead of each deprecated op that occurs, by name
 */
record ModuleFacts(
        List<Function> functions,
        SortedMap<String, Integer> ops,
        SortedMap<String, Integer> elementTypes,
        long constantBytes,
        SortedMap<String, Integer> customCalls,
        SortedMap<String, String> deprecated) {

    /** Specification, "Deprecated Operations". */
    private static final Map<Class<? extends Op>, String> REPLACEMENTS = Map.ofEntries(
            Map.entry(ShapeOp.Broadcast.class, "stablehlo.broadcast_in_dim"),
            Map.entry(ControlFlowOp.CreateToken.class, "stablehlo.after_all"),
            Map.entry(CollectiveOp.CrossReplicaSum.class, "stablehlo.all_reduce"),
            Map.entry(LinearAlgebraOp.Dot.class, "stablehlo.dot_general"),
            Map.entry(LinearAlgebraOp.Einsum.class, "stablehlo.dot_general"),
            Map.entry(LinearAlgebraOp.UnaryEinsum.class, "stablehlo.reduce or stablehlo.transpose"),
            Map.entry(IndexingOp.TorchIndexSelect.class, "stablehlo.gather"),
            Map.entry(ElementwiseOp.MapElements.class, "the elementwise ops of its computation"),
            Map.entry(ControlFlowOp.Tuple.class, "several results"),
            Map.entry(ControlFlowOp.GetTupleElement.class, "several results"),
            Map.entry(RandomOp.Rng.class, "stablehlo.rng_bit_generator"));

    /**
     * A function.
     *
     * @param inputBytes the bytes of its inputs; those of unknown size count as nothing
     * @param resultBytes the bytes of its results, likewise
     */
    record Function(String name, List<Input> inputs, List<String> results, long inputBytes, long resultBytes) {}

    /** An input; its name is empty if the program does not say one. */
    record Input(String name, String type) {}

    static ModuleFacts of(Module module) {
        var ops = new ArrayList<Op>();
        collect(module.body(), ops);
        return new ModuleFacts(
                module.functions().stream().map(ModuleFacts::function).toList(),
                counted(ops.stream().map(Op::opName)),
                counted(ops.stream()
                        .flatMap(op -> op.results().stream())
                        .map(Value::type)
                        .filter(TensorType.class::isInstance)
                        .map(type -> ((TensorType) type).elementType().toString())),
                ops.stream().mapToLong(ModuleFacts::constantBytes).sum(),
                counted(ops.stream()
                        .filter(HostOp.CustomCall.class::isInstance)
                        .map(op -> ((HostOp.CustomCall) op).callTargetName())),
                deprecated(ops));
    }

    private static void collect(Region region, List<Op> ops) {
        for (var op : region.ops()) {
            ops.add(op);
            op.regions().forEach(nested -> collect(nested, ops));
        }
    }

    private static SortedMap<String, Integer> counted(Stream<String> names) {
        return names.collect(Collectors.toMap(name -> name, _ -> 1, Integer::sum, TreeMap::new));
    }

    private static SortedMap<String, String> deprecated(List<Op> ops) {
        var found = new TreeMap<String, String>();
        for (var op : ops) {
            var replacement = REPLACEMENTS.get(op.getClass());
            if (replacement != null) {
                found.put(op.opName(), replacement);
            }
        }
        return found;
    }

    private static Function function(Func function) {
        var type = (Type.FunctionType) function.functionType().type();
        var arguments = function.body().arguments();
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < type.inputs().size(); i++) {
            var location = i < arguments.size() ? arguments.get(i).location() : Location.unknown();
            inputs.add(new Input(
                    location instanceof Location.Named named ? named.name() : "",
                    type.inputs().get(i).toString()));
        }
        return new Function(
                function.symName(),
                inputs,
                type.results().stream().map(Type::toString).toList(),
                byteSize(type.inputs()),
                byteSize(type.results()));
    }

    private static long byteSize(List<Type> types) {
        return types.stream().mapToLong(ModuleFacts::byteSize).sum();
    }

    private static long byteSize(Type type) {
        return type instanceof TensorType tensor && tensor.isStatic()
                ? tensor.elementCount() * tensor.elementType().byteWidth()
                : 0;
    }

    private static long constantBytes(Op op) {
        return switch (op.attributes().get("value")) {
            case DenseElements elements -> elements.data().byteSize();
            case DenseResource resource -> byteSize(resource.type());
            case null, default -> 0;
        };
    }
}
