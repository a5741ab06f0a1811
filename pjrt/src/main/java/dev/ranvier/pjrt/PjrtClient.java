package dev.ranvier.pjrt;

import static java.util.Objects.requireNonNullElse;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.Device;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.Arena;
import java.util.List;

/** A client with the handles of its devices and their memories. It is its own topology, too. */
final class PjrtClient {
    /** Frameworks keep compiled programs under it: another version does not read them. */
    private static final String VERSION =
            requireNonNullElse(PjrtClient.class.getPackage().getImplementationVersion(), "of classes without a jar");

    private final Client client;
    private final Arena arena = Arena.ofShared();
    private final long handle;
    private final List<PjrtDevice> devices;
    private final long deviceArray;
    private final long memoryArray;
    private final Text version;

    PjrtClient(Client client) {
        this.client = client;
        this.handle = Handles.add(this);
        this.devices = client.devices().stream()
                .map(device -> new PjrtDevice(device, arena))
                .toList();
        this.deviceArray = Native.allocate(
                arena, devices.stream().mapToLong(PjrtDevice::handle).toArray());
        this.memoryArray = Native.allocate(
                arena, devices.stream().mapToLong(PjrtDevice::memoryHandle).toArray());
        this.version = Text.in(arena, "ranvier " + VERSION + " " + client.kind());
    }

    Client client() {
        return client;
    }

    long handle() {
        return handle;
    }

    List<PjrtDevice> devices() {
        return devices;
    }

    /** The address of the device handles, which are those of the device descriptions too. */
    long deviceArray() {
        return deviceArray;
    }

    long memoryArray() {
        return memoryArray;
    }

    Text version() {
        return version;
    }

    PjrtDevice device(Device device) {
        return devices.get(device.id());
    }

    /**
     * The device of an id.
     *
     * @throws RanvierException if there is none
     */
    PjrtDevice device(int id) {
        if (id < 0 || id >= devices.size()) {
            throw new RanvierException(Diagnostic.of(Diagnostic.Code.NOT_FOUND, "there is no device " + id)
                    .withHint("this client has " + devices.size() + "; set RANVIER_NUM_DEVICES for more"));
        }
        return devices.get(id);
    }

    void destroy() {
        Handles.remove(handle, PjrtClient.class);
        devices.forEach(PjrtDevice::destroy);
        SharedClient.release();
        arena.close();
    }
}
