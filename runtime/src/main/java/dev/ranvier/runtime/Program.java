package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Module;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled program. Safe for use by many threads; runs do not share state. */
public interface Program {
    Signature signature();

    /** The name of the program, for people. */
    String name();

    /**
     * Bytes that a run takes beside its inputs, its outputs, the constants and {@linkplain #packedBytes packed copies},
     * where they are planned; else 0.
     */
    long temporaryBytes();

    /**
     * Bytes of copies of tensors in the order in which kernels read them: those of a run, and the {@linkplain KeptForms
     * forms} of inputs and constants that are kept for later runs, where memory has room for all of them.
     */
    long packedBytes();

    /**
     * Whether a run takes no longer than handing it to another thread. It then stays on the thread that asks for it if
     * its arguments are ready.
     */
    boolean isBrief();

    /**
     * Whether a run calls code of the host, such as a Python function. It then stays on the thread that asks for it, which
     * waits for the arguments too: a host that ends has no more threads in such code than it knows of.
     */
    boolean callsHost();

    /**
     * Runs the program once on all its devices and returns when the outputs are written. An output may share its memory
     * with the input that {@link Signature.Result#alias()} names. A run whose thread is interrupted fails soon.
     *
     * @param launches the inputs and outputs of each device, in the order of {@link CompileOptions#devices()}
     * @throws dev.ranvier.stablehlo.RanvierException if the run fails
     */
    void run(List<Launch> launches);

    /** The program as it runs, or as it was before the device turned it into its own code. */
    Module module();

    /** The program as bytes that the same version's {@link DeviceBackend#load} reads. */
    byte[] serialize();

    /**
     * One device's part of a run.
     *
     * @param inputs tensors in the order of the signature, row-major without gaps, whatever layouts it names for the
     *     caller
     * @param outputs the same, to be written
     * @param memory the device's, for temporary tensors
     */
    record Launch(List<Input> inputs, List<MemorySegment> outputs, DeviceMemory memory) {}

    /** A tensor that a run reads. */
    interface Input {
        /** Its elements, row-major. */
        MemorySegment segment();

        /** What is kept beside it for later runs; null where there will be none, for it is this run's alone. */
        @Nullable
        KeptForms forms();

        /** A tensor that only this run reads. */
        static Input of(MemorySegment segment) {
            return new Single(segment);
        }
    }

    /** A tensor of one run. */
    record Single(MemorySegment segment) implements Input {
        @Override
        public @Nullable KeptForms forms() {
            return null;
        }
    }
}
