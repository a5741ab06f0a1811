package dev.ranvier.cpu.saved;

import dev.ranvier.cpu.schedule.CompiledProgram;
import dev.ranvier.cpu.schedule.Schedule;
import dev.ranvier.llvm.Digests;
import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.Signature;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A compiled program as it is saved: a mark with the format's version, the SHA-256 of the rest, the
 * {@linkplain Build#identity() build} that wrote it, and these components.
 *
 * <p>The digest finds damage. It keeps nobody from writing a program on purpose, which holds machine code anyway: who
 * loads one trusts who wrote it, see {@code SECURITY.md}.
 *
 * @param target the processor that the objects are for
 * @param kernels the names of the native functions, in the order of their numbers
 * @param objects what defines the functions, each with its name in a {@link dev.ranvier.llvm.KernelStore}
 * @param source the program that was compiled, as MLIR; empty where whoever reads this has it
 */
public record SavedProgram(
        Target target,
        String name,
        int replicas,
        int partitions,
        boolean isPerDevice,
        Signature signature,
        List<String> kernels,
        Schedule schedule,
        List<NativeObject> objects,
        MemorySegment source) {
    /** "RVC" and version 6. */
    private static final int MARK = 0x52564306;

    private static final int HEADER = Integer.BYTES + Digests.SHA_256_BYTES;
    private static final RecordFormat FORMAT = new RecordFormat();

    record NativeObject(String name, MemorySegment bytes) {}

    /** A program with its kernels. */
    public static SavedProgram of(Target target, CompiledProgram program, Map<String, byte[]> objects, byte[] source) {
        return new SavedProgram(
                target,
                program.name(),
                program.replicas(),
                program.partitions(),
                program.isPerDevice(),
                program.signature(),
                List.copyOf(program.kernels().keySet()),
                program.schedule(),
                objects.entrySet().stream()
                        .map(object -> new NativeObject(object.getKey(), MemorySegment.ofArray(object.getValue())))
                        .toList(),
                MemorySegment.ofArray(source));
    }

    /** The program, without the text of its kernels. */
    public CompiledProgram program() {
        var names = new LinkedHashMap<String, String>();
        kernels.forEach(kernel -> names.put(kernel, ""));
        return new CompiledProgram(name, replicas, partitions, isPerDevice, signature, names, schedule);
    }

    /** The objects as arrays, by their names. */
    public Map<String, byte[]> objectBytes() {
        var bytes = new LinkedHashMap<String, byte[]>();
        objects.forEach(object -> bytes.put(object.name, object.bytes.toArray(ValueLayout.JAVA_BYTE)));
        return bytes;
    }

    /** Finds out how records are read, before there is one to be read. */
    public static void prepare() {
        FORMAT.prepare(SavedProgram.class);
    }

    /** The components alone, for a file that has a digest of its own. */
    public byte[] toRecord() {
        return FORMAT.write(SavedProgram.class, this);
    }

    public byte[] toBytes() {
        var build = Build.identity().getBytes(StandardCharsets.UTF_8);
        var record = toRecord();
        var bytes = ByteBuffer.allocate(HEADER + Integer.BYTES + build.length + record.length);
        bytes.position(HEADER);
        bytes.putInt(build.length).put(build).put(record);
        return bytes.putInt(0, MARK).put(Integer.BYTES, digest(bytes.array())).array();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws RanvierException if it is damaged, of another version, or of a processor that has more than this one
     */
    public static SavedProgram read(MemorySegment file, Target host) {
        var bytes = file.toArray(ValueLayout.JAVA_BYTE);
        var header = ByteBuffer.wrap(bytes);
        if (header.remaining() < HEADER + Integer.BYTES || header.getInt() != MARK) {
            throw unusable("is not one of this version");
        }
        var digest = new byte[Digests.SHA_256_BYTES];
        header.get(digest);
        if (!MessageDigest.isEqual(digest, digest(bytes))) {
            throw Input.damaged("its digest differs");
        }
        int length = header.getInt();
        if (length < 0 || length > header.remaining()) {
            throw Input.damaged("it ends early");
        }
        var build = new byte[length];
        header.get(build);
        if (!new String(build, StandardCharsets.UTF_8).equals(Build.identity())) {
            throw unusable("was written by another build of Ranvier");
        }
        var saved = ofRecord(bytes, header.position());
        if (!host.runs(saved.target)) {
            throw unusable("is for a processor with " + saved.target.features());
        }
        return saved;
    }

    /**
     * Reads what {@link #toRecord} gave, from byte {@code start} to the end.
     *
     * @throws RanvierException if it is damaged so that the components do not fit together
     */
    public static SavedProgram ofRecord(byte[] bytes, int start) {
        try {
            var input = new Input(bytes, start);
            var saved = FORMAT.read(SavedProgram.class, input);
            input.end();
            new ScheduleCheck(saved).check();
            return saved;
        } catch (ArithmeticException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | NullPointerException e) {
            throw new RanvierException(Input.damaged(e.toString()).diagnostics().getFirst(), e);
        }
    }

    private static byte[] digest(byte[] bytes) {
        var digest = Digests.sha256();
        digest.update(bytes, HEADER, bytes.length - HEADER);
        return digest.digest();
    }

    private static RanvierException unusable(String how) {
        return new RanvierException(Diagnostic.of(Diagnostic.Code.FAILED_PRECONDITION, "the saved executable " + how)
                .withHint("compile it again"));
    }
}
