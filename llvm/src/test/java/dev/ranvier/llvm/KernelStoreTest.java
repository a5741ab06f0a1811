package dev.ranvier.llvm;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelStoreTest {
    @TempDir
    private Path folder;

    private KernelStore store() {
        return new KernelStore(Llvm.compiler(), new ObjectCache(folder, 1 << 20), Target.host());
    }

    private static String times(int factor) {
        return "define i32 @times%d(i32 %%x) { %%y = mul i32 %%x, %d ret i32 %%y }".formatted(factor, factor);
    }

    private static Map<String, String> modules(int from, int to) {
        var modules = new LinkedHashMap<String, String>();
        IntStream.range(from, to).forEach(i -> modules.put("times" + i, times(i)));
        return modules;
    }

    private static KernelStore.Kernels load(KernelStore store, Map<String, String> modules) {
        var batch = store.batch();
        modules.values().forEach(batch::add);
        return batch.load(modules.keySet());
    }

    @SuppressWarnings("restricted")
    private static int call(KernelStore.Kernels kernels, String symbol, int argument) throws Throwable {
        var address = MemorySegment.ofAddress(kernels.addresses().getOrDefault(symbol, 0L));
        var type = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
        return (int) Linker.nativeLinker().downcallHandle(address, type).invokeExact(argument);
    }

    private static long codeMappings() throws IOException {
        try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("r-xp 00000000 00:00 0")).count();
        }
    }

    @Test
    void programsShareWhatIsTheSame() throws Throwable {
        var store = store();
        var first = load(store, modules(0, 10));
        try (var second = load(store, modules(5, 15))) {
            assertThat(first.addresses().get("times7"))
                    .isEqualTo(second.addresses().get("times7"));
            first.close();
            assertThat(second.addresses()).hasSize(10);
            assertThat(call(second, "times14", 3)).isEqualTo(42);
            assertThat(call(second, "times7", 3)).isEqualTo(21);
        }
    }

    @Test
    void aModuleCanDefineSeveralFunctions() throws Throwable {
        var both = times(2) + times(3);
        try (var kernels = load(store(), Map.of("times2", both, "times3", both))) {
            assertThat(call(kernels, "times2", 5)).isEqualTo(10);
            assertThat(call(kernels, "times3", 5)).isEqualTo(15);
            assertThat(kernels.objects()).hasSize(1);
        }
    }

    @Test
    void objectsLoadAgainInAnotherStore() throws Throwable {
        Map<String, byte[]> objects;
        try (var kernels = load(store(), modules(0, 3))) {
            objects = kernels.objects();
        }
        try (var kernels = store().load(objects, List.of("times2"))) {
            assertThat(call(kernels, "times2", 4)).isEqualTo(8);
        }
    }

    @Test
    void whatIsLoadedAgainIsShared() {
        var store = store();
        try (var made = load(store, modules(0, 3));
                var again = store.load(made.objects(), List.of("times2"))) {
            assertThat(again.addresses().get("times2"))
                    .isEqualTo(made.addresses().get("times2"));
        }
    }

    @Test
    void whatNoProgramUsesIsUnloaded() throws IOException {
        var store = store();
        load(store, modules(0, 5)).close();
        var before = codeMappings();
        var open = new ArrayList<KernelStore.Kernels>();
        for (var i = 0; i < 20; i++) {
            open.add(load(store, modules(i, i + 3)));
        }
        assertThat(codeMappings()).isGreaterThan(before);
        open.forEach(KernelStore.Kernels::close);
        open.forEach(KernelStore.Kernels::close);
        assertThat(codeMappings()).isEqualTo(before);
    }

    @Test
    void aBadModuleFailsItsProgramAlone() throws Throwable {
        var store = store();
        var broken = modules(0, 3);
        broken.put("bad", "define i32 @bad() { ret i64 0 }");
        assertThatThrownBy(() -> load(store, broken))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("value doesn't match function result type");
        assertThatThrownBy(() -> load(store, Map.of("absent", times(4))))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("no symbol absent");
        try (var kernels = load(store, modules(0, 5))) {
            assertThat(call(kernels, "times4", 2)).isEqualTo(8);
        }
    }

    @Test
    void manyThreadsLoadAndClose() throws Exception {
        var store = store();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var jobs = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> {
                        try (var kernels = load(store, modules(i % 7, i % 7 + 4))) {
                            assertThat(call(kernels, "times" + (i % 7 + 3), 5)).isEqualTo(5 * (i % 7 + 3));
                        } catch (Throwable e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .toList();
            for (var job : jobs) {
                job.get();
            }
        }
    }
}
