package dev.ranvier.cpu.schedule;

import dev.ranvier.runtime.parallel.ProcessGroups;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.TensorType;
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
     * @param scratch bytes of memory that it has for itself on each thread
     */
    record Launch(
            int kernel, List<Integer> buffers, List<Long> sizes, long tasks, long work, long scratch, Location place)
            implements Step {
        public Launch {
            buffers = List.copyOf(buffers);
            sizes = List.copyOf(sizes);
        }
    }

    /**
     * Launches that follow each other tile by tile: a thread does all of them for one tile, before another tile, so that it
     * finds in its cache what it has made. What only they use is never made as a whole: it lies in windows of a tile.
     *
     * @param matrices how many parts the tasks of all launches have alike
     * @param tiles of each of them
     */
    record Chain(long matrices, long tiles, List<Link> links, List<Window> windows) implements Step {
        public Chain {
            links = List.copyOf(links);
            windows = List.copyOf(windows);
        }

        /**
         * One of the launches.
         *
         * @param matrix tasks of a matrix
         * @param tile tasks of a tile; the last one of a matrix may have fewer
         */
        public record Link(Launch launch, long matrix, long tile) {}

        /**
         * A buffer of which each thread has a part.
         *
         * @param matrix bytes of a matrix
         * @param tile bytes of a tile
         * @param offset where among the windows of a thread it lies
         */
        public record Window(int buffer, long matrix, long tile, long offset) {}

        /** Bytes of the windows of a thread. */
        public long windowBytes() {
            return windows.stream()
                    .mapToLong(window -> BufferPlan.aligned(window.offset + window.tile))
                    .max()
                    .orElse(0);
        }
    }

    /**
     * A form of a tensor, which the device may keep beside the tensor for the runs to come.
     *
     * @param maker makes the form, in its second buffer, from the tensor in its first, and depends on nothing else
     * @param bytes of the form
     * @param kept what to do where the form is kept: the second buffer is the form then
     * @param otherwise what else to do
     */
    record Prepare(Launch maker, long bytes, List<Step> kept, List<Step> otherwise) implements Step {
        public Prepare {
            kept = List.copyOf(kept);
            otherwise = List.copyOf(otherwise);
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

    /**
     * Code of the host.
     *
     * @param inputs the operands that are tensors, laid out as the call asks
     * @param outputs the same of the results
     */
    record HostCall(HostOp.CustomCall call, List<Integer> inputs, List<Integer> outputs) implements Step {
        public HostCall {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /** Writes the number of the process among partitions or replicas, a {@code ui32}. */
    record ProcessNumber(boolean isPartition, int result) implements Step {}

    /**
     * This process's part in what a group does together.
     *
     * @param op the op that asks for it
     * @param types those of the operands
     */
    record Collective(
            String op,
            Exchange exchange,
            ProcessGroups groups,
            List<TensorType> types,
            List<Integer> operands,
            List<Integer> results,
            Location place)
            implements Step {
        public Collective {
            types = List.copyOf(types);
            operands = List.copyOf(operands);
            results = List.copyOf(results);
        }
    }

    /**
     * Tensors to the processes that are paired with this one.
     *
     * @param route where to
     * @param types those of the buffers
     */
    record Send(Route route, List<TensorType> types, List<Integer> buffers) implements Step {
        public Send {
            types = List.copyOf(types);
            buffers = List.copyOf(buffers);
        }
    }

    /** Tensors from the process that is paired with this one; zeros where there is none. */
    record Receive(Route route, List<TensorType> types, List<Integer> buffers) implements Step {
        public Receive {
            types = List.copyOf(types);
            buffers = List.copyOf(buffers);
        }
    }

    /**
     * Who sends to whom.
     *
     * @param channel keeps what is sent apart from what other steps send
     * @param isOpen whether whoever receives first is the one, and there are no pairs
     * @param acrossPartitions whether the pairs are numbers of partitions, not of replicas
     * @param pairs from whom to whom
     */
    record Route(long channel, boolean isOpen, boolean acrossPartitions, List<List<Integer>> pairs) {
        public Route {
            pairs = pairs.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A part of the program that several processes run, each on its own tensors.
     *
     * @param processes the partitions that run it; one row for each process that comes here, which is the row's first
     * @param limit a number above those of all partitions
     * @param inputs those of the first process of a row, then those of the next
     * @param outputs in the same order
     */
    record Grid(List<List<Integer>> processes, int limit, Schedule body, List<Integer> inputs, List<Integer> outputs)
            implements Step {
        public Grid {
            processes = processes.stream().map(List::copyOf).toList();
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /** The steps within this one: bodies, conditions and branches. */
    default List<List<Step>> blocks() {
        return switch (this) {
            case While loop -> List.of(loop.condition(), loop.body());
            case If branch -> List.of(branch.onTrue(), branch.onFalse());
            case Case branch -> branch.branches();
            case Grid grid -> List.of(grid.body().steps());
            case Prepare prepare -> List.of(List.of(prepare.maker()), prepare.kept(), prepare.otherwise());
            case Chain chain ->
                List.of(chain.links().stream().<Step>map(Chain.Link::launch).toList());
            case Launch _, Copy _, HostCall _, ProcessNumber _, Collective _, Send _, Receive _ -> List.of();
        };
    }
}
