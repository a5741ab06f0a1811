package dev.ranvier.cpu.linalg;

/** The routines of LAPACK and BLAS that programs call, by their names for real and for complex matrices. */
enum Routine {
    GETRF("getrf", "getrf"),
    GEQRF("geqrf", "geqrf"),
    GEQP3("geqp3", "geqp3"),
    ORGQR("orgqr", "ungqr"),
    ORMQR("ormqr", "unmqr"),
    POTRF("potrf", "potrf"),
    GESDD("gesdd", "gesdd"),
    GESVD("gesvd", "gesvd"),
    SYEVD("syevd", "heevd"),
    GEEV("geev", "geev"),
    GEES("gees", "gees"),
    GEHRD("gehrd", "gehrd"),
    SYTRD("sytrd", "hetrd"),
    SYTRF("sytrf", "sytrf"),
    SYTRS("sytrs", "sytrs"),
    GTSV("gtsv", "gtsv"),
    TRSM("trsm", "trsm");

    private final String real;
    private final String complex;

    Routine(String real, String complex) {
        this.real = real;
        this.complex = complex;
    }

    /** Its name, such as {@code sgetrf}. */
    String name(Precision precision) {
        return precision.letter() + (precision.isComplex() ? complex : real);
    }

    /** What it takes and gives, as jaxlib's handlers of the same targets do. */
    Signature signature(Precision precision, Options options) {
        return Signature.of(
                switch (this) {
                    case GETRF -> "t[m,n] -> t[m,n] i[min] i[]";
                    case GEQRF -> "t[m,n] -> t[m,n] t[min]";
                    case GEQP3 -> "t[m,n] i[n] -> t[m,n] i[n] t[min]";
                    case ORGQR -> "t[m,n] t[k] -> t[m,n]";
                    case ORMQR ->
                        options.isTrue("left") ? "t[m,p] t[k] t[m,n] -> t[m,n]" : "t[n,p] t[k] t[m,n] -> t[m,n]";
                    case POTRF -> "t[n,n] -> t[n,n] i[]";
                    case GESDD, GESVD ->
                        switch (options.letter("mode", "ASN")) {
                            case 'A' -> "t[m,n] -> t[m,n] r[min] t[m,m] t[n,n] i[]";
                            case 'S' -> "t[m,n] -> t[m,n] r[min] t[m,min] t[min,n] i[]";
                            default -> "t[m,n] -> t[m,n] r[min] t[m,*] t[*,n] i[]";
                        };
                    case SYEVD -> "t[n,n] -> t[n,n] r[n] i[]";
                    case GEEV ->
                        precision.isComplex()
                                ? "t[n,n] -> t[n] t[n,n] t[n,n] i[]"
                                : "t[n,n] -> t[n] t[n] c[n,n] c[n,n] i[]";
                    case GEES ->
                        precision.isComplex()
                                ? "t[n,n] -> t[n,n] t[n,n] t[n] i[] i[]"
                                : "t[n,n] -> t[n,n] t[n,n] t[n] t[n] i[] i[]";
                    case GEHRD -> "t[n,n] -> t[n,n] t[n-1] i[]";
                    case SYTRD -> "t[n,n] -> t[n,n] r[n] r[n-1] t[n-1] i[]";
                    case SYTRF -> "t[n,n] -> t[n,n] i[n] i[]";
                    case SYTRS -> "t[n,n] i[n] t[n,k] -> t[n,k]";
                    case GTSV -> "t[n] t[n] t[n] t[n,k] -> t[n] t[n] t[n] t[n,k] i[]";
                    case TRSM ->
                        options.letter("side", "LR") == 'L' ? "t[m,m] t[m,n] -> t[m,n]" : "t[n,n] t[m,n] -> t[m,n]";
                });
    }

    /** Whether its iteration may not end for a matrix with infinity or NaN. */
    boolean needsFinite() {
        return switch (this) {
            case GESDD, GESVD, GEEV, GEES -> true;
            case GETRF, GEQRF, GEQP3, ORGQR, ORMQR, POTRF, SYEVD, GEHRD, SYTRD, SYTRF, SYTRS, GTSV, TRSM -> false;
        };
    }

    /** The operand that a result begins as, or -1. */
    int source(int result) {
        return switch (this) {
            case GTSV -> result < 4 ? result : -1;
            case GEQP3 -> result < 2 ? result : -1;
            case ORMQR, SYTRS -> 2;
            case TRSM -> 1;
            // Of the routines that overwrite their matrix, it keeps none.
            case GEEV -> -1;
            case GETRF, GEQRF, ORGQR, POTRF, GESDD, GESVD, SYEVD, GEES, GEHRD, SYTRD, SYTRF -> result == 0 ? 0 : -1;
        };
    }
}
