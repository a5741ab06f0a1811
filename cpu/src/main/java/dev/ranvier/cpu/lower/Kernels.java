package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.RegionForm;
import dev.ranvier.cpu.kernel.ColumnKernel;
import dev.ranvier.cpu.kernel.EntropyKernel;
import dev.ranvier.cpu.kernel.FourierKernel;
import dev.ranvier.cpu.kernel.FourierPass;
import dev.ranvier.cpu.kernel.KernelCode;
import dev.ranvier.cpu.kernel.LoopKernel;
import dev.ranvier.cpu.kernel.RowKernel;
import dev.ranvier.cpu.kernel.ScanKernel;
import dev.ranvier.cpu.kernel.SelectKernel;
import dev.ranvier.cpu.kernel.SortKernel;
import dev.ranvier.cpu.kernel.Tiling;
import dev.ranvier.cpu.kernel.TransposeKernel;
import dev.ranvier.cpu.kernel.TriangularKernel;
import dev.ranvier.cpu.kernel.UpdateKernel;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.IndexingOp.DynamicUpdateSlice;
import dev.ranvier.stablehlo.IndexingOp.Scatter;
import dev.ranvier.stablehlo.LinearAlgebraOp.Cholesky;
import dev.ranvier.stablehlo.LinearAlgebraOp.TriangularSolve;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ReductionOp.SelectAndScatter;
import dev.ranvier.stablehlo.ReductionOp.Sort;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The native functions of a program. Functions of the same code are one. Those of regions are written on a thread of their
 * own, which has the stack for regions of many ops behind each other.
 */
final class Kernels implements AutoCloseable {
    private static final long STACK_BYTES = 64 << 20;

    private final int vectorLanes;
    private final Consumer<String> written;
    private final SequencedMap<String, KernelCode> codes = new LinkedHashMap<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(Thread.ofPlatform()
            .daemon()
            .name("ranvier-kernels")
            .stackSize(STACK_BYTES)
            .factory());
    /** What the writer has written. */
    private final Map<RegionForm, KernelCode> forms = new HashMap<>();

    private final IdentityHashMap<Region, CompletableFuture<KernelCode>> regions = new IdentityHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final IdentityHashMap<Step.Launch, Tiling> tilings = new IdentityHashMap<>();

    /**
     * No functions yet.
     *
     * @param vectorLanes how many lanes of {@code f32} the machine's vectors have
     * @param written is given the text of each function's module, by one thread or another
     */
    Kernels(int vectorLanes, Consumer<String> written) {
        this.vectorLanes = vectorLanes;
        this.written = written;
    }

    /** Begins to write the kernel of a region that will be launched. */
    void begin(Region body) {
        regions.put(body, begun(body));
    }

    private CompletableFuture<KernelCode> begun(Region body) {
        return CompletableFuture.supplyAsync(
                () -> forms.computeIfAbsent(new RegionForm(body), _ -> write(body)), writer);
    }

    private KernelCode write(Region body) {
        var code = code(body);
        written.accept(code.ir());
        return code;
    }

    /** A launch of the kernel of a region that reduces rows, or columns, or whose results have one shape. */
    Step.Launch launch(Region body, List<Integer> buffers, Location place) {
        var begun = regions.get(body);
        return launch(ended(begun == null ? begun(body) : begun), buffers, place);
    }

    private static KernelCode ended(CompletableFuture<KernelCode> code) {
        try {
            return code.join();
        } catch (CompletionException e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(CompletionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error failure -> throw failure;
            case null, default -> e;
        };
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }

    private KernelCode code(Region body) {
        if (RowKernel.accepts(body)) {
            return RowKernel.emit(body, vectorLanes);
        }
        if (ColumnKernel.accepts(body)) {
            return ColumnKernel.emit(body, vectorLanes);
        }
        return TransposeKernel.accepts(body)
                ? TransposeKernel.emit(body, vectorLanes)
                : LoopKernel.emit(body, vectorLanes);
    }

    Step.Launch update(DynamicUpdateSlice op, List<Integer> buffers, Location place) {
        return launch(UpdateKernel.emit(op, vectorLanes), buffers, place);
    }

    Step.Launch scatter(Scatter op, List<Value> captured, List<Integer> buffers) {
        return launch(UpdateKernel.emit(op, captured, vectorLanes), buffers, op.location());
    }

    Step.Launch triangularSolve(TriangularSolve op, List<Integer> buffers) {
        return launch(TriangularKernel.emit(op), buffers, op.location());
    }

    Step.Launch cholesky(Cholesky op, List<Integer> buffers) {
        return launch(TriangularKernel.emit(op), buffers, op.location());
    }

    Step.Launch sort(Sort op, List<Value> captured, List<Integer> buffers) {
        return launch(SortKernel.emit(op, captured), buffers, op.location());
    }

    Step.Launch selectAndScatter(SelectAndScatter op, List<Value> captured, List<Integer> buffers) {
        return launch(SelectKernel.emit(op, captured, vectorLanes), buffers, op.location());
    }

    Step.Launch scan(ChloOp.Scan op, List<Value> captured, List<Integer> buffers) {
        return launch(ScanKernel.emit(op, captured, vectorLanes), buffers, op.location());
    }

    Step.Launch fourier(FourierPass pass, List<Integer> buffers, Location place) {
        return launch(FourierKernel.emit(pass, vectorLanes), buffers, place);
    }

    int vectorLanes() {
        return vectorLanes;
    }

    Step.Launch entropy(OpResult result, int buffer, Location place) {
        return launch(EntropyKernel.emit(Buffers.bytes(result.tensorType())), List.of(buffer), place);
    }

    /** A launch of a kernel that is written already. */
    Step.Launch launch(KernelCode code, List<Integer> buffers, Location place) {
        int number = numbers.computeIfAbsent(code.name(), name -> {
            codes.put(name, code);
            written.accept(code.ir());
            names.add(name);
            return names.size() - 1;
        });
        var launch = new Step.Launch(number, buffers, code.sizes(), code.tasks(), code.work(), code.scratch(), place);
        var tiling = code.tiling();
        if (tiling != null) {
            tilings.put(launch, tiling);
        }
        return launch;
    }

    /** How the tasks of a launch follow its tensors, or null if that is not known. */
    @Nullable
    Tiling tiling(Step.Launch launch) {
        return tilings.get(launch);
    }

    /** The text of the module of each function, in the order of their numbers. */
    SequencedMap<String, String> modules() {
        var modules = new LinkedHashMap<String, String>();
        codes.forEach((name, code) -> modules.put(name, code.ir()));
        return modules;
    }
}
