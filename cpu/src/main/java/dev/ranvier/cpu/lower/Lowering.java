package dev.ranvier.cpu.lower;

import dev.ranvier.compiler.GridCall;
import dev.ranvier.compiler.expand.Expand;
import dev.ranvier.cpu.kernel.RadixSortKernel;
import dev.ranvier.cpu.schedule.Schedule;
import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.llvm.Target;
import dev.ranvier.runtime.parallel.Meshes;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Declaration.Func;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders a function's ops as steps and gives values buffers. Results are computed where they are wanted: the results of
 * the function in its outputs, those of a loop's body in the loop's state where nobody reads the old one any more.
 */
final class Lowering {
    private final Map<String, Func> functions;
    private final Kernels kernels;
    private final Target target;
    private final Meshes meshes;
    private final Placement placement = new Placement();
    private final ControlFlow controlFlow = new ControlFlow(this, placement);
    private final Chains chains;

    Lowering(Map<String, Func> functions, Kernels kernels, Target target, Meshes meshes) {
        this.functions = functions;
        this.kernels = kernels;
        this.target = target;
        this.meshes = meshes;
        this.chains = new Chains(kernels, placement.buffers());
    }

    private Buffers buffers() {
        return placement.buffers();
    }

    Kernels kernels() {
        return kernels;
    }

    /**
     * Lowers a function with memory of its own.
     *
     * @param donated results whose memory may be that of an argument
     */
    Schedule function(Func function, Donated donated) {
        var steps = chains.link(entry(function, donated));
        return new Schedule(steps, buffers().plan(), buffers().constantBytes());
    }

    private List<Step> entry(Func function, Donated donated) {
        var body = function.body();
        for (int i = 0; i < body.arguments().size(); i++) {
            if (body.arguments().get(i).type() instanceof TensorType type) {
                placement.put(body.arguments().get(i), buffers().input(i, type));
            }
        }
        var lastUses = new LastUses(body);
        var outputs = new ArrayList<@Nullable Integer>();
        for (int i = 0; i < body.results().size(); i++) {
            outputs.add(
                    body.results().get(i).type() instanceof TensorType type
                            ? buffers().output(i, type)
                            : null);
        }
        placement.want(
                body,
                lastUses,
                outputs,
                (i, filled) -> donated.mayFill(i, body.ops().get(filled), filled, function, lastUses, functions));
        var steps = ops(body, lastUses);
        chains.keep(step -> donated.isWrittenBy(step, outputs));
        donated.copyResults(function, outputs, placement, steps);
        return steps;
    }

    /** Lowers the ops of a region but its last, the terminator. */
    List<Step> ops(Region region, LastUses lastUses) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < region.ops().size() - 1; i++) {
            lower(region.ops().get(i), i, lastUses, steps);
        }
        return steps;
    }

    private void lower(Op op, int index, LastUses lastUses, List<Step> steps) {
        var aliased = LastUses.aliased(op);
        if (!aliased.isEmpty()) {
            for (int i = 0; i < aliased.size(); i++) {
                if (aliased.get(i).type() instanceof TensorType) {
                    placement.alias(op.results().get(i), aliased.get(i));
                }
            }
            return;
        }
        buffers().at(op);
        int before = steps.size();
        switch (op) {
            case ControlFlowOp.AfterAll _, ControlFlowOp.CreateToken _ -> {}
            case HostOp.CustomCall call when GridCall.is(call) -> steps.add(grid(call));
            case HostOp.CustomCall call
            when call.callTargetName().equals(Expand.ENTROPY) -> {
                var words = call.results().getFirst();
                steps.add(kernels.entropy(words, placement.place(words), call.location()));
            }
            case HostOp host -> new HostSteps(kernels, placement).lower(host, steps);
            case CollectiveOp collective -> new Exchanges(kernels, placement, meshes).lower(collective, steps);
            case ShapeOp.Constant constant ->
                placement.put(constant.output(), buffers().constant((DenseElements) constant.value()));
            case ControlFlowOp.Call call -> launch(call, index, lastUses, steps);
            case IndexingOp.DynamicUpdateSlice update -> {
                placement.inPlace(List.of(update.operand()), op, index, lastUses, steps);
                steps.add(kernels.update(update, placement.buffersOf(update, 1, List.of()), op.location()));
            }
            case IndexingOp.Scatter scatter -> {
                placement.inPlace(scatter.inputs(), op, index, lastUses, steps);
                var captured = captured(List.of(scatter.updateComputation()));
                var used = placement.buffersOf(scatter, scatter.inputs().size(), captured);
                steps.add(kernels.scatter(scatter, captured, used));
            }
            case LinearAlgebraOp.DotGeneral dot -> steps.addAll(MatrixSteps.lower(dot, target, kernels, placement));
            case LinearAlgebraOp.Convolution convolution ->
                steps.addAll(ConvolutionSteps.lower(convolution, target, kernels, placement));
            case LinearAlgebraOp.TriangularSolve solve -> {
                placement.inPlace(List.of(solve.b()), op, index, lastUses, steps);
                steps.add(kernels.triangularSolve(
                        solve, List.of(placement.read(solve.a()), placement.read(solve.result()))));
            }
            case LinearAlgebraOp.Cholesky cholesky -> {
                placement.inPlace(List.of(cholesky.a()), op, index, lastUses, steps);
                steps.add(kernels.cholesky(cholesky, List.of(placement.read(cholesky.result()))));
            }
            case ReductionOp.Sort sort -> {
                var captured = captured(List.of(sort.comparator()));
                if (RadixSortKernel.covers(sort)) {
                    steps.addAll(RadixSteps.lower(sort, captured, kernels, placement));
                } else {
                    placement.inPlace(sort.inputs(), op, index, lastUses, steps);
                    var used = placement.buffersOf(sort, sort.inputs().size(), captured);
                    steps.add(kernels.sort(sort, captured, used));
                }
            }
            case ReductionOp.SelectAndScatter select -> {
                placement.place(select.result());
                var captured = captured(List.of(select.select(), select.scatter()));
                steps.add(kernels.selectAndScatter(select, captured, placement.buffersOf(select, 0, captured)));
            }
            case ChloOp.Scan scan -> {
                scan.results().forEach(placement::place);
                var captured = captured(List.of(scan.body()));
                steps.add(kernels.scan(scan, captured, placement.buffersOf(scan, 0, captured)));
            }
            case LinearAlgebraOp.Fft transform -> transform(transform, steps);
            case ControlFlowOp.While loop -> steps.add(controlFlow.loop(loop, steps));
            case ControlFlowOp.If branch -> steps.add(controlFlow.branch(branch));
            case ControlFlowOp.Case branch -> steps.add(controlFlow.branch(branch));
            case UnaryOp _,
                    BinaryOp _,
                    ElementwiseOp _,
                    ChloOp _,
                    ShapeOp _,
                    IndexingOp _,
                    ReductionOp _,
                    LinearAlgebraOp _,
                    RandomOp _,
                    DynamicOp _,
                    ControlFlowOp _,
                    ShardyOp _,
                    Declaration _ ->
                throw new IllegalStateException(op.opName() + " is in a kernel, or written as other ops");
        }
        chains.at(placement.position(), steps.subList(before, steps.size()));
        placement.advance();
    }

    private void launch(ControlFlowOp.Call call, int index, LastUses lastUses, List<Step> steps) {
        var function = functions.get(call.callee().root());
        if (function == null) {
            throw new IllegalStateException("no function @" + call.callee().root());
        }
        var ops = function.body().ops();
        buffers().at(ops.get(Math.max(0, ops.size() - 2)));
        var used = new ArrayList<Integer>();
        call.operands().forEach(operand -> used.add(placement.read(operand)));
        placement.overwrite(call, function.body(), index, lastUses);
        call.results().forEach(result -> used.add(placement.place(result)));
        steps.add(kernels.launch(function.body(), used, call.location()));
    }

    /** The body of a grid call, which has memory of its own. */
    private Step.Grid grid(HostOp.CustomCall call) {
        var grid = GridCall.of(call);
        var function = functions.get(grid.body());
        if (function == null) {
            throw new IllegalStateException("no function @" + grid.body());
        }
        var body = new Lowering(functions, kernels, target, meshes).function(function, Donated.NONE);
        var inputs = call.inputs().stream().map(placement::read).toList();
        var outputs = call.results().stream().map(placement::place).toList();
        return new Step.Grid(grid.processes(), grid.limit(), body, inputs, outputs);
    }

    private void transform(LinearAlgebraOp.Fft op, List<Step> steps) {
        int source = placement.read(op.operand());
        var passes = Fourier.passes(op, kernels.vectorLanes());
        for (int i = 0; i < passes.size(); i++) {
            var pass = passes.get(i);
            int order = buffers().constant(pass.order());
            int turns = buffers().constant(pass.turns(kernels.vectorLanes()));
            int target = i == passes.size() - 1
                    ? placement.place(op.result())
                    : placement.workspace(Buffers.bytes(op.result().tensorType()));
            placement.use(source, order, turns);
            steps.add(kernels.fourier(pass, List.of(source, order, turns, target), op.location()));
            placement.advance();
            source = target;
        }
    }

    /** Scalars from around regions that they use. */
    private static List<Value> captured(List<Region> regions) {
        var inner = new HashSet<Value>();
        var captured = new LinkedHashSet<Value>();
        for (var region : regions) {
            inner.addAll(region.arguments());
            for (var op : region.ops()) {
                op.operands().stream()
                        .filter(operand -> !inner.contains(operand))
                        .forEach(captured::add);
                inner.addAll(op.results());
            }
        }
        return List.copyOf(captured);
    }
}
