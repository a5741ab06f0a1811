package dev.ranvier.cpu.schedule;

import dev.ranvier.runtime.parallel.ProcessGrid.MeetingPoint;
import dev.ranvier.runtime.parallel.ProcessId;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One process's part in a collective: it reads the operands of all and writes its own results. */
final class Meeting {
    private final Executor executor;
    private final Step.Collective step;
    private final @Nullable List<ProcessId> group;
    private final int self;

    Meeting(Executor executor, Step.Collective step) {
        this.executor = executor;
        this.step = step;
        var process = executor.process();
        this.group = step.exchange() instanceof Exchange.CollectiveBroadcast
                ? step.groups().of(process.id(), process.grid()).orElse(null)
                : step.groups().require(process.id(), process.grid());
        this.self = group == null ? -1 : group.indexOf(process.id());
    }

    void hold() {
        if (group == null) {
            for (int i = 0; i < step.results().size(); i++) {
                executor.frame()
                        .segment(step.results().get(i), Executor.bytes(type(i)))
                        .fill((byte) 0);
            }
            return;
        }
        var process = executor.process();
        var own = step.operands().stream()
                .map(buffer -> MemorySegment.ofAddress(executor.frame().address(buffer)))
                .toList();
        var brought = process.grid()
                .meet(
                        process.id(),
                        new MeetingPoint(step.op(), group, step.groups().channel()),
                        own);
        for (int i = 0; i < step.operands().size(); i++) {
            int operand = i;
            write(
                    i,
                    group.stream()
                            .map(member -> brought.getOrDefault(member, List.of())
                                    .get(operand)
                                    .address())
                            .toList());
        }
        // Nobody goes on, and writes over what it brought, before all have read it.
        process.grid()
                .meet(
                        process.id(),
                        new MeetingPoint(
                                step.op() + " to end", group, step.groups().channel()),
                        List.of());
    }

    private TensorType type(int operand) {
        return step.types().get(operand);
    }

    /** Writes the result for an operand, given that operand's address of each member. */
    private void write(int operand, List<Long> addresses) {
        var type = type(operand);
        long result = executor.frame().address(step.results().get(operand));
        switch (step.exchange()) {
            case Exchange.AllGather(int dimension) -> {
                var whole = Blocks.of(type).enlarged(dimension, addresses.size());
                for (int member = 0; member < addresses.size(); member++) {
                    Blocks.of(type)
                            .copy(
                                    addresses.get(member),
                                    whole.part(dimension, addresses.size(), member)
                                            .at(result));
                }
            }
            case Exchange.AllToAll(int split, int concat, int count) -> {
                var from = Blocks.of(type).part(split, count, self);
                var whole = from.packed().enlarged(concat, addresses.size());
                for (int member = 0; member < addresses.size(); member++) {
                    from.copy(
                            addresses.get(member),
                            whole.part(concat, addresses.size(), member).at(result));
                }
            }
            case Exchange.CollectiveBroadcast() -> copy(addresses.getFirst(), result, Executor.bytes(type));
            case Exchange.AllReduce(List<Exchange.Combine> combines) -> {
                copy(addresses.getFirst(), result, Executor.bytes(type));
                for (var other : addresses.subList(1, addresses.size())) {
                    executor.combine(combines.get(operand), result, other);
                }
            }
            case Exchange.ReduceScatter(int dimension, Exchange.Combine combine, int workspace) -> {
                var part = Blocks.of(type).part(dimension, addresses.size(), self);
                part.copy(addresses.getFirst(), part.packed().at(result));
                long other = executor.frame().address(workspace);
                for (var address : addresses.subList(1, addresses.size())) {
                    part.copy(address, part.packed().at(other));
                    executor.combine(combine, result, other);
                }
            }
        }
    }

    private static void copy(long from, long to, long bytes) {
        MemorySegment.copy(Frame.MEMORY, from, Frame.MEMORY, to, bytes);
    }
}
