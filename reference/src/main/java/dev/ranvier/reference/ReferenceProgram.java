package dev.ranvier.reference;

import dev.ranvier.runtime.CompileOptions;
import dev.ranvier.runtime.CustomCalls;
import dev.ranvier.runtime.Sharding;
import dev.ranvier.runtime.Signature;
import dev.ranvier.runtime.parallel.EntryFunction;
import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.sharding.GspmdImport;
import java.util.ArrayList;
import java.util.List;

/**
 * A module on reference devices. Replicas run as processes of the interpreter. A program of several partitions is
 * written on global tensors: it runs once for all of them, on tensors put together from the devices' parts.
 *
 * @param types the types of the entry function's arguments and results, global where the program is partitioned
 */
record ReferenceProgram(
        Module module,
        Program program,
        String entry,
        CompileOptions layout,
        Signature signature,
        EntryTypes types,
        HostCalls host,
        boolean isBrief,
        boolean callsHost)
        implements dev.ranvier.runtime.Program {
    /** A program of more ops, or with a larger result, is not brief. */
    private static final int BRIEF_OPS = 40;

    private static final long BRIEF_ELEMENTS = 4096;

    /** Global types: tensors and tokens. */
    record EntryTypes(List<Type> arguments, List<Type> results) {}

    static ReferenceProgram of(Module module, CompileOptions layout, CustomCalls customCalls) {
        var imported = layout.partitions() == 1 ? module : GspmdImport.run(module, layout.partitions());
        var entry = new EntryFunction(imported, layout);
        return new ReferenceProgram(
                imported,
                Program.of(imported),
                imported.entry().symName(),
                layout,
                entry.signature(),
                new EntryTypes(entry.argumentTypes(), entry.resultTypes()),
                new HostCalls(customCalls),
                isBrief(imported),
                HostOps.callHost(imported.body()));
    }

    @Override
    public long temporaryBytes() {
        return 0;
    }

    @Override
    public long packedBytes() {
        return 0;
    }

    private static boolean isBrief(Module module) {
        var ops = module.entry().body().ops();
        return ops.size() <= BRIEF_OPS && ops.stream().allMatch(ReferenceProgram::isBrief);
    }

    private static boolean isBrief(Op op) {
        return switch (op) {
            case UnaryOp _, BinaryOp _, ElementwiseOp _, ShapeOp _, ControlFlowOp.FuncReturn _ ->
                op.results().stream().allMatch(ReferenceProgram::isSmall);
            default -> false;
        };
    }

    private static boolean isSmall(OpResult result) {
        return result.type() instanceof TensorType type && type.isStatic() && type.elementCount() <= BRIEF_ELEMENTS;
    }

    @Override
    public String name() {
        var name = module.symName();
        return name == null ? module.entry().symName() : name;
    }

    @Override
    public byte[] serialize() {
        return SavedModule.write(module);
    }

    @Override
    public void run(List<Launch> launches) {
        var processes = new ArrayList<Interpreter.ProcessProgram>(layout.replicas());
        for (int replica = 0; replica < layout.replicas(); replica++) {
            processes.add(new Interpreter.ProcessProgram(entry, inputs(partitionsOf(launches, replica))));
        }
        // One process stands for all partitions of a replica.
        var results = Interpreter.runParallel(program, layout.replicas(), 1, processes, host.forRun());
        for (int replica = 0; replica < results.size(); replica++) {
            write(results.get(replica), partitionsOf(launches, replica));
        }
    }

    private List<Launch> partitionsOf(List<Launch> launches, int replica) {
        return launches.subList(replica * layout.partitions(), (replica + 1) * layout.partitions());
    }

    private List<RuntimeValue> inputs(List<Launch> partitions) {
        var inputs = new ArrayList<RuntimeValue>(types.arguments().size());
        for (int i = 0; i < types.arguments().size(); i++) {
            if (types.arguments().get(i) instanceof TensorType type) {
                var parameter = signature.parameters().get(i);
                var parts = new ArrayList<Tensor>(partitions.size());
                for (var partition : partitions) {
                    parts.add(Tensor.wrap(
                            parameter.type(), partition.inputs().get(i).segment()));
                }
                inputs.add(parts.size() == 1 ? parts.getFirst() : new PartedTensor(type, parameter.sharding(), parts));
            } else {
                inputs.add(new RuntimeValue.Token());
            }
        }
        return inputs;
    }

    private void write(List<RuntimeValue> results, List<Launch> partitions) {
        var tensors = new ArrayList<List<Tensor>>(results.size());
        for (int i = 0; i < results.size(); i++) {
            if (!DeclaredTypes.accept(types.results().get(i), results.get(i))) {
                throw RanvierException.invalid(
                        "result " + i + " of the program is " + results.get(i).type() + ", declared "
                                + types.results().get(i));
            }
            tensors.add(parts(results.get(i), signature.results().get(i).sharding()));
        }
        for (int i = 0; i < tensors.size(); i++) {
            for (int device = 0; device < partitions.size(); device++) {
                partitions
                        .get(device)
                        .outputs()
                        .get(i)
                        .copyFrom(tensors.get(i).get(device).data());
            }
        }
    }

    /**
     * What is written for a result on each device. An input's memory may be written as another result before it is read
     * as this one.
     */
    private List<Tensor> parts(RuntimeValue result, Sharding sharding) {
        if (result instanceof PartedTensor parted
                && parted.sharding().equals(sharding)
                && parted.parts().size() == layout.partitions()) {
            return parted.parts().stream().map(ReferenceProgram::kept).toList();
        }
        var whole = PartedTensor.whole(result) instanceof Tensor tensor ? kept(tensor) : Tensor.zeros(ScalarType.I1, 0);
        return Shards.cut(whole, sharding, layout.partitions());
    }

    private static Tensor kept(Tensor tensor) {
        return tensor.data().isNative() ? tensor.copy() : tensor;
    }
}
