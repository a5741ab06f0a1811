package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.schedule.Step;
import dev.ranvier.runtime.parallel.ProcessGroups;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@link HostOp}s as steps. Tokens need none: steps run in the order of the program. */
final class HostSteps {
    private final Kernels kernels;
    private final Placement placement;

    HostSteps(Kernels kernels, Placement placement) {
        this.kernels = kernels;
        this.placement = placement;
    }

    void lower(HostOp op, List<Step> steps) {
        switch (op) {
            case HostOp.CustomCall call -> call(call, steps);
            case HostOp.Send send ->
                steps.add(new Step.Send(
                        route(send.channelHandle().handle(), send.isHostTransfer(), send.sourceTargetPairs()),
                        send.inputs().stream().map(Value::tensorType).toList(),
                        send.inputs().stream().map(placement::read).toList()));
            case HostOp.Recv receive -> {
                var tensors = receive.results().stream()
                        .filter(result -> result.type() instanceof TensorType)
                        .toList();
                steps.add(new Step.Receive(
                        route(receive.channelHandle().handle(), receive.isHostTransfer(), receive.sourceTargetPairs()),
                        tensors.stream().map(Value::tensorType).toList(),
                        tensors.stream().map(placement::place).toList()));
            }
            case HostOp.Infeed _, HostOp.Outfeed _ ->
                throw new RanvierException(op.diagnostic(
                                Diagnostic.Code.UNIMPLEMENTED, "the cpu device has no queues from and to the host")
                        .withHint("pass tensors as arguments and results, or by a callback"));
        }
    }

    private static Step.Route route(long channel, @Nullable Boolean isHostTransfer, @Nullable DenseElements pairs) {
        boolean isOpen = Boolean.TRUE.equals(isHostTransfer) || pairs == null || pairs.elementCount() == 0;
        return new Step.Route(
                channel, isOpen, channel > 0, isOpen || pairs == null ? List.of() : ProcessGroups.rows(pairs));
    }

    private void call(HostOp.CustomCall call, List<Step> steps) {
        var inputs = new ArrayList<Integer>();
        var inputOf = new ArrayList<@Nullable Integer>();
        for (int i = 0; i < call.inputs().size(); i++) {
            var input = call.inputs().get(i);
            if (input.type() instanceof TensorType type) {
                int buffer = placement.read(input);
                var order = majorToMinor(call.operandLayouts(), i, type.rank());
                inputs.add(isRowMajor(order) ? buffer : transposed(type, order, buffer, steps));
                inputOf.add(inputs.getLast());
            } else {
                inputOf.add(null);
            }
        }
        var outputs = new ArrayList<Integer>();
        var after = new ArrayList<Step>();
        for (int i = 0; i < call.results().size(); i++) {
            var result = call.results().get(i);
            if (result.type() instanceof TensorType type) {
                int output = output(call, i, type, after);
                outputs.add(output);
                int alias = alias(call, i);
                var shared = alias < 0 ? null : inputOf.get(alias);
                if (shared != null) {
                    // The call finds the operand in the result's memory; the operand itself stays as it is.
                    steps.add(new Step.Copy(shared, output, Buffers.bytes(type)));
                    inputs.replaceAll(input -> input.equals(shared) ? output : input);
                }
            }
        }
        steps.add(new Step.HostCall(call, inputs, outputs));
        steps.addAll(after);
    }

    /** The buffer that a call writes a result to, and what is to be done {@code after} it. */
    private int output(HostOp.CustomCall call, int index, TensorType type, List<Step> after) {
        int buffer = placement.place(call.results().get(index));
        var order = majorToMinor(call.resultLayouts(), index, type.rank());
        if (isRowMajor(order)) {
            return buffer;
        }
        int written = placement.workspace(Buffers.bytes(type));
        var back = new long[order.length];
        var shape = new long[order.length];
        for (int d = 0; d < order.length; d++) {
            back[(int) order[d]] = d;
            shape[d] = type.size((int) order[d]);
        }
        after.add(transpose(TensorType.of(type.elementType(), shape), back, written, buffer, call));
        return written;
    }

    private int transposed(TensorType type, long[] order, int buffer, List<Step> steps) {
        int copy = placement.workspace(Buffers.bytes(type));
        steps.add(transpose(type, order, buffer, copy, null));
        return copy;
    }

    private Step transpose(TensorType type, long[] permutation, int from, int to, @Nullable Op op) {
        var shape = new long[permutation.length];
        for (int d = 0; d < shape.length; d++) {
            shape[d] = type.size((int) permutation[d]);
        }
        var argument = new BlockArgument(type);
        var result = new OpResult(TensorType.of(type.elementType(), shape));
        var transpose = new ShapeOp.Transpose(argument, Int64Array.of(permutation), result, OpInfo.NONE);
        var body = new Region(
                List.of(argument), List.of(transpose, new ControlFlowOp.FuncReturn(List.of(result), OpInfo.NONE)));
        return kernels.launch(body, List.of(from, to), op == null ? transpose.location() : op.location());
    }

    /** The operand whose memory a result shares, or -1. */
    private static int alias(HostOp.CustomCall call, int result) {
        if (call.outputOperandAliases() != null) {
            for (var alias : call.outputOperandAliases()) {
                var indices = alias.outputTupleIndices().toArray();
                if ((indices.length == 0 ? 0 : indices[0]) == result) {
                    return Math.toIntExact(alias.operandIndex());
                }
            }
        }
        return -1;
    }

    /** The dimensions of a tensor in the order of its layout, the slowest first; row-major where there is no layout. */
    private static long[] majorToMinor(@Nullable List<DenseElements> layouts, int index, int rank) {
        return IntStream.range(0, rank)
                .mapToLong(i -> layouts == null ? i : layouts.get(index).getLong(rank - 1 - i))
                .toArray();
    }

    private static boolean isRowMajor(long[] order) {
        return IntStream.range(0, order.length).allMatch(i -> order[i] == i);
    }
}
