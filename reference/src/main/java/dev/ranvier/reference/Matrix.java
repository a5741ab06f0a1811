package dev.ranvier.reference;

/** A matrix of complex numbers in double precision. */
final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] real;
    private final double[] imaginary;

    private Matrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.real = new double[Math.multiplyExact(rows, columns)];
        this.imaginary = new double[rows * columns];
    }

    /** The matrix of {@code rows} by {@code columns} at a position of a tensor, transposed and conjugated if asked. */
    static Matrix read(Tensor tensor, long base, int rows, int columns, boolean transpose, boolean conjugate) {
        var matrix = transpose ? new Matrix(columns, rows) : new Matrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                long position = base + (long) i * columns + j;
                double imaginary = tensor.getImaginary(position);
                matrix.set(
                        transpose ? j : i,
                        transpose ? i : j,
                        tensor.getDouble(position),
                        conjugate ? 0 - imaginary : imaginary);
            }
        }
        return matrix;
    }

    /** Writes this matrix, transposed and conjugated if asked, at a position of a tensor. */
    void write(Tensor tensor, long base, boolean transpose, boolean conjugate) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                long position = base + (transpose ? (long) j * rows + i : (long) i * columns + j);
                if (tensor.elementType().isComplex()) {
                    tensor.setComplex(position, real(i, j), conjugate ? 0 - imaginary(i, j) : imaginary(i, j));
                } else {
                    tensor.setDouble(position, real(i, j));
                }
            }
        }
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    double real(int row, int column) {
        return real[row * columns + column];
    }

    double imaginary(int row, int column) {
        return imaginary[row * columns + column];
    }

    double squaredMagnitude(int row, int column) {
        return real(row, column) * real(row, column) + imaginary(row, column) * imaginary(row, column);
    }

    void set(int row, int column, double realPart, double imaginaryPart) {
        real[row * columns + column] = realPart;
        imaginary[row * columns + column] = imaginaryPart;
    }

    /** Subtracts {@code (a + bi) * (c + di)} from an element. */
    void subtractProduct(int row, int column, double a, double b, double c, double d) {
        real[row * columns + column] -= a * c - b * d;
        imaginary[row * columns + column] -= a * d + b * c;
    }

    /** Divides an element by {@code c + di}. */
    void divide(int row, int column, double c, double d) {
        double a = real(row, column);
        double b = imaginary(row, column);
        if (d == 0) {
            set(row, column, a / c, b / c);
            return;
        }
        double norm = c * c + d * d;
        set(row, column, (a * c + b * d) / norm, (b * c - a * d) / norm);
    }
}
