package dev.ranvier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
    @Test
    void namesTheProcessorAndTheFeaturesThatKernelsAskFor() {
        var lines = List.of(
                "processor\t: 0",
                "model name\t: AMD EPYC 9R14",
                "flags\t\t: fpu sse avx2 avx512f avx512_bf16",
                "processor\t: 1",
                "model name\t: AMD EPYC 9R14",
                "flags\t\t: fpu sse avx2 avx512f avx512_bf16");

        assertThat(Doctor.processorFacts(lines)).isEqualTo(", AMD EPYC 9R14, avx2, avx512f, avx512_bf16");
    }

    @Test
    void saysNothingOfAProcessorItDoesNotKnow() {
        assertThat(Doctor.processorFacts(List.of("processor\t: 0"))).isEmpty();
    }
}
