package dev.ranvier.cli.diff;

import dev.ranvier.reference.ReferenceProvider;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.DeviceBackend;
import dev.ranvier.runtime.DeviceProvider;
import dev.ranvier.runtime.Program;
import dev.ranvier.runtime.ProgramSource;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.UnaryOp;
import java.lang.foreign.MemorySegment;

/** A device that is the reference device but for tanh, which it computes wrongly. */
public class BrokenProvider implements DeviceProvider {
    @Override
    public String kind() {
        return "broken";
    }

    @Override
    public String description() {
        return "computes sines for hyperbolic tangents; for tests";
    }

    @Override
    public DeviceBackend open(ClientOptions options, CustomCalls customCalls) {
        var reference = new ReferenceProvider().open(options, customCalls);
        return new DeviceBackend() {
            @Override
            public Program compile(ProgramSource source, CompileOptions layout) {
                var module = source.module();
                var body = broken(module.body());
                var broken = new Module(module.symName(), module.symVisibility(), body, module.info());
                return reference.compile(ProgramSource.of(broken), layout);
            }

            @Override
            public Program load(MemorySegment serialized, CompileOptions layout) {
                return reference.load(serialized, layout);
            }

            @Override
            public void close() {
                reference.close();
            }
        };
    }

    /** Whether an op of a region is computed wrongly. */
    boolean breaks(UnaryOp.Tanh tanh, Region region) {
        return true;
    }

    private Region broken(Region region) {
        return new Region(
                region.arguments(),
                region.ops().stream().map(op -> broken(op, region)).toList());
    }

    private Op broken(Op op, Region region) {
        if (op instanceof UnaryOp.Tanh tanh && breaks(tanh, region)) {
            return new UnaryOp.Sine(tanh.operand(), null, tanh.result(), tanh.info());
        }
        var regions = op.regions().stream().map(this::broken).toList();
        return op.schema().with(op, op.operands(), regions, op.results());
    }
}
