package dev.ranvier.pjrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.RanvierException;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandlesTest {
    @Test
    void aHandleStandsForItsObjectUntilItIsReleased() {
        long handle = Handles.add("a");
        assertThat(handle).isNotZero();
        assertThat(Handles.get(handle, String.class)).isEqualTo("a");
        assertThat(Handles.remove(handle, String.class)).isEqualTo("a");
        assertThatThrownBy(() -> Handles.get(handle, String.class))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("was destroyed");
    }

    @Test
    void anOldHandleIsNotTakenForTheNewOneInItsPlace() {
        long old = Handles.add("old");
        Handles.remove(old, String.class);
        long fresh = Handles.add("new");
        assertThat((int) fresh).isEqualTo((int) old);
        assertThatThrownBy(() -> Handles.get(old, String.class)).isInstanceOf(RanvierException.class);
        Handles.remove(fresh, String.class);
    }

    @Test
    void aHandleOfAnotherTypeIsRefused() {
        long handle = Handles.add("text");
        assertThatThrownBy(() -> Handles.get(handle, Integer.class))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("is no Integer");
        Handles.remove(handle, String.class);
    }

    @Test
    void manyThreadsMayUseTheTable() throws Exception {
        int before = Handles.count();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var tasks = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(() -> addAndRemove(thread)))
                    .toList();
            for (var task : tasks) {
                task.get();
            }
        }
        assertThat(Handles.count()).isEqualTo(before);
    }

    private static void addAndRemove(int thread) {
        for (int round = 0; round < 50; round++) {
            var handles = new HashSet<Long>();
            for (int i = 0; i < 100; i++) {
                handles.add(Handles.add(thread));
            }
            assertThat(handles).hasSize(100);
            for (long handle : handles) {
                assertThat(Handles.remove(handle, Integer.class)).isEqualTo(thread);
            }
        }
    }
}
