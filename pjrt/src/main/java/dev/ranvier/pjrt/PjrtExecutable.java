package dev.ranvier.pjrt;

import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Executable;
import dev.ranvier.runtime.Signature;
import dev.ranvier.runtime.parallel.GspmdExport;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.text.TextPrinter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** An executable with what C reads of it. The framework's two kinds, loaded and not, are the same here. */
final class PjrtExecutable {
    private final PjrtClient client;
    private final Executable executable;
    private final CompileOptions options;
    private final byte[] serializedOptions;
    private final Arena arena = Arena.ofAuto();
    private final Text name;
    private final String fingerprintText;
    private final Text fingerprint;
    private final long devices;
    private @Nullable NamedValues costs;
    private volatile boolean deleted;

    PjrtExecutable(
            PjrtClient client,
            Executable executable,
            CompileOptions options,
            String fingerprint,
            MemorySegment serializedOptions) {
        this.client = client;
        this.executable = executable;
        this.options = options;
        this.serializedOptions = serializedOptions.toArray(ValueLayout.JAVA_BYTE);
        this.name = Text.in(arena, executable.name());
        this.fingerprintText = fingerprint;
        this.fingerprint = Text.in(arena, fingerprint);
        this.devices = Native.allocate(
                arena,
                executable.devices().stream()
                        .mapToLong(device -> client.device(device).handle())
                        .toArray());
    }

    /** Bytes that {@link #deserialize} reads: the compile options, the fingerprint and the executable. */
    byte[] serialize() {
        return new WireWriter()
                .bytes(1, serializedOptions)
                .bytes(2, fingerprintText.getBytes(StandardCharsets.UTF_8))
                .bytes(3, executable.serialize())
                .toByteArray();
    }

    /**
     * Reads what {@link #serialize()} wrote.
     *
     * @param overridingOptions compile options for those that were written, or none
     */
    static PjrtExecutable deserialize(PjrtClient client, MemorySegment bytes, MemorySegment overridingOptions) {
        var options = overridingOptions;
        var fingerprint = "";
        var program = MemorySegment.NULL;
        var reader = new WireReader(bytes);
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> options = overridingOptions.byteSize() == 0 ? reader.bytes() : overridingOptions;
                case 2 ->
                    fingerprint = new String(reader.bytes().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
                case 3 -> program = reader.bytes();
                default -> throw RanvierException.invalid("this is no serialized executable of Ranvier");
            }
        }
        var layout = Protos.compileOptions(options, client.devices().size());
        return new PjrtExecutable(client, client.client().load(program, layout), layout, fingerprint, options);
    }

    PjrtClient client() {
        return client;
    }

    Executable executable() {
        return executable;
    }

    CompileOptions options() {
        return options;
    }

    /** The program as MLIR text, of which the framework makes HLO. */
    String programText() {
        return TextPrinter.print(GspmdExport.run(executable.module()), TextPrinter.Options.WITH_LOCATIONS);
    }

    /** The compile options as the framework gave them. */
    byte[] serializedOptions() {
        return serializedOptions;
    }

    Text name() {
        return name;
    }

    Text fingerprint() {
        return fingerprint;
    }

    /** The address of the handles of the devices it runs on. */
    long devices() {
        return devices;
    }

    /** The estimated costs under XLA's names. */
    synchronized NamedValues costs() {
        if (costs == null) {
            costs = NamedValues.in(arena);
            var estimate = executable.costs();
            costs.add("flops", (float) estimate.flops())
                    .add("transcendentals", (float) estimate.transcendentals())
                    .add("bytes accessed", (float) estimate.bytesAccessed());
        }
        return costs;
    }

    boolean isDeleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }

    List<TensorType> resultTypes() {
        return executable.signature().results().stream()
                .map(Signature.Result::type)
                .toList();
    }

    /** The address of one number for each of {@code items}, valid as long as this object. */
    <T> long array(List<T> items, ToLongFunction<T> number) {
        return Native.allocate(arena, items.stream().mapToLong(number).toArray());
    }

    /** The address of 32-bit numbers, valid as long as this object. */
    long array(int... numbers) {
        return Native.allocate(arena, numbers);
    }

    /** A copy of {@code contents} that is valid as long as this object. */
    long copy(byte... contents) {
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, contents).address();
    }
}
