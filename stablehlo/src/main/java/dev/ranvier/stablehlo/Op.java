package dev.ranvier.stablehlo;

import java.util.List;

/**
 * One operation. Each op is a record that declares, in the specification's order, its operands ({@link Value},
 * {@code @Nullable Value} or {@code List<Value>}), attributes, regions ({@link Region} or a list) and results
 * ({@link OpResult} or a list), and last its {@link OpInfo}. The declaration is the only place that knows an op's form:
 * {@link OpSchema} derives from it the generic views below, which formats and passes use.
 *
 * <p>An attribute is named as its component in snake case. Absent optional attributes are null.
 */
public sealed interface Op
        permits UnaryOp,
                BinaryOp,
                ElementwiseOp,
                ShapeOp,
                IndexingOp,
                DynamicOp,
                ReductionOp,
                LinearAlgebraOp,
                ControlFlowOp,
                HostOp,
                CollectiveOp,
                RandomOp,
                ChloOp,
                ShardyOp,
                Declaration {

    OpInfo info();

    default OpSchema schema() {
        return OpSchema.of(getClass());
    }

    /** The full name, such as {@code stablehlo.add}. */
    default String opName() {
        return schema().name();
    }

    default Location location() {
        return info().location();
    }

    /** All operands in order; absent optional ones are left out. */
    default List<Value> operands() {
        return schema().operands(this);
    }

    default List<OpResult> results() {
        return schema().results(this);
    }

    default List<Region> regions() {
        return schema().regions(this);
    }

    /** The op's own attributes by name; those that are absent are left out. */
    default Dictionary attributes() {
        return schema().attributes(this);
    }

    /** A diagnostic about this op at its source location. */
    default Diagnostic diagnostic(Diagnostic.Code code, String message) {
        return Diagnostic.of(code, message).at(location()).inOp(opName());
    }
}
