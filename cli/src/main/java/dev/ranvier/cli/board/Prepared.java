package dev.ranvier.cli.board;

import dev.ranvier.cli.files.ModelFile;
import dev.ranvier.cli.files.NumpyArray;
import dev.ranvier.cli.files.NumpyFile;
import dev.ranvier.reference.Tensor;
import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Executable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** A compiled program, and its arguments on the device. */
final class Prepared implements AutoCloseable {
    /** A program, and the time from its bytes to it. */
    record Compiled(Executable executable, double seconds) {}

    private final Executable executable;
    private final List<Buffer> arguments;
    private final int carry;

    private Prepared(Executable executable, List<Buffer> arguments, int carry) {
        this.executable = executable;
        this.arguments = arguments;
        this.carry = carry;
    }

    /** Compiles the program of a folder. */
    static Compiled compile(Client client, Path folder) {
        var file = ModelFile.read(folder.resolve("program.mlirbc"));
        long start = System.nanoTime();
        var executable = client.compile(file.parse(), CompileOptions.onDevice(0));
        return new Compiled(executable, (System.nanoTime() - start) / 1e9);
    }

    /** Reads the inputs of a folder. {@code carry} results are the first inputs of the next call. */
    static Prepared of(Executable executable, Path folder, int carry) {
        var device = executable.devices().getFirst();
        var arguments = new ArrayList<Buffer>();
        for (var parameter : executable.signature().parameters()) {
            var array = NumpyFile.read(folder.resolve("input" + arguments.size() + ".npy"))
                    .firstEntry()
                    .getValue();
            arguments.add(
                    device.copyOf(parameter.type(), array.as(parameter.type()).data()));
        }
        return new Prepared(executable, arguments, carry);
    }

    /** Calls the program once and writes what it gives as {@code results.npz}. */
    void writeResults(Path folder) throws InterruptedException {
        var results = new LinkedHashMap<String, NumpyArray>();
        var buffers = execute();
        for (int i = 0; i < buffers.size(); i++) {
            var buffer = buffers.get(i);
            var elements = buffer.read(segment -> segment.toArray(ValueLayout.JAVA_BYTE));
            results.put(String.valueOf(i), NumpyArray.of(Tensor.wrap(buffer.type(), MemorySegment.ofArray(elements))));
        }
        NumpyFile.write(folder.resolve("results.npz"), results);
        keep(buffers);
    }

    /** Calls the program and waits for its results. */
    void call() throws InterruptedException {
        keep(execute());
    }

    private List<Buffer> execute() throws InterruptedException {
        var results = executable.execute(List.copyOf(arguments));
        for (var result : results) {
            result.ready().await();
        }
        return results;
    }

    /** Makes the carried results arguments and frees the others. */
    private void keep(List<Buffer> results) {
        for (int i = 0; i < results.size(); i++) {
            var unused = i < carry ? arguments.set(i, results.get(i)) : results.get(i);
            unused.close();
        }
    }

    @Override
    public void close() {
        arguments.forEach(Buffer::close);
    }
}
