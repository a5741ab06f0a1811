package dev.ranvier.cpu.linalg;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * One matrix of a call. Results have been filled with the operands they begin as, others with zeros.
 *
 * @param work where memory comes from that is needed for this matrix only
 */
record Problem(
        Routine routine,
        Precision precision,
        Options options,
        Signature.Sizes sizes,
        List<MemorySegment> operands,
        List<MemorySegment> results,
        Arena work) {
    /** {@code LAPACK_COL_MAJOR} of {@code lapacke.h}. */
    private static final int BY_COLUMNS = 102;

    /** {@code LAPACK_WORK_MEMORY_ERROR} of {@code lapacke.h}. */
    private static final int NO_MEMORY = -1010;

    /** What LAPACK's routines say of a matrix with NaN, where they look. */
    private static final int NOT_FINITE = -4;

    /** What vectorised code may want, in bytes. */
    private static final long ALIGNMENT = 64;

    /** Computes the results; {@code info} of LAPACK, which is negative for arguments that the routine does not take. */
    int solve() {
        if (routine.needsFinite() && !precision.isFinite(operands.getFirst())) {
            return NOT_FINITE;
        }
        return switch (routine) {
            case GETRF -> lapack(size("m"), size("n"), result(0), stride("m"), result(1));
            case GEQRF -> lapack(size("m"), size("n"), result(0), stride("m"), result(1));
            case GEQP3 -> pivotedReflectors();
            case ORGQR -> {
                requireOrder("k", "n");
                requireOrder("n", "m");
                yield lapack(size("m"), size("n"), size("k"), result(0), stride("m"), operand(1));
            }
            case ORMQR -> multiplyByReflectors();
            case POTRF -> lapack(letter("uplo", "LU"), size("n"), result(0), stride("n"));
            case GESDD, GESVD -> singularValues();
            case SYEVD ->
                lapack(letter("mode", "VN"), letter("uplo", "LU"), size("n"), result(0), stride("n"), result(1));
            case GEEV -> eigenvalues();
            case GEES -> schur();
            case GEHRD ->
                lapack(size("n"), options.integer("low"), options.integer("high"), result(0), stride("n"), result(1));
            case SYTRD ->
                lapack(letter("uplo", "LU"), size("n"), result(0), stride("n"), result(1), result(2), result(3));
            case SYTRF -> lapack(letter("uplo", "LU"), size("n"), result(0), stride("n"), result(1));
            case SYTRS -> symmetricSolve();
            case GTSV -> tridiagonalSolve();
            case TRSM -> triangularSolve();
        };
    }

    private int pivotedReflectors() {
        if (size("m") > 0) {
            return lapack(size("m"), size("n"), result(0), stride("m"), result(1), result(2));
        }
        // LAPACK finds the memory too small that it asked for; columns without elements may stay where they are.
        for (int j = 0; j < size("n"); j++) {
            results.get(1).setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, j, j + 1);
        }
        return 0;
    }

    private int multiplyByReflectors() {
        boolean isLeft = options.isTrue("left");
        requireOrder("k", "p");
        requireOrder("k", isLeft ? "m" : "n");
        if (size("m") == 0 || size("n") == 0 || size("k") == 0) {
            return 0; // LAPACK finds the memory too small that it asked for.
        }
        char transposed = precision.isComplex() ? 'C' : 'T';
        return lapack(
                isLeft ? 'L' : 'R',
                options.isTrue("transpose") ? transposed : 'N',
                size("m"),
                size("n"),
                size("k"),
                // LAPACK writes into the reflectors for a while.
                copyOf(operands.getFirst()).address(),
                stride(isLeft ? "m" : "n"),
                operand(1),
                result(0),
                stride("m"));
    }

    private int singularValues() {
        char mode = options.letter("mode", "ASN");
        long rowsOfRight = mode == 'N' ? 1 : stride(mode == 'A' ? "n" : "min");
        if (routine == Routine.GESDD) {
            return lapack(
                    mode,
                    size("m"),
                    size("n"),
                    result(0),
                    stride("m"),
                    result(1),
                    result(2),
                    stride("m"),
                    result(3),
                    rowsOfRight);
        }
        return lapack(
                mode,
                mode,
                size("m"),
                size("n"),
                result(0),
                stride("m"),
                result(1),
                result(2),
                stride("m"),
                result(3),
                rowsOfRight,
                allocate(size("min") * precision.real().byteWidth()).address());
    }

    private int eigenvalues() {
        char left = options.letter("compute_left", "VN");
        char right = options.letter("compute_right", "VN");
        var matrix = operands.getFirst();
        long copy = copyOf(matrix).address();
        long n = size("n");
        long stride = stride("n");
        if (precision.isComplex()) {
            return lapack(left, right, n, copy, stride, result(0), result(1), stride, result(2), stride);
        }
        var packedLeft = allocate(matrix.byteSize());
        var packedRight = allocate(matrix.byteSize());
        int info = lapack(
                left,
                right,
                n,
                copy,
                stride,
                result(0),
                result(1),
                packedLeft.address(),
                stride,
                packedRight.address(),
                stride);
        if (info == 0) {
            var vectors = new RealEigenvectors(precision, Math.toIntExact(n), results.get(1));
            vectors.unpack(packedLeft, results.get(2));
            vectors.unpack(packedRight, results.get(3));
        }
        return info;
    }

    private int schur() {
        char mode = options.letter("mode", "VN");
        char sort = options.letter("sort", "N");
        long n = size("n");
        long stride = stride("n");
        return precision.isComplex()
                ? lapack(mode, sort, 0, n, result(0), stride, result(3), result(2), result(1), stride)
                : lapack(mode, sort, 0, n, result(0), stride, result(4), result(2), result(3), result(1), stride);
    }

    private int symmetricSolve() {
        requirePivots();
        return lapack(
                letter("uplo", "LU"),
                size("n"),
                size("k"),
                operand(0),
                stride("n"),
                operand(1),
                result(0),
                stride("n"));
    }

    /** Refuses rows that the matrix has not, and blocks of two rows, whose pivots are negative, with one of them missing. */
    private void requirePivots() {
        boolean isWithinBlock = false;
        boolean isRight = true;
        for (long i = 0; i < size("n"); i++) {
            int pivot = operands.get(1).getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, i);
            isRight &= pivot != 0 && Math.abs((long) pivot) <= size("n") && (pivot < 0 || !isWithinBlock);
            isWithinBlock = pivot < 0 && !isWithinBlock;
        }
        if (!isRight || isWithinBlock) {
            throw RanvierException.invalid(
                    "%s takes no such pivots of a matrix of %d rows".formatted(routine.name(precision), size("n")));
        }
    }

    private int tridiagonalSolve() {
        if (size("k") == 0) {
            return 0; // LAPACK writes a column even where there is none.
        }
        // JAX's lower diagonal begins with an element that lies outside of the matrix.
        long lower = result(0) + precision.element().byteWidth();
        return lapack(size("n"), size("k"), lower, result(1), result(2), result(3), stride("n"));
    }

    /** By BLAS's own interface, to which all arguments are addresses. */
    private int triangularSolve() {
        char side = options.letter("side", "LR");
        var one = allocate(precision.element().byteWidth());
        precision.set(one, 0, 1);
        OpenBlas.get()
                .call(
                        routine.name(precision) + "_",
                        addressOf(side),
                        addressOf(options.letter("uplo", "LU")),
                        addressOf(options.letter("trans_x", "NTC")),
                        addressOf(options.letter("diag", "NU")),
                        addressOf(size("m")),
                        addressOf(size("n")),
                        one.address(),
                        operand(0),
                        addressOf(stride(side == 'L' ? "m" : "n")),
                        result(0),
                        addressOf(stride("m")));
        return 0;
    }

    /** Calls the routine through LAPACKE, which allocates what it works in. */
    private int lapack(long... arguments) {
        var all = new long[arguments.length + 1];
        all[0] = BY_COLUMNS;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        int info = OpenBlas.get().call("LAPACKE_" + routine.name(precision), all);
        if (info <= NO_MEMORY) {
            throw new RanvierException(Diagnostic.of(
                    Diagnostic.Code.RESOURCE_EXHAUSTED, "no memory for what " + routine.name(precision) + " works in"));
        }
        // LAPACKE counts the order of elements as the first argument.
        return info < 0 ? info + 1 : info;
    }

    private void requireOrder(String lesser, String greater) {
        if (size(lesser) > size(greater)) {
            throw RanvierException.invalid("%s takes no %s = %d above %s = %d"
                    .formatted(routine.name(precision), lesser, size(lesser), greater, size(greater)));
        }
    }

    private long size(String name) {
        return sizes.of(name);
    }

    /** The distance of columns with so many elements, which LAPACK wants to be positive. */
    private long stride(String name) {
        return Math.max(1, size(name));
    }

    private char letter(String name, String allowed) {
        return options.letter(name, allowed);
    }

    private long operand(int index) {
        return operands.get(index).address();
    }

    private long result(int index) {
        return results.get(index).address();
    }

    private MemorySegment allocate(long bytes) {
        return work.allocate(Math.max(1, bytes), ALIGNMENT);
    }

    private MemorySegment copyOf(MemorySegment source) {
        return allocate(source.byteSize()).copyFrom(source);
    }

    private long addressOf(long integer) {
        return work.allocateFrom(ValueLayout.JAVA_LONG, integer).address();
    }
}
