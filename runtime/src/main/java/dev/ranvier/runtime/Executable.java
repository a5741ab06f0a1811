package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** A compiled program on its devices. Safe for use by many threads. */
public final class Executable {
    private final Program program;
    private final List<Device> devices;
    private final Executor runs;

    Executable(Program program, List<Device> devices, Executor runs) {
        this.program = program;
        this.devices = devices;
        this.runs = runs;
    }

    public Signature signature() {
        return program.signature();
    }

    /** What a run costs. */
    public CostEstimate costs() {
        return CostEstimate.of(program.module());
    }

    /** The devices it runs on, replica-major. */
    public List<Device> devices() {
        return devices;
    }

    /** The name of the program, for people. */
    public String name() {
        return program.name();
    }

    /**
     * What a run gives.
     *
     * @param buffers the results of each device, in the order of {@link #devices()}
     * @param done ends with the run, also where the program has no results
     */
    public record Results(List<List<Buffer>> buffers, Event done) {}

    /**
     * Bytes that a run takes beside its arguments, its results, the constants and {@linkplain #packedBytes packed copies},
     * where the device plans them; else 0.
     */
    public long temporaryBytes() {
        return program.temporaryBytes();
    }

    /**
     * Bytes of copies of tensors in the order in which kernels read them: those of a run, and those of arguments and
     * constants that are kept for later runs. The latter last as long as what they are copies of, and until the device's
     * memory is wanted for something else.
     */
    public long packedBytes() {
        return program.packedBytes();
    }

    /** The program as it runs, or as it was before the device turned it into its own code. */
    public Module module() {
        return program.module();
    }

    /** Bytes that {@link Client#load} reads. */
    public byte[] serialize() {
        return program.serialize();
    }

    /** {@link #execute(List, Set)} on one device, donating what the signature says. */
    public List<Buffer> execute(List<Buffer> arguments) {
        return execute(List.of(arguments), Set.of()).buffers().getFirst();
    }

    /**
     * Starts a run on all devices and returns at once, but for a program with custom calls, which has run then. The results become {@linkplain Buffer#ready() ready} when it
     * ends; a run that fails ends them with its error. Donated arguments are closed.
     *
     * @param arguments the arguments of each device, in the order of {@link #devices()}
     * @param kept indices of parameters that are not donated in this run, whatever the signature says
     * @throws RanvierException if arguments do not fit the signature, are closed or on other devices, or memory is
     *     exhausted; nothing is donated then
     */
    public Results execute(List<List<Buffer>> arguments, Set<Integer> kept) {
        check(arguments);
        var run = new Run(program, devices, arguments, kept);
        run.start(runs);
        return new Results(run.results(), run.done());
    }

    /**
     * Runs on tensors where they lie in the memory of the host, on one device and on the thread that calls, and returns
     * when the results are written.
     *
     * @param kept buffers for the first parameters, row-major and none of them donated, beside which the device may keep
     *     what it makes of them
     * @param arguments the elements of each parameter after those, row-major, which nobody changes during the run.
     *     Nothing is kept of them for later runs, since their owner may change them
     * @param results where the elements of each result go, apart from the arguments, but for a result whose
     *     {@linkplain Signature.Result#alias() alias} is in the same place
     * @throws RanvierException if the program is for several devices, the tensors do not fit the signature, or the run
     *     fails
     */
    public void run(List<Buffer> kept, List<MemorySegment> arguments, List<MemorySegment> results) {
        if (devices.size() != 1) {
            throw wrongCall("runs on " + devices.size() + " devices, got the tensors of one");
        }
        var parameters = signature().parameters();
        if (kept.size() > parameters.size()) {
            throw wrongCall("takes " + parameters.size() + " arguments, got " + kept.size() + " that are kept");
        }
        check("arguments", arguments, parameters.subList(kept.size(), parameters.size()), Signature.Parameter::type);
        check("results", results, signature().results(), Signature.Result::type);
        var inputs = new ArrayList<Program.Input>(parameters.size());
        var holds = new ArrayList<Buffer.Hold>(kept.size());
        try {
            for (var buffer : kept) {
                check(parameters.get(inputs.size()), buffer, devices.getFirst());
                holds.add(buffer.hold());
                inputs.add(buffer.storage());
            }
            for (var argument : arguments) {
                inputs.add(Program.Input.of(argument));
            }
            var memory = devices.getFirst().memory();
            program.run(List.of(new Program.Launch(inputs, results, memory)));
        } finally {
            holds.forEach(Buffer.Hold::close);
        }
    }

    private <T> void check(String what, List<MemorySegment> given, List<T> declared, Function<T, TensorType> type) {
        if (given.size() != declared.size()) {
            throw wrongCall("has " + declared.size() + " " + what + ", got " + given.size());
        }
        for (int i = 0; i < given.size(); i++) {
            long bytes = Device.byteSize(type.apply(declared.get(i)));
            if (given.get(i).byteSize() != bytes) {
                throw wrongCall("needs " + bytes + " bytes for number " + i + " of its " + what + ", got "
                        + given.get(i).byteSize());
            }
        }
    }

    private void check(List<List<Buffer>> arguments) {
        if (arguments.size() != devices.size()) {
            throw wrongCall("runs on " + devices.size() + " devices, got arguments for " + arguments.size());
        }
        var parameters = signature().parameters();
        for (int d = 0; d < devices.size(); d++) {
            var given = arguments.get(d);
            if (given.size() != parameters.size()) {
                throw wrongCall("takes " + parameters.size() + " arguments, got " + given.size());
            }
            for (int i = 0; i < given.size(); i++) {
                check(parameters.get(i), given.get(i), devices.get(d));
            }
        }
    }

    private RanvierException wrongCall(String how) {
        return RanvierException.invalid("program '" + name() + "' " + how);
    }

    private void check(Signature.Parameter parameter, Buffer argument, Device device) {
        if (!argument.type().equals(parameter.type())) {
            throw wrongCall(
                    "takes " + parameter.type() + " as argument '" + parameter.name() + "', got " + argument.type());
        }
        if (argument.device() != device) {
            throw wrongCall(
                    "takes argument '" + parameter.name() + "' on " + device + ", got it on " + argument.device());
        }
    }
}
