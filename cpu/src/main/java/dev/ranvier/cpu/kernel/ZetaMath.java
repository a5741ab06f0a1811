package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.math.RealMath;

/**
 * The Hurwitz zeta function and the derivatives of digamma, of {@code double}. Loops run until all lanes are done.
 *
 * <p>Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", chapters 6 and 23. What the functions are
 * outside of their domain is as in the decompositions of CHLO.
 */
final class ZetaMath {
    /** From here on plus x the series of Euler and Maclaurin with these Bernoulli numbers is accurate to a double. */
    private static final double ASYMPTOTIC = 15;

    /** From here on to the left the terms of negative bases are summed up by reflection, not one by one. */
    private static final double FAR_LEFT = -100;

    private final IrFunction f;

    ZetaMath(IrFunction f) {
        this.f = f;
    }

    /** The n-th derivative of digamma; NaN unless n is a natural number. */
    IrValue polygamma(IrValue n, IrValue x) {
        var gamma = new GammaMath(f);
        var zero = like(n, 0);
        var value = zeta(f.binary("fadd", n, like(n, 1)), x);
        var result = new Variable(f.select(isEven(n), f.negate(value), value));
        var factor = new Variable(like(n, 2));
        f.repeat(_ -> any(isProductOpen(n, result.get(), factor.get())), () -> {
            var product = result.get();
            var isOpen = isProductOpen(n, product, factor.get());
            result.set(f.select(isOpen, f.binary("fmul", product, factor.get()), product));
            factor.set(f.binary("fadd", factor.get(), like(n, 1)));
        });
        var isNatural = f.binary("and", f.compare("ogt", n, zero), gamma.isInteger(n));
        var derivative = f.select(isNatural, result.get(), like(n, Double.NaN));
        return f.select(f.compare("oeq", n, zero), gamma.digamma(x), derivative);
    }

    private IrValue isProductOpen(IrValue n, IrValue product, IrValue factor) {
        var isChanging = f.binary("and", f.compare("one", product, like(n, 0)), isFinite(product));
        return f.binary("and", f.compare("ole", factor, n), isChanging);
    }

    /**
     * The sum of {@code (q + k)^-x} over the natural k, by Euler and Maclaurin. Infinite for x = 1; NaN for x below 1, for
     * negative q unless x is an integer, and at a pole of odd order.
     */
    IrValue zeta(IrValue x, IrValue q) {
        var gamma = new GammaMath(f);
        var zero = like(q, 0);
        var isLeft = f.compare("ole", q, zero);
        var isFarLeft = f.compare("olt", q, like(q, FAR_LEFT));
        var fraction = f.binary("fsub", q, f.intrinsic("llvm.floor", q));
        var value = new Variable(sum(x, f.select(isFarLeft, fraction, q)));
        f.when(any(isFarLeft), () -> {
            var one = like(q, 1);
            var all = sum(x, f.select(isFarLeft, f.binary("fsub", one, fraction), one));
            var beyond = sum(x, f.select(isFarLeft, f.binary("fsub", one, q), one));
            var mirrored = f.binary("fsub", all, beyond);
            var signed = f.select(isEven(x), mirrored, f.negate(mirrored));
            var held = value.get();
            value.set(f.select(isFarLeft, f.binary("fadd", held, signed), held));
        });
        var infinity = like(q, Double.POSITIVE_INFINITY);
        var notANumber = like(q, Double.NaN);
        // Of infinite powers the first is all that counts.
        var first = f.select(isLeft, notANumber, RealMath.power(f, q, f.negate(x)));
        var series = f.select(f.compare("oeq", x, infinity), first, value.get());
        var pole = f.select(isEven(x), infinity, notANumber);
        var isPole = f.binary("and", isLeft, gamma.isInteger(q));
        var ofReal = f.select(isPole, pole, f.select(f.compare("oeq", q, infinity), zero, series));
        var isOutside = f.binary("and", isLeft, f.compare("one", x, f.intrinsic("llvm.rint", x)));
        var inDomain = f.select(f.binary("or", isOutside, f.compare("uno", q, q)), notANumber, ofReal);
        var isAbove = f.compare("ogt", x, like(x, 1));
        return f.select(f.compare("oeq", x, like(x, 1)), infinity, f.select(isAbove, inDomain, notANumber));
    }

    /** The sum from q, term by term until the series of the rest converges. */
    private IrValue sum(IrValue x, IrValue q) {
        var zero = like(q, 0);
        var sum = new Variable(zero);
        var error = new Variable(zero);
        var index = new Variable(zero);
        var limit = f.binary("fadd", x, like(x, ASYMPTOTIC));
        var isValid = f.binary("and", f.compare("ogt", x, like(x, 1)), isFinite(f.binary("fadd", x, q)));
        var open = new Variable(f.binary("and", isValid, f.compare("olt", q, limit)));
        var isComplete = new Variable(IrValue.integer(isValid.type(), 0));
        f.repeat(_ -> any(open.get()), () -> {
            var isOpen = open.get();
            var base = f.binary("fadd", q, index.get());
            var term = f.select(isOpen, RealMath.power(f, base, f.negate(x)), zero);
            add(sum, error, term);
            index.set(f.binary("fadd", index.get(), f.select(isOpen, like(q, 1), zero)));
            var next = f.binary("fadd", q, index.get());
            var least = f.binary("fmul", f.intrinsic("llvm.fabs", sum.get()), like(q, 0x1p-60));
            var isSmall = f.binary(
                    "and", f.compare("ogt", next, like(q, 1)), f.compare("ole", f.intrinsic("llvm.fabs", term), least));
            var isOver = f.binary("and", isOpen, f.binary("or", isSmall, not(isFinite(term))));
            isComplete.set(f.binary("or", isComplete.get(), isOver));
            open.set(f.binary("and", f.binary("and", isOpen, not(isOver)), f.compare("olt", next, limit)));
        });
        var rest = f.binary("fadd", rest(x, f.binary("fadd", q, index.get())), error.get());
        return f.select(isComplete.get(), sum.get(), f.binary("fadd", sum.get(), rest));
    }

    /** Adds, and keeps what rounding lost (Knuth's sum of two). */
    private void add(Variable sum, Variable error, IrValue term) {
        var before = sum.get();
        var after = f.binary("fadd", before, term);
        var added = f.binary("fsub", after, before);
        var lost = f.binary(
                "fadd", f.binary("fsub", before, f.binary("fsub", after, added)), f.binary("fsub", term, added));
        error.set(f.binary("fadd", error.get(), f.select(isFinite(after), lost, like(term, 0))));
        sum.set(after);
    }

    private IrValue rest(IrValue x, IrValue from) {
        var power = RealMath.power(f, from, f.negate(x));
        var integral = f.binary("fdiv", f.binary("fmul", power, from), f.binary("fsub", x, like(x, 1)));
        var rest = f.intrinsic("llvm.fma", power, like(x, 0.5), integral);
        var factor = f.binary("fdiv", x, from);
        var inverseSquare = f.binary("fdiv", like(x, 1), f.binary("fmul", from, from));
        for (int k = 0; k < GammaMath.BERNOULLI.length; k++) {
            // x (x + 1) ... (x + 2k) / (2k + 2)! base^-(x + 2k + 1)
            factor = f.binary("fmul", factor, like(x, 1.0 / ((2 * k + 1) * (2 * k + 2))));
            rest = f.intrinsic("llvm.fma", f.binary("fmul", factor, like(x, GammaMath.BERNOULLI[k])), power, rest);
            var rising =
                    f.binary("fmul", f.binary("fadd", x, like(x, 2 * k + 1)), f.binary("fadd", x, like(x, 2 * k + 2)));
            factor = f.binary("fmul", factor, f.binary("fmul", rising, inverseSquare));
        }
        return rest;
    }

    /** Infinity is an integer, but not even. */
    private IrValue isEven(IrValue x) {
        var half = f.binary("fmul", x, like(x, 0.5));
        return f.binary("and", f.compare("oeq", half, f.intrinsic("llvm.rint", half)), isFinite(x));
    }

    private IrValue isFinite(IrValue x) {
        return f.compare("olt", f.intrinsic("llvm.fabs", x), like(x, Double.POSITIVE_INFINITY));
    }

    private IrValue not(IrValue condition) {
        return f.binary("xor", condition, IrValue.integer(condition.type(), 1));
    }

    /** Whether a condition holds in any lane. */
    private IrValue any(IrValue condition) {
        return condition.type().isVector()
                ? f.call(IrType.I1, "llvm.vector.reduce.or." + condition.type().mangled(), condition)
                : condition;
    }

    private static IrValue like(IrValue x, double value) {
        return IrValue.real(x.type(), value);
    }

    /** A value that a loop changes. */
    private final class Variable {
        private final IrValue slot;
        private final IrType type;

        Variable(IrValue initial) {
            this.type = initial.type();
            this.slot = f.local(type);
            set(initial);
        }

        IrValue get() {
            return f.load(type, slot);
        }

        void set(IrValue value) {
            f.store(value, slot);
        }
    }
}
