package dev.ranvier.pjrt;

import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Device;
import dev.ranvier.runtime.Layout;
import dev.ranvier.stablehlo.TensorType;
import java.util.HashMap;
import java.util.Map;

/**
 * Tensors of the host that never change, each one buffer for all executables that read it: what the device makes of a
 * weight is there once, for the programs of all sizes.
 */
final class KeptTensors {
    private static final Map<Place, Use> USES = new HashMap<>();

    private KeptTensors() {}

    private record Place(Device device, TensorType type, long address) {}

    /** A tensor, and how many executables read it. */
    static final class Use {
        private final Place place;
        private final Buffer buffer;
        private int users;

        private Use(Place place) {
            this.place = place;
            var type = place.type();
            long bytes = type.elementCount() * type.elementType().byteWidth();
            this.buffer = place.device()
                    .viewOf(type, Layout.rowMajor(type.rank()), Native.bytes(place.address(), bytes), () -> {});
        }

        Buffer buffer() {
            return buffer;
        }

        /** Says that one executable reads the tensor no more. */
        void close() {
            synchronized (USES) {
                users--;
                if (users == 0) {
                    USES.remove(place);
                    buffer.close();
                }
            }
        }
    }

    /** The tensor at an address, for one more executable. */
    static Use use(Device device, TensorType type, long address) {
        synchronized (USES) {
            var use = USES.computeIfAbsent(new Place(device, type, address), Use::new);
            use.users++;
            return use;
        }
    }
}
