package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A file in memory until all that use it have let go. */
final class MappedFile {
    private final Arena arena;
    private final MemorySegment contents;
    private final AtomicInteger users = new AtomicInteger(1);

    private MappedFile(Arena arena, MemorySegment contents) {
        this.arena = arena;
        this.contents = contents;
    }

    /**
     * Maps a file for one user.
     *
     * @throws RanvierException if it cannot be read
     */
    @SuppressWarnings("MustBeClosedChecker") // the last user closes it
    static MappedFile of(Path path) {
        var arena = Arena.ofShared();
        try {
            return new MappedFile(arena, ProgramFormats.map(path, arena));
        } catch (IOException e) {
            arena.close();
            var code =
                    e instanceof NoSuchFileException ? Diagnostic.Code.NOT_FOUND : Diagnostic.Code.FAILED_PRECONDITION;
            throw new RanvierException(Diagnostic.of(code, "cannot read " + path + ": " + e.getMessage()), e);
        }
    }

    MemorySegment contents() {
        return contents;
    }

    /** One more user. */
    void retain() {
        users.incrementAndGet();
    }

    /** One user less. */
    void release() {
        if (users.decrementAndGet() == 0) {
            arena.close();
        }
    }
}
