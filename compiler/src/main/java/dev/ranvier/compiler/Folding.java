package dev.ranvier.compiler;

import dev.ranvier.reference.Interpreter;
import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes ops of constants while the program is compiled, by the reference interpreter. An elementwise op of splats is
 * a splat. Nothing large is made of something small, so iotas and broadcasts stay, and results are bounded.
 */
final class Folding {
    /** The most bytes of a result that are written into the program. */
    private static final long MOST_BYTES = 1 << 16;

    /** A result of no more bytes may be larger than what it is computed from. */
    private static final long FEW_BYTES = 256;

    private Folding() {}

    static @Nullable Value apply(Op op, Rewriter at) {
        if (op instanceof ShapeOp.Constant || op.operands().isEmpty() || !isSimple(op)) {
            return null;
        }
        boolean splats = isElementwise(op);
        long bytes = 0;
        var operands = new ArrayList<DenseElements>();
        for (var operand : op.operands()) {
            var elements = Constants.elements(operand, at);
            if (elements == null) {
                return null;
            }
            splats &= Constants.isSplat(elements);
            bytes += elements.data().byteSize();
            operands.add(elements);
        }
        var type = op.results().getFirst().tensorType();
        if (type.elementCount() == 0) {
            return null;
        }
        if (splats) {
            var scalars = operands.stream().map(Folding::first).toList();
            var scalar = new OpResult(TensorType.of(type.elementType()));
            var result = evaluate(op, scalars, scalar);
            return result == null ? null : Constants.constant(result, type, op.info(), at);
        }
        long size = type.elementCount() * type.elementType().byteWidth();
        if (bytes > MOST_BYTES || size > Math.min(MOST_BYTES, Math.max(bytes, FEW_BYTES))) {
            return null;
        }
        var result = evaluate(op, operands, op.results().getFirst());
        return result == null ? null : Constants.constant(result, op.info(), at);
    }

    /** Whether the work is about that of reading the operands and writing the result. */
    private static boolean isSimple(Op op) {
        return op.regions().isEmpty() && (isElementwise(op) || op instanceof ShapeOp);
    }

    private static boolean isElementwise(Op op) {
        return switch (op) {
            case UnaryOp _, BinaryOp _, ChloOp.Unary _ -> true;
            case ElementwiseOp.BitcastConvert cast ->
                cast.operand().tensorType().rank() == cast.result().tensorType().rank();
            case ElementwiseOp.Clamp _,
                    ElementwiseOp.Compare _,
                    ElementwiseOp.Select _,
                    ElementwiseOp.Convert _,
                    ElementwiseOp.ReducePrecision _ -> true;
            default -> false;
        };
    }

    private static DenseElements first(DenseElements elements) {
        var type = elements.type().elementType();
        return new DenseElements(TensorType.of(type), elements.data().asSlice(0, type.byteWidth()), false);
    }

    /** Elements that are all the same as a splat. */
    private static DenseElements compact(DenseElements elements) {
        long width = elements.type().elementType().byteWidth();
        var data = elements.data();
        long rest = data.byteSize() - width;
        return rest > 0 && data.asSlice(width).mismatch(data.asSlice(0, rest)) == -1
                ? new DenseElements(elements.type(), data.asSlice(0, width), true)
                : elements;
    }

    /** The op's result, or null where the interpreter has an objection: it is to be raised when the program runs. */
    private static @Nullable DenseElements evaluate(Op op, List<DenseElements> operands, OpResult result) {
        var arguments = operands.stream()
                .map(elements -> new BlockArgument(elements.type()))
                .toList();
        var body = new Region(
                arguments,
                List.of(
                        op.schema().with(op, arguments, List.of(), List.of(result)),
                        new ControlFlowOp.FuncReturn(List.of(result), OpInfo.NONE)));
        var function = new Type.FunctionType(arguments.stream().map(Value::type).toList(), List.of(result.type()));
        var main = new Func("main", new BuiltinAttribute.TypeOf(function), null, null, null, null, body, OpInfo.NONE);
        var module = new Module(null, null, new Region(List.of(), List.of(main)), OpInfo.NONE);
        List<RuntimeValue> inputs = new ArrayList<>();
        operands.forEach(elements -> inputs.add(Tensor.of(elements)));
        try {
            return compact(((Tensor) Interpreter.run(module, inputs).getFirst()).toElements());
        } catch (RanvierException e) {
            return null;
        }
    }
}
