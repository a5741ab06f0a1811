package dev.ranvier.stablehlo.verify;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.HostOp.Infeed;
import dev.ranvier.stablehlo.HostOp.Outfeed;
import dev.ranvier.stablehlo.HostOp.Recv;
import dev.ranvier.stablehlo.HostOp.Send;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ChannelHandle;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of exchange with the host. */
final class HostRules {
    // Numbers of channel types: the enumeration ChannelType of stablehlo/dialect/StablehloAttrs.td.
    private static final long DEVICE_TO_DEVICE = 1;
    private static final long DEVICE_TO_HOST = 2;
    private static final long HOST_TO_DEVICE = 3;

    private HostRules() {}

    static ResultTypes check(HostOp op, Constraints constraints) {
        return switch (op) {
            case HostOp.CustomCall call -> CustomCallRules.check(call, constraints);
            case Infeed infeed -> check(infeed, constraints);
            case Outfeed outfeed -> check(outfeed, constraints);
            case Send send -> check(send, constraints);
            case Recv recv -> check(recv, constraints);
        };
    }

    private static ResultTypes check(Infeed op, Constraints constraints) {
        checkToken("I1", "token", op.token(), constraints);
        checkReceived("C1", "C2", "C3", op.results(), constraints);
        if (op.layout() != null) {
            checkLayout(op.layout(), op.results().size() - 1, constraints);
        }
        return ResultTypes.declared(op);
    }

    /** That {@code layout} is a list of dimensions for each tensor. */
    private static void checkLayout(BuiltinAttribute.Sequence layout, int tensors, Constraints constraints) {
        constraints.require(
                "I2", layout.elements().size() == tensors, "layout must be of %d tensors, got %s", tensors, layout);
        for (var element : layout.elements()) {
            constraints.require(
                    "I2",
                    element instanceof BuiltinAttribute.Sequence dimensions
                            && dimensions.elements().stream().allMatch(BuiltinAttribute.Int.class::isInstance),
                    "layout must be arrays of integers, got %s",
                    element);
        }
    }

    private static ResultTypes check(Outfeed op, Constraints constraints) {
        constraints.tensors("I1", "inputs", op.inputs(), ElementKind.ANY);
        checkToken("I2", "token", op.token(), constraints);
        return ResultTypes.of("C1", new Type.Token());
    }

    private static ResultTypes check(Send op, Constraints constraints) {
        constraints.tensors("I1", "inputs", op.inputs(), ElementKind.ANY);
        checkToken("I2", "token", op.token(), constraints);
        checkChannel(op.channelHandle(), op.isHostTransfer(), DEVICE_TO_HOST, constraints);
        checkPairs("I6", op.sourceTargetPairs(), constraints);
        return ResultTypes.of("C1", new Type.Token());
    }

    private static ResultTypes check(Recv op, Constraints constraints) {
        checkToken("I1", "token", op.token(), constraints);
        checkChannel(op.channelHandle(), op.isHostTransfer(), HOST_TO_DEVICE, constraints);
        checkPairs("I5", op.sourceTargetPairs(), constraints);
        checkReceived("C2", "C3", "C4", op.results(), constraints);
        return ResultTypes.declared(op);
    }

    private static void checkToken(String label, String name, Value value, Constraints constraints) {
        constraints.require(
                label, value.type() instanceof Type.Token, "%s must be a token, got %s", name, value.type());
    }

    private static void checkChannel(
            ChannelHandle handle, @Nullable Boolean isHostTransfer, long hostType, Constraints constraints) {
        boolean host = isHostTransfer != null && isHostTransfer;
        long expected = host ? hostType : DEVICE_TO_DEVICE;
        constraints.require(
                "C5",
                handle.type() == expected,
                "channel_type must be %d where is_host_transfer is %s, got %d",
                expected,
                host,
                handle.type());
    }

    private static void checkPairs(String label, @Nullable DenseElements pairs, Constraints constraints) {
        constraints.require(
                label,
                pairs == null || pairs.type().elementType() == ScalarType.I64,
                "source_target_pairs must be of i64, got %s",
                pairs);
    }

    /** That results are tensors of known shape, and a token. */
    private static void checkReceived(
            String countLabel, String tensorLabel, String tokenLabel, List<OpResult> results, Constraints constraints) {
        constraints.require(countLabel, !results.isEmpty(), "there must be at least one result");
        for (var result : results.subList(0, results.size() - 1)) {
            var type = constraints.tensor(tensorLabel, "results but the last", result, ElementKind.ANY);
            constraints.require(tensorLabel, type.isStatic(), "results must have a known shape, got %s", type);
        }
        checkToken(tokenLabel, "the last result", results.getLast(), constraints);
    }
}
