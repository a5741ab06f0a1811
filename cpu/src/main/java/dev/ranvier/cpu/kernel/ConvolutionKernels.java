package dev.ranvier.cpu.kernel;

import dev.ranvier.compiler.ConvolutionProduct;
import dev.ranvier.llvm.Target;
import dev.ranvier.stablehlo.ScalarType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The kernels of convolutions of some element types; like those of matrix products, one object serves all sizes. */
public final class ConvolutionKernels {
    /** What the code depends on. */
    private record Types(Arithmetic arithmetic, Target target, ScalarType lhs, ScalarType rhs, ScalarType result) {}

    private static final Map<Types, MatrixKernels.Text> TEXTS = new ConcurrentHashMap<>();

    private final Types types;
    private final TileCode tiles;

    public ConvolutionKernels(ScalarType lhs, ScalarType rhs, ScalarType result, Target target) {
        var arithmetic = Arithmetic.of(lhs, rhs, result, target);
        this.types = new Types(arithmetic, target, lhs, rhs, result);
        this.tiles = new TileCode(arithmetic, target);
    }

    /** Bytes of the packed kernels of all groups. */
    public long packedBytes(ConvolutionProduct product) {
        return product.groups().size() * strips(product) * stripBytes(product);
    }

    private long strips(ConvolutionProduct product) {
        return Math.ceilDiv(product.columns(), tiles.columns());
    }

    private long stripBytes(ConvolutionProduct product) {
        var run = product.depth().getFirst();
        long units = product.k() / run.size() * Math.ceilDiv(run.size(), types.arithmetic.group());
        return units * tiles.columns() * types.arithmetic.unitBytes();
    }

    /** Packs the kernels: given those, and the memory for them. */
    public KernelCode pack(ConvolutionProduct product) {
        return code(
                ConvolutionCode.PACK,
                product,
                product.groups().size() * strips(product),
                product.k() * tiles.columns() / MatrixKernels.PRODUCTS_PER_OPERATION);
    }

    /** Convolves: given the input, the packed kernels, and the results. */
    public KernelCode convolve(ConvolutionProduct product) {
        long rows = tiles.heights().getFirst();
        long columns = blockColumns(product);
        return code(
                ConvolutionCode.CONVOLVE,
                product,
                product.groups().size() * Math.ceilDiv(product.m(), rows) * Math.ceilDiv(product.columns(), columns),
                rows * columns * product.k() / MatrixKernels.PRODUCTS_PER_OPERATION);
    }

    private KernelCode code(String function, ConvolutionProduct product, long tasks, long work) {
        long most = (long) TileCode.DEPTH * types.arithmetic.group();
        long run = product.depth().getFirst().size();
        long piece = Math.min(run, most);
        long pieces = run > most ? 1 : TileCode.DEPTH / Math.ceilDiv(run, types.arithmetic.group());
        var arguments = new ConvolutionArguments(
                product, stripBytes(product), tiles.heights().getFirst(), blockColumns(product), piece, pieces);
        var text = text();
        return new KernelCode(
                function + text.suffix(),
                text.ir(),
                arguments.sizes(types.lhs.byteWidth(), types.rhs.byteWidth(), types.result.byteWidth()),
                tasks,
                work);
    }

    private long blockColumns(ConvolutionProduct product) {
        long rows = tiles.heights().getFirst();
        long most =
                Math.min(MatrixKernels.BLOCK_COLUMNS, MatrixCode.BLOCK_BYTES / (rows * types.arithmetic.unitBytes()));
        long others = product.groups().size() * Math.ceilDiv(product.m(), rows);
        return MatrixKernels.blockColumns(tiles, product.columns(), most, others, MatrixKernels.ENOUGH_BLOCKS);
    }

    private MatrixKernels.Text text() {
        return TEXTS.computeIfAbsent(
                types,
                key -> MatrixKernels.Text.of(
                        new ConvolutionCode(tiles, key.lhs, key.rhs, key.result).module(),
                        List.of(ConvolutionCode.PACK, ConvolutionCode.CONVOLVE)));
    }
}
