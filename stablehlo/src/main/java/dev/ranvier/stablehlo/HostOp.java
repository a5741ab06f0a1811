package dev.ranvier.stablehlo;

import dev.ranvier.stablehlo.StablehloAttribute.ChannelHandle;
import dev.ranvier.stablehlo.StablehloAttribute.CustomCallApiVersion;
import dev.ranvier.stablehlo.StablehloAttribute.OutputOperandAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exchange with the host and code outside the program. */
public sealed interface HostOp extends Op {
    /** A computation that a name stands for; the backend configuration is a string or a dictionary. */
    @OpName("stablehlo.custom_call")
    record CustomCall(
            List<Value> inputs,
            String callTargetName,
            @Nullable Boolean hasSideEffect,
            @Nullable Attribute backendConfig,
            @Nullable CustomCallApiVersion apiVersion,
            @Nullable List<SymbolRef> calledComputations,
            @Nullable List<DenseElements> operandLayouts,
            @Nullable List<DenseElements> resultLayouts,
            @Nullable List<OutputOperandAlias> outputOperandAliases,
            List<OpResult> results,
            OpInfo info)
            implements HostOp {
        /** The attributes for the target: JAX writes them beside the op's own, for the sake of old StableHLO. */
        public Dictionary configuration() {
            if (info.discardable().get("mhlo.backend_config") instanceof Dictionary dictionary) {
                return dictionary;
            }
            return backendConfig instanceof Dictionary dictionary ? dictionary : Dictionary.EMPTY;
        }
    }

    /** Data from the host's queue, and a token. */
    @OpName("stablehlo.infeed")
    record Infeed(
            Value token,
            @Nullable String infeedConfig,
            BuiltinAttribute.@Nullable Sequence layout,
            List<OpResult> results,
            OpInfo info)
            implements HostOp {}

    /** Data to the host's queue. */
    @OpName("stablehlo.outfeed")
    record Outfeed(
            List<Value> inputs, Value token, @Nullable String outfeedConfig, OpResult result, OpInfo info)
            implements HostOp {}

    /** Data to a channel. */
    @OpName("stablehlo.send")
    record Send(
            List<Value> inputs,
            Value token,
            ChannelHandle channelHandle,
            @Nullable Boolean isHostTransfer,
            @Nullable DenseElements sourceTargetPairs,
            OpResult result,
            OpInfo info)
            implements HostOp {}

    /** Data from a channel, and a token. */
    @OpName("stablehlo.recv")
    record Recv(
            Value token,
            ChannelHandle channelHandle,
            @Nullable Boolean isHostTransfer,
            @Nullable DenseElements sourceTargetPairs,
            List<OpResult> results,
            OpInfo info)
            implements HostOp {}
}
