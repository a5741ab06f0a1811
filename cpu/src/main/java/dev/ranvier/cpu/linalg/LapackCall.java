package dev.ranvier.cpu.linalg;

import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** A custom call of a routine, for a batch of matrices by columns. */
record LapackCall(Routine routine, Precision precision) implements CustomCalls.Handler {
    /** The name by which programs call it: that of jaxlib's handler. */
    String target() {
        return "lapack_" + routine.name(precision) + "_ffi";
    }

    @Override
    public void call(HostOp.CustomCall call, List<MemorySegment> inputs, List<MemorySegment> outputs) {
        var options = new Options(call.configuration());
        var signature = routine.signature(precision, options);
        var sizes = signature.match(call, precision);
        fill(inputs, outputs);
        for (long i = 0; i < sizes.batch(); i++) {
            var results = parts(outputs, i, sizes.batch());
            try (var work = Arena.ofConfined()) {
                var problem =
                        new Problem(routine, precision, options, sizes, parts(inputs, i, sizes.batch()), results, work);
                report(problem.solve(), signature, results);
            }
        }
    }

    private void fill(List<MemorySegment> inputs, List<MemorySegment> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            int source = routine.source(i);
            if (source < 0) {
                outputs.get(i).fill((byte) 0);
            } else if (outputs.get(i).address() != inputs.get(source).address()) {
                outputs.get(i).copyFrom(inputs.get(source));
            }
        }
    }

    private static List<MemorySegment> parts(List<MemorySegment> segments, long index, long count) {
        return segments.stream()
                .map(segment -> {
                    long bytes = segment.byteSize() / count;
                    return segment.asSlice(index * bytes, bytes);
                })
                .toList();
    }

    private void report(int info, Signature signature, List<MemorySegment> results) {
        var last = signature.results().getLast();
        if (last.element() == 'i' && last.sizes().isEmpty()) {
            results.getLast().set(ValueLayout.JAVA_INT_UNALIGNED, 0, info);
        } else if (info < 0) {
            throw RanvierException.invalid(
                    "%s does not take its argument %d".formatted(routine.name(precision), -info));
        }
    }
}
