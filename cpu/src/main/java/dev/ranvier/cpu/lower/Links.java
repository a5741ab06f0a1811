package dev.ranvier.cpu.lower;

import dev.ranvier.cpu.kernel.Tiling;
import dev.ranvier.cpu.kernel.Tiling.Slice;
import dev.ranvier.cpu.schedule.BufferPlan;
import dev.ranvier.cpu.schedule.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Launches that can be a chain: they make the same number of matrices, and what one of them writes and another touches is
 * touched by both matrix by matrix.
 */
final class Links {
    /** Bytes of a tile's windows at most, where a matrix can be cut into tiles: half of a core's second cache. */
    private static final long MOST_WINDOW = 512 << 10;

    /** Bytes passed on between launches that do not stay in a core's second cache by themselves. */
    private static final long LEAST_PASSED_ON = 512 << 10;

    /** How many times as much as is passed on all tiles together may read of what each of them reads as a whole. */
    private static final long MOST_READ_AGAIN = 8;

    /** Tiles that are enough for threads to end at once. */
    private static final long ENOUGH_TILES = 16;

    /**
     * A launch in the chain.
     *
     * @param rows of each of the chain's matrices
     */
    private record Member(Step.Launch launch, Tiling tiling, long rows) {
        boolean writes(int index) {
            return index >= tiling.inputs();
        }
    }

    private final Kernels kernels;
    private final long matrices;
    private final List<Member> members = new ArrayList<>();

    /** What a matrix touches of each buffer. */
    private final SequencedMap<Integer, Slice> slices = new LinkedHashMap<>();

    private final Set<Integer> written = new HashSet<>();

    private Links(Kernels kernels, long matrices) {
        this.kernels = kernels;
        this.matrices = matrices;
    }

    /** A chain of one launch; null if its tasks do not follow its tensors, or are rows that any chain could cut. */
    static @Nullable Links from(Step.Launch launch, Kernels kernels) {
        var tiling = kernels.tiling(launch);
        if (tiling == null || tiling.rows() == 1) {
            return null;
        }
        var links = new Links(kernels, tiling.matrices());
        return links.add(launch) ? links : null;
    }

    /** Whether a launch of the chain reads or writes a buffer. */
    boolean touches(int buffer) {
        return slices.containsKey(buffer);
    }

    private Slice slice(int buffer) {
        return slices.getOrDefault(buffer, Slice.ANY);
    }

    /** Adds a launch that reads what another makes, and says whether that is possible. */
    boolean add(Step.Launch launch) {
        var tiling = kernels.tiling(launch);
        if (tiling == null
                || tiling.matrices() % matrices != 0
                || (tiling.rows() > 1 && tiling.matrices() != matrices)) {
            return false;
        }
        long perMatrix = tiling.matrices() / matrices;
        if (tiling.rows() == 1 && perMatrix % tiling.step() != 0) {
            return false;
        }
        var member = new Member(launch, tiling, tiling.rows() * perMatrix);
        var touched = new HashMap<Integer, Slice>();
        boolean continues = members.isEmpty();
        for (int i = 0; i < launch.buffers().size(); i++) {
            int buffer = launch.buffers().get(i);
            var own = tiling.slices().get(i);
            var slice = own.equals(Slice.ANY) ? own : new Slice(own.bytes() * perMatrix, own.byRows());
            continues |= written.contains(buffer) && !member.writes(i);
            var known = touched.getOrDefault(buffer, slices.getOrDefault(buffer, slice));
            boolean isTouched = touched.containsKey(buffer) || slices.containsKey(buffer);
            boolean isShared = isTouched && (written.contains(buffer) || member.writes(i));
            if (isShared && (slice.bytes() == 0 || slice.bytes() != known.bytes())) {
                return false;
            }
            boolean isByRows = slice.byRows() && known.byRows();
            touched.put(buffer, isShared ? new Slice(slice.bytes(), isByRows) : slice);
        }
        if (!continues) {
            return false;
        }
        members.add(member);
        touched.forEach((buffer, slice) -> slices.merge(
                buffer,
                slice,
                (x, y) -> x.bytes() == y.bytes() ? new Slice(x.bytes(), x.byRows() && y.byRows()) : Slice.ANY));
        for (int i = tiling.inputs(); i < launch.buffers().size(); i++) {
            written.add(launch.buffers().get(i));
        }
        return true;
    }

    /**
     * The chain, if it is worth it.
     *
     * @param isOwn whether no other step uses a buffer
     */
    Step.@Nullable Chain chain(IntPredicate isOwn) {
        var passedOn = passedOn(isOwn);
        long bytes =
                passedOn.stream().mapToLong(buffer -> slice(buffer).bytes()).sum();
        if (members.size() < 2 || bytes * matrices < LEAST_PASSED_ON) {
            return null;
        }
        long rows = members.getFirst().rows();
        long tileRows = tileRows(rows, bytes);
        long tiles = Math.ceilDiv(rows, tileRows);
        if (matrices * tiles < ENOUGH_TILES / 2 || (tiles - 1) * readByAll() > MOST_READ_AGAIN * bytes) {
            return null;
        }
        var links = members.stream().map(member -> link(member, tileRows)).toList();
        var windows = new ArrayList<Step.Chain.Window>();
        long offset = 0;
        for (int buffer : passedOn) {
            long matrix = slice(buffer).bytes();
            var window = new Step.Chain.Window(buffer, matrix, tiles == 1 ? matrix : matrix / rows * tileRows, offset);
            windows.add(window);
            offset += BufferPlan.aligned(window.tile());
        }
        return new Step.Chain(matrices, tiles, links, windows);
    }

    /** Buffers that are written before they are read, and only used here. */
    private List<Integer> passedOn(IntPredicate isOwn) {
        var first = new HashMap<Integer, Boolean>();
        for (var member : members) {
            for (int i = 0; i < member.launch().buffers().size(); i++) {
                first.putIfAbsent(member.launch().buffers().get(i), member.writes(i));
            }
        }
        return slices.sequencedKeySet().stream()
                .filter(buffer ->
                        first.getOrDefault(buffer, false) && slice(buffer).bytes() > 0 && isOwn.test(buffer))
                .toList();
    }

    /** Bytes of a matrix that each of its tiles reads: right operands of products. */
    private long readByAll() {
        return slices.entrySet().stream()
                .filter(entry ->
                        !written.contains(entry.getKey()) && !entry.getValue().byRows())
                .mapToLong(entry -> entry.getValue().bytes())
                .sum();
    }

    /** Rows of a tile: all of a matrix where the launches do not agree on rows, else whole steps. */
    private long tileRows(long rows, long bytes) {
        long step = members.stream()
                .mapToLong(member -> member.tiling().step())
                .max()
                .orElse(1);
        boolean isCut = members.stream()
                        .allMatch(member ->
                                member.rows() == rows && step % member.tiling().step() == 0)
                && written.stream().allMatch(buffer -> slice(buffer).byRows());
        if (!isCut) {
            return rows;
        }
        long byWindow = Math.ceilDiv(bytes, MOST_WINDOW);
        long byThreads = Math.ceilDiv(ENOUGH_TILES, matrices);
        long tiles = Math.max(byWindow, byThreads);
        return Math.min(rows, Math.ceilDiv(Math.ceilDiv(rows, tiles), step) * step);
    }

    private Step.Chain.Link link(Member member, long tileRows) {
        var launch = member.launch();
        long matrix = launch.tasks() / matrices;
        if (members.getFirst().rows() == tileRows) {
            return new Step.Chain.Link(launch, matrix, matrix);
        }
        var tiling = member.tiling();
        long steps = Math.ceilDiv(tiling.rows() == 1 ? member.rows() : tiling.rows(), tiling.step());
        long perTile = tileRows / tiling.step();
        return new Step.Chain.Link(grouped(launch, tiling, perTile), matrix, matrix / steps * perTile);
    }

    /** The launch with the tasks of a tile behind each other. */
    private static Step.Launch grouped(Step.Launch launch, Tiling tiling, long steps) {
        if (tiling.groupSize() < 0) {
            return launch;
        }
        var sizes = new ArrayList<>(launch.sizes());
        sizes.set(tiling.groupSize(), steps);
        return new Step.Launch(
                launch.kernel(),
                launch.buffers(),
                sizes,
                launch.tasks(),
                launch.work(),
                launch.scratch(),
                launch.place());
    }
}
