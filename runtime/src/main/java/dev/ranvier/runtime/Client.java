package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Devices of one kind, opened in this process. Safe for use by many threads.
 *
 * <pre>{@code
 * try (var client = Client.open(ClientOptions.of("cpu"))) {
 *     var device = client.devices().getFirst();
 *     var executable = client.compile(module, CompileOptions.onDevice(0));
 *     var x = device.copyOf(TensorType.of(ScalarType.F32, 3), 1, 2, 3);
 *     var y = executable.execute(List.of(x)).getFirst();
 *     float[] values = y.toFloatArray();
 * }
 * }</pre>
 */
public final class Client implements AutoCloseable {
    /** The format of {@link #compile(String, MemorySegment, CompileOptions)} for MLIR text and bytecode. */
    public static final String MLIR = "mlir";

    private final String kind;
    private final List<Device> devices;
    private final DeviceBackend backend;
    private final CustomCalls customCalls;
    /** A thread for each run under way. After the end of the client, runs that have waited end where they are. */
    private final ExecutorService runs = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("ranvier-run-", 0).factory(),
            (run, pool) -> run.run());

    private Client(String kind, List<Device> devices, DeviceBackend backend, CustomCalls customCalls) {
        this.kind = kind;
        this.devices = devices;
        this.backend = backend;
        this.customCalls = customCalls;
    }

    /** The kinds of devices that can be opened. */
    public static List<DeviceProvider> providers() {
        return ServiceLoader.load(DeviceProvider.class, Client.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * Opens devices.
     *
     * @throws RanvierException NOT_FOUND if no such kind is installed
     */
    public static Client open(ClientOptions options) {
        var providers = providers();
        var provider = providers.stream()
                .filter(candidate -> candidate.kind().equals(options.kind()))
                .findFirst()
                .orElseThrow(() -> new RanvierException(
                        Diagnostic.of(Diagnostic.Code.NOT_FOUND, "no device of kind '" + options.kind() + "'")
                                .withHint("installed: "
                                        + providers.stream()
                                                .map(DeviceProvider::kind)
                                                .sorted()
                                                .toList())));
        var customCalls = CustomCalls.ofLibraries();
        var devices = IntStream.range(0, options.devices())
                .mapToObj(id -> new Device(options.kind(), id, new DeviceMemory(options.memoryLimit())))
                .toList();
        return new Client(options.kind(), devices, provider.open(options, customCalls), customCalls);
    }

    public String kind() {
        return kind;
    }

    public List<Device> devices() {
        return devices;
    }

    public CustomCalls customCalls() {
        return customCalls;
    }

    /**
     * Verifies and compiles a module.
     *
     * @throws RanvierException with every diagnostic of the module
     */
    public Executable compile(Module module, CompileOptions options) {
        return compile(ProgramSource.of(module), options);
    }

    /**
     * Compiles a program in a format: {@link #MLIR} for StableHLO as text or bytecode, or that of a {@link Frontend}.
     *
     * @throws RanvierException if the format is not known or the program is not valid
     */
    public Executable compile(String format, MemorySegment program, CompileOptions options) {
        return compile(ProgramSource.of(format, program), options);
    }

    private Executable compile(ProgramSource source, CompileOptions options) {
        return executable(backend.compile(source, options), options);
    }

    /** Reads an executable that {@link Executable#serialize()} wrote. */
    public Executable load(MemorySegment serialized, CompileOptions options) {
        return executable(backend.load(serialized, options), options);
    }

    private Executable executable(Program program, CompileOptions options) {
        var assigned = options.devices().stream().map(this::device).toList();
        return new Executable(program, assigned, runs);
    }

    private Device device(int id) {
        if (id < 0 || id >= devices.size()) {
            throw new RanvierException(Diagnostic.of(Diagnostic.Code.NOT_FOUND, "no device " + kind + ":" + id)
                    .withHint("this client has " + devices.size() + "; set RANVIER_NUM_DEVICES for more"));
        }
        return devices.get(id);
    }

    /**
     * Ends the devices. Runs under way are interrupted and fail: wait for them first if they matter. Buffers stay readable
     * until they are closed.
     */
    @Override
    public void close() {
        runs.shutdownNow();
        runs.close();
        backend.close();
    }
}
