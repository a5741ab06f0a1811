package dev.ranvier.cpu.schedule;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One run of a chain. */
final class ChainRun {
    private final ProgramRunner runner;
    private final Frame frame;
    private final Step.Chain chain;

    ChainRun(ProgramRunner runner, Frame frame, Step.Chain chain) {
        this.runner = runner;
        this.frame = frame;
        this.chain = chain;
    }

    void run() {
        long tiles = chain.matrices() * chain.tiles();
        long work = chain.links().stream()
                .mapToLong(link -> link.launch().tasks() * link.launch().work())
                .sum();
        if (tiles > 1 && runner.pool().isWorthSharing(work)) {
            runner.pool().run(tiles, this::tiles);
        } else {
            tiles(0, 0, tiles);
        }
    }

    private void tiles(int thread, long begin, long end) {
        var arguments = frame.arguments(thread);
        long first = 0;
        for (var link : chain.links()) {
            frame.fill(arguments.asSlice(first), link.launch());
            first += Windows.arguments(link.launch()) * Long.BYTES;
        }
        for (long tile = begin; tile < end; tile++) {
            run(arguments, thread, tile / chain.tiles(), tile % chain.tiles());
        }
    }

    private void run(MemorySegment arguments, int thread, long matrix, long tile) {
        long windows = frame.window(thread);
        long first = 0;
        for (var link : chain.links()) {
            var launch = link.launch();
            for (var window : chain.windows()) {
                for (int i = 0; i < launch.buffers().size(); i++) {
                    if (launch.buffers().get(i) == window.buffer()) {
                        // Kernels add the place of the tile to what they are given.
                        long address = windows + window.offset() - matrix * window.matrix() - tile * window.tile();
                        arguments.set(ValueLayout.JAVA_LONG, first + i * (long) Long.BYTES, address);
                    }
                }
            }
            long begin = matrix * link.matrix() + tile * link.tile();
            long end = Math.min(begin + link.tile(), (matrix + 1) * link.matrix());
            Executor.call(runner.kernel(launch.kernel()), arguments.asSlice(first), begin, end, frame.scratch(thread));
            first += Windows.arguments(launch) * Long.BYTES;
        }
    }
}
