package dev.ranvier.runtime.parallel;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.StablehloAttribute;
import dev.ranvier.stablehlo.StablehloAttribute.ChannelHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How a collective splits the grid (specification section "Collective ops"). */
public final class ProcessGroups {
    private final ProcessGrid<?> grid;
    private final List<List<Integer>> ids;

    private ProcessGroups(ProcessGrid<?> grid, List<List<Integer>> ids) {
        this.grid = grid;
        this.ids = ids;
    }

    /** Groups of ids: the rows of a matrix, in which -1 fills up, or axes of a mesh. */
    public static ProcessGroups of(Attribute replicaGroups, ProcessGrid<?> grid, Meshes meshes) {
        return new ProcessGroups(
                grid,
                switch (replicaGroups) {
                    case DenseElements matrix -> rows(matrix);
                    case StablehloAttribute.ReplicaGroupMeshAxes axes -> meshGroups(axes, meshes);
                    default -> throw RanvierException.invalid("replica_groups cannot be " + replicaGroups);
                });
    }

    private static List<List<Integer>> rows(DenseElements matrix) {
        int columns = (int) matrix.type().size(1);
        var rows = new ArrayList<List<Integer>>();
        for (int i = 0; i < matrix.type().size(0); i++) {
            var row = new ArrayList<Integer>();
            for (int j = 0; j < columns; j++) {
                long id = matrix.getLong((long) i * columns + j);
                if (id >= 0) {
                    row.add(Math.toIntExact(id));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<Integer>> meshGroups(StablehloAttribute.ReplicaGroupMeshAxes groups, Meshes meshes) {
        return meshes.mesh(groups.mesh())
                .groups(groups.axes().elements().stream()
                        .map(axis -> {
                            if (axis instanceof StablehloAttribute.AxisRef reference) {
                                return reference;
                            }
                            throw RanvierException.invalid("an axis cannot be " + axis);
                        })
                        .toList());
    }

    /** The group of {@code self} by the strategy of all_gather, all_reduce and reduce_scatter. */
    public List<ProcessId> reducing(ProcessId self, @Nullable ChannelHandle channel, boolean useGlobalDeviceIds) {
        if (useGlobalDeviceIds) {
            return require(self, flattenedIds(self));
        }
        return require(self, channelId(channel) > 0 ? crossReplicaAndPartition(self) : crossReplica(self));
    }

    /** The group of {@code self} by the strategy of all_to_all, collective_broadcast and collective_permute. */
    public Optional<List<ProcessId>> exchanging(ProcessId self, @Nullable ChannelHandle channel) {
        return channelId(channel) > 0 ? crossPartition(self) : crossReplica(self);
    }

    public static long channelId(@Nullable ChannelHandle channel) {
        return channel == null ? 0 : channel.handle();
    }

    public static List<ProcessId> require(ProcessId self, Optional<List<ProcessId>> group) {
        return group.orElseThrow(() -> RanvierException.invalid("replica_groups leave out process " + self));
    }

    private Optional<List<ProcessId>> crossReplica(ProcessId self) {
        return idGroup(self.replica(), grid.replicas())
                .map(group -> present(group.stream()
                        .map(replica -> new ProcessId(replica, self.partition()))
                        .toList()));
    }

    private Optional<List<ProcessId>> crossPartition(ProcessId self) {
        return idGroup(self.partition(), grid.partitions())
                .map(group -> present(group.stream()
                        .map(partition -> new ProcessId(self.replica(), partition))
                        .toList()));
    }

    private Optional<List<ProcessId>> crossReplicaAndPartition(ProcessId self) {
        return idGroup(self.replica(), grid.replicas())
                .map(group -> present(IntStream.range(0, grid.partitions())
                        .boxed()
                        .flatMap(partition -> group.stream().map(replica -> new ProcessId(replica, partition)))
                        .toList()));
    }

    private Optional<List<ProcessId>> flattenedIds(ProcessId self) {
        int partitions = grid.partitions();
        return idGroup(self.replica() * partitions + self.partition(), grid.replicas() * partitions)
                .map(group -> present(group.stream()
                        .map(id -> new ProcessId(id / partitions, id % partitions))
                        .toList()));
    }

    /** The row with {@code id}; no rows at all stand for one of all ids. */
    private Optional<List<Integer>> idGroup(int id, int count) {
        if (ids.stream().allMatch(List::isEmpty)) {
            return Optional.of(IntStream.range(0, count).boxed().toList());
        }
        return ids.stream().filter(group -> group.contains(id)).findFirst();
    }

    private List<ProcessId> present(List<ProcessId> group) {
        return group.stream().filter(grid::contains).toList();
    }
}
