package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Type;
import java.util.List;

/**
 * The types that an op's results must be compatible with.
 *
 * @param label the constraint that says so, such as {@code C1}
 */
record ResultTypes(String label, List<? extends Type> types) {

    static ResultTypes of(String label, Type... types) {
        return new ResultTypes(label, List.of(types));
    }

    /** Those that the op declares, for ops whose operands do not determine them: the rules have checked them. */
    static ResultTypes declared(Op op) {
        return new ResultTypes("", op.results().stream().map(OpResult::type).toList());
    }
}
