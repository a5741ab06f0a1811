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

/**
 * How a collective splits the grid (specification section "Collective ops").
 *
 * @param ids groups of numbers; none at all stand for one group of all
 * @param strategy what the numbers mean
 * @param channel the collective's, or 0
 */
public record ProcessGroups(List<List<Integer>> ids, Strategy strategy, long channel) {
    /** The specification's ways to read groups. */
    public enum Strategy {
        CROSS_REPLICA,
        CROSS_PARTITION,
        CROSS_REPLICA_AND_PARTITION,
        FLATTENED_IDS
    }

    public ProcessGroups {
        ids = ids.stream().map(List::copyOf).toList();
    }

    /** The groups of all_gather, all_reduce and reduce_scatter. */
    public static ProcessGroups reducing(
            Attribute groups, @Nullable ChannelHandle channel, boolean useGlobalDeviceIds, Meshes meshes) {
        var strategy = useGlobalDeviceIds
                ? Strategy.FLATTENED_IDS
                : channelId(channel) > 0 ? Strategy.CROSS_REPLICA_AND_PARTITION : Strategy.CROSS_REPLICA;
        return new ProcessGroups(ids(groups, meshes), strategy, channelId(channel));
    }

    /** The groups of all_to_all, collective_broadcast and collective_permute. */
    public static ProcessGroups exchanging(Attribute groups, @Nullable ChannelHandle channel, Meshes meshes) {
        var strategy = channelId(channel) > 0 ? Strategy.CROSS_PARTITION : Strategy.CROSS_REPLICA;
        return new ProcessGroups(ids(groups, meshes), strategy, channelId(channel));
    }

    public static long channelId(@Nullable ChannelHandle channel) {
        return channel == null ? 0 : channel.handle();
    }

    /** Groups of ids: the rows of a matrix, in which -1 fills up, or axes of a mesh. */
    private static List<List<Integer>> ids(Attribute replicaGroups, Meshes meshes) {
        return switch (replicaGroups) {
            case DenseElements matrix -> rows(matrix);
            case StablehloAttribute.ReplicaGroupMeshAxes axes -> meshGroups(axes, meshes);
            default -> throw RanvierException.invalid("replica_groups cannot be " + replicaGroups);
        };
    }

    /** The rows of a matrix without negative numbers. */
    public static List<List<Integer>> rows(DenseElements matrix) {
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

    /**
     * The group of {@code self}.
     *
     * @throws RanvierException if there is none
     */
    public List<ProcessId> require(ProcessId self, ProcessGrid<?> grid) {
        return of(self, grid).orElseThrow(() -> RanvierException.invalid("replica_groups leave out process " + self));
    }

    /** The group of {@code self}, without processes that do not run. */
    public Optional<List<ProcessId>> of(ProcessId self, ProcessGrid<?> grid) {
        return group(self, grid)
                .map(group -> group.stream().filter(grid::contains).toList());
    }

    private Optional<List<ProcessId>> group(ProcessId self, ProcessGrid<?> grid) {
        int partitions = grid.partitions();
        return switch (strategy) {
            case CROSS_REPLICA ->
                idGroup(self.replica(), grid.replicas())
                        .map(group -> group.stream()
                                .map(replica -> new ProcessId(replica, self.partition()))
                                .toList());
            case CROSS_PARTITION ->
                idGroup(self.partition(), partitions)
                        .map(group -> group.stream()
                                .map(partition -> new ProcessId(self.replica(), partition))
                                .toList());
            case CROSS_REPLICA_AND_PARTITION ->
                idGroup(self.replica(), grid.replicas())
                        .map(group -> IntStream.range(0, partitions)
                                .boxed()
                                .flatMap(partition -> group.stream().map(replica -> new ProcessId(replica, partition)))
                                .toList());
            case FLATTENED_IDS ->
                idGroup(self.replica() * partitions + self.partition(), grid.replicas() * partitions)
                        .map(group -> group.stream()
                                .map(id -> new ProcessId(id / partitions, id % partitions))
                                .toList());
        };
    }

    /** The row with {@code id}; no rows at all stand for one of all ids. */
    private Optional<List<Integer>> idGroup(int id, int count) {
        if (ids.stream().allMatch(List::isEmpty)) {
            return Optional.of(IntStream.range(0, count).boxed().toList());
        }
        return ids.stream().filter(group -> group.contains(id)).findFirst();
    }
}
