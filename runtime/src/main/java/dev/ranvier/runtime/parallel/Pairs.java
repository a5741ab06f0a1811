package dev.ranvier.runtime.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who sends to a process and to whom it sends, by {@code source_target_pairs} (specification section
 * "collective_permute").
 *
 * @param source the sender, if there is one
 * @param targets the receivers
 */
public record Pairs(Optional<ProcessId> source, List<ProcessId> targets) {
    /**
     * The pairs that a process is in.
     *
     * @param acrossPartitions whether they are partitions of one replica, not replicas of one partition: so it is where
     *     the channel is positive
     */
    public static Pairs of(List<List<Integer>> pairs, boolean acrossPartitions, ProcessId self) {
        int id = acrossPartitions ? self.partition() : self.replica();
        Optional<ProcessId> source = Optional.empty();
        var targets = new ArrayList<ProcessId>();
        for (var pair : pairs) {
            int from = pair.getFirst();
            int to = pair.getLast();
            if (from == id) {
                targets.add(peer(self, acrossPartitions, to));
            }
            if (to == id) {
                source = Optional.of(peer(self, acrossPartitions, from));
            }
        }
        return new Pairs(source, targets);
    }

    private static ProcessId peer(ProcessId self, boolean acrossPartitions, int id) {
        return acrossPartitions ? new ProcessId(self.replica(), id) : new ProcessId(id, self.partition());
    }
}
