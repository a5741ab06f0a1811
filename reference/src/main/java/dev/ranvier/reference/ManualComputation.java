package dev.ranvier.reference;

import dev.ranvier.runtime.Sharding;
import dev.ranvier.runtime.parallel.DeviceMesh;
import dev.ranvier.runtime.parallel.ProcessGrid;
import dev.ranvier.runtime.parallel.ProcessId;
import dev.ranvier.runtime.parallel.ShardyShardings;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ShardyAttribute.AxisRef;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code sdy.manual_computation} on global values: the body runs once for each place along the manual axes, as a
 * partition of a grid of its own, on the slices of the operands that belong there; the results are put together. Along
 * the other axes of the mesh the values are whole, so one device stands for all.
 */
final class ManualComputation {
    private final ShardyOp.ManualComputation op;
    private final Scope scope;
    private final DeviceMesh mesh;
    private final Set<String> manualAxes;

    ManualComputation(ShardyOp.ManualComputation op, Scope scope) {
        this.op = op;
        this.scope = scope;
        this.mesh = mesh();
        this.manualAxes = new LinkedHashSet<>(op.manualAxes().axes());
    }

    private DeviceMesh mesh() {
        var shardings = new ArrayList<>(op.inShardings().shardings());
        shardings.addAll(op.outShardings().shardings());
        if (shardings.isEmpty()) {
            throw RanvierException.invalid("a manual computation without tensors names no mesh");
        }
        return scope.evaluator().program().meshes().mesh(shardings.getFirst().meshOrRef());
    }

    List<RuntimeValue> evaluate() {
        var outer = scope.evaluator().process();
        var places = new LinkedHashMap<ProcessId, Map<String, Long>>();
        for (var place : mesh.places(manualAxes, outer.place())) {
            places.put(process(place), place);
        }
        var grid = new ProcessGrid<List<Tensor>>(
                1, mesh.idLimit(), representatives(outer.place().keySet())::contains);
        var operands = scope.all(op.tensors());
        var results = grid.run(List.copyOf(places.keySet()), id -> {
            var place = places.getOrDefault(id, Map.of());
            var arguments = new ArrayList<RuntimeValue>();
            for (int i = 0; i < operands.size(); i++) {
                arguments.add(
                        argument(operands.get(i), op.inShardings().shardings().get(i), place));
            }
            var process = new GridProcess(grid, id, outer.host(), place);
            return scope.evaluator().forProcess(process).run(op.body(), arguments, null);
        });
        var wholes = new ArrayList<RuntimeValue>();
        for (int i = 0; i < op.results().size(); i++) {
            var parts = new ArrayList<RuntimeValue>();
            for (var result : results) {
                parts.add(PartedTensor.whole(result.get(i)));
            }
            var sharding = op.outShardings().shardings().get(i);
            wholes.add(
                    isForEachDevice() && op.results().get(i).type() instanceof TensorType type
                            ? parted(type, parts, List.copyOf(places.keySet()), sharding)
                            : assembled(parts, List.copyOf(places.values()), sharding));
        }
        return wholes;
    }

    /** Whether the body runs for each device of the mesh, not for one that stands for several. */
    private boolean isForEachDevice() {
        return scope.evaluator().process().place().isEmpty()
                && manualAxes.containsAll(mesh.axes().keySet())
                && mesh.idLimit() == mesh.deviceIds().size();
    }

    private RuntimeValue argument(RuntimeValue operand, TensorSharding sharding, Map<String, Long> place) {
        if (operand instanceof PartedTensor parted
                && isForEachDevice()
                && parted.sharding().equals(placed(sharding, parted.type()))) {
            return parted.parts().get(mesh.device(place));
        }
        return PartedTensor.whole(operand) instanceof Tensor tensor ? block(tensor, sharding, place) : operand;
    }

    private Sharding placed(TensorSharding sharding, TensorType type) {
        return ShardyShardings.of(
                sharding, type.rank(), scope.evaluator().program().meshes());
    }

    private PartedTensor parted(
            TensorType type, List<RuntimeValue> parts, List<ProcessId> processes, TensorSharding sharding) {
        var byDevice = new Tensor[parts.size()];
        for (int i = 0; i < byDevice.length; i++) {
            byDevice[processes.get(i).partition()] = (Tensor) parts.get(i);
        }
        return new PartedTensor(type, placed(sharding, type), List.of(byDevice));
    }

    private ProcessId process(Map<String, Long> place) {
        return new ProcessId(0, mesh.device(place));
    }

    /** The processes that stand for all along the free axes: collectives count only these. */
    private Set<ProcessId> representatives(Set<String> outerAxes) {
        var axes = new LinkedHashSet<>(outerAxes);
        axes.addAll(manualAxes);
        var representatives = new HashSet<ProcessId>();
        mesh.places(axes, Map.of()).forEach(place -> representatives.add(process(place)));
        return representatives;
    }

    /** The part of a global operand that belongs to a place; of partial tensors the first has all of it. */
    private Tensor block(Tensor whole, TensorSharding sharding, Map<String, Long> place) {
        var sizes = whole.shape();
        var start = new long[sizes.length];
        for (int d = 0; d < sizes.length; d++) {
            var axes = axes(sharding, d);
            sizes[d] /= parts(axes);
            start[d] = index(axes, place) * sizes[d];
        }
        var part = IndexingOps.dynamicSlice(whole, start, sizes);
        return unreduced(sharding).stream().allMatch(axis -> at(axis, place) == 0)
                ? part
                : Shards.neutral(part, sharding.reductionOp());
    }

    private List<String> unreduced(TensorSharding sharding) {
        return sharding.unreducedAxes().stream()
                .map(AxisRef::name)
                .filter(manualAxes::contains)
                .toList();
    }

    /**
     * The global value of which each place has given a part. Of parts that are replicated the first one counts; those
     * along unreduced axes are combined.
     */
    private RuntimeValue assembled(List<RuntimeValue> parts, List<Map<String, Long>> places, TensorSharding sharding) {
        if (!(parts.getFirst() instanceof Tensor first)) {
            return parts.getFirst();
        }
        var shape = first.shape();
        for (int d = 0; d < shape.length; d++) {
            shape[d] *= parts(axes(sharding, d));
        }
        var whole = Tensor.zeros(first.elementType(), shape);
        var unreduced = unreduced(sharding);
        for (int i = 0; i < parts.size(); i++) {
            var part = (Tensor) parts.get(i);
            var place = places.get(i);
            var start = new long[shape.length];
            var split = new HashSet<>(unreduced);
            for (int d = 0; d < shape.length; d++) {
                var axes = axes(sharding, d);
                split.addAll(axes);
                start[d] = index(axes, place) * part.size(d);
            }
            boolean replica = manualAxes.stream().anyMatch(axis -> !split.contains(axis) && at(axis, place) > 0);
            if (!replica) {
                boolean firstPart = unreduced.stream().allMatch(axis -> at(axis, place) == 0);
                var before = IndexingOps.dynamicSlice(whole, start, part.shape());
                IndexingOps.write(
                        whole, firstPart ? part : Shards.combined(before, part, sharding.reductionOp()), start);
            }
        }
        return whole;
    }

    private static long at(String axis, Map<String, Long> place) {
        return place.getOrDefault(axis, 0L);
    }

    /** The manual axes that split a dimension, major to minor. */
    private List<String> axes(TensorSharding sharding, int dimension) {
        if (dimension >= sharding.dimensionShardings().size()) {
            return List.of();
        }
        return sharding.dimensionShardings().get(dimension).axes().stream()
                .map(AxisRef::name)
                .filter(manualAxes::contains)
                .toList();
    }

    private long parts(List<String> axes) {
        return axes.stream().mapToLong(mesh::size).reduce(1, (a, b) -> a * b);
    }

    /** Which of the parts along {@code axes} belongs to a place. */
    private long index(List<String> axes, Map<String, Long> place) {
        long index = 0;
        for (var axis : axes) {
            index = index * mesh.size(axis) + at(axis, place);
        }
        return index;
    }
}
