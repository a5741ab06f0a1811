package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.torch.graph.Argument;
import dev.ranvier.torch.graph.Node;
import dev.ranvier.torch.graph.TensorMeta;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One call of an op: its arguments by the names of its schema, defaults filled in, and what its results are to be. */
final class Call {
    private final Node node;
    private final Schema schema;
    private final Scope scope;
    private final Emitter emit;
    private final Map<String, Argument> arguments;
    private final Map<String, Value> replaced;

    Call(Node node, Schema schema, Scope scope, Emitter emit) {
        this(node, schema, scope, emit, arguments(node, schema), Map.of());
    }

    private Call(
            Node node,
            Schema schema,
            Scope scope,
            Emitter emit,
            Map<String, Argument> arguments,
            Map<String, Value> replaced) {
        this.node = node;
        this.schema = schema;
        this.scope = scope;
        this.emit = emit;
        this.arguments = arguments;
        this.replaced = replaced;
    }

    private static Map<String, Argument> arguments(Node node, Schema schema) {
        var arguments = new HashMap<String, Argument>();
        for (var parameter : schema.parameters()) {
            if (parameter.defaultValue() != null) {
                arguments.put(parameter.name(), parameter.defaultValue());
            }
        }
        for (var input : node.inputs()) {
            arguments.put(input.name(), input.value());
        }
        for (var parameter : schema.parameters()) {
            if (!arguments.containsKey(parameter.name())) {
                throw RanvierException.invalid("misses the argument '" + parameter.name() + "'");
            }
        }
        return arguments;
    }

    /** The same call with another value for a tensor. */
    Call with(String name, Value value) {
        return new Call(node, schema, scope, emit, arguments, Map.of(name, value));
    }

    Emitter emit() {
        return emit;
    }

    /** The op, such as {@code aten.add.Tensor}. */
    String op() {
        return schema.name();
    }

    // Arguments

    boolean has(String name) {
        return arguments.containsKey(name);
    }

    Argument argument(String name) {
        var argument = arguments.get(name);
        if (argument == null) {
            throw new IllegalStateException(op() + " has no parameter '" + name + "'");
        }
        return argument;
    }

    boolean isNone(String name) {
        return argument(name) instanceof Argument.None;
    }

    boolean isTensor(String name) {
        return argument(name) instanceof Argument.Tensor;
    }

    Value tensor(String name) {
        var replacement = replaced.get(name);
        if (replacement != null) {
            return replacement;
        }
        if (argument(name) instanceof Argument.Tensor(String tensor)) {
            return scope.tensor(tensor);
        }
        throw unexpected(name, "a tensor");
    }

    @Nullable
    Value optionalTensor(String name) {
        return isNone(name) ? null : tensor(name);
    }

    List<Value> tensors(String name) {
        return optionalTensors(name).stream()
                .map(tensor -> tensor.orElseThrow(() -> unexpected(name, "tensors, none of them None")))
                .toList();
    }

    List<Optional<Value>> optionalTensors(String name) {
        if (argument(name) instanceof Argument.Tensors(List<Optional<String>> names)) {
            return names.stream().map(tensor -> tensor.map(scope::tensor)).toList();
        }
        throw unexpected(name, "tensors");
    }

    TensorMeta meta(String name) {
        if (argument(name) instanceof Argument.Tensor(String tensor)) {
            return scope.meta(tensor);
        }
        throw unexpected(name, "a tensor");
    }

    /** A tensor or number as a value of an element type; a number is of rank 0. */
    Value operand(String name, ElementType elementType) {
        return switch (argument(name)) {
            case Argument.Tensor _ -> emit.convert(tensor(name), elementType);
            case Argument.Int(long value) -> emit.integer(elementType, value);
            case Argument.Bool(boolean value) -> emit.constant(elementType, value ? 1 : 0);
            case Argument.Real(double value) -> emit.constant(elementType, value);
            case Argument.SymInt symbolic -> emit.convert(emit.scalar(scope.size(symbolic)), elementType);
            case Argument.Complex(double real, double imaginary)
            when elementType instanceof ComplexType(ScalarType part) ->
                emit.binary(BinaryOp.Complex::new, emit.constant(part, real), emit.constant(part, imaginary));
            default -> throw unexpected(name, "a tensor or a number of the type");
        };
    }

    double number(String name) {
        return switch (argument(name)) {
            case Argument.Int(long value) -> (double) value;
            case Argument.Real(double value) -> value;
            case Argument.Bool(boolean value) -> value ? 1 : 0;
            default -> throw unexpected(name, "a known number");
        };
    }

    double number(String name, double ifNone) {
        return isNone(name) ? ifNone : number(name);
    }

    long integer(String name) {
        if (argument(name) instanceof Argument.Int(long value)) {
            return value;
        }
        throw unexpected(name, "a known integer");
    }

    boolean flag(String name) {
        return switch (argument(name)) {
            case Argument.Bool(boolean value) -> value;
            case Argument.Int(long value) -> value != 0;
            case Argument.None _ -> false;
            default -> throw unexpected(name, "true or false");
        };
    }

    String text(String name) {
        return switch (argument(name)) {
            case Argument.Text(String value) -> value;
            case Argument.None _ -> "";
            default -> throw unexpected(name, "a string");
        };
    }

    Size size(String name) {
        if (argument(name) instanceof Argument.Size size) {
            return scope.size(size);
        }
        throw unexpected(name, "an integer");
    }

    /** A list of integers; one integer is a list of it, None an empty one. */
    List<Size> sizes(String name) {
        return switch (argument(name)) {
            case Argument.Sizes(List<Argument.Size> sizes) ->
                sizes.stream().map(scope::size).toList();
            case Argument.Size size -> List.of(scope.size(size));
            case Argument.None _ -> List.of();
            default -> throw unexpected(name, "integers");
        };
    }

    /** A list of known integers; one integer is a list of it, None an empty one. */
    long[] integers(String name) {
        return sizes(name).stream()
                .mapToLong(size -> {
                    if (size instanceof Size.Known(long value)) {
                        return value;
                    }
                    throw unexpected(name, "known integers");
                })
                .toArray();
    }

    /** As {@link #integers(String)}, and one stands for {@code count} of its value. */
    long[] integers(String name, int count) {
        var integers = integers(name);
        if (integers.length == 1 && count != 1) {
            var repeated = new long[count];
            Arrays.fill(repeated, integers[0]);
            return repeated;
        }
        if (integers.length != count) {
            throw unexpected(name, count + " integers");
        }
        return integers;
    }

    /** A dimension of a tensor of {@code rank}, which may be given from the end. */
    int dimension(String name, int rank) {
        return dimension(integer(name), rank);
    }

    static int dimension(long given, int rank) {
        int bound = Math.max(rank, 1);
        if (given < -bound || given >= bound) {
            throw RanvierException.invalid("dimension " + given + " of a tensor of rank " + rank);
        }
        return (int) (given < 0 ? given + bound : given);
    }

    /** Dimensions of a tensor of {@code rank} in increasing order. */
    int[] dimensions(String name, int rank) {
        return Arrays.stream(integers(name))
                .mapToInt(dimension -> dimension(dimension, rank))
                .sorted()
                .toArray();
    }

    /** The parameter whose memory a result shares, as the schema says, or null. */
    @Nullable
    String viewedParameter(int result) {
        var returns = schema.returns();
        // A list of tensors is one return.
        var alias = returns.get(Math.min(result, returns.size() - 1)).alias();
        return schema.parameters().stream()
                .filter(parameter -> !alias.isEmpty() && parameter.alias().equals(alias))
                .map(Schema.Parameter::name)
                .findFirst()
                .orElse(null);
    }

    // Results

    /** How many tensors the call gives. */
    int resultCount() {
        return resultNames().size();
    }

    private List<String> resultNames() {
        return node.outputs().stream().flatMap(Call::names).toList();
    }

    /** The tensors that an argument names. */
    static Stream<String> names(Argument argument) {
        return switch (argument) {
            case Argument.Tensor(String name) -> Stream.of(name);
            case Argument.Tensors(List<Optional<String>> names) ->
                names.stream().flatMap(Optional::stream);
            default -> Stream.empty();
        };
    }

    TensorMeta resultMeta(int index) {
        var names = resultNames();
        if (index >= names.size()) {
            throw RanvierException.invalid("has " + names.size() + " results, not the " + (index + 1) + " expected");
        }
        return scope.meta(names.get(index));
    }

    Shape resultShape() {
        return resultShape(0);
    }

    Shape resultShape(int index) {
        return scope.shape(resultMeta(index));
    }

    ElementType resultType() {
        return resultMeta(0).elementType();
    }

    /** Changes a tensor that the call takes. */
    void write(String name, Value value) {
        if (argument(name) instanceof Argument.Tensor(String tensor)) {
            scope.write(tensor, value);
        }
    }

    // Errors

    RanvierException unexpected(String name, String what) {
        return RanvierException.unimplemented("argument '" + name + "' must be " + what + ", not " + argument(name));
    }
}
