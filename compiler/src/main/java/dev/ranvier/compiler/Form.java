package dev.ranvier.compiler;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.UnaryOp;
import java.util.List;

/** An expression of one variable, as programs have it op by op. */
sealed interface Form {
    /** What the expression is of. */
    record Variable() implements Form {}

    /** A constant, rounded to the element type of the variable. */
    record Literal(double value) implements Form {}

    /** An op of this class, which has no attributes. */
    record Applied(Class<? extends Op> type, List<Form> operands) implements Form {}

    /** Whether one is less than the other. */
    record Less(Form left, Form right) implements Form {}

    /** One of two, by a predicate. */
    record Choice(Form predicate, Form onTrue, Form onFalse) implements Form {}

    static Form number(double value) {
        return new Literal(value);
    }

    default Form plus(Form other) {
        return new Applied(BinaryOp.Add.class, List.of(this, other));
    }

    default Form minus(Form other) {
        return new Applied(BinaryOp.Subtract.class, List.of(this, other));
    }

    default Form times(Form other) {
        return new Applied(BinaryOp.Multiply.class, List.of(this, other));
    }

    default Form dividedBy(Form other) {
        return new Applied(BinaryOp.Divide.class, List.of(this, other));
    }

    default Form magnitude() {
        return new Applied(UnaryOp.Abs.class, List.of(this));
    }

    default Form negated() {
        return new Applied(UnaryOp.Negate.class, List.of(this));
    }

    default Form exponential() {
        return new Applied(UnaryOp.Exponential.class, List.of(this));
    }

    /** Whether this is less than a number, by which one of two forms is chosen. */
    default Form ifLess(double bound, Form then, Form otherwise) {
        return new Choice(new Less(this, number(bound)), then, otherwise);
    }

    /** The polynomial in this, by Horner's rule, coefficients highest first. */
    default Form polynomial(double... coefficients) {
        var sum = number(coefficients[0]);
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum.times(this).plus(number(coefficients[i]));
        }
        return sum;
    }
}
