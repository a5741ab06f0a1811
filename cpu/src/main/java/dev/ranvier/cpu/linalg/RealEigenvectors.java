package dev.ranvier.cpu.linalg;

import java.lang.foreign.MemorySegment;

/**
 * The complex eigenvectors of a real matrix, which LAPACK packs into real ones: those of a conjugate pair of eigenvalues,
 * x + yi and x - yi, as columns x and y (LAPACK Users' Guide, {@code xGEEV}).
 *
 * @param imaginary the imaginary parts of the eigenvalues; of a pair, the positive one comes first
 */
record RealEigenvectors(Precision precision, int n, MemorySegment imaginary) {
    /** Writes the columns of {@code packed} as complex vectors. */
    void unpack(MemorySegment packed, MemorySegment vectors) {
        for (int j = 0; j < n; j++) {
            boolean isPair = precision.get(imaginary, j) != 0 && j + 1 < n;
            for (int i = 0; i < n; i++) {
                double x = precision.get(packed, (long) j * n + i);
                double y = isPair ? precision.get(packed, (long) (j + 1) * n + i) : 0;
                put(vectors, (long) j * n + i, x, y);
                if (isPair) {
                    put(vectors, (long) (j + 1) * n + i, x, -y);
                }
            }
            j += isPair ? 1 : 0;
        }
    }

    private void put(MemorySegment vectors, long index, double real, double imaginaryPart) {
        precision.set(vectors, 2 * index, real);
        precision.set(vectors, 2 * index + 1, imaginaryPart);
    }
}
