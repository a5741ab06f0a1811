package dev.ranvier.neuroncore.kernels;

import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.stablehlo.RanvierException;

/**
 * A product of matrices: {@code result[m, n] = Σ left[k, m] · right[k, n]}, the left operand given transposed as the
 * array takes it.
 *
 * @param m a multiple of 128, as {@code k} is
 * @param n a multiple of 512
 * @param type of operands and result; sums are f32
 */
public record ProductShape(String machine, DataType type, int m, int k, int n) {
    /** Rows of the result, and steps of the sum, that one instruction computes. */
    static final int ROWS = 128;

    /** Columns of the result that one instruction computes: a bank of PSUM. */
    static final int COLUMNS = 512;

    public ProductShape {
        if (m < 1 || k < 1 || n < 1 || m % ROWS != 0 || k % ROWS != 0 || n % COLUMNS != 0) {
            throw RanvierException.invalid("a product of " + m + " x " + k + " and " + k + " x " + n + " is not made of"
                    + " tiles: m and k are multiples of " + ROWS + ", n of " + COLUMNS);
        }
    }

    int rowTiles() {
        return m / ROWS;
    }

    int depthTiles() {
        return k / ROWS;
    }

    int columnTiles() {
        return n / COLUMNS;
    }

    /** How many blocks of {@code size} tiles there are. */
    static int blocks(int tiles, int size) {
        if (size < 1 || tiles % size != 0) {
            throw RanvierException.invalid(tiles + " tiles do not divide into blocks of " + size);
        }
        return tiles / size;
    }
}
