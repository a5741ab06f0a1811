package dev.ranvier.cpu.schedule;

import dev.ranvier.reference.FrameworkCalls;
import dev.ranvier.runtime.Signature;
import java.util.List;
import java.util.SequencedMap;

/**
 * What the compiler makes of a module.
 *
 * @param replicas how many replicas run it at once
 * @param partitions how many devices each replica has
 * @param isPerDevice whether each device runs it, a process of its own, on its inputs and outputs; else one process of a
 *     replica does for all its devices
 * @param kernels the text of the module of each native function, in the order of their numbers
 * @param schedule its inputs are those of the signature in order, for one process of several devices those of the first
 *     and then those of the next; so are its outputs
 */
public record CompiledProgram(
        String name,
        int replicas,
        int partitions,
        boolean isPerDevice,
        Signature signature,
        SequencedMap<String, String> kernels,
        Schedule schedule) {
    /** Operations that take no longer than handing a run to another thread. */
    private static final long BRIEF_WORK = 1 << 15;

    /** How many processes each replica has. */
    int processes() {
        return isPerDevice ? partitions : 1;
    }

    /** Whether a run is over at once. */
    public boolean isBrief() {
        long work = 0;
        for (var step : schedule.steps()) {
            work += switch (step) {
                case Step.Launch launch -> launch.tasks() * launch.work();
                case Step.Prepare prepare ->
                    prepare.maker().tasks() * prepare.maker().work();
                case Step.Copy copy -> copy.bytes();
                case Step.ProcessNumber _ -> 1;
                case Step.Chain _, Step.While _, Step.Case _, Step.If _ -> BRIEF_WORK;
                case Step.HostCall _, Step.Collective _, Step.Send _, Step.Receive _, Step.Grid _ -> BRIEF_WORK;
            };
        }
        return work < BRIEF_WORK && replicas * processes() == 1;
    }

    /** Whether a run calls code of the host. */
    public boolean callsHost() {
        return callHost(schedule.steps());
    }

    private static boolean callHost(List<Step> steps) {
        return steps.stream()
                .anyMatch(step -> isOfHost(step) || step.blocks().stream().anyMatch(CompiledProgram::callHost));
    }

    private static boolean isOfHost(Step step) {
        return step instanceof Step.HostCall call
                && FrameworkCalls.isOfHost(call.call().callTargetName());
    }
}
