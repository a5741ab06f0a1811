package dev.ranvier.cli;

import dev.ranvier.cli.files.NumpyArray;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Finds the arrays that a function takes among those of a file. */
final class InputMatcher {
    private final Func function;
    private final List<BlockArgument> arguments;
    private final Map<String, Integer> positions = new HashMap<>();

    InputMatcher(Func function) {
        this.function = function;
        this.arguments = function.body().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            positions.putIfAbsent(name(i), i);
        }
        for (int i = 0; i < arguments.size(); i++) {
            positions.putIfAbsent(positionalName(i), i);
        }
    }

    /**
     * The arguments of the function: arrays by name, or in order if no name is known.
     *
     * @throws RanvierException if one is missing, superfluous or of another type
     */
    List<RuntimeValue> match(SequencedMap<String, NumpyArray> arrays) {
        var unknown = arrays.keySet().stream()
                .filter(name -> !positions.containsKey(name))
                .toList();
        if (!arrays.isEmpty() && unknown.size() == arrays.size() && arrays.size() == tensorCount()) {
            return arguments(inOrder(arrays));
        }
        if (!unknown.isEmpty()) {
            throw mismatch("has no input " + quoted(unknown));
        }
        var byPosition = new HashMap<Integer, NumpyArray>();
        arrays.forEach((name, array) -> byPosition.put(positions.get(name), array));
        return arguments(byPosition);
    }

    private Map<Integer, NumpyArray> inOrder(SequencedMap<String, NumpyArray> arrays) {
        var byPosition = new HashMap<Integer, NumpyArray>();
        var next = arrays.values().iterator();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).type() instanceof TensorType) {
                byPosition.put(i, next.next());
            }
        }
        return byPosition;
    }

    private long tensorCount() {
        return arguments.stream()
                .filter(argument -> argument.type() instanceof TensorType)
                .count();
    }

    private List<RuntimeValue> arguments(Map<Integer, NumpyArray> arrays) {
        var values = new ArrayList<RuntimeValue>();
        var missing = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            var array = arrays.get(i);
            switch (arguments.get(i).type()) {
                case TensorType _ when array == null -> missing.add(name(i));
                case TensorType type -> values.add(tensor(i, type, array));
                case Type.Token _ -> values.add(new RuntimeValue.Token());
                case Type type -> throw mismatch("takes " + type + ", which no file holds, as " + name(i));
            }
        }
        if (!missing.isEmpty()) {
            throw mismatch("misses input " + quoted(missing));
        }
        return values;
    }

    private Tensor tensor(int position, TensorType type, NumpyArray array) {
        try {
            return array.as(type);
        } catch (RanvierException e) {
            throw new RanvierException(e.diagnostics().getFirst().at("input '" + name(position) + "'"), e);
        }
    }

    private String name(int position) {
        return function.argumentName(position);
    }

    private static String positionalName(int position) {
        return "arg" + position;
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    private RanvierException mismatch(String message) {
        var expected = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            expected.add(name(i) + ": " + arguments.get(i).type());
        }
        return new RanvierException(
                Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, "function '" + function.symName() + "' " + message)
                        .withHint("save them with numpy.savez and name the file with --inputs; it takes "
                                + String.join(", ", expected)));
    }
}
