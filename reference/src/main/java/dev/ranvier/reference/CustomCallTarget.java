package dev.ranvier.reference;

import dev.ranvier.stablehlo.HostOp;
import java.util.List;

/** Computes what a {@code custom_call} of one target name stands for. */
@FunctionalInterface
public interface CustomCallTarget {
    /** The results of {@code op} for the values of its operands. */
    List<RuntimeValue> call(HostOp.CustomCall op, List<RuntimeValue> operands);
}
