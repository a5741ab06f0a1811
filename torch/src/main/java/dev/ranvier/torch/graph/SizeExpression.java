package dev.ranvier.torch.graph;

import dev.ranvier.stablehlo.Dimension;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An integer that depends on the sizes of the inputs. */
public sealed interface SizeExpression {
    /** A known integer. */
    record Constant(long value) implements SizeExpression {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A size that the caller chooses. */
    record Symbol(String name) implements SizeExpression {
        @Override
        public String toString() {
            return name;
        }
    }

    /** An operator on operands. */
    record Operation(Operator operator, List<SizeExpression> operands) implements SizeExpression {
        public Operation {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return operands.stream().map(Object::toString).collect(Collectors.joining(operator.sign(), "(", ")"));
        }
    }

    /** The operators between sizes; all are from left to right. */
    enum Operator {
        ADD(" + "),
        MULTIPLY("*"),
        /** The quotient rounded down. */
        FLOOR_DIVIDE("//"),
        /** The remainder with the sign of the divisor. */
        MODULO("%"),
        MAXIMUM(" max "),
        MINIMUM(" min ");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /** The dimension of this size: static, or symbolic and named as this prints. */
    default Dimension dimension() {
        return this instanceof Constant(long value) ? Dimension.of(value) : new Dimension.Symbolic(toString());
    }

    /** The symbols in it. */
    default Stream<String> symbols() {
        return switch (this) {
            case Constant _ -> Stream.empty();
            case Symbol(String name) -> Stream.of(name);
            case Operation operation -> operation.operands().stream().flatMap(SizeExpression::symbols);
        };
    }
}
