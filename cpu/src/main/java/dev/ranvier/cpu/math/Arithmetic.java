package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes formulas over {@code float}s or {@code double}s of one vector type, or scalars. */
final class Arithmetic {
    private static final int FLOAT_MANTISSA = 23;
    private static final int DOUBLE_MANTISSA = 52;
    private static final int AVX_512_FLOATS = 16;

    /** That an instruction rounds as the processor is told to (Intel's {@code _MM_FROUND_CUR_DIRECTION}). */
    static final int CURRENT_ROUNDING = 4;

    private final IrFunction f;
    private final IrType type;
    private final IrType integer;

    Arithmetic(IrFunction function, IrType type) {
        this.f = function;
        this.type = type;
        this.integer = type.of(IrType.integer(type.bits()));
    }

    IrFunction function() {
        return f;
    }

    IrType type() {
        return type;
    }

    /** The same of other lanes. */
    Arithmetic withLanes(int lanes) {
        return new Arithmetic(f, type.withLanes(lanes));
    }

    /** As many lanes of {@code double}. */
    Arithmetic wide() {
        return new Arithmetic(f, type.of(IrType.DOUBLE));
    }

    /** The same numbers as {@code double}s. */
    IrValue widened(IrValue x) {
        return f.cast("fpext", x, IrType.DOUBLE);
    }

    /** Doubles rounded to the type. */
    IrValue narrowed(IrValue x) {
        return f.cast("fptrunc", x, type.withLanes(1));
    }

    boolean isFloat() {
        return type.scalar().equals("float");
    }

    /** Bits of the significand that are stored. */
    int mantissa() {
        return isFloat() ? FLOAT_MANTISSA : DOUBLE_MANTISSA;
    }

    /** What is added to exponents where they are stored. */
    int bias() {
        return isFloat() ? Float.MAX_EXPONENT : Double.MAX_EXPONENT;
    }

    /** A constant, rounded to the type. */
    IrValue real(double value) {
        return IrValue.real(type, isFloat() ? (float) value : value);
    }

    /** A constant that is written in full for each precision. */
    IrValue real(double ofFloat, double ofDouble) {
        return real(isFloat() ? ofFloat : ofDouble);
    }

    IrValue add(IrValue x, IrValue y) {
        return f.binary("fadd", x, y);
    }

    IrValue subtract(IrValue x, IrValue y) {
        return f.binary("fsub", x, y);
    }

    IrValue multiply(IrValue x, IrValue y) {
        return f.binary("fmul", x, y);
    }

    IrValue divide(IrValue x, IrValue y) {
        return f.binary("fdiv", x, y);
    }

    /** {@code x y + z}, rounded once. */
    IrValue fma(IrValue x, IrValue y, IrValue z) {
        return f.intrinsic("llvm.fma", x, y, z);
    }

    /** A sum and what its rounding left out, exactly. */
    record Sum(IrValue rounded, IrValue rest) {}

    /** The sum of any two numbers (Knuth's TwoSum). */
    Sum exactSum(IrValue x, IrValue y) {
        var sum = add(x, y);
        var second = subtract(sum, x);
        return new Sum(sum, add(subtract(x, subtract(sum, second)), subtract(y, second)));
    }

    /** The sum with a number that is not greater in magnitude (Dekker's FastTwoSum). */
    Sum exactSumWithSmaller(IrValue x, IrValue y) {
        var sum = add(x, y);
        return new Sum(sum, subtract(y, subtract(sum, x)));
    }

    /** The quotient by an exact sum, to little more than half a unit in the last place. */
    IrValue quotient(IrValue numerator, Sum divisor) {
        var division = division(numerator, divisor);
        return fma(division.missing(), division.inverse(), division.quotient());
    }

    /** The same, times a factor, without a rounding in between. */
    IrValue quotientTimes(IrValue factor, IrValue numerator, Sum divisor) {
        var division = division(numerator, divisor);
        var rest = multiply(division.missing(), division.inverse());
        return fma(factor, division.quotient(), multiply(factor, rest));
    }

    /** {@code quotient + missing inverse} */
    private record Division(IrValue quotient, IrValue missing, IrValue inverse) {}

    private Division division(IrValue numerator, Sum divisor) {
        var inverse = divide(real(1), divisor.rounded());
        var quotient = multiply(numerator, inverse);
        var minus = negate(quotient);
        var missing = fma(minus, divisor.rest(), fma(minus, divisor.rounded(), numerator));
        return new Division(quotient, missing, inverse);
    }

    IrValue negate(IrValue x) {
        return f.negate(x);
    }

    IrValue magnitude(IrValue x) {
        return f.intrinsic("llvm.fabs", x);
    }

    IrValue root(IrValue x) {
        return f.intrinsic("llvm.sqrt", x);
    }

    /** The integer towards zero. */
    IrValue truncated(IrValue x) {
        return f.intrinsic("llvm.trunc", x);
    }

    IrValue withSign(IrValue x, IrValue sign) {
        return f.intrinsic("llvm.copysign", x, sign);
    }

    /** The polynomial with these coefficients, lowest first, by Horner's rule. */
    IrValue polynomial(IrValue x, double... coefficients) {
        var value = real(coefficients[coefficients.length - 1]);
        for (int i = coefficients.length - 2; i >= 0; i--) {
            value = fma(value, x, real(coefficients[i]));
        }
        return value;
    }

    IrValue polynomial(IrValue x, Coefficients coefficients) {
        return polynomial(x, coefficients.of(type, 1.0));
    }

    /** A comparison; the predicates are LLVM's. */
    IrValue is(IrValue x, String predicate, double bound) {
        return f.compare(predicate, x, real(bound));
    }

    /** Whether the sign bit is set. */
    IrValue isNegative(IrValue x) {
        return f.compare("slt", bits(x), integer(0));
    }

    IrValue both(IrValue condition, IrValue other) {
        return f.binary("and", condition, other);
    }

    IrValue either(IrValue condition, IrValue other) {
        return f.binary("or", condition, other);
    }

    IrValue choose(IrValue condition, IrValue onTrue, IrValue onFalse) {
        return f.select(condition, onTrue, onFalse);
    }

    /** The greater of x and the bound; NaN stays. */
    IrValue atLeast(double bound, IrValue x) {
        return choose(f.compare("ogt", real(bound), x), real(bound), x);
    }

    /** The smaller of x and the bound; NaN stays. */
    IrValue atMost(double bound, IrValue x) {
        return choose(f.compare("olt", real(bound), x), real(bound), x);
    }

    /** A constant of the integers that have as many bits. */
    IrValue integer(long value) {
        return IrValue.integer(integer, value);
    }

    IrValue bits(IrValue x) {
        return f.cast("bitcast", x, integer.withLanes(1));
    }

    IrValue ofBits(IrValue bits) {
        return f.cast("bitcast", bits, type.withLanes(1));
    }

    /** A small integer as a number. */
    IrValue ofInteger(IrValue value) {
        if (isFloat()) {
            return f.cast("sitofp", value, IrType.FLOAT);
        }
        // Not every machine converts vectors of 64 bits.
        var bits = Double.doubleToRawLongBits(shift());
        return subtract(ofBits(plus(value, integer(bits))), real(shift()));
    }

    /** An integer that counts units of the exponent as it is stored. */
    IrValue exponent(IrValue count) {
        return f.binary("shl", count, integer(mantissa()));
    }

    /** The stored exponent of 2^count, as a constant. */
    IrValue storedExponent(int count) {
        return integer(exponentBits(bias() + count));
    }

    /** A stored exponent where it lies in the bits of a number. */
    long exponentBits(int stored) {
        return (long) stored << mantissa();
    }

    /** The sign bit alone. */
    IrValue signBit(IrValue bits) {
        return f.binary("and", bits, integer(1L << (type.bits() - 1)));
    }

    IrValue plus(IrValue x, IrValue y) {
        return f.binary("add", x, y);
    }

    IrValue minus(IrValue x, IrValue y) {
        return f.binary("sub", x, y);
    }

    /** A number whose sums with smaller ones have no room for bits below 1: an integer is in their last bits. */
    private double shift() {
        return Math.scalb(1.5, mantissa());
    }

    /** An integer near a number, in two forms: as a number, and in the low bits of {@code shifted}. */
    record Rounded(IrValue number, IrValue shifted) {}

    /** The integer nearest to {@code x y}, or in a tie of its rounding one of two; below 2^21 in magnitude. */
    Rounded nearestInteger(IrValue x, IrValue y) {
        var sum = fma(x, y, real(shift()));
        return new Rounded(subtract(sum, real(shift())), bits(sum));
    }

    /** Bits moved to the right, with zeros behind them. */
    IrValue shiftedRight(IrValue bits, int count) {
        return f.binary("lshr", bits, integer(count));
    }

    /** Whether {@link #scaled} and {@link #lookup} are one instruction each: 16 floats are written together for machines with AVX-512 alone. */
    boolean hasScale() {
        return isFloat() && type.lanes() == AVX_512_FLOATS;
    }

    /** {@code x 2^n} for whole numbers n, rounded once. */
    IrValue scaled(IrValue x, IrValue n) {
        return f.call(
                type,
                "llvm.x86.avx512.mask.scalef.ps.512",
                x,
                n,
                real(0),
                IrValue.integer(IrType.integer(AVX_512_FLOATS), -1),
                IrValue.integer(IrType.I32, CURRENT_ROUNDING));
    }

    /** For each lane the number of a table of 16 that the last four bits of its index name. */
    IrValue lookup(double[] table, IrValue index) {
        var numbers = Arrays.stream(table)
                .mapToObj(number -> IrValue.real(IrType.FLOAT, (float) number).typed())
                .collect(Collectors.joining(", ", "<", ">"));
        var values = new IrValue(IrType.FLOAT.withLanes(table.length), numbers);
        if (hasScale()) {
            return f.call(type, "llvm.x86.avx512.permvar.sf.512", values, index);
        }
        var place = f.binary("and", index, integer(table.length - 1));
        return f.eachLane(IrType.FLOAT, place, lane -> f.lane(values, lane));
    }

    /** Whether the condition holds for a lane. */
    IrValue any(IrValue condition) {
        return condition.type().isVector()
                ? f.call(IrType.I1, "llvm.vector.reduce.or." + condition.type().mangled(), condition)
                : condition;
    }

    /** {@code value}, but lanes where the condition holds, which is rare, from {@code other}, which is computed only then. */
    IrValue unless(IrValue isRare, IrValue value, Supplier<IrValue> other) {
        var held = f.local(type);
        f.store(value, held);
        f.whenRarely(any(isRare), () -> f.store(choose(isRare, other.get(), value), held));
        return f.load(type, held);
    }
}
