package dev.ranvier.cli.device;

import dev.ranvier.reference.RuntimeValue;
import dev.ranvier.reference.Tensor;
import dev.ranvier.runtime.Buffer;
import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.Device;
import dev.ranvier.runtime.Signature;
import dev.ranvier.stablehlo.Module;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs on the first device of a client with tensors of the host. Safe for use by many threads.
 *
 * @param client stays open
 */
public record ProgramRunner(Client client) {
    /**
     * Verifies, compiles and runs a module.
     *
     * @param inputs tensors, and tokens where the program takes them
     * @return what the program gives, a tensor without elements for a token
     * @throws dev.ranvier.stablehlo.RanvierException if the device cannot run the module, or the run fails
     */
    public List<Tensor> run(Module module, List<? extends RuntimeValue> inputs) throws InterruptedException {
        var executable = client.compile(module, CompileOptions.onDevice(0));
        var parameters = executable.signature().parameters();
        var device = executable.devices().getFirst();
        var buffers = new ArrayList<Buffer>();
        try {
            for (int i = 0; i < inputs.size(); i++) {
                buffers.add(buffer(device, inputs.get(i), parameters.get(i)));
            }
            var results = executable.execute(List.copyOf(buffers));
            buffers.addAll(results);
            var tensors = new ArrayList<Tensor>();
            for (var result : results) {
                tensors.add(tensor(result));
            }
            return tensors;
        } finally {
            buffers.forEach(Buffer::close);
        }
    }

    private static Buffer buffer(Device device, RuntimeValue input, Signature.Parameter parameter) {
        return input instanceof Tensor tensor
                ? device.copyOf(tensor.type(), tensor.data())
                : device.copyOf(parameter.type(), MemorySegment.ofArray(new byte[0]));
    }

    private static Tensor tensor(Buffer result) throws InterruptedException {
        var elements = MemorySegment.ofArray(new byte[Math.toIntExact(result.byteSize())]);
        result.copyTo(elements);
        return Tensor.wrap(result.type(), elements);
    }
}
