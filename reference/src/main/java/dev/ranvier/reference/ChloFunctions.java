package dev.ranvier.reference;

import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.FloatFormat;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise functions of CHLO. Those that it names are the functions themselves, rounded: upstream's decompositions
 * are approximations of them. Only {@code cosh} and {@code sinh} of real numbers are as their decomposition, which is
 * the formula that defines them ({@link Hyperbolic}); of complex numbers that would lose {@code sinh} near 0.
 */
final class ChloFunctions {
    private ChloFunctions() {}

    static Tensor apply(ChloOp.Unary op, Tensor operand) {
        var type = operand.elementType();
        if (type instanceof ComplexType complexType) {
            return EachElement.mapComplex(operand, type, complex(op, complexType));
        }
        if (!type.isFloat()) {
            throw Elementwise.undefined(op, type);
        }
        var predicate = predicate(op);
        return predicate == null
                ? EachElement.mapReals(operand, type, real(op, type))
                : EachElement.testReals(operand, predicate);
    }

    /** What the op asks of each element, or null if it computes instead. */
    private static @Nullable DoublePredicate predicate(ChloOp.Unary op) {
        if (op instanceof ChloOp.Unary.IsInf) {
            return Double::isInfinite;
        }
        if (op instanceof ChloOp.Unary.IsNegInf) {
            return x -> x == Double.NEGATIVE_INFINITY;
        }
        return op instanceof ChloOp.Unary.IsPosInf ? x -> x == Double.POSITIVE_INFINITY : null;
    }

    private static DoubleUnaryOperator real(ChloOp.Unary op, ElementType type) {
        return switch (op) {
            case ChloOp.Unary.Acos _ -> StrictMath::acos;
            case ChloOp.Unary.Acosh _ -> RealFunctions::acosh;
            case ChloOp.Unary.Asin _ -> StrictMath::asin;
            case ChloOp.Unary.Asinh _ -> RealFunctions::asinh;
            case ChloOp.Unary.Atan _ -> StrictMath::atan;
            case ChloOp.Unary.Atanh _ -> RealFunctions::atanh;
            case ChloOp.Unary.BesselI1e _ -> BesselFunctions::i1e;
            case ChloOp.Unary.Conj _ -> x -> x;
            case ChloOp.Unary.Cosh _ -> new Hyperbolic(type)::cosh;
            case ChloOp.Unary.Digamma _ -> GammaFunctions::digamma;
            case ChloOp.Unary.Erf _ -> ErrorFunctions::erf;
            case ChloOp.Unary.ErfInv _ -> ErrorFunctions::erfInverse;
            case ChloOp.Unary.Erfc _ -> ErrorFunctions::erfc;
            case ChloOp.Unary.Lgamma _ -> GammaFunctions::lgamma;
            case ChloOp.Unary.Sinh _ -> new Hyperbolic(type)::sinh;
            case ChloOp.Unary.Square _ -> x -> x * x;
            case ChloOp.Unary.Tan _ -> StrictMath::tan;
            case ChloOp.Unary.AsinAcosKernel _,
                    ChloOp.Unary.IsInf _,
                    ChloOp.Unary.IsNegInf _,
                    ChloOp.Unary.IsPosInf _ -> throw Elementwise.undefined(op, type);
        };
    }

    private static UnaryOperator<Complex> complex(ChloOp.Unary op, ComplexType type) {
        return switch (op) {
            case ChloOp.Unary.AsinAcosKernel _ -> ComplexInverse::kernel;
            case ChloOp.Unary.Acos _ -> ComplexInverse::acos;
            case ChloOp.Unary.Acosh _ -> ComplexInverse::acosh;
            case ChloOp.Unary.Asin _ -> ComplexInverse::asin;
            case ChloOp.Unary.Asinh _ -> ComplexInverse::asinh;
            case ChloOp.Unary.Atan _ -> ComplexInverse::atan;
            case ChloOp.Unary.Atanh _ -> ComplexInverse::atanh;
            case ChloOp.Unary.Conj _ -> Complex::conjugate;
            case ChloOp.Unary.Cosh _ -> ComplexFunctions::cosh;
            case ChloOp.Unary.Sinh _ -> ComplexFunctions::sinh;
            case ChloOp.Unary.Square _ -> ComplexFunctions::square;
            case ChloOp.Unary.Tan _ -> ComplexFunctions::tan;
            case ChloOp.Unary.BesselI1e _,
                    ChloOp.Unary.Digamma _,
                    ChloOp.Unary.Erf _,
                    ChloOp.Unary.ErfInv _,
                    ChloOp.Unary.Erfc _,
                    ChloOp.Unary.IsInf _,
                    ChloOp.Unary.IsNegInf _,
                    ChloOp.Unary.IsPosInf _,
                    ChloOp.Unary.Lgamma _ -> throw Elementwise.undefined(op, type);
        };
    }

    static Tensor polygamma(Tensor n, Tensor x) {
        return EachElement.mapReals(n, x, x.elementType(), GammaFunctions::polygamma);
    }

    static Tensor zeta(Tensor x, Tensor q) {
        return EachElement.mapReals(x, q, x.elementType(), GammaFunctions::zeta);
    }

    static Tensor mulhi(Tensor lhs, Tensor rhs) {
        if (lhs.elementType() instanceof ScalarType type && type.isInteger()) {
            return EachElement.mapIntegers(lhs, rhs, type, IntegerFunctions.upperProduct(type));
        }
        throw RanvierException.invalid("chlo.mulhi is not defined for elements of type " + lhs.elementType());
    }

    /** The bits of a float as an integer count up, from those of zero, through all numbers of its sign. */
    static Tensor nextAfter(Tensor x, Tensor y) {
        if (!(x.elementType() instanceof ScalarType type) || !type.isFloat()) {
            throw RanvierException.invalid("chlo.next_after is not defined for elements of type " + x.elementType());
        }
        var format = FloatFormat.of(type);
        long signBit = 1L << (type.bitWidth() - 1);
        var result = Tensor.zeros(type, x.shape());
        for (long i = 0; i < result.count(); i++) {
            double from = x.getDouble(i);
            double to = y.getDouble(i);
            if (Double.isNaN(from) || Double.isNaN(to)) {
                result.setDouble(i, Double.NaN);
            } else if (from == to) {
                result.copy(i, y, i);
            } else if (from == 0) {
                result.setLong(i, 1 | (to < 0 ? signBit : 0));
            } else {
                long bits = format.encode(from);
                result.setLong(i, from > 0 == to > from ? bits + 1 : bits - 1);
            }
        }
        return result;
    }
}
