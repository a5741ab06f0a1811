package dev.ranvier.pjrt;

import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Event;
import dev.ranvier.runtime.Layout;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Buffers of one device that the host fills piece by piece: {@code PJRT_AsyncHostToDeviceTransferManager}. */
final class AsyncTransfers {
    private final PjrtDevice device;
    private final List<Transfer> transfers;

    /** What a buffer shall be. */
    record Target(TensorType type, Layout layout) {}

    private record Transfer(Buffer buffer, Buffer.Hold hold, Event ready) {
        static Transfer to(PjrtDevice device, Target target) {
            var ready = Event.pending();
            var buffer = device.device().uninitialized(target.type(), target.layout(), ready);
            return new Transfer(buffer, buffer.hold(), ready);
        }
    }

    AsyncTransfers(PjrtDevice device, List<Target> targets) {
        this.device = device;
        this.transfers =
                targets.stream().map(target -> Transfer.to(device, target)).toList();
    }

    PjrtDevice device() {
        return device;
    }

    int count() {
        return transfers.size();
    }

    /** A buffer, for its one owner. */
    Buffer buffer(int index) {
        return transfer(index).buffer;
    }

    private Transfer transfer(int index) {
        if (index < 0 || index >= transfers.size()) {
            throw RanvierException.invalid(
                    "there is no buffer " + index + " among the " + transfers.size() + " of the transfer manager");
        }
        return transfers.get(index);
    }

    /** Copies bytes to {@code offset}; after the last the buffer is ready. */
    void write(int index, long offset, MemorySegment bytes, boolean isLast) {
        var transfer = transfer(index);
        var target = transfer.hold.segment();
        if (transfer.ready.isReady() || offset < 0 || offset > target.byteSize() - bytes.byteSize()) {
            throw RanvierException.invalid("cannot transfer " + bytes.byteSize() + " bytes to offset " + offset
                    + " of a buffer of " + target.byteSize() + " bytes"
                    + (transfer.ready.isReady() ? ", which has had its last transfer" : ""));
        }
        MemorySegment.copy(bytes, 0, target, offset, bytes.byteSize());
        if (isLast) {
            transfer.ready.complete();
        }
    }

    /** Ends a buffer with an error. */
    void fail(int index, RanvierException error) {
        transfer(index).ready.fail(error);
    }

    /** Ends what has not had its last transfer. */
    void close() {
        for (var transfer : transfers) {
            transfer.ready.fail(new RanvierException(Diagnostic.of(
                    Diagnostic.Code.FAILED_PRECONDITION,
                    "the transfer manager was destroyed before the last transfer to a buffer")));
            transfer.hold.close();
        }
    }
}
