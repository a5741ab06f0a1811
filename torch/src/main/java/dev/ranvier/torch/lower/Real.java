package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.StablehloAttribute.ComparisonDirection;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;

/** A real tensor in a formula, which then reads as it is written on paper. */
record Real(Emitter emit, Value value) {
    private Real of(Value result) {
        return new Real(emit, result);
    }

    Real constant(double number) {
        return of(emit.fullLike(value, number));
    }

    Real plus(Real other) {
        return of(emit.add(value, other.value));
    }

    Real plus(double number) {
        return of(emit.add(value, number));
    }

    Real minus(Real other) {
        return of(emit.subtract(value, other.value));
    }

    Real times(Real other) {
        return of(emit.multiply(value, other.value));
    }

    Real times(double number) {
        return of(emit.multiply(value, number));
    }

    Real over(Real other) {
        return of(emit.divide(value, other.value));
    }

    /** A number divided by this. */
    Real under(double number) {
        return constant(number).over(this);
    }

    Real negative() {
        return of(emit.unary(UnaryOp.Negate::new, value));
    }

    Real magnitude() {
        return of(emit.unary(UnaryOp.Abs::new, value));
    }

    Real sign() {
        return of(emit.unary(UnaryOp.Sign::new, value));
    }

    Real squared() {
        return times(this);
    }

    Real root() {
        return of(emit.unary(UnaryOp.Sqrt::new, value));
    }

    Real exp() {
        return of(emit.unary(UnaryOp.Exponential::new, value));
    }

    Real log() {
        return of(emit.unary(UnaryOp.Log::new, value));
    }

    Real sin() {
        return of(emit.unary(UnaryOp.Sine::new, value));
    }

    Real cos() {
        return of(emit.unary(UnaryOp.Cosine::new, value));
    }

    Real greater(double number) {
        return of(emit.binary(BinaryOp.Maximum::new, value, number));
    }

    Value is(ComparisonDirection direction, double number) {
        return emit.compare(direction, value, number);
    }

    /** This where a predicate holds, else the other. */
    Real where(Value predicate, Real otherwise) {
        return of(emit.select(predicate, value, otherwise.value));
    }

    /** A number where a predicate holds, else this. */
    Real except(Value predicate, double number) {
        return of(emit.select(predicate, number, value));
    }

    /** The polynomial with these coefficients, that of the highest power first, by Horner's scheme. */
    Real polynomial(double... coefficients) {
        var sum = constant(coefficients[0]);
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum.times(this).plus(coefficients[i]);
        }
        return sum;
    }

    /**
     * The sum of Chebyshev's polynomials at half of this, that of the highest order first and that of order 0 halved, by
     * Clenshaw's recurrence.
     */
    Real chebyshev(double... coefficients) {
        var before = constant(0);
        var last = constant(0);
        var sum = constant(coefficients[0]);
        for (int i = 1; i < coefficients.length; i++) {
            before = last;
            last = sum;
            sum = times(last).minus(before).plus(coefficients[i]);
        }
        return sum.minus(before).times(0.5);
    }
}
