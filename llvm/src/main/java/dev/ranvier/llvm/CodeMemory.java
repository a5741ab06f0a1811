package dev.ranvier.llvm;

import java.lang.foreign.MemorySegment;

/** Pages of memory that are written first and executed or read then, never both. */
final class CodeMemory implements AutoCloseable {
    static final long PAGE = 4096;

    private static final long READ = 1;
    private static final long WRITE = 2;
    private static final long EXECUTE = 4;
    private static final long PRIVATE_ANONYMOUS = 0x22;
    private static final long FAILED = -1;

    private static final class Functions {
        static final long MMAP = NativeCall.find("mmap");
        static final long MPROTECT = NativeCall.find("mprotect");
        static final long MUNMAP = NativeCall.find("munmap");
    }

    private final long address;
    private final long size;

    /** Memory of a whole number of pages, all zero, to be written. */
    CodeMemory(long size) {
        this.size = size;
        address = NativeCall.call(Functions.MMAP, 0, size, READ | WRITE, PRIVATE_ANONYMOUS, -1, 0);
        if (address == FAILED) {
            throw new LlvmException("the system has no %d bytes of memory for code".formatted(size));
        }
    }

    long address() {
        return address;
    }

    long size() {
        return size;
    }

    @SuppressWarnings("restricted")
    MemorySegment contents() {
        return MemorySegment.ofAddress(address).reinterpret(size);
    }

    /** Makes a range of pages code. */
    void makeExecutable(long offset, long length) {
        protect(offset, length, READ | EXECUTE);
    }

    /** Makes a range of pages constant. */
    void makeConstant(long offset, long length) {
        protect(offset, length, READ);
    }

    private void protect(long offset, long length, long protection) {
        if (length > 0 && (int) NativeCall.call(Functions.MPROTECT, address + offset, length, protection) != 0) {
            throw new LlvmException("the system forbids to run code that was made in memory:"
                    + " allow it (SELinux: setsebool -P deny_execmem off; systemd: MemoryDenyWriteExecute=no)");
        }
    }

    @Override
    public void close() {
        NativeCall.call(Functions.MUNMAP, address, size);
    }
}
