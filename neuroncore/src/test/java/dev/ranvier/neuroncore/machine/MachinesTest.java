package dev.ranvier.neuroncore.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.stablehlo.RanvierException;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures of a machine against each other and against those that the documents give for a whole chip. */
class MachinesTest {
    static List<String> names() {
        return Machines.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePeakOfTheTensorEngineIsItsClockTimesItsArray(String name) {
        var machine = Machines.named(name);
        double peak = 2 * 128 * 128 * machine.hertz(Engine.TENSOR) / 1e12;

        assertThat(machine.tensorEnginePeaks())
                .hasEntrySatisfying(
                        DataType.BF16,
                        documented ->
                                assertThat(documented.in("TFLOPS")).isCloseTo(peak, Percentage.withPercentage(1)));
    }

    /** Sizes in MiB of a core, as the documents print them beside those of a partition. */
    @ParameterizedTest
    @CsvSource({"trn1, 24, 2", "inf2, 24, 2", "trn2, 28, 2", "trn3, 32, 2"})
    void partitionsAddUpToTheMemoryOfACore(String name, int sbuf, int psum) {
        var memory = Machines.named(name).memory();
        int partitions = memory.partitions().count();

        assertThat(partitions * memory.sbufBytes()).isEqualTo(sbuf << 20);
        assertThat(partitions * memory.psumBytes()).isEqualTo(psum << 20);
    }

    /** Bytes a nanosecond of all DMA engines of a core, as the documents print them beside those of an engine. */
    @ParameterizedTest
    @CsvSource({"trn1, 272", "trn2, 368", "trn3, 528"})
    void theEnginesOfACoreAddUp(String name, double bandwidth) {
        assertThat(Machines.named(name).dma().effectiveBandwidth()).isCloseTo(bandwidth * 1e9, within(1.0));
    }

    @Test
    void aLogicalCoreHasItsShareOfTheDeviceMemory() {
        var machine = Machines.named("trn2");

        assertThat(machine.hbmBandwidth(2)).isEqualTo(2.9e12 / 4);
        assertThat(machine.hbmBytes(1)).isEqualTo(12L << 30);
        assertThatThrownBy(() -> machine.hbmBytes(4))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("logical cores of [2, 1]");
    }

    @Test
    void anUnknownMachineIsNamed() {
        assertThatThrownBy(() -> Machines.named("trn9"))
                .isInstanceOf(RanvierException.class)
                .hasMessage("no machine is named 'trn9'; there are trn1, trn2, inf2, trn3");
    }
}
