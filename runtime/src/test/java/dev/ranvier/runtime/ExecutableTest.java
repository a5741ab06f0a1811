package dev.ranvier.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExecutableTest {
    private final Device device = new Device("test", 0, new DeviceMemory(1 << 20));

    @Test
    void aBriefProgramHasRunWhenExecuteReturns() throws InterruptedException {
        var program = new AddOne(2, false, null);
        try (var x = device.copyOf(program.type(), 1, 2);
                var y = program.on(device).execute(List.of(x)).getFirst()) {
            assertThat(y.ready().isReady()).isTrue();
            assertThat(y.toFloatArray()).containsExactly(2, 3);
            assertThat(x.isClosed()).isFalse();
        }
        assertThat(device.memoryStatistics().inUse()).isZero();
    }

    @Test
    void runsFollowOneAnotherWithoutWaiting() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var executable = new AddOne(2, false, gate).on(device);
        try (var x = device.copyOf(TensorType.of(ScalarType.F32, 2), 1, 2);
                var y = executable.execute(List.of(x)).getFirst();
                var z = executable.execute(List.of(y)).getFirst()) {
            assertThat(y.ready().isReady()).isFalse();
            gate.countDown();
            assertThat(z.toFloatArray()).containsExactly(3, 4);
        }
    }

    @Test
    void anArgumentMayBeClosedDuringTheRun() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var program = new AddOne(2, false, gate);
        var x = device.copyOf(program.type(), 1, 2);
        try (var y = program.on(device).execute(List.of(x)).getFirst()) {
            x.close();
            assertThat(device.memoryStatistics().inUse()).isEqualTo(128);
            gate.countDown();
            assertThat(y.toFloatArray()).containsExactly(2, 3);
        }
    }

    @Test
    void aDonatedArgumentGivesItsMemoryToTheResult() throws InterruptedException {
        var program = new AddOne(2, true, null);
        var x = device.copyOf(program.type(), 1, 2);
        long address = x.storage().segment().address();
        try (var y = program.on(device).execute(List.of(x)).getFirst()) {
            assertThat(x.isClosed()).isTrue();
            assertThatThrownBy(() -> x.toFloatArray())
                    .isInstanceOf(RanvierException.class)
                    .hasMessageContaining("deleted or donated");
            assertThat(y.storage().segment().address()).isEqualTo(address);
            assertThat(y.toFloatArray()).containsExactly(2, 3);
            assertThat(device.memoryStatistics().inUse()).isEqualTo(64);
        }
        assertThat(device.memoryStatistics().inUse()).isZero();
    }

    @Test
    void donatedMemoryIsNotReusedWhileSomebodyHoldsIt() throws InterruptedException {
        var program = new AddOne(2, true, null);
        var x = device.copyOf(program.type(), 1, 2);
        try (var hold = x.hold();
                var y = program.on(device).execute(List.of(x)).getFirst()) {
            assertThat(x.isClosed()).isTrue();
            assertThat(hold.segment().address())
                    .isNotEqualTo(y.storage().segment().address());
            assertThat(hold.segment().get(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(1);
        }
        assertThat(device.memoryStatistics().inUse()).isZero();
    }

    @Test
    void aKeptArgumentIsNotDonated() throws InterruptedException {
        var program = new AddOne(2, true, null);
        try (var x = device.copyOf(program.type(), 1, 2)) {
            var results = program.on(device).execute(List.of(List.of(x)), Set.of(0));
            try (var y = results.buffers().getFirst().getFirst()) {
                assertThat(y.toFloatArray()).containsExactly(2, 3);
                assertThat(x.toFloatArray()).containsExactly(1, 2);
            }
        }
    }

    @Test
    void nothingIsDonatedIfMemoryIsExhausted() {
        var small = new Device("test", 0, new DeviceMemory(64));
        var program = new AddOne(2, true, null);
        try (var x = small.copyOf(program.type(), 1, 2);
                var hold = x.hold()) {
            assertThatThrownBy(() -> program.on(small).execute(List.of(x)))
                    .isInstanceOfSatisfying(
                            RanvierException.class,
                            e -> assertThat(e.code()).isEqualTo(Diagnostic.Code.RESOURCE_EXHAUSTED));
            assertThat(x.isClosed()).isFalse();
            assertThat(hold.segment().byteSize()).isEqualTo(8);
        }
        assertThat(small.memoryStatistics().inUse()).isZero();
    }

    @Test
    void aFailureReachesWhatIsComputedFromIt() {
        var executable = new AddOne(1, false, null).on(device);
        try (var x = device.copyOf(TensorType.of(ScalarType.F32, 1), Float.NaN);
                var y = executable.execute(List.of(x)).getFirst();
                var z = executable.execute(List.of(y)).getFirst()) {
            assertThatThrownBy(z::toFloatArray)
                    .isInstanceOfSatisfying(
                            RanvierException.class, e -> assertThat(e.code()).isEqualTo(Diagnostic.Code.INTERNAL))
                    .hasMessageContaining("an argument was not computed")
                    .hasMessageContaining("NaN");
        }
        assertThat(device.memoryStatistics().inUse()).isZero();
    }

    @Test
    void wrongArgumentsAreRefused() {
        var executable = new AddOne(2, false, null).on(device);
        var elsewhere = new Device("test", 1, new DeviceMemory(1 << 20));
        try (var shorter = device.copyOf(TensorType.of(ScalarType.F32, 1), 1);
                var other = elsewhere.copyOf(TensorType.of(ScalarType.F32, 2), 1, 2)) {
            assertThatThrownBy(() -> executable.execute(List.of()))
                    .isInstanceOf(RanvierException.class)
                    .hasMessageContaining("takes 1 arguments, got 0");
            assertThatThrownBy(() -> executable.execute(List.of(shorter)))
                    .isInstanceOf(RanvierException.class)
                    .hasMessageContaining("program 'add_one' takes tensor<2xf32> as argument 'x', got tensor<1xf32>");
            assertThatThrownBy(() -> executable.execute(List.of(other)))
                    .isInstanceOf(RanvierException.class)
                    .hasMessageContaining("takes argument 'x' on test:0, got it on test:1");
        }
    }

    @Test
    void manyThreadsMayRunAndCloseTheSameThings() throws Exception {
        var executable = new AddOne(16, false, null).on(device);
        try (var x = device.copyOf(TensorType.of(ScalarType.F32, 16), new float[16]);
                var threads = Executors.newFixedThreadPool(8)) {
            var sums = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(() -> lastOfChain(executable, x)))
                    .toList();
            for (Future<Float> sum : sums) {
                assertThat(sum.get()).isEqualTo(500);
            }
        }
        assertThat(device.memoryStatistics().inUse()).isZero();
    }

    private static float lastOfChain(Executable executable, Buffer start) throws InterruptedException {
        var current = executable.execute(List.of(start)).getFirst();
        for (int i = 1; i < 500; i++) {
            var next = executable.execute(List.of(current)).getFirst();
            current.close();
            current = next;
        }
        try (var last = current) {
            return last.toFloatArray()[15];
        }
    }
}
