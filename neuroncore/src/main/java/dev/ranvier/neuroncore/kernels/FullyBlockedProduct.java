package dev.ranvier.neuroncore.kernels;

import static dev.ranvier.neuroncore.kernels.ProductShape.COLUMNS;
import static dev.ranvier.neuroncore.kernels.ProductShape.ROWS;
import static dev.ranvier.neuroncore.kernels.ProductWriter.COMPUTED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.EMPTIED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.LEFT_LOADED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.RIGHT_LOADED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.STORED;

import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.AluOperator;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;

/**
 * A product of matrices in blocks of all three dimensions: sums over blocks of the depth stay in SBUF for all rows of a
 * block of columns.
 *
 * <p>In blocks of {@code m, k, n} tiles it loads {@code M·K·N/n} tiles of the left operand and {@code K·N} of the right one,
 * each once. Blocks of operands have two buffers each, so that one is loaded while the other is used; which one is known
 * when the program is written, since blocks of the depth are written in pairs.
 */
public final class FullyBlockedProduct {
    private static final int BANKS = 8;

    private final ProductWriter writer;
    private final int rows;
    private final int depth;
    private final int columns;
    private final int rowBlocks;
    private final int depthBlocks;
    private final int columnBlocks;
    private final int tiles;
    private final int banks;
    private final Buffer.Tile[] left;
    private final Buffer.Tile[] right;
    private final Buffer.Tile result;
    private final Buffer.Tile sums;

    private FullyBlockedProduct(ProductShape shape, int rows, int depth, int columns) {
        this.rows = rows;
        this.depth = depth;
        this.columns = columns;
        this.rowBlocks = ProductShape.blocks(shape.rowTiles(), rows);
        this.depthBlocks = ProductShape.blocks(shape.depthTiles(), depth);
        this.columnBlocks = ProductShape.blocks(shape.columnTiles(), columns);
        this.tiles = rows * columns;
        this.banks = Math.min(tiles, BANKS);
        ProductShape.blocks(tiles, banks);
        ProductShape.blocks(banks, columns);
        this.writer = new ProductWriter("matmul in blocks of " + rows + " by " + depth + " by " + columns, shape);
        this.left = pair("left_block", rows * ROWS);
        this.right = pair("right_block", columns * COLUMNS);
        this.result = writer.sbuf("result_tiles", DataType.F32, shape.rowTiles() * columns, COLUMNS);
        this.sums = writer.psum(banks);
    }

    /** Two buffers for {@code columns} columns of a block of depth. */
    private Buffer.Tile[] pair(String name, int columns) {
        var type = writer.shape.type();
        return new Buffer.Tile[] {
            writer.sbuf(name + "_0", type, depth, columns), writer.sbuf(name + "_1", type, depth, columns)
        };
    }

    /**
     * Writes the program.
     *
     * @param rows tiles of a block
     * @param depth tiles of a block, of which there is an even number
     * @param columns tiles of a block; {@code rows · columns} is at most 8 or a multiple of it, which {@code columns} divides
     */
    public static Program of(ProductShape shape, int rows, int depth, int columns) {
        var product = new FullyBlockedProduct(shape, rows, depth, columns);
        product.write();
        return product.writer.builder.build();
    }

    private void write() {
        int pairs = ProductShape.blocks(depthBlocks, 2);
        writer.builder.loop(columnBlocks, n -> {
            depthPair(n, Affine.of(0), true);
            if (pairs > 1) {
                writer.builder.loop(pairs - 1L, rest -> depthPair(n, rest.plus(1), false));
            }
            store(n);
        });
    }

    private void depthPair(Affine n, Affine pair, boolean first) {
        for (int half = 0; half < 2; half++) {
            depthBlock(n, pair.times(2).plus(half), half, first && half == 0);
        }
    }

    private void depthBlock(Affine n, Affine k, int half, boolean first) {
        var visit = n.times(depthBlocks).plus(k);
        writer.builder.loop(
                depth,
                place -> writer.loadRight(
                                right[half].slice(place.times((long) columns * COLUMNS), columns * COLUMNS),
                                k.times(depth).plus(place),
                                n.times((long) columns * COLUMNS),
                                columns * COLUMNS)
                        .after(COMPUTED, free(visit.plus(-1).times(rowBlocks), place)));
        // The blocks before this visit of an even one are even in number.
        int before = half * rowBlocks;
        if (rowBlocks > 1) {
            writer.builder.loop(rowBlocks / 2, pair -> {
                for (int next = 0; next < 2; next++) {
                    rowBlock(n, visit, pair.times(2).plus(next), half, (before + next) % 2, first);
                }
            });
        }
        if (rowBlocks % 2 == 1) {
            rowBlock(n, visit, Affine.of(rowBlocks - 1L), half, (before + rowBlocks - 1) % 2, first);
        }
    }

    private void rowBlock(Affine n, Affine visit, Affine m, int rightHalf, int leftHalf, boolean first) {
        var block = visit.times(rowBlocks).plus(m);
        var k = visit.plus(n.times(-depthBlocks));
        writer.builder.loop(
                depth,
                place -> writer.loadLeft(
                                left[leftHalf].slice(place.times((long) rows * ROWS), rows * ROWS),
                                k.times(depth).plus(place),
                                m.times((long) rows * ROWS),
                                rows * ROWS)
                        .after(COMPUTED, free(block.plus(-1), place)));
        writer.builder.loop(tiles / banks, group -> {
            for (int bank = 0; bank < banks; bank++) {
                var row = group.times(banks / columns).plus(bank / columns);
                var tile = new Tile(n, visit, block, m, row, bank % columns, bank);
                multiplyAll(tile, left[leftHalf], right[rightHalf]);
                empty(tile, first);
            }
        });
    }

    /** The products that are done when a place in the blocks before {@code block} is no longer read. */
    private Affine free(Affine block, Affine place) {
        return block.times((long) tiles * depth).plus(place).plus(1 - depth);
    }

    /** A tile of the result in a block of the operands. */
    private record Tile(Affine n, Affine visit, Affine block, Affine m, Affine row, int column, int bank) {}

    /** How many tiles come before it. */
    private Affine number(Tile tile) {
        return tile.block.times(tiles).plus(tile.row.times(columns)).plus(tile.column);
    }

    /** Its place among the tiles of a block of columns. */
    private Affine place(Affine m, Affine row, int column) {
        return m.times(rows).plus(row).times(columns).plus(column);
    }

    private void multiplyAll(Tile tile, Buffer.Tile from, Buffer.Tile by) {
        multiply(tile, from, by, Affine.of(0), false);
        if (depth > 1) {
            writer.builder.loop(depth - 1L, rest -> multiply(tile, from, by, rest.plus(1), true));
        }
    }

    private void multiply(Tile tile, Buffer.Tile from, Buffer.Tile by, Affine place, boolean accumulate) {
        var sum = sums.slice(Affine.of((long) tile.bank * COLUMNS), COLUMNS);
        var stationary = from.slice(place.times((long) rows * ROWS).plus(tile.row.times(ROWS)), ROWS);
        var moving = by.slice(place.times((long) columns * COLUMNS).plus((long) tile.column * COLUMNS), COLUMNS);
        var emitted = writer.multiply(sum, stationary, moving, accumulate)
                .after(LEFT_LOADED, tile.block.times(depth).plus(place).plus(1))
                .after(RIGHT_LOADED, tile.visit.times(depth).plus(place).plus(1));
        if (!accumulate) {
            emitted.after(EMPTIED, number(tile).plus(1 - banks));
        }
    }

    private void empty(Tile tile, boolean first) {
        var sum = sums.slice(Affine.of((long) tile.bank * COLUMNS), COLUMNS);
        var place = place(tile.m, tile.row, tile.column);
        var into = result.slice(place.times(COLUMNS), COLUMNS);
        var emitted = writer.builder
                .on(
                        Engine.VECTOR,
                        first
                                ? new Elementwise.TensorCopy(into, sum)
                                : new Elementwise.TensorTensor(into, into, sum, AluOperator.ADD))
                .after(COMPUTED, number(tile).plus(1).times(depth))
                .signal(EMPTIED);
        if (first) {
            emitted.after(
                    STORED,
                    tile.n.plus(-1).times((long) rowBlocks * tiles).plus(place).plus(1));
        }
    }

    /** Each tile when its last block of depth has been added. */
    private void store(Affine n) {
        var last = n.plus(1).times(depthBlocks).plus(-1);
        writer.builder.loop(
                rowBlocks,
                m -> writer.builder.loop(rows, row -> {
                    for (int column = 0; column < columns; column++) {
                        var block = last.times(rowBlocks).plus(m);
                        writer.store(
                                        result.slice(place(m, row, column).times(COLUMNS), COLUMNS),
                                        m.times(rows).plus(row),
                                        n.times(columns).plus(column))
                                .after(
                                        EMPTIED,
                                        number(new Tile(n, last, block, m, row, column, 0))
                                                .plus(1));
                    }
                }));
    }
}
