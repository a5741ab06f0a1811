package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.UnaryOp;
import java.util.List;

/** The result types that the specification prescribes. */
public final class Inference {
    private Inference() {}

    /**
     * The types of an op's results as its operands, attributes and regions determine them, whatever types the results
     * have now. Where they do not determine them (reshape, custom_call, ...), the current types after checking; where
     * they determine all but the element type (convert, dot_general, ...), with the current element type.
     *
     * @throws RanvierException if the op breaks a constraint of the specification
     */
    public static List<Type> resultTypes(Op op) {
        return List.copyOf(prescribe(op, new Constraints(op)).types());
    }

    /**
     * Checks the constraints of one op, its result types included.
     *
     * @throws RanvierException if the op breaks one
     */
    public static void check(Op op) {
        check(op, new Constraints(op));
    }

    static void check(Op op, Constraints constraints) {
        var prescribed = prescribe(op, constraints);
        var declared = op.results().stream().map(OpResult::type).toList();
        if (!Compatibility.compatible(prescribed.types(), declared)) {
            throw constraints.violation(
                    prescribed.label(), "results must be of types %s, got %s", prescribed.types(), declared);
        }
    }

    private static ResultTypes prescribe(Op op, Constraints constraints) {
        try {
            return dispatch(op, constraints);
        } catch (ArithmeticException e) {
            throw constraints.violation("sizes", "sizes must fit into 64 bits, and numbers of dimensions into 32");
        }
    }

    private static ResultTypes dispatch(Op op, Constraints constraints) {
        return switch (op) {
            case UnaryOp unary -> UnaryRules.check(unary, constraints);
            case BinaryOp binary -> BinaryRules.check(binary, constraints);
            case ElementwiseOp elementwise -> ElementwiseRules.check(elementwise, constraints);
            case ShapeOp shape -> ShapeRules.check(shape, constraints);
            case IndexingOp indexing -> IndexingRules.check(indexing, constraints);
            case DynamicOp dynamic -> DynamicRules.check(dynamic, constraints);
            case ReductionOp reduction -> ReductionRules.check(reduction, constraints);
            case LinearAlgebraOp linearAlgebra -> LinearAlgebraRules.check(linearAlgebra, constraints);
            case ControlFlowOp controlFlow -> ControlFlowRules.check(controlFlow, constraints);
            case HostOp host -> HostRules.check(host, constraints);
            case CollectiveOp collective -> CollectiveRules.check(collective, constraints);
            case RandomOp random -> RandomRules.check(random, constraints);
            case ChloOp chlo -> ChloRules.check(chlo, constraints);
            case ShardyOp shardy -> ShardyRules.check(shardy, constraints);
            case Declaration declaration -> DeclarationRules.check(declaration, constraints);
        };
    }
}
