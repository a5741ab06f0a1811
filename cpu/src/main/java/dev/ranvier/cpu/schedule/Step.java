package dev.ranvier.cpu.schedule;

import dev.ranvier.stablehlo.Location;
import java.util.List;

/** One thing that a program does. Buffers are numbers in the program's {@link BufferPlan}. */
public sealed interface Step {
    /**
     * A native function, called for ranges of its tasks by as many threads as that is worth.
     *
     * @param kernel the number of the function
     * @param buffers whose addresses it is given
     * @param sizes what it is given behind them
     * @param tasks how many tasks it has
     * @param work an estimate of the elementary operations of one task
     */
    record Launch(int kernel, List<Integer> buffers, List<Long> sizes, long tasks, long work, Location place)
            implements Step {
        public Launch {
            buffers = List.copyOf(buffers);
            sizes = List.copyOf(sizes);
        }
    }

    /** {@code bytes} copied from the start of one buffer to that of another. */
    record Copy(int from, int to, long bytes) implements Step {}

    /** The body as long as the condition leaves true in a buffer of one {@code i1}. */
    record While(List<Step> condition, int predicate, List<Step> body) implements Step {
        public While {
            condition = List.copyOf(condition);
            body = List.copyOf(body);
        }
    }

    /**
     * One of several branches.
     *
     * @param selector a buffer of one {@code i32}; a number out of range takes the last branch
     */
    record Case(int selector, List<List<Step>> branches) implements Step {
        public Case {
            branches = branches.stream().map(List::copyOf).toList();
        }
    }

    /** One of two branches, by a buffer of one {@code i1}. */
    record If(int predicate, List<Step> onTrue, List<Step> onFalse) implements Step {
        public If {
            onTrue = List.copyOf(onTrue);
            onFalse = List.copyOf(onFalse);
        }
    }
}
