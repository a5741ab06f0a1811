package dev.ranvier.cpu.saved;

import dev.ranvier.cpu.schedule.BufferPlan;
import dev.ranvier.cpu.schedule.BufferPlan.Place;
import dev.ranvier.cpu.schedule.Exchange;
import dev.ranvier.cpu.schedule.Schedule;
import dev.ranvier.cpu.schedule.Step;
import java.util.List;

/** Whether the numbers in a program that was read mean something: those of buffers, kernels, places and processes. */
final class ScheduleCheck {
    private final SavedProgram program;

    ScheduleCheck(SavedProgram program) {
        this.program = program;
    }

    /**
     * Checks them.
     *
     * @throws dev.ranvier.stablehlo.RanvierException if one means nothing
     */
    void check() {
        if (program.replicas() < 1 || program.partitions() < 1) {
            throw Input.damaged("it runs on no device");
        }
        int devices = program.isPerDevice() ? 1 : program.partitions();
        check(
                program.schedule(),
                devices * program.signature().parameters().size(),
                devices * program.signature().results().size());
        int parameters = program.signature().parameters().size();
        for (var result : program.signature().results()) {
            if (result.alias() != null) {
                within(result.alias(), parameters, "parameter");
            }
        }
    }

    private void check(Schedule schedule, int inputs, int outputs) {
        var plan = schedule.buffers();
        if (plan.constantBytes() < 0
                || plan.constantBytes() > schedule.constants().byteSize()) {
            throw Input.damaged("constants are missing");
        }
        for (var place : plan.places()) {
            switch (place) {
                case Place.Input(int index) -> within(index, inputs, "input");
                case Place.Output(int index) -> within(index, outputs, "output");
                case Place.Arena(long offset) -> within(offset, plan.arenaBytes(), "byte");
                case Place.Constant(long offset) -> within(offset, plan.constantBytes(), "constant byte");
            }
        }
        check(schedule.steps(), plan);
    }

    private void check(List<Step> steps, BufferPlan plan) {
        for (var step : steps) {
            switch (step) {
                case Step.Launch launch -> {
                    within(launch.kernel(), program.kernels().size(), "kernel");
                    buffers(launch.buffers(), plan);
                    within(0, launch.scratch() + 1, "byte of scratch");
                }
                case Step.Chain chain -> check(chain, plan);
                case Step.Prepare prepare -> {
                    within(1, prepare.maker().buffers().size(), "buffer for a form");
                    within(0, prepare.bytes(), "byte of a form");
                }
                case Step.Copy copy -> buffers(List.of(copy.from(), copy.to()), plan);
                case Step.While loop -> buffers(List.of(loop.predicate()), plan);
                case Step.If branch -> buffers(List.of(branch.predicate()), plan);
                case Step.Case branch -> buffers(List.of(branch.selector()), plan);
                case Step.ProcessNumber number -> buffers(List.of(number.result()), plan);
                case Step.HostCall call -> {
                    buffers(call.inputs(), plan);
                    buffers(call.outputs(), plan);
                }
                case Step.Send send -> buffers(send.buffers(), plan);
                case Step.Receive receive -> buffers(receive.buffers(), plan);
                case Step.Collective collective -> check(collective, plan);
                case Step.Grid grid -> check(grid, plan);
            }
            if (!(step instanceof Step.Grid)) {
                step.blocks().forEach(block -> check(block, plan));
            }
        }
    }

    private static void check(Step.Chain chain, BufferPlan plan) {
        within(0, chain.matrices(), "matrix");
        within(0, chain.tiles(), "tile");
        for (var link : chain.links()) {
            within(0, link.tile(), "task of a tile");
            within(chain.matrices() * link.matrix() - 1, link.launch().tasks(), "task");
        }
        for (var window : chain.windows()) {
            buffers(List.of(window.buffer()), plan);
            within(0, window.tile(), "byte of a window");
            within(0, window.offset() + 1, "window");
        }
    }

    private void check(Step.Collective collective, BufferPlan plan) {
        buffers(collective.operands(), plan);
        buffers(collective.results(), plan);
        switch (collective.exchange()) {
            case Exchange.AllReduce(List<Exchange.Combine> combines) ->
                combines.forEach(
                        combine -> within(combine.kernel(), program.kernels().size(), "kernel"));
            case Exchange.ReduceScatter reduce -> {
                within(reduce.combine().kernel(), program.kernels().size(), "kernel");
                buffers(List.of(reduce.workspace()), plan);
            }
            case Exchange.AllGather _, Exchange.AllToAll _, Exchange.CollectiveBroadcast _ -> {}
        }
    }

    private void check(Step.Grid grid, BufferPlan plan) {
        buffers(grid.inputs(), plan);
        buffers(grid.outputs(), plan);
        int places = grid.processes().getFirst().size();
        if (grid.processes().stream().anyMatch(row -> row.size() != places)) {
            throw Input.damaged("rows of processes differ");
        }
        check(grid.body(), grid.inputs().size() / places, grid.outputs().size() / places);
    }

    private static void buffers(List<Integer> buffers, BufferPlan plan) {
        buffers.forEach(buffer -> within(buffer, plan.places().size(), "buffer"));
    }

    private static void within(long index, long count, String what) {
        if (index < 0 || index >= count) {
            throw Input.damaged("it has no " + what + " " + index);
        }
    }
}
