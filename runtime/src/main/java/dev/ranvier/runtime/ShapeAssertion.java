package dev.ranvier.runtime;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** {@code @shape_assertion(ok, inputs...)} of JAX: fails unless ok, with {@code error_message} of the inputs. */
public final class ShapeAssertion implements CustomCalls.Handler {
    /** The target. */
    public static final String NAME = "shape_assertion";

    @Override
    public void call(HostOp.CustomCall call, List<MemorySegment> inputs, List<MemorySegment> outputs) {
        if (inputs.getFirst().get(ValueLayout.JAVA_BYTE, 0) != 0) {
            return;
        }
        var message = call.info().discardable().get("error_message") instanceof BuiltinAttribute.Text text
                ? text.value()
                : "a shape assertion fails";
        for (int i = 1; i < inputs.size(); i++) {
            message = message.replaceAll("\\{" + (i - 1) + "[^}]*}", Long.toString(number(inputs.get(i))));
        }
        throw RanvierException.invalid(message);
    }

    private static long number(MemorySegment integer) {
        return integer.byteSize() == Long.BYTES
                ? integer.get(ValueLayout.JAVA_LONG_UNALIGNED, 0)
                : integer.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
    }
}
