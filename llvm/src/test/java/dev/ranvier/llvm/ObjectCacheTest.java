package dev.ranvier.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectCacheTest {
    private static final Target TARGET = Target.AARCH64;
    private static final long LIMIT = 1 << 20;

    @TempDir
    private Path folder;

    private final AtomicInteger compiles = new AtomicInteger();

    private byte[] get(ObjectCache cache, String ir) {
        return cache.get(ir, TARGET, "passes", () -> {
            compiles.incrementAndGet();
            return ("object of " + ir).getBytes(StandardCharsets.UTF_8);
        });
    }

    private ObjectCache cache() {
        return new ObjectCache(folder, LIMIT);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void keepsWhatWasCompiled() throws IOException {
        assertThat(get(cache(), "a")).asString().isEqualTo("object of a");
        assertThat(get(cache(), "a")).asString().isEqualTo("object of a");
        assertThat(get(cache(), "b")).asString().isEqualTo("object of b");
        assertThat(compiles).hasValue(2);
        assertThat(files()).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
                .isEqualTo("rw-------");
    }

    @Test
    void everythingThatAnObjectIsMadeFromTellsItApart() {
        var other = new Target(TARGET.triple(), TARGET.cpu(), TARGET.features() + ",+sve");
        assertThat(List.of(
                        ObjectCache.key("a", TARGET, "p"),
                        ObjectCache.key("b", TARGET, "p"),
                        ObjectCache.key("a", other, "p"),
                        ObjectCache.key("a", TARGET, "q"),
                        ObjectCache.key("pa", TARGET, "")))
                .doesNotHaveDuplicates();
        assertThat(LlvmLibrary.identity("")).isEqualTo(LlvmLibrary.KEPT.version());
    }

    @Test
    void damagedFilesAreWrittenAnew() throws IOException {
        get(cache(), "a");
        var file = files().getFirst();
        var good = Files.readAllBytes(file);
        for (var i = 0; i < good.length; i++) {
            var damaged = good.clone();
            damaged[i] ^= 0x10;
            Files.write(file, damaged);
            assertThat(get(cache(), "a")).asString().isEqualTo("object of a");
            assertThat(compiles).hasValue(i + 2);
            assertThat(Files.readAllBytes(file)).isEqualTo(good);
        }
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(get(cache(), "a")).asString().isEqualTo("object of a");
        assertThat(compiles).hasValue(good.length + 2);
    }

    @Test
    void aFileUnderAnotherNameIsNotTaken() throws IOException {
        get(cache(), "a");
        var a = files().getFirst();
        var key = ObjectCache.key("b", TARGET, "passes");
        Files.createDirectories(folder.resolve(key.substring(0, 2)));
        Files.copy(a, folder.resolve(key.substring(0, 2)).resolve(key.substring(2)));
        assertThat(get(cache(), "b")).asString().isEqualTo("object of b");
    }

    @Test
    void filesThatOthersCanWriteAreNotTaken() throws IOException {
        get(cache(), "a");
        Files.setPosixFilePermissions(files().getFirst(), PosixFilePermissions.fromString("rw-rw-rw-"));
        get(cache(), "a");
        assertThat(compiles).hasValue(2);
        assertThat(Home.isOurs(files().getFirst())).isTrue();
        get(cache(), "a");
        assertThat(compiles).hasValue(2);
    }

    @Test
    void filesOfAnotherUserAreNotTaken() throws IOException {
        get(cache(), "a");
        try {
            Files.setAttribute(files().getFirst(), "unix:uid", 12345);
        } catch (FileSystemException e) {
            Assumptions.abort("only root can give a file away: " + e);
        }
        get(cache(), "a");
        assertThat(compiles).hasValue(2);
        assertThat(Home.isOurs(files().getFirst())).isTrue();
    }

    @Test
    void whereNothingCanBeWrittenItWorksWithout() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        for (var impossible : List.of(file.resolve("objects"), Path.of("/proc/ranvier"), Path.of("/sys/ranvier"))) {
            var cache = new ObjectCache(impossible, LIMIT);
            assertThat(get(cache, "a")).asString().isEqualTo("object of a");
            assertThat(get(cache, "a")).asString().isEqualTo("object of a");
            cache.trim();
        }
        assertThat(compiles).hasValue(6);
    }

    @Test
    void aFailedCompileKeepsNothing() throws IOException {
        assertThatThrownBy(() -> cache().get("a", TARGET, "passes", () -> {
                    throw new LlvmException("no");
                }))
                .isInstanceOf(LlvmException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void manyThreadsAndCachesUseOneFolder() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var jobs = IntStream.range(0, 800)
                    .mapToObj(i -> threads.submit(() -> {
                        assertThat(get(cache(), "module " + i % 20)).asString().isEqualTo("object of module " + i % 20);
                    }))
                    .toList();
            for (var job : jobs) {
                job.get();
            }
        }
        assertThat(files()).hasSize(20);
    }

    @Test
    void theOldestFilesGoFirst() throws IOException {
        var cache = cache();
        for (var i = 0; i < 12; i++) {
            var age = Instant.now().minusSeconds(100_000L - i);
            var key = ObjectCache.key("module " + i, TARGET, "passes");
            cache.put(key, new byte[1000]);
            Files.setLastModifiedTime(
                    folder.resolve(key.substring(0, 2)).resolve(key.substring(2)), FileTime.from(age));
        }
        // A use makes the oldest the newest.
        assertThat(cache.find(ObjectCache.key("module 0", TARGET, "passes"))).isPresent();
        new ObjectCache(folder, 10_000).trim();
        assertThat(IntStream.range(0, 12)
                        .filter(i -> cache.find(ObjectCache.key("module " + i, TARGET, "passes"))
                                .isPresent()))
                .containsExactly(0, 5, 6, 7, 8, 9, 10, 11);
    }
}
