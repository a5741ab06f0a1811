package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.ShapeOp;

/** Which {@link Node.Kind} an op is. */
final class NodeKinds {
    private NodeKinds() {}

    static Node.Kind of(Op op) {
        return switch (op) {
            case ShapeOp.Reshape _, ShapeOp.Transpose _ -> Node.Kind.RESHAPING;
            case ShapeOp.BroadcastInDim _, ShapeOp.Broadcast _ -> Node.Kind.BROADCAST;
            case IndexingOp.DynamicSlice _, IndexingOp.DynamicUpdateSlice _ -> Node.Kind.SLICING;
            case HostOp.CustomCall call
            when call.callTargetName().equals("MoveToDevice")
                    || call.callTargetName().equals("MoveToHost") -> Node.Kind.RESHAPING;
            default -> ShardingRules.isElementwise(op) ? Node.Kind.ELEMENTWISE : Node.Kind.OTHER;
        };
    }
}
