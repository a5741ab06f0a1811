package dev.ranvier.cpu;

import dev.ranvier.cpu.lower.CpuCompiler;
import dev.ranvier.cpu.saved.SavedProgram;
import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.ProgramSource;
import dev.ranvier.stablehlo.bytecode.BytecodeWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Compiles a small program that nobody wants, up to the point where LLVM would begin, saves it and reads it back. The JVM
 * then has loaded, linked and in part compiled what the first programs of the process run, cold or kept. It does so while
 * the framework traces them, and rests between its parts while a program is compiled that somebody waits for, and for as
 * long after that as another small one may follow.
 */
final class Rehearsal {
    private static final String PROGRAM = "rehearsal.mlir";

    /** From the last program, or from the start, until the next one is unlikely to be small. */
    private static final long QUIET_MILLIS = 200;

    private static final System.Logger LOGGER = System.getLogger(Rehearsal.class.getPackageName());
    private static final AtomicBoolean HAS_BEGUN = new AtomicBoolean();

    private final Target target;
    private int underWay;
    private long quietSince = System.nanoTime();

    Rehearsal(Target target) {
        this.target = target;
    }

    /** Says that a program is compiled from now on, until {@link #compiled} is called. */
    synchronized void compiling() {
        underWay++;
    }

    synchronized void compiled() {
        underWay--;
        quietSince = System.nanoTime();
        notifyAll();
    }

    private synchronized void rest() throws InterruptedException {
        long left = quietMillisLeft();
        while (underWay > 0 || left > 0) {
            wait(underWay > 0 ? 0 : left);
            left = quietMillisLeft();
        }
    }

    private long quietMillisLeft() {
        return QUIET_MILLIS - (System.nanoTime() - quietSince) / 1_000_000;
    }

    /** Rehearses, the first time in a process that it is called, if there is a processor beside the framework's. */
    void once() {
        if (Runtime.getRuntime().availableProcessors() == 1 || HAS_BEGUN.getAndSet(true)) {
            return;
        }
        try {
            run();
        } catch (InterruptedException | RuntimeException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the rehearsal ended early", e);
        }
    }

    /** Takes the way of a program that a framework hands over, which is bytecode. */
    void run() throws InterruptedException {
        rest();
        var module =
                ProgramSource.of(Client.MLIR, MemorySegment.ofArray(program())).module();
        rest();
        var bytecode = MemorySegment.ofArray(BytecodeWriter.write(module));
        rest();
        var source = ProgramSource.of(Client.MLIR, bytecode).module();
        rest();
        var compiled = CpuCompiler.compile(source, CompileOptions.onDevice(0), target, _ -> {});
        rest();
        var saved = SavedProgram.of(target, compiled, Map.of(), new byte[0]);
        SavedProgram.ofRecord(saved.toRecord(), 0);
    }

    private static byte[] program() {
        try (var file = Objects.requireNonNull(Rehearsal.class.getResourceAsStream(PROGRAM))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
