package dev.ranvier.reference;

import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.parallel.Pairs;
import dev.ranvier.runtime.parallel.ProcessGrid.Channel;
import dev.ranvier.runtime.parallel.ProcessGroups;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link HostOp}s. */
final class HostOps {
    private static final RuntimeValue TOKEN = new RuntimeValue.Token();

    private HostOps() {}

    static List<? extends RuntimeValue> evaluate(HostOp op, Scope scope) {
        var process = scope.evaluator().process();
        return switch (op) {
            case HostOp.CustomCall call -> customCall(call, scope);
            case HostOp.Infeed infeed -> infeed(infeed, process);
            case HostOp.Outfeed outfeed -> {
                process.host().putOutfeed(process.id(), scope.tensors(outfeed.inputs()));
                yield List.of(TOKEN);
            }
            case HostOp.Send send -> send(send, scope.tensors(send.inputs()), process);
            case HostOp.Recv receive -> receive(receive, process);
        };
    }

    /** Whether ops of the region, or of those inside, call what only the host can know. */
    static boolean callHost(Region region) {
        return region.ops().stream()
                .anyMatch(op -> (op instanceof HostOp.CustomCall call && FrameworkCalls.isOfHost(call.callTargetName()))
                        || op.regions().stream().anyMatch(HostOps::callHost));
    }

    /** Specification section "custom_call". */
    private static List<RuntimeValue> customCall(HostOp.CustomCall op, Scope scope) {
        var ops = FrameworkCalls.ops(
                op, name -> scope.evaluator().program().function(name).body());
        if (ops.isPresent()) {
            ops.get().forEach(written -> scope.evaluator().evaluate(written, scope));
            return scope.all(op.results());
        }
        var operands = scope.all(op.inputs()).stream().map(PartedTensor::whole).toList();
        var target = scope.evaluator()
                .process()
                .host()
                .customCall(op.callTargetName())
                .orElseThrow(() -> CustomCalls.unknown(op.callTargetName()));
        return target.call(op, operands);
    }

    /** Specification section "infeed". */
    private static List<RuntimeValue> infeed(HostOp.Infeed op, GridProcess process) {
        var values = process.host()
                .takeInfeed(process.id())
                .orElseThrow(() -> new RanvierException(Diagnostic.of(
                                Diagnostic.Code.FAILED_PRECONDITION,
                                "the infeed of process " + process.id() + " is empty")
                        .withHint("offer the values to the Host before the run")));
        return received(values, op.results());
    }

    /** Specification section "send": to the host side of a channel, or to the processes paired with this one. */
    private static List<RuntimeValue> send(HostOp.Send op, List<Tensor> values, GridProcess process) {
        long channel = op.channelHandle().handle();
        if (isHostTransfer(op.isHostTransfer(), op.sourceTargetPairs())) {
            process.grid().send(new Channel(channel, null, null), values);
        } else {
            for (var target : Pairs.of(rows(op.sourceTargetPairs()), channel > 0, process.id())
                    .targets()) {
                process.grid().send(new Channel(channel, process.id(), target), values);
            }
        }
        return List.of(TOKEN);
    }

    /** Specification section "recv": zeros where no process is paired with this one. */
    private static List<RuntimeValue> receive(HostOp.Recv op, GridProcess process) {
        long channel = op.channelHandle().handle();
        if (isHostTransfer(op.isHostTransfer(), op.sourceTargetPairs())) {
            return received(process.grid().receive(process.id(), new Channel(channel, null, null)), op.results());
        }
        var source = Pairs.of(rows(op.sourceTargetPairs()), channel > 0, process.id())
                .source();
        if (source.isPresent()) {
            var incoming = new Channel(channel, source.get(), process.id());
            return received(process.grid().receive(process.id(), incoming), op.results());
        }
        var zeros = op.results().subList(0, op.results().size() - 1).stream()
                .map(result -> Tensor.zeros(
                        result.tensorType().elementType(), result.tensorType().shape()))
                .toList();
        return received(zeros, op.results());
    }

    private static List<List<Integer>> rows(@Nullable DenseElements pairs) {
        return pairs == null ? List.of() : ProcessGroups.rows(pairs);
    }

    private static boolean isHostTransfer(@Nullable Boolean asked, @Nullable DenseElements pairs) {
        return Boolean.TRUE.equals(asked) || pairs == null || pairs.elementCount() == 0;
    }

    /** Payload values first, a token last. */
    private static List<RuntimeValue> received(List<Tensor> values, List<OpResult> results) {
        var types = results.stream().map(OpResult::type).toList();
        var given = values.stream().map(Tensor::type).toList();
        if (!given.equals(types.subList(0, types.size() - 1))) {
            throw RanvierException.invalid("values of types " + given + " come in where results are " + types);
        }
        var all = new ArrayList<RuntimeValue>(values);
        all.add(TOKEN);
        return all;
    }
}
