package dev.ranvier.runtime;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.stablehlo.refine.ShapeRefinement;
import dev.ranvier.stablehlo.verify.Compatibility;
import dev.ranvier.stablehlo.verify.Verifier;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model of a file, which takes and gives tensors by name: a {@code .pt2} of {@code torch.export.save}, or a StableHLO
 * program as text or as a portable artifact, such as {@code jax.export} writes. Safe for use by many threads.
 *
 * <pre>{@code
 * try (var model = Model.load(Path.of("model.pt2"))) {
 *     var result = model.run(Map.of("x", Tensor.of(new float[] {1, 2, 3}, 1, 3)));
 *     float[] y = result.get("result0").toFloatArray();
 * }
 * }</pre>
 *
 * <p>Weights are read from the file where it lies in memory, and are there once, whatever sizes the model is called with.
 * For each sizes of its inputs, where it leaves them open, it is compiled when they first come; the programs of the last
 * {@value #KEPT_PROGRAMS} are kept.
 *
 * <p>A model has no state: each run begins with the buffers of the file, and what the program writes into them, such as a
 * cache of keys, ends with the run. Where it is to last, export it as an input and a result.
 */
public final class Model implements AutoCloseable {
    private static final int KEPT_PROGRAMS = 64;

    /** Bytes between which a processor's vectors lie. */
    private static final long ALIGNMENT = 64;

    private final Client client;
    private final boolean ownsClient;
    private final MappedFile file;
    private final WeightedProgram program;
    /** Null where all shapes are known. */
    private final @Nullable ShapeRefinement refinement;

    private final List<Port> inputs;
    private final List<Port> outputs;
    private final List<Buffer> weights = new ArrayList<>();

    /** The places of all arguments, none of which is donated: weights are wanted again, whatever the program says. */
    private final Set<Integer> kept;

    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final ProgramsOfShapes programs = new ProgramsOfShapes(KEPT_PROGRAMS, this::compile);

    /**
     * What a model takes or gives.
     *
     * @param type its element type and shape, which may have open sizes
     */
    public record Port(String name, TensorType type) {}

    private Model(Client client, boolean ownsClient, MappedFile file, Module module) {
        var entry = module.entry();
        this.client = client;
        this.ownsClient = ownsClient;
        this.file = file;
        this.program = WeightedProgram.of(module);
        this.refinement = ShapeRefinement.isStatic(module) ? null : ShapeRefinement.of(program.module());
        this.inputs = ports(entry.body().arguments(), entry::argumentName);
        this.outputs = ports(entry.body().results(), entry::resultName);
        program.weights().forEach(weight -> weights.add(buffer(weight)));
        this.kept = IntStream.range(0, inputs.size() + weights.size()).boxed().collect(Collectors.toSet());
    }

    private static List<Port> ports(List<? extends Value> values, IntFunction<String> name) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> port(name.apply(i), values.get(i).type()))
                .toList();
    }

    private static Port port(String name, Type type) {
        if (type instanceof TensorType tensor) {
            return new Port(name, tensor);
        }
        throw RanvierException.unimplemented("a model that takes or gives " + type + " as '" + name + "'");
    }

    /**
     * Loads a model for the device that the environment names, the cpu device where it names none.
     *
     * @throws RanvierException if the file cannot be read, is damaged, or holds what Ranvier cannot run, all of it at once
     */
    public static Model load(Path path) {
        var client = Client.open(ClientOptions.from(System.getenv()));
        try {
            return load(path, client, true);
        } catch (RuntimeException | Error e) {
            client.close();
            throw e;
        }
    }

    /**
     * Loads a model for the first device of a client, which stays open.
     *
     * @throws RanvierException as {@link #load(Path)}
     */
    public static Model load(Path path, Client client) {
        return load(path, client, false);
    }

    private static Model load(Path path, Client client, boolean ownsClient) {
        var file = MappedFile.of(path);
        try {
            var module = ProgramFormats.read(file.contents(), path.toString());
            Verifier.check(module);
            return new Model(client, ownsClient, file, module);
        } catch (RuntimeException | Error e) {
            file.release();
            throw e;
        }
    }

    /** In place, where the file has it where vectors are read well. */
    private Buffer buffer(DenseElements weight) {
        var device = client.devices().getFirst();
        var type = weight.type();
        var elements = weight.data();
        if (!elements.isNative() || elements.address() % ALIGNMENT != 0) {
            return device.copyOf(type, elements);
        }
        file.retain();
        return device.viewOf(type, Layout.rowMajor(type.rank()), elements, file::release);
    }

    /** What it takes, in order. */
    public List<Port> inputs() {
        return inputs;
    }

    /** What it gives, in order. */
    public List<Port> outputs() {
        return outputs;
    }

    /** {@link #run(Map, Arena)} with results that the garbage collector frees. */
    public SequencedMap<String, Tensor> run(Map<String, Tensor> arguments) throws InterruptedException {
        return run(arguments, Arena.ofAuto());
    }

    /**
     * Runs the model.
     *
     * @param arguments a tensor for each of {@link #inputs()}
     * @param arena holds the results
     * @return the results by name, in the order of {@link #outputs()}
     * @throws RanvierException if an argument is missing, superfluous or does not fit, or the run fails
     */
    public SequencedMap<String, Tensor> run(Map<String, Tensor> arguments, Arena arena) throws InterruptedException {
        var given = matched(arguments);
        var executable = programs.of(given.stream().map(Tensor::type).toList());
        var buffers = new ArrayList<Buffer>();
        try {
            var device = client.devices().getFirst();
            given.forEach(tensor -> buffers.add(device.copyOf(tensor.type(), tensor.elements())));
            var all = Stream.concat(buffers.stream(), weights.stream()).toList();
            var results = executable.execute(List.of(all), kept).buffers().getFirst();
            buffers.addAll(results);
            return tensors(results, arena);
        } finally {
            buffers.forEach(Buffer::close);
        }
    }

    private SequencedMap<String, Tensor> tensors(List<Buffer> results, Arena arena) throws InterruptedException {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < results.size(); i++) {
            var result = results.get(i);
            var elements = arena.allocate(result.byteSize(), ALIGNMENT);
            result.copyTo(elements);
            tensors.put(outputs.get(i).name(), new Tensor(result.type(), elements));
        }
        return tensors;
    }

    private List<Tensor> matched(Map<String, Tensor> arguments) {
        var names = inputs.stream().map(Port::name).toList();
        var unknown = arguments.keySet().stream()
                .filter(name -> !names.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw mismatch("has no input " + unknown);
        }
        var missing =
                names.stream().filter(name -> !arguments.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw mismatch("misses input " + missing);
        }
        return inputs.stream()
                .map(port -> fitting(port, Objects.requireNonNull(arguments.get(port.name()))))
                .toList();
    }

    private Tensor fitting(Port port, Tensor tensor) {
        if (!Compatibility.compatible(tensor.type(), port.type())) {
            throw mismatch("takes " + port.type() + " as '" + port.name() + "', got " + tensor.type());
        }
        return tensor;
    }

    private RanvierException mismatch(String how) {
        var ports =
                inputs.stream().map(port -> port.name() + ": " + port.type()).collect(Collectors.joining(", "));
        return new RanvierException(Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, "the model " + how)
                .withHint("it takes " + ports));
    }

    private Executable compile(List<TensorType> types) {
        var all = Stream.concat(types.stream(), program.weights().stream().map(DenseElements::type));
        var module = refinement == null ? program.module() : refinement.refine(all.toList());
        return client.compile(module, CompileOptions.onDevice(0));
    }

    /** Ends the model; the file is let go when the last run has ended. Results stay. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            weights.forEach(Buffer::close);
            if (ownsClient) {
                client.close();
            }
            file.release();
        }
    }
}
