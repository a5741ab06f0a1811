package dev.ranvier.runtime.parallel;

import dev.ranvier.stablehlo.DenseElements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sends to a process and to whom it sends, by {@code source_target_pairs} (specification section
 * "collective_permute").
 *
 * @param source the sender, if there is one
 * @param targets the receivers
 */
public record Pairs(Optional<ProcessId> source, List<ProcessId> targets) {
    /** Pairs of partitions of one replica if the channel is positive, else of replicas of one partition. */
    public static Pairs of(@Nullable DenseElements pairs, long channel, ProcessId self) {
        boolean acrossPartitions = channel > 0;
        long id = acrossPartitions ? self.partition() : self.replica();
        Optional<ProcessId> source = Optional.empty();
        var targets = new ArrayList<ProcessId>();
        for (int i = 0; pairs != null && i < pairs.type().size(0); i++) {
            long from = pairs.getLong(2L * i);
            long to = pairs.getLong(2L * i + 1);
            if (from == id) {
                targets.add(peer(self, acrossPartitions, to));
            }
            if (to == id) {
                source = Optional.of(peer(self, acrossPartitions, from));
            }
        }
        return new Pairs(source, targets);
    }

    private static ProcessId peer(ProcessId self, boolean acrossPartitions, long id) {
        return acrossPartitions
                ? new ProcessId(self.replica(), Math.toIntExact(id))
                : new ProcessId(Math.toIntExact(id), self.partition());
    }
}
