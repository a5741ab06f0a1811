package dev.ranvier.cpu;

import dev.ranvier.cpu.saved.Build;
import dev.ranvier.cpu.saved.SavedProgram;
import dev.ranvier.llvm.ObjectCache;
import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.ProgramSource;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiled programs on disk, by their bytes and all that they are compiled with. */
final class ProgramCache {
    /** Larger programs are compiled anew: to write them takes as long. */
    private static final long MOST_BYTES = 1L << 28;

    private static final System.Logger LOGGER = System.getLogger(ProgramCache.class.getPackageName());

    private final ObjectCache files = ObjectCache.ofUser("programs");
    private final Target target;

    ProgramCache(Target target) {
        this.target = target;
    }

    /** The name of a program; null where it did not come as bytes. */
    @Nullable
    String key(ProgramSource source, CompileOptions options) {
        var bytes = source.bytes();
        if (bytes == null || bytes.contents().byteSize() > MOST_BYTES) {
            return null;
        }
        var facts = String.join(
                " ",
                bytes.format(),
                Integer.toString(options.replicas()),
                Integer.toString(options.partitions()),
                target.toString(),
                Build.identity());
        return ObjectCache.key(
                List.of(facts.getBytes(StandardCharsets.UTF_8), bytes.contents().toArray(ValueLayout.JAVA_BYTE)));
    }

    /** Looks for a program that there is not, so that the first one is found sooner. */
    void prepare() {
        find(key(ProgramSource.of(Client.MLIR, MemorySegment.NULL), CompileOptions.onDevice(0)));
        SavedProgram.prepare();
    }

    Optional<SavedProgram> find(@Nullable String key) {
        return key == null ? Optional.empty() : files.find(key).flatMap(this::read);
    }

    private Optional<SavedProgram> read(byte[] file) {
        try {
            return Optional.of(SavedProgram.ofRecord(file, 0));
        } catch (RanvierException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "a kept program is of no use: {0}", e);
            return Optional.empty();
        }
    }

    void put(@Nullable String key, CpuProgram program) {
        if (key != null) {
            files.put(key, program.saved(new byte[0]).toRecord());
        }
    }
}
