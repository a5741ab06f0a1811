package dev.ranvier.pjrt;

import dev.ranvier.runtime.Device;
import java.lang.foreign.Arena;

/** A device with its handle, which is its description's too, and that of its one memory. */
final class PjrtDevice {
    private final Device device;
    private final long handle;
    private final Memory memory;
    private final long handleArray;
    private final Text kind;
    private final Text name;

    PjrtDevice(Device device, Arena arena) {
        this.device = device;
        this.handle = Handles.add(this);
        this.memory = new Memory(this, arena);
        this.handleArray = Native.allocate(arena, handle);
        this.kind = Text.in(arena, device.kind());
        this.name = Text.in(arena, "ranvier:" + device.id());
    }

    /** The memory of a device. */
    static final class Memory {
        private final PjrtDevice device;
        private final long handle;
        private final long handleArray;

        private Memory(PjrtDevice device, Arena arena) {
            this.device = device;
            this.handle = Handles.add(this);
            this.handleArray = Native.allocate(arena, handle);
        }

        PjrtDevice device() {
            return device;
        }
    }

    Device device() {
        return device;
    }

    int id() {
        return device.id();
    }

    long handle() {
        return handle;
    }

    /** The address of an array with only this device's handle. */
    long handleArray() {
        return handleArray;
    }

    long memoryHandle() {
        return memory.handle;
    }

    /** The address of an array with only the memory's handle. */
    long memoryHandleArray() {
        return memory.handleArray;
    }

    Text kind() {
        return kind;
    }

    Text name() {
        return name;
    }

    void destroy() {
        Handles.remove(handle, PjrtDevice.class);
        Handles.remove(memory.handle, Memory.class);
    }
}
