package dev.ranvier.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BufferTest {
    private static final TensorType PAIR = TensorType.of(ScalarType.F32, 2);
    private static final Layout ROW = Layout.rowMajor(1);

    private final Device device = new Device("test", 0, new DeviceMemory(1 << 20));

    @Test
    void elementsComeBack() throws InterruptedException {
        try (var buffer = device.copyOf(PAIR, 1, 2)) {
            assertThat(buffer.toFloatArray()).containsExactly(1, 2);
            assertThat(buffer.storage().segment().address() % NativeBlocks.ALIGNMENT)
                    .isZero();
        }
    }

    @Test
    void aClosedBufferCannotBeUsed() {
        var buffer = device.copyOf(PAIR, 1, 2);
        buffer.close();
        buffer.close();
        assertThat(buffer.isClosed()).isTrue();
        assertThatThrownBy(buffer::hold)
                .isInstanceOfSatisfying(
                        RanvierException.class,
                        e -> assertThat(e.code()).isEqualTo(Diagnostic.Code.FAILED_PRECONDITION))
                .hasMessageContaining("tensor<2xf32>");
        assertThat(device.memoryStatistics().inUse()).isZero();
    }

    @Test
    void whatIsHeldStaysAfterClose() {
        var buffer = device.copyOf(PAIR, 1, 2);
        var hold = buffer.hold();
        buffer.close();
        assertThat(hold.segment().get(ValueLayout.JAVA_FLOAT, 4)).isEqualTo(2);
        assertThat(device.memoryStatistics().inUse()).isEqualTo(64);
        hold.close();
        hold.close();
        assertThat(device.memoryStatistics().inUse()).isZero();
    }

    @Test
    void aViewIsReleasedOnceWhenNobodyHoldsIt() throws InterruptedException {
        var released = new AtomicInteger();
        var source = MemorySegment.ofArray(new float[] {1, 2});
        var view = device.viewOf(PAIR, ROW, source, released::incrementAndGet);
        var hold = view.hold();
        assertThat(view.storage().segment()).isSameAs(source);
        view.close();
        assertThat(released).hasValue(0);
        hold.close();
        view.close();
        assertThat(released).hasValue(1);
    }

    @Test
    @Timeout(60) // Ends the wait if the buffer is never freed.
    @SuppressWarnings("CheckReturnValue")
    void aForgottenBufferIsFreed() throws InterruptedException {
        device.copyOf(PAIR, 1, 2);
        while (device.memoryStatistics().inUse() > 0) {
            System.gc();
            Thread.sleep(10);
        }
    }

    @Test
    void memoryIsLimitedAndCounted() {
        var small = new Device("test", 0, new DeviceMemory(128));
        try (var one = small.copyOf(PAIR, 1, 2);
                var two = small.copyOf(PAIR, 1, 2)) {
            assertThatThrownBy(() -> small.copyOf(PAIR, 1, 2))
                    .isInstanceOfSatisfying(
                            RanvierException.class,
                            e -> assertThat(e.code()).isEqualTo(Diagnostic.Code.RESOURCE_EXHAUSTED))
                    .hasMessageContaining("out of memory");
            assertThat(List.of(one, two)).noneMatch(Buffer::isClosed);
        }
        assertThat(small.memoryStatistics()).isEqualTo(new MemoryStatistics(0, 128, 2, 64, 128, 0));
    }

    @Test
    void shapesThatCannotBeHeldAreRefused() {
        var unknown = new TensorType(List.of(new Dimension.Unknown()), ScalarType.F32);
        assertThatThrownBy(() -> device.copyOf(unknown, 1, 2)).isInstanceOf(RanvierException.class);
        var huge = TensorType.of(ScalarType.F64, Long.MAX_VALUE, 2);
        assertThatThrownBy(() -> device.viewOf(huge, Layout.rowMajor(huge.rank()), MemorySegment.NULL, () -> {}))
                .isInstanceOfSatisfying(
                        RanvierException.class,
                        e -> assertThat(e.code()).isEqualTo(Diagnostic.Code.RESOURCE_EXHAUSTED));
    }

    @Test
    void stridedElementsAreCopiedToAnyLayoutAndComeBackRowMajor() throws InterruptedException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            copyRandomView(random, seed);
        }
    }

    private void copyRandomView(Random random, long seed) throws InterruptedException {
        var shape = random.longs(random.nextInt(5), 0, 5).toArray();
        var strides = random.longs(shape.length, -20, 20).map(step -> step * 2).toArray();
        long offset = 0;
        long size = 2;
        for (int i = 0; i < shape.length; i++) {
            long reach = Math.max(0, shape[i] - 1) * strides[i];
            size += Math.abs(reach);
            offset -= Math.min(0, reach);
        }
        var source = new byte[(int) size];
        random.nextBytes(source);
        var type = TensorType.of(ScalarType.I16, shape);
        var order = new ArrayList<>(LongStream.range(0, shape.length).boxed().toList());
        Collections.shuffle(order, random);
        var layout = new Layout(Int64Array.of(order));
        try (var buffer = device.copyOf(type, layout, MemorySegment.ofArray(source), offset, strides)) {
            var actual = MemorySegment.ofArray(new byte[(int) buffer.byteSize()]);
            buffer.copyTo(actual);
            for (int index = 0; index < type.elementCount(); index++) {
                int from = (int) offset;
                int rest = index;
                for (int d = shape.length - 1; d >= 0; d--) {
                    from += (int) (rest % shape[d] * strides[d]);
                    rest /= (int) shape[d];
                }
                assertThat(new byte[] {byteAt(actual, 2L * index), byteAt(actual, 2L * index + 1)})
                        .as("seed %d, %s, layout %s, element %d", seed, type, layout, index)
                        .containsExactly(source[from], source[from + 1]);
            }
        }
    }

    private static byte byteAt(MemorySegment segment, long index) {
        return segment.get(ValueLayout.JAVA_BYTE, index);
    }

    @Test
    void stridesOutsideTheSourceAreRefused() {
        var source = MemorySegment.ofArray(new float[] {1, 2});
        assertThatThrownBy(() -> device.copyOf(PAIR, ROW, source, 0, new long[] {8}))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("reach from byte 0 to 12 of 8");
        assertThatThrownBy(() -> device.copyOf(PAIR, ROW, source, 0, new long[] {-4}))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("from byte -4");
    }
}
