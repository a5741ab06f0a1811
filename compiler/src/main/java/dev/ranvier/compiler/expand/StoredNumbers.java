package dev.ranvier.compiler.expand;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.Substitution;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.builder.RegionBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Quantized tensors as the integers that are stored (specification section "Quantized types"). Ops that move elements
 * move those; ops that compute do it on the numbers that they stand for, and their results are quantized.
 */
final class StoredNumbers {
    private final Substitution substitution = new Substitution();

    private StoredNumbers() {}

    /** The module without quantized types. */
    static Module run(Module module) {
        if (module.functions().stream().noneMatch(function -> hasQuantized(function.body()))) {
            return module;
        }
        var stored = new StoredNumbers();
        var ops = new ArrayList<Op>();
        for (var op : module.body().ops()) {
            ops.add(op instanceof Declaration.Func function ? stored.function(function) : op);
        }
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), ops), module.info());
    }

    private Op function(Declaration.Func function) {
        var body = region(function.body());
        var type = new Type.FunctionType(
                body.arguments().stream().map(Value::type).toList(),
                body.results().stream().map(Value::type).toList());
        var attributes = function.attributes().with("function_type", new BuiltinAttribute.TypeOf(type));
        return function.schema().create(List.of(), attributes, List.of(body), List.of(), function.info());
    }

    private Region region(Region region) {
        var arguments = new ArrayList<BlockArgument>();
        for (var argument : region.arguments()) {
            var made =
                    isQuantized(argument) ? new BlockArgument(stored(argument.type()), argument.location()) : argument;
            substitution.replace(argument, made);
            arguments.add(made);
        }
        var ops = new ArrayList<Op>();
        region.ops().forEach(op -> write(op, ops));
        return new Region(arguments, ops);
    }

    private static boolean hasQuantized(Region region) {
        return areQuantized(region.arguments())
                || region.ops().stream()
                        .anyMatch(op -> areQuantized(op.results())
                                || op.regions().stream().anyMatch(StoredNumbers::hasQuantized));
    }

    private static boolean areQuantized(List<? extends Value> values) {
        for (var value : values) {
            if (isQuantized(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isQuantized(Value value) {
        return isQuantized(value.type());
    }

    private static boolean isQuantized(Type type) {
        return switch (type) {
            case TensorType tensor -> tensor.elementType().isQuantized();
            case Type.Tuple tuple -> tuple.elements().stream().anyMatch(StoredNumbers::isQuantized);
            default -> false;
        };
    }

    private static Type stored(Type type) {
        return switch (type) {
            case TensorType tensor -> stored(tensor);
            case Type.Tuple tuple ->
                new Type.Tuple(
                        tuple.elements().stream().map(StoredNumbers::stored).toList());
            default -> type;
        };
    }

    private static TensorType stored(TensorType type) {
        return type.elementType() instanceof QuantizedType quantized ? type.withElementType(quantized.storage()) : type;
    }

    private void write(Op op, List<Op> ops) {
        var regions = Substitution.regions(op, this::region);
        boolean isTouched = areQuantized(op.operands()) || areQuantized(op.results());
        if (!isTouched || op.results().isEmpty()) {
            ops.add(op.schema().with(op, substitution.of(op.operands()), regions, op.results()));
            return;
        }
        var builder = RegionBuilder.detached(op.location());
        substitution.replaceAll(op.results(), values(op, regions, builder));
        ops.addAll(builder.ops());
    }

    private List<Value> values(Op op, List<Region> regions, RegionBuilder b) {
        if (op instanceof ElementwiseOp.UniformQuantize || op instanceof ElementwiseOp.UniformDequantize) {
            return List.of(converted(b, op.operands().getFirst(), op.results().getFirst()));
        }
        if (op instanceof ShapeOp.Constant constant && constant.value() instanceof DenseElements elements) {
            return List.of(b.constant(new DenseElements(stored(elements.type()), elements.data(), elements.isSplat())));
        }
        if (op instanceof CollectiveOp.CollectivePermute || op instanceof CollectiveOp.CollectiveBroadcast) {
            return List.of(exchanged(b, op));
        }
        if (!computes(op)) {
            var types = op.results().stream()
                    .<Type>map(result -> stored(result.type()))
                    .toList();
            return b.emitAll(
                    types, (results, info) -> op.schema().with(op, substitution.of(op.operands()), regions, results));
        }
        var operands = op.operands().stream()
                .map(operand -> isQuantized(operand) ? dequantized(b, operand) : substitution.of(operand))
                .toList();
        var types = op.results().stream()
                .<Type>map(result -> result.type() instanceof TensorType type
                                && type.elementType() instanceof QuantizedType quantized
                        ? type.withElementType(quantized.expressed())
                        : result.type())
                .toList();
        var computed = b.emitAll(types, (results, info) -> op.schema().with(op, operands, regions, results));
        var values = new ArrayList<Value>();
        for (int i = 0; i < computed.size(); i++) {
            values.add(quantized(b, computed.get(i), op.results().get(i)));
        }
        return values;
    }

    /** A process that nobody sends anything gets zeros: integers that stand for zero, which need not be stored zeros. */
    private Value exchanged(RegionBuilder b, Op op) {
        var operand = op.operands().getFirst();
        var quantization = new Quantization(b, operand.tensorType());
        var distance = quantization.fromZeroPoint(substitution.of(operand));
        var received = b.emitAll(
                List.of(distance.type()),
                (results, info) -> op.schema().with(op, List.of(distance), List.of(), results));
        return quantization.atZeroPoint(received.getFirst());
    }

    private Value converted(RegionBuilder b, Value operand, OpResult result) {
        var real = isQuantized(operand) ? dequantized(b, operand) : substitution.of(operand);
        return quantized(b, real, result);
    }

    private Value dequantized(RegionBuilder b, Value operand) {
        var type = operand.tensorType();
        return new Quantization(b, type).dequantized(substitution.of(operand));
    }

    private static Value quantized(RegionBuilder b, Value real, OpResult result) {
        return isQuantized(result) ? new Quantization(b, result.tensorType()).quantized(real) : real;
    }

    /** Whether the numbers of elements count, which may also be in regions of an op that moves elements. */
    private static boolean computes(Op op) {
        return switch (op) {
            case UnaryOp _,
                    BinaryOp _,
                    LinearAlgebraOp _,
                    RandomOp _,
                    ElementwiseOp.Clamp _,
                    ElementwiseOp.Compare _,
                    ElementwiseOp.Convert _,
                    ElementwiseOp.ReducePrecision _,
                    ElementwiseOp.UniformQuantize _,
                    ElementwiseOp.UniformDequantize _,
                    DynamicOp.DynamicConv _,
                    ReductionOp.BatchNormTraining _,
                    ReductionOp.BatchNormInference _,
                    ReductionOp.BatchNormGrad _ -> true;
            case ChloOp.Scan _, ChloOp.BroadcastSelect _ -> false;
            case ChloOp _ -> true;
            case ElementwiseOp _,
                    DynamicOp _,
                    ReductionOp _,
                    ShapeOp _,
                    IndexingOp _,
                    ControlFlowOp _,
                    HostOp _,
                    CollectiveOp _,
                    ShardyOp _,
                    Declaration _ -> false;
        };
    }
}
