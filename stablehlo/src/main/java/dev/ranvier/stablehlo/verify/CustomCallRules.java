package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.HostOp.CustomCall;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.CustomCallApiVersion;
import dev.ranvier.stablehlo.StablehloAttribute.OutputOperandAlias;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Rules of custom calls. */
final class CustomCallRules {
    private CustomCallRules() {}

    static ResultTypes check(CustomCall op, Constraints constraints) {
        op.inputs().forEach(input -> checkType("I1", "inputs", input.type(), constraints));
        op.results().forEach(result -> checkType("C1", "results", result.type(), constraints));
        checkBackendConfig(op, constraints);
        checkLayouts(op, constraints);
        var aliases = op.outputOperandAliases() == null ? List.<OutputOperandAlias>of() : op.outputOperandAliases();
        var outputs = resultTuple(op);
        aliases.forEach(alias -> checkAlias(op, outputs, alias, constraints));
        switch (op.callTargetName()) {
            case "CreateBuffer" -> checkCreateBuffer(op, constraints);
            case "Pin" -> checkPin(op, constraints);
            case "Unpin" -> checkUnpin(op, constraints);
            default -> checkBuffers(op, outputs, aliases, constraints);
        }
        return ResultTypes.declared(op);
    }

    private static void checkType(String label, String name, Type type, Constraints constraints) {
        switch (type) {
            case TensorType tensor -> constraints.tensor(label, name, tensor, ElementKind.ANY);
            case Type.Buffer(TensorType contents) ->
                constraints.tensor(label, name, contents, ElementKind.NOT_PER_AXIS);
            case Type.Tuple(List<Type> elements) ->
                elements.forEach(element -> checkType(label, name, element, constraints));
            case Type.Token _, Type.Future _ -> {}
            case ElementType _, Type.FunctionType _, Type.None _ ->
                throw constraints.violation(
                        label, "%s must be tensors, buffers, tokens, tuples or futures, got %s", name, type);
        }
    }

    private static void checkBackendConfig(CustomCall op, Constraints constraints) {
        var version = op.apiVersion() == null ? CustomCallApiVersion.API_VERSION_ORIGINAL : op.apiVersion();
        var config = op.backendConfig();
        boolean typed = version == CustomCallApiVersion.API_VERSION_TYPED_FFI;
        constraints.require(
                "I4",
                config == null || (typed ? config instanceof Dictionary : config instanceof BuiltinAttribute.Text),
                "backend_config must be a %s for %s, got %s",
                typed ? "dictionary" : "string",
                version,
                config);
    }

    private static void checkLayouts(CustomCall op, Constraints constraints) {
        var operandLayouts = op.operandLayouts();
        var resultLayouts = op.resultLayouts();
        constraints.require(
                "I1",
                (operandLayouts == null) == (resultLayouts == null),
                "operand_layouts and result_layouts must be given both or neither");
        if (operandLayouts == null || resultLayouts == null) {
            return;
        }
        checkLayouts("operand", op.inputs().stream().map(Value::type).toList(), operandLayouts, constraints);
        // A single result that is a tuple has a layout for each of its elements.
        var results =
                op.results().size() == 1 && op.results().getFirst().type() instanceof Type.Tuple(List<Type> elements)
                        ? elements
                        : op.results().stream().map(OpResult::type).toList();
        checkLayouts("result", results, resultLayouts, constraints);
    }

    private static void checkLayouts(
            String name, List<Type> types, List<DenseElements> layouts, Constraints constraints) {
        constraints.require(
                "I1",
                types.size() == layouts.size(),
                "there must be a layout for each %s, got %d for %d",
                name,
                layouts.size(),
                types.size());
        for (int i = 0; i < types.size(); i++) {
            var type = types.get(i);
            var layout = layouts.get(i);
            int rank = type instanceof TensorType tensor
                    ? tensor.rank()
                    : type instanceof Type.Buffer(TensorType contents) ? contents.rank() : 0;
            constraints.require(
                    "I1",
                    !(type instanceof Type.Tuple),
                    "%s %d with a layout must not be a tuple, got %s",
                    name,
                    i,
                    type);
            constraints.require(
                    "I1",
                    isPermutation(layout, rank),
                    "the layout of %s %d must be a permutation of [0, %d), got %s for %s",
                    name,
                    i,
                    rank,
                    layout,
                    type);
        }
    }

    private static boolean isPermutation(DenseElements layout, int rank) {
        var type = layout.type();
        if (type.elementType() != ScalarType.INDEX || type.rank() != 1 || type.size(0) != rank) {
            return false;
        }
        var dimensions = Int64Array.of(layout.toLongs());
        return IntStream.range(0, rank).allMatch(dimensions::contains);
    }

    /** The results as one type: several as a tuple. */
    private static Type resultTuple(CustomCall op) {
        return op.results().size() == 1
                ? op.results().getFirst().type()
                : new Type.Tuple(op.results().stream().map(OpResult::type).toList());
    }

    private static void checkAlias(CustomCall op, Type outputs, OutputOperandAlias alias, Constraints constraints) {
        constraints.require(
                "I7",
                0 <= alias.operandIndex() && alias.operandIndex() < op.inputs().size(),
                "operand_index must be in [0, %d), got %s",
                op.inputs().size(),
                alias);
        var operandPart = operandPart(op, alias, constraints);
        var outputPart = part(outputs, alias.outputTupleIndices(), alias, constraints);
        constraints.require(
                "I7",
                operandPart.equals(outputPart),
                "an operand and its alias must be of one type, got %s and %s for %s",
                operandPart,
                outputPart,
                alias);
    }

    private static Type operandPart(CustomCall op, OutputOperandAlias alias, Constraints constraints) {
        var operand = op.inputs().get((int) alias.operandIndex()).type();
        return part(operand, alias.operandTupleIndices(), alias, constraints);
    }

    private static Type part(Type whole, Int64Array indices, OutputOperandAlias alias, Constraints constraints) {
        var part = whole;
        for (int i = 0; i < indices.size(); i++) {
            long index = indices.get(i);
            if (!(part instanceof Type.Tuple(List<Type> elements)) || index < 0 || index >= elements.size()) {
                throw constraints.violation("I7", "tuple indices must be in range, got %s for %s", alias, whole);
            }
            part = elements.get((int) index);
        }
        return part;
    }

    private static void checkCreateBuffer(CustomCall op, Constraints constraints) {
        constraints.require(
                "I2",
                op.inputs().isEmpty()
                        && op.results().size() == 1
                        && op.results().getFirst().type() instanceof Type.Buffer,
                "CreateBuffer must take nothing and return a buffer, got %s to %s",
                op.inputs(),
                op.results());
    }

    private static void checkPin(CustomCall op, Constraints constraints) {
        constraints.require(
                "I2",
                op.inputs().size() == 1
                        && op.results().size() == 1
                        && op.inputs().getFirst().type() instanceof TensorType tensor
                        && op.results().getFirst().type() instanceof Type.Buffer(TensorType contents)
                        && isOfContents(tensor, contents),
                "Pin must take a tensor and return a buffer like it, got %s to %s",
                op.inputs(),
                op.results());
    }

    private static void checkUnpin(CustomCall op, Constraints constraints) {
        constraints.require(
                "I2",
                op.inputs().size() == 1
                        && op.results().size() == 1
                        && op.inputs().getFirst().type() instanceof Type.Buffer(TensorType contents)
                        && op.results().getFirst().type() instanceof TensorType tensor
                        && isOfContents(tensor, contents),
                "Unpin must take a buffer and return a tensor like it, got %s to %s",
                op.inputs(),
                op.results());
    }

    private static boolean isOfContents(TensorType tensor, TensorType contents) {
        return Compatibility.compatibleShapes(tensor, contents)
                && tensor.elementType().equals(contents.elementType());
    }

    /** That each buffer among the results is the alias of one operand, and no operand of two. */
    private static void checkBuffers(
            CustomCall op, Type outputs, List<OutputOperandAlias> aliases, Constraints constraints) {
        record OperandPart(long index, Int64Array tupleIndices) {}
        var operandParts = new HashSet<OperandPart>();
        var outputParts = new HashSet<Int64Array>();
        for (var alias : aliases) {
            if (operandPart(op, alias, constraints) instanceof Type.Buffer) {
                constraints.require(
                        "I7",
                        outputParts.add(alias.outputTupleIndices())
                                && operandParts.add(new OperandPart(alias.operandIndex(), alias.operandTupleIndices())),
                        "a buffer must not have two aliases, got %s",
                        aliases);
            }
        }
        checkBufferOutputs(outputs, Int64Array.of(), outputParts, constraints);
    }

    private static void checkBufferOutputs(
            Type type, Int64Array indices, Set<Int64Array> aliased, Constraints constraints) {
        if (type instanceof Type.Tuple(List<Type> elements)) {
            for (int i = 0; i < elements.size(); i++) {
                var inner = new long[indices.size() + 1];
                System.arraycopy(indices.toArray(), 0, inner, 0, indices.size());
                inner[indices.size()] = i;
                checkBufferOutputs(elements.get(i), Int64Array.of(inner), aliased, constraints);
            }
        }
        constraints.require(
                "I7",
                !(type instanceof Type.Buffer) || aliased.contains(indices),
                "the buffer among the results at %s must be the alias of an operand",
                indices);
    }
}
