package dev.ranvier.neuroncore.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.isa.Buffer.Tile.Space;
import dev.ranvier.neuroncore.kernels.MatrixProducts;
import dev.ranvier.neuroncore.kernels.ProductShape;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Machines;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A profile against what is known of its program. */
class ProfileTest {
    private static final ProductShape SHAPE = new ProductShape("trn1", DataType.BF16, 1024, 2048, 4096);
    private static final Profile PROFILE = Profile.of(MatrixProducts.naive(SHAPE));

    @Test
    void itCountsWhatTheProgramDoes() {
        assertThat(PROFILE.operations()).isEqualTo(2.0 * 1024 * 2048 * 4096);
        // Eight tiles of each operand and one of the result; one bank.
        assertThat(PROFILE.peak(Space.SBUF)).isEqualTo(8 * 2 * (128 + 512) + 2 * 512);
        assertThat(PROFILE.peak(Space.PSUM)).isEqualTo(2048);
    }

    @Test
    void theSummarySaysWhatBoundsItAndThatItIsSimulated() {
        assertThat(Summary.lines(PROFILE))
                .contains(Machines.DISCLAIMER)
                .anyMatch(line -> line.startsWith("bound by       DMA engines, busy for "));
    }

    @Test
    void theTraceHasEveryStepOnItsTrack() {
        var bytes = new ByteArrayOutputStream();
        PerfettoTrace.write(PROFILE, bytes);
        var trace = new JsonMapper().readTree(bytes.toByteArray());

        assertThat(trace.get("otherData").get("note").asString()).isEqualTo(Machines.DISCLAIMER);
        int tracks = PROFILE.timing().processors().size() + 1;
        assertThat(trace.get("traceEvents").size())
                .isEqualTo(tracks + PROFILE.slices().size() + PROFILE.gaps().size());
    }
}
