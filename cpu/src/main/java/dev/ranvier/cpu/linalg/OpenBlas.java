package dev.ranvier.cpu.linalg;

import dev.ranvier.llvm.KeptFile;
import dev.ranvier.llvm.KeptLibrary;
import dev.ranvier.llvm.LlvmException;
import dev.ranvier.llvm.NativeLibrary;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenBLAS with LAPACK and its C interface, loaded into the process at the first call. The file is the one that
 * environment variable {@code RANVIER_OPENBLAS} names, else the one of Maven artifact {@code org.bytedeco:openblas}.
 *
 * <p>It computes in the thread that calls it, and has none of its own.
 */
public final class OpenBlas {
    private static final String ADVICE =
            "Put the jar of Maven artifact org.bytedeco:openblas on the class path, or set RANVIER_OPENBLAS to a"
                    + " libopenblas.so with LAPACKE. JAX needs neither.";

    private static final KeptLibrary KEPT = new KeptLibrary(
            "OpenBLAS",
            "RANVIER_OPENBLAS",
            "openblas",
            "0.3.30-1.5.12",
            "/org/bytedeco/openblas/linux-x86_64/",
            List.of(
                    new KeptFile(
                            "libopenblas.so.0",
                            37_474_184,
                            "ee6b2a45c71eddffec0e37d20bf22097e732290ecde92f367c7d4a360e70bdcc"),
                    new KeptFile(
                            "libgfortran.so.5",
                            2_989_432,
                            "df5d6f8dc7eea6df004d1db6c4bdaf480391f0fff6e1fb71c94b2461685518e9"),
                    new KeptFile(
                            "libquadmath.so.0",
                            289_592,
                            "1c3f8ec46dccfc4c99d3984ba787bd6d965e2c890089ff885448cb4efc5b1f14")),
            ADVICE);

    private static @Nullable OpenBlas loaded;

    private final NativeLibrary library;

    private OpenBlas(Path file) {
        library = NativeLibrary.open(KEPT.name(), file, OpenBlas::advice);
        library.call("openblas_set_num_threads", 1);
        library.call("blas_thread_shutdown_");
        // LAPACK's routines say themselves what they make of NaN, as they do under NumPy and JAX.
        library.call("LAPACKE_set_nancheck", 0);
    }

    /**
     * The library, which is loaded where it is not yet.
     *
     * @throws RanvierException FAILED_PRECONDITION where there is none, or where it cannot be loaded; it says what to do
     */
    public static synchronized OpenBlas get() {
        if (loaded == null) {
            try {
                loaded = new OpenBlas(KEPT.file());
            } catch (LlvmException e) {
                throw new RanvierException(
                        Diagnostic.of(Diagnostic.Code.FAILED_PRECONDITION, String.valueOf(e.getMessage())), e);
            }
        }
        return loaded;
    }

    private static String advice(String reason) {
        return reason.contains("libgcc_s") ? "Install what it needs: apt-get install libgcc-s1." : ADVICE;
    }

    /** The version and how it was built, such as {@code OpenBLAS 0.3.30 DYNAMIC_ARCH NO_AFFINITY SkylakeX}. */
    public String configuration() {
        return library.text("openblas_get_config").trim();
    }

    /** Calls a function whose arguments are integers and addresses; the result is that of an {@code int} function. */
    int call(String function, long... arguments) {
        return (int) library.call(function, arguments);
    }
}
