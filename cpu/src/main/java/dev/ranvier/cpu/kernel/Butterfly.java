package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import java.util.ArrayList;
import java.util.List;

/** Discrete Fourier transforms of a few complex numbers in registers. */
final class Butterfly {
    private final IrFunction f;
    private final boolean inverse;

    Butterfly(IrFunction f, boolean inverse) {
        this.f = f;
        this.inverse = inverse;
    }

    List<Complex> transform(List<Complex> x) {
        return switch (x.size()) {
            case 2 -> List.of(add(x.get(0), x.get(1)), subtract(x.get(0), x.get(1)));
            case 4 -> four(x);
            case 8 -> eight(x);
            default -> odd(x);
        };
    }

    private List<Complex> four(List<Complex> x) {
        var even = List.of(add(x.get(0), x.get(2)), subtract(x.get(0), x.get(2)));
        var odd = List.of(add(x.get(1), x.get(3)), quarter(subtract(x.get(1), x.get(3))));
        return List.of(
                add(even.get(0), odd.get(0)),
                add(even.get(1), odd.get(1)),
                subtract(even.get(0), odd.get(0)),
                subtract(even.get(1), odd.get(1)));
    }

    private List<Complex> eight(List<Complex> x) {
        var even = four(List.of(x.get(0), x.get(2), x.get(4), x.get(6)));
        var odd = four(List.of(x.get(1), x.get(3), x.get(5), x.get(7)));
        var turned = List.of(odd.get(0), eighth(odd.get(1)), quarter(odd.get(2)), quarter(eighth(odd.get(3))));
        var results = new ArrayList<Complex>();
        for (int k = 0; k < 4; k++) {
            results.add(add(even.get(k), turned.get(k)));
        }
        for (int k = 0; k < 4; k++) {
            results.add(subtract(even.get(k), turned.get(k)));
        }
        return results;
    }

    /** Of an odd prime, by sums and differences of the numbers that turn to opposite sides. */
    private List<Complex> odd(List<Complex> x) {
        int n = x.size();
        int half = n / 2;
        var sums = new ArrayList<Complex>();
        var differences = new ArrayList<Complex>();
        var first = x.getFirst();
        for (int j = 1; j <= half; j++) {
            sums.add(add(x.get(j), x.get(n - j)));
            differences.add(subtract(x.get(j), x.get(n - j)));
        }
        for (var sum : sums) {
            first = add(first, sum);
        }
        var results = new Complex[n];
        results[0] = first;
        for (int k = 1; k <= half; k++) {
            var even = x.getFirst();
            var odd = scaled(differences.getFirst(), FourierPass.sine(k, n, inverse));
            for (int j = 1; j <= half; j++) {
                even = multiplyAdd(sums.get(j - 1), FourierPass.cosine((long) j * k, n), even);
            }
            for (int j = 2; j <= half; j++) {
                odd = multiplyAdd(differences.get(j - 1), FourierPass.sine((long) j * k, n, inverse), odd);
            }
            // i times the sines' part
            var real = f.binary("fsub", even.real(), odd.imaginary());
            var imaginary = f.binary("fadd", even.imaginary(), odd.real());
            results[k] = new Complex(real, imaginary);
            results[n - k] = new Complex(
                    f.binary("fadd", even.real(), odd.imaginary()), f.binary("fsub", even.imaginary(), odd.real()));
        }
        return List.of(results);
    }

    private Complex multiplyAdd(Complex x, double factor, Complex sum) {
        var by = constant(x, factor);
        return new Complex(
                f.intrinsic("llvm.fma", x.real(), by, sum.real()),
                f.intrinsic("llvm.fma", x.imaginary(), by, sum.imaginary()));
    }

    private Complex scaled(Complex x, double factor) {
        var by = constant(x, factor);
        return new Complex(f.binary("fmul", x.real(), by), f.binary("fmul", x.imaginary(), by));
    }

    private static IrValue constant(Complex x, double value) {
        var type = x.real().type();
        return IrValue.real(type, type.scalar().equals("float") ? (float) value : value);
    }

    private Complex add(Complex x, Complex y) {
        return new Complex(f.binary("fadd", x.real(), y.real()), f.binary("fadd", x.imaginary(), y.imaginary()));
    }

    private Complex subtract(Complex x, Complex y) {
        return new Complex(f.binary("fsub", x.real(), y.real()), f.binary("fsub", x.imaginary(), y.imaginary()));
    }

    /** A quarter of a turn further. */
    private Complex quarter(Complex x) {
        return inverse
                ? new Complex(f.negate(x.imaginary()), x.real())
                : new Complex(x.imaginary(), f.negate(x.real()));
    }

    /** An eighth of a turn further. */
    private Complex eighth(Complex x) {
        return scaled(add(x, quarter(x)), Math.sqrt(0.5));
    }

    /** The product of complex numbers. */
    Complex multiply(Complex x, Complex y) {
        var real = f.negate(f.binary("fmul", x.imaginary(), y.imaginary()));
        var imaginary = f.binary("fmul", x.imaginary(), y.real());
        return new Complex(
                f.intrinsic("llvm.fma", x.real(), y.real(), real),
                f.intrinsic("llvm.fma", x.real(), y.imaginary(), imaginary));
    }
}
