package dev.ranvier.cpu.kernel;

import dev.ranvier.compiler.MatrixProduct;
import dev.ranvier.cpu.kernel.Winograd.Layout;
import dev.ranvier.llvm.Target;
import dev.ranvier.stablehlo.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kernels of {@link Winograd}. Tiles are computed some at a time, so that what is between two kernels stays in the
 * caches.
 */
public final class WinogradKernels {
    private static final Map<Target, MatrixKernels.Text> TEXTS = new ConcurrentHashMap<>();

    /** Bytes of the transformed tiles that are computed together: what the last cache holds beside other data. */
    private static final long MOST_BYTES = 6 << 20;

    /** Fewer tiles make too little of the transformed kernel, which is read for them all. */
    private static final long LEAST_TILES = 96;

    /** Tiles are a multiple of these, for the rows of products are summed so many at a time. */
    private static final long EVEN_TILES = 12;

    /** Rounds of tiles: each is some steps of the program. */
    private static final long MOST_ROUNDS = 512;

    /** Bytes of the sums of all rounds, of which each has its own. */
    private static final long MOST_SUMS = 64 << 20;

    /** Bytes of transformed tiles beyond which no memory is taken for them. */
    private static final long MOST_WORKSPACE = 256 << 20;

    private static final long LINE = 64;
    private static final long CACHE_SETS = 64;

    /** Lines from one position to the next, beyond whole rounds of a cache's sets: positions share few sets. */
    private static final long SKEW = 5;

    /** Elementary operations for each number that is transformed. */
    private static final long WORK = 64;

    private final Winograd product;
    private final long tilesTogether;
    private final TileCode tiles;
    private final MatrixKernels matrices;
    private final MatrixKernels.Text text;

    private WinogradKernels(Winograd product, long mostRounds, Target target) {
        this.product = product;
        this.tilesTogether = tilesTogether(product, mostRounds);
        this.tiles = new TileCode(Arithmetic.F32, target);
        this.matrices = new MatrixKernels(ScalarType.F32, ScalarType.F32, ScalarType.F32, target);
        this.text = TEXTS.computeIfAbsent(
                target, key -> MatrixKernels.Text.of(new WinogradCode(tiles).module(), WinogradCode.FUNCTIONS));
    }

    /** The kernels that convolve. */
    public static WinogradKernels ofProduct(Winograd product, Target target) {
        return new WinogradKernels(product, MOST_ROUNDS, target);
    }

    /** The kernels that compute the gradient of the kernel. */
    public static WinogradKernels ofKernelGradient(Winograd product, Target target) {
        long sums = Winograd.POSITIONS * product.inputs() * product.outputs() * Float.BYTES;
        return new WinogradKernels(product, Math.max(1, MOST_SUMS / sums), target);
    }

    /** Whether the features fill vectors, and what is between the kernels is not too large. */
    public boolean cover() {
        return product.inputs() % tiles.lanes() == 0
                && product.outputs() % tiles.columns() == 0
                && inputBytes() + resultBytes() <= MOST_WORKSPACE;
    }

    /** Tiles that are computed together; the last ones may be fewer. */
    public long tilesTogether() {
        return tilesTogether;
    }

    private static long tilesTogether(Winograd product, long mostRounds) {
        long bytes = Winograd.POSITIONS * (product.inputs() + product.outputs()) * Float.BYTES;
        long tiles = product.tiles();
        long most = Math.max(Math.max(LEAST_TILES, MOST_BYTES / bytes), Math.ceilDiv(tiles, mostRounds));
        return Math.ceilDiv(Math.ceilDiv(tiles, Math.ceilDiv(tiles, most)), EVEN_TILES) * EVEN_TILES;
    }

    /** How often tiles are computed. */
    public long rounds() {
        return Math.ceilDiv(product.tiles(), tilesTogether);
    }

    /** Bytes of the transformed input of some tiles. */
    public long inputBytes() {
        return Winograd.POSITIONS * positionBytes(product.inputs());
    }

    /** Bytes of the products of some tiles. */
    public long resultBytes() {
        return Winograd.POSITIONS * positionBytes(product.outputs());
    }

    /** Bytes of the transformed and packed kernel. */
    public long kernelBytes() {
        return Winograd.POSITIONS * matrixBytes();
    }

    private long matrixBytes() {
        return product.inputs() * product.outputs() * Float.BYTES;
    }

    private long positionBytes(long features) {
        long lines = tilesTogether * features * Float.BYTES / LINE;
        return (lines + Math.floorMod(SKEW - lines, CACHE_SETS)) * LINE;
    }

    private MatrixProduct product(long count) {
        return new MatrixProduct(
                count,
                product.outputs(),
                product.inputs(),
                new MatrixProduct.Matrix(0, product.inputs(), 1),
                new MatrixProduct.Matrix(0, product.outputs(), 1),
                new MatrixProduct.Matrix(0, product.outputs(), 1),
                List.of(new MatrixProduct.Loop(
                        Winograd.POSITIONS,
                        positionBytes(product.inputs()) / Float.BYTES,
                        product.inputs() * product.outputs(),
                        positionBytes(product.outputs()) / Float.BYTES)));
    }

    /** Transforms and packs the kernel: given that, and the memory for it. */
    public KernelCode kernel() {
        var taps = product.taps();
        return new KernelCode(
                WinogradCode.KERNEL + text.suffix(),
                text.ir(),
                List.of(
                        taps.row() * Float.BYTES,
                        taps.column() * Float.BYTES,
                        taps.input() * Float.BYTES,
                        taps.output() * Float.BYTES,
                        product.inputs(),
                        product.inputs() * tiles.columns() * Float.BYTES,
                        matrixBytes()),
                product.outputs() / tiles.columns() * product.inputs(),
                WORK * tiles.columns());
    }

    /** Transforms some tiles of the input: given that, and the memory for them. */
    public KernelCode input(long first, long count) {
        long border = Winograd.TAPS - 1;
        return transform(WinogradCode.INPUT, product.input(), border, product.inputs(), first, count);
    }

    /** Multiplies: given the transformed tiles, the packed kernel, and the memory for the products. */
    public KernelCode multiply(long count) {
        return matrices.multiplyPacked(product(count));
    }

    /** Transforms the products of some tiles: given those, and the result. */
    public KernelCode result(long first, long count) {
        return transform(WinogradCode.RESULT, product.result(), 0, product.outputs(), first, count);
    }

    private KernelCode transform(String function, Layout layout, long border, long features, long first, long count) {
        return transform(
                function,
                layout,
                border,
                features,
                first,
                count,
                List.of(positionBytes(features), features * Float.BYTES, (long) tiles.columns() * Float.BYTES));
    }

    private KernelCode transform(
            String function, Layout layout, long border, long features, long first, long count, List<Long> positions) {
        var sizes = new ArrayList<>(List.of(
                first,
                product.tileColumns(),
                product.tileRows(),
                layout.batch() * Float.BYTES,
                layout.row() * Float.BYTES,
                layout.column() * Float.BYTES,
                product.height() + border,
                product.width() + border,
                features));
        sizes.addAll(positions);
        return new KernelCode(function + text.suffix(), text.ir(), sizes, count, WORK * features);
    }

    /** Transforms and packs some tiles of the gradient of the result: given that, and the memory for them. */
    public KernelCode resultGradient(long first, long count) {
        long row = (long) tiles.columns() * Float.BYTES;
        return transform(
                WinogradCode.RESULT_GRADIENT,
                product.result(),
                0,
                product.outputs(),
                first,
                count,
                List.of(product.outputs() * count * Float.BYTES, row, count * row));
    }

    /** Multiplies: given transformed tiles of the input and of the gradient, and the memory for the sums of a round. */
    public KernelCode multiplyGradients(long round, long count) {
        long matrix = product.inputs() * product.outputs();
        return matrices.multiplyPacked(new MatrixProduct(
                product.inputs(),
                product.outputs(),
                count,
                new MatrixProduct.Matrix(0, 1, product.inputs()),
                new MatrixProduct.Matrix(0, 0, 0),
                new MatrixProduct.Matrix(round * Winograd.POSITIONS * matrix, product.outputs(), 1),
                List.of(new MatrixProduct.Loop(
                        Winograd.POSITIONS, positionBytes(product.inputs()) / Float.BYTES, 0, matrix))));
    }

    /** Bytes of the sums of all rounds. */
    public long sumsBytes() {
        return rounds() * Winograd.POSITIONS * matrixBytes();
    }

    /** Transforms the sums of all rounds: given those, and the gradient of the kernel. */
    public KernelCode kernelGradient() {
        var taps = product.taps();
        return new KernelCode(
                WinogradCode.KERNEL_GRADIENT + text.suffix(),
                text.ir(),
                List.of(
                        taps.row() * Float.BYTES,
                        taps.column() * Float.BYTES,
                        taps.input() * Float.BYTES,
                        product.outputs(),
                        rounds(),
                        Winograd.POSITIONS * matrixBytes(),
                        matrixBytes()),
                product.inputs(),
                WORK * rounds() * product.outputs());
    }
}
