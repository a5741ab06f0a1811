package dev.ranvier.pjrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.Layout;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncTransfersTest {
    private final Client client = Client.open(ClientOptions.of("memory"));
    private final PjrtDevice device = new PjrtDevice(client.devices().getFirst(), Arena.ofAuto());
    private final AsyncTransfers transfers = new AsyncTransfers(device, List.of(vector(2), vector(3)));

    @AfterEach
    void close() {
        transfers.close();
        device.destroy();
        client.close();
    }

    private static AsyncTransfers.Target vector(long size) {
        return new AsyncTransfers.Target(TensorType.of(ScalarType.F32, size), Layout.rowMajor(1));
    }

    private static MemorySegment floats(float... values) {
        return MemorySegment.ofArray(values);
    }

    @Test
    void aBufferIsReadyAfterItsLastPiece() throws InterruptedException {
        assertThat(transfers.count()).isEqualTo(2);
        transfers.write(1, 8, floats(3), false);
        assertThat(transfers.buffer(1).ready().isReady()).isFalse();
        transfers.write(1, 0, floats(1, 2), true);
        assertThat(transfers.buffer(1).toFloatArray()).containsExactly(1, 2, 3);
        assertThat(transfers.buffer(0).ready().isReady()).isFalse();
    }

    @Test
    void piecesMustFitAndComeInTime() {
        assertThatThrownBy(() -> transfers.write(0, 4, floats(1, 2), true))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("8 bytes to offset 4 of a buffer of 8 bytes");
        assertThatThrownBy(() -> transfers.write(2, 0, floats(1), true))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("no buffer 2");
        transfers.write(0, 0, floats(1, 2), true);
        assertThatThrownBy(() -> transfers.write(0, 0, floats(1, 2), true)).hasMessageContaining("last transfer");
    }

    @Test
    void whatIsNotTransferredFails() {
        transfers.fail(0, RanvierException.invalid("no more data"));
        assertThat(transfers.buffer(0).ready().error()).hasMessageContaining("no more data");
        transfers.close();
        assertThat(transfers.buffer(1).ready().error()).hasMessageContaining("before the last transfer");
    }
}
