package dev.ranvier.neuroncore.timing;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.Transfer;
import java.util.Arrays;
import java.util.List;

/**
 * The DMA engines of a core and its share of device memory, which all queues use. Descriptors are dealt to the engines
 * that are free first, and each engine does its own in the order in which they came.
 */
final class TransferEngines {
    /** When a transfer's bytes begin and cease to move. */
    record Span(long begin, long end) {}

    private final CostModel costs;
    /** When each engine has done what it has; in ascending order. */
    private final long[] free;

    private long memoryFree;
    private long busy;
    private long bytes;
    private long deviceBytes;

    TransferEngines(CostModel costs) {
        this.costs = costs;
        this.free = new long[costs.transferEngines()];
    }

    /** Does a transfer that comes at {@code arrival}, after all those before it. */
    Span serve(Transfer transfer, long arrival) {
        var traffic = transfer.cost();
        long descriptor = costs.descriptor((double) traffic.bytes() / traffic.descriptors(), traffic.efficiency());
        int engines = free.length;
        long begin = Math.max(arrival, free[0]);
        long end = arrival;
        for (int i = 0; i < engines; i++) {
            long count = traffic.descriptors() / engines + (i < traffic.descriptors() % engines ? 1 : 0);
            if (count > 0) {
                free[i] = Math.max(free[i], arrival) + count * descriptor;
                end = Math.max(end, free[i]);
            }
        }
        Arrays.sort(free);
        long device = ends(transfer) * traffic.bytes();
        memoryFree = Math.max(memoryFree, begin) + costs.deviceMemory(device);
        busy += traffic.descriptors() * descriptor;
        bytes += traffic.bytes();
        deviceBytes += device;
        return new Span(begin, device > 0 ? Math.max(end, memoryFree) : end);
    }

    /** Ends of the transfer that are in device memory. */
    private static int ends(Transfer transfer) {
        return (transfer.source() instanceof Access.OfTensor ? 1 : 0)
                + (transfer.destination() instanceof Access.OfTensor ? 1 : 0);
    }

    /** Adds what the future depends on: how long after {@code now} engines and memory are free. */
    void describe(long now, List<Object> state) {
        for (long time : free) {
            state.add(Math.max(0, time - now));
        }
        state.add(Math.max(0, memoryFree - now));
    }

    void shift(long time) {
        for (int i = 0; i < free.length; i++) {
            free[i] += time;
        }
        memoryFree += time;
    }

    /** What counts: time of engines together, bytes moved, bytes of device memory. */
    long[] counts() {
        return new long[] {busy, bytes, deviceBytes};
    }

    /** Counts {@code times} more what came since {@code before}. */
    void repeat(long[] before, long times) {
        busy += times * (busy - before[0]);
        bytes += times * (bytes - before[1]);
        deviceBytes += times * (deviceBytes - before[2]);
    }

    Timing.Transfers timing() {
        return new Timing.Transfers(busy / free.length, bytes, deviceBytes, costs.deviceMemory(deviceBytes));
    }
}
