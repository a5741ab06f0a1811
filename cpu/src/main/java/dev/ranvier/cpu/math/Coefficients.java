package dev.ranvier.cpu.math;

import dev.ranvier.cpu.ir.IrType;
import java.util.Arrays;

/** Numbers of a formula, such as the coefficients of a polynomial or the parts of a constant, for each precision. */
final class Coefficients {
    private final double[] ofFloat;
    private final double[] ofDouble;

    /** @param ofFloat numbers that are exact in {@code float} */
    Coefficients(double[] ofFloat, double[] ofDouble) {
        for (double number : ofFloat) {
            if ((float) number != number) {
                throw new IllegalArgumentException(number + " is no float: " + Arrays.toString(ofFloat));
            }
        }
        this.ofFloat = ofFloat;
        this.ofDouble = ofDouble;
    }

    private double[] of(IrType type) {
        return type.scalar().equals("float") ? ofFloat : ofDouble;
    }

    double of(IrType type, int index) {
        return of(type)[index];
    }

    /** All of them, times a factor. */
    double[] of(IrType type, double factor) {
        return Arrays.stream(of(type)).map(number -> factor * number).toArray();
    }
}
