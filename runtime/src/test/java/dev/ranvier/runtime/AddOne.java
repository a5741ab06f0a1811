package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.builder.ModuleBuilder;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A program for tests: adds one to every element of an {@code f32} vector, once it is let through the gate. */
record AddOne(long size, boolean donates, @Nullable CountDownLatch gate) implements Program {
    TensorType type() {
        return TensorType.of(ScalarType.F32, size);
    }

    @Override
    public String name() {
        return "add_one";
    }

    @Override
    public Signature signature() {
        var replicated = new Sharding.Replicated();
        return new Signature(
                List.of(new Signature.Parameter("x", type(), Layout.rowMajor(1), donates, replicated)),
                List.of(new Signature.Result(
                        "y", type(), Layout.rowMajor(1), donates ? 0 : null, replicated, Location.unknown())));
    }

    @Override
    public long temporaryBytes() {
        return 0;
    }

    @Override
    public long packedBytes() {
        return 0;
    }

    @Override
    public boolean isBrief() {
        return gate == null;
    }

    @Override
    public boolean callsHost() {
        return false;
    }

    @Override
    public void run(List<Launch> launches) {
        try {
            if (gate != null) {
                gate.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (var launch : launches) {
            var input = launch.inputs().getFirst().segment();
            var output = launch.outputs().getFirst();
            for (long i = 0; i < size; i++) {
                float x = input.getAtIndex(ValueLayout.JAVA_FLOAT, i);
                if (Float.isNaN(x)) {
                    throw new ArithmeticException("NaN");
                }
                output.setAtIndex(ValueLayout.JAVA_FLOAT, i, x + 1);
            }
        }
    }

    @Override
    public Module module() {
        return new ModuleBuilder().build();
    }

    @Override
    public byte[] serialize() {
        return new byte[0];
    }

    Executable on(Device... devices) {
        return new Executable(
                this, List.of(devices), task -> Thread.ofPlatform().daemon().start(task));
    }
}
