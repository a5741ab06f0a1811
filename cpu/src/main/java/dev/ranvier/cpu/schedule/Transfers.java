package dev.ranvier.cpu.schedule;

import dev.ranvier.runtime.parallel.Pairs;
import dev.ranvier.runtime.parallel.ProcessGrid.Channel;
import dev.ranvier.runtime.parallel.ProcessId;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;

/** Tensors that one process sends to another, which need not wait for it: copies are on the way. */
@SuppressWarnings("restricted")
final class Transfers {
    private Transfers() {}

    static void send(Step.Send step, Frame frame, RunProcess process) {
        var copies = new ArrayList<MemorySegment>();
        var arena = Arena.ofAuto();
        for (int i = 0; i < step.buffers().size(); i++) {
            long bytes = Executor.bytes(step.types().get(i));
            copies.add(arena.allocate(bytes, BufferPlan.ALIGNMENT)
                    .copyFrom(frame.segment(step.buffers().get(i), bytes)));
        }
        var route = step.route();
        if (route.isOpen()) {
            process.grid().send(new Channel(route.channel(), null, null), copies);
        } else {
            for (var target : pairs(route, process.id()).targets()) {
                process.grid().send(new Channel(route.channel(), process.id(), target), copies);
            }
        }
    }

    static void receive(Step.Receive step, Frame frame, RunProcess process) {
        var route = step.route();
        var self = process.id();
        var source = route.isOpen() ? null : pairs(route, self).source().orElse(null);
        if (source == null && !route.isOpen()) {
            for (int i = 0; i < step.buffers().size(); i++) {
                segment(step, i, frame).fill((byte) 0);
            }
            return;
        }
        var channel = new Channel(route.channel(), source, source == null ? null : self);
        var values = process.grid().receive(self, channel);
        for (int i = 0; i < step.buffers().size(); i++) {
            segment(step, i, frame).copyFrom(values.get(i));
        }
    }

    private static MemorySegment segment(Step.Receive step, int index, Frame frame) {
        return frame.segment(
                step.buffers().get(index), Executor.bytes(step.types().get(index)));
    }

    private static Pairs pairs(Step.Route route, ProcessId self) {
        return Pairs.of(route.pairs(), route.acrossPartitions(), self);
    }
}
