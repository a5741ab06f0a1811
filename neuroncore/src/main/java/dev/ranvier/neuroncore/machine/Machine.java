package dev.ranvier.neuroncore.machine;

import dev.ranvier.stablehlo.RanvierException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Trainium-class machine as public documents describe it. It is data: what is not in a file of {@link Machines} is
 * not known of the machine.
 *
 * @param generation of the NeuronCore: 2 for Trn1 and Inf2, 3 for Trn2, 4 for Trn3
 * @param logicalCoreSizes how many physical cores may make one logical core (LNC), the default first
 * @param conflicts where the documents contradict each other, and which figure is taken
 */
public record Machine(
        String name,
        String title,
        int generation,
        Figure coresPerChip,
        Figure chipsPerInstance,
        List<Integer> logicalCoreSizes,
        Map<Engine, Figure> clocks,
        Map<DataType, Figure> tensorEnginePeaks,
        OnChipMemory memory,
        Dma dma,
        Hbm hbm,
        Links links,
        Set<DataType> types,
        List<String> conflicts) {

    /** The memories beside the engines of one core; sizes for one partition. */
    public record OnChipMemory(
            Figure partitions, Figure sbufPerPartition, Figure psumBanks, Figure psumBankPerPartition) {
        public int sbufBytes() {
            return kibibytes(sbufPerPartition);
        }

        public int psumBankBytes() {
            return kibibytes(psumBankPerPartition);
        }

        public int psumBytes() {
            return psumBanks.count() * psumBankBytes();
        }

        private static int kibibytes(Figure figure) {
            return (int) (figure.in("KiB") * 1024);
        }
    }

    /** The engines that move data of one core; effective is what large descriptors reach. */
    public record Dma(Figure enginesPerCore, Figure peakPerEngine, Figure effectivePerEngine) {
        /** Bytes a second that all engines of a core move. */
        public double effectiveBandwidth() {
            return enginesPerCore.count() * effectivePerEngine.in("GB/s") * 1e9;
        }
    }

    /** The device memory of one chip, which its cores share. */
    public record Hbm(Figure capacityPerChip, Figure bandwidthPerChip) {}

    /** How the chips of an instance are connected. */
    public record Links(Topology topology, Figure bandwidthPerChip) {
        public enum Topology {
            RING,
            TORUS_4X4,
            SWITCH
        }
    }

    public Machine {
        logicalCoreSizes = List.copyOf(logicalCoreSizes);
        clocks = Map.copyOf(clocks);
        tensorEnginePeaks = Map.copyOf(tensorEnginePeaks);
        types = Set.copyOf(types);
        conflicts = List.copyOf(conflicts);
        if (clocks.size() != Engine.values().length || logicalCoreSizes.isEmpty()) {
            throw RanvierException.invalid("machine " + name + " lacks the clock of an engine or its logical cores");
        }
    }

    /** Cycles a second of an engine. */
    public double hertz(Engine engine) {
        var clock = clocks.get(engine);
        if (clock == null) {
            throw new AssertionError("every engine has a clock");
        }
        return clock.in("GHz") * 1e9;
    }

    /**
     * Bytes a second of device memory for one logical core when all cores of the chip draw on it.
     *
     * @param logicalCoreSize physical cores of a logical one, among {@link #logicalCoreSizes}
     */
    public double hbmBandwidth(int logicalCoreSize) {
        return hbm.bandwidthPerChip.in("GB/s") * 1e9 * share(logicalCoreSize);
    }

    /** Bytes of device memory of one logical core. */
    public long hbmBytes(int logicalCoreSize) {
        return (long) (hbm.capacityPerChip.in("GiB") * (1L << 30) * share(logicalCoreSize));
    }

    private double share(int logicalCoreSize) {
        if (!logicalCoreSizes.contains(logicalCoreSize)) {
            throw RanvierException.invalid(
                    title + " has logical cores of " + logicalCoreSizes + " cores, not of " + logicalCoreSize);
        }
        return (double) logicalCoreSize / coresPerChip.count();
    }
}
