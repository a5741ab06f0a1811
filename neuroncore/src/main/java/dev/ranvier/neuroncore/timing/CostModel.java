package dev.ranvier.neuroncore.timing;

import dev.ranvier.neuroncore.isa.EngineInstruction;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.neuroncore.machine.Machine;

/**
 * Durations on a machine, in picoseconds: whole numbers, so that what repeats repeats exactly.
 *
 * <p>Sources: the AWS Neuron documentation's architecture guides unless a constant says <em>assumed</em>.
 */
final class CostModel {
    /** From a step's turn on its queue to its first byte: what a descriptor generation engine takes (trainium2_arch.rst). */
    static final long ISSUE = 600_000;

    /** From the last byte to the semaphore (trainium2_arch.rst). */
    static final long TRANSFER_SIGNAL = 1_300_000;

    /**
     * Of one descriptor, however small. The guide of Trn2 gives 1416 ns for 32 KiB on one engine; at the peak of
     * 27.2 GB/s, in descriptors of 4 KiB (assumed), that leaves 26.4 ns each. Assumed of all machines.
     */
    private static final double DESCRIPTOR = 26_400;

    /** Cycles from an engine's last result to the semaphore: those of an access to SBUF or PSUM. */
    private static final double SIGNAL_CYCLES = 60;

    private static final double SECOND = 1e12;

    private final Machine machine;
    private final Calibration calibration;

    CostModel(Machine machine, Calibration calibration) {
        this.machine = machine;
        this.calibration = calibration;
    }

    long instruction(EngineInstruction instruction, Engine engine) {
        return cycles(engine, instruction.cost(machine, engine).count() + calibration.overhead(engine));
    }

    /** From the end of an instruction to the semaphore that it raises. */
    long signal(Engine engine) {
        return cycles(engine, SIGNAL_CYCLES);
    }

    private long cycles(Engine engine, double count) {
        return Math.round(count / machine.hertz(engine) * SECOND);
    }

    /** Of a descriptor of so many bytes on one DMA engine. */
    long descriptor(double bytes, double efficiency) {
        double share = machine.generation() == 2 ? calibration.secondGenerationRate() : 1;
        double rate = machine.dma().peakPerEngine().in("GB/s") * 1e9 * share * efficiency;
        return Math.round(DESCRIPTOR + bytes / rate * SECOND);
    }

    int transferEngines() {
        return machine.dma().enginesPerCore().count();
    }

    /** Of so many bytes of device memory for one core, all cores of the chip drawing on it. */
    long deviceMemory(long bytes) {
        double rate = machine.hbm().bandwidthPerChip().in("GB/s")
                * 1e9
                / machine.coresPerChip().count();
        return Math.round(bytes / rate * SECOND);
    }
}
