package dev.ranvier.neuroncore.check;

import dev.ranvier.neuroncore.isa.InstructionForm;
import dev.ranvier.neuroncore.isa.Node;
import java.util.List;

/**
 * A step made ready to be run over again.
 *
 * @param number of the step in the text, from 1 on
 * @param processor its place in the vector clocks
 * @param variables of the loops around it, the outermost first
 */
record Action(
        Node.Step step,
        int number,
        int processor,
        List<String> variables,
        List<Footprint> reads,
        List<Footprint> writes) {

    static Action of(Node.Step step, int number, int processor, List<String> variables) {
        return new Action(
                step,
                number,
                processor,
                List.copyOf(variables),
                InstructionForm.reads(step.instruction()).stream()
                        .map(Footprint::of)
                        .toList(),
                InstructionForm.writes(step.instruction()).stream()
                        .map(Footprint::of)
                        .toList());
    }

    /** One run of a step. Each is itself only. */
    static final class Run {
        private final Action action;
        private final long index;
        private final List<Long> values;

        /**
         * @param index of all runs of the processor, from 1 on
         * @param values of the variables
         */
        Run(Action action, long index, List<Long> values) {
            this.action = action;
            this.index = index;
            this.values = values;
        }

        Action action() {
            return action;
        }

        long index() {
            return index;
        }

        List<Long> values() {
            return values;
        }

        @Override
        public String toString() {
            var text = new StringBuilder("step " + action.number + " '" + action.step.processor() + " "
                    + InstructionForm.of(action.step.instruction()).name() + "'");
            for (int i = 0; i < values.size(); i++) {
                text.append(i == 0 ? " at %" : ", %")
                        .append(action.variables.get(i))
                        .append(" = ")
                        .append(values.get(i));
            }
            return text.toString();
        }
    }
}
