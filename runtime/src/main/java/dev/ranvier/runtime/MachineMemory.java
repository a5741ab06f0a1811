package dev.ranvier.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** How much memory this process may come to use. */
final class MachineMemory {
    /** Bytes of the machine, or of the container if that has less; all there can be where neither is known. */
    static final long BYTES = LongStream.of(
                    total(Path.of("/proc/meminfo")), limit(Path.of("/sys/fs/cgroup/memory.max")))
            .min()
            .orElseThrow();

    private MachineMemory() {}

    /** Proc's file, man page proc_meminfo(5): kibibytes. */
    private static long total(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Linux's Documentation/admin-guide/cgroup-v2.rst: bytes, or "max". */
    private static long limit(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
