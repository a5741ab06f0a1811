package dev.ranvier.neuroncore.timing;

import dev.ranvier.neuroncore.machine.Engine;
import java.util.List;

/**
 * The constants that no document gives, fitted to published times of several kernels each (the anchors, see
 * {@code ./ranvier bench trainium}); never to one kernel.
 *
 * @param tensorOverhead cycles of TensorE that an instruction takes beyond its documented cost
 * @param elementwiseOverhead cycles of the other engines that an instruction takes beyond its documented cost
 * @param secondGenerationRate share of the documented peak of a DMA engine that a NeuronCore-v2 moves data with
 */
public record Calibration(double tensorOverhead, double elementwiseOverhead, double secondGenerationRate) {
    /** What the anchors give. */
    public static final Calibration FITTED = new Calibration(5, 90, 0.31);

    /** A constant as it is declared to readers. */
    public record Constant(String name, double value, String unit, String fittedTo) {}

    /** All of them, each with what it was fitted to. */
    public List<Constant> constants() {
        return List.of(
                new Constant(
                        "overhead of a TensorE instruction",
                        tensorOverhead,
                        "cycles",
                        "A1 and A6: matrix products bound by TensorE, bf16 on Trn1 and fp32 on Trn2"),
                new Constant(
                        "overhead of a VectorE, ScalarE or GpSimdE instruction",
                        elementwiseOverhead,
                        "cycles",
                        "A8: two Mamba kernels on Trn1, between 60 and 140 (documented: about 100)"),
                new Constant(
                        "rate of a DMA engine of NeuronCore-v2",
                        secondGenerationRate,
                        "of its documented peak",
                        "A2, A3, A4: matrix products bound by transfers on Trn1"));
    }

    /** Cycles of {@code engine} that an instruction takes beyond its cost. */
    double overhead(Engine engine) {
        return switch (engine) {
            case TENSOR -> tensorOverhead;
            case VECTOR, SCALAR, GPSIMD -> elementwiseOverhead;
        };
    }
}
