package dev.ranvier.neuroncore.kernels;

import static dev.ranvier.neuroncore.kernels.ProductShape.COLUMNS;
import static dev.ranvier.neuroncore.kernels.ProductShape.ROWS;
import static dev.ranvier.neuroncore.kernels.ProductWriter.COMPUTED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.EMPTIED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.LEFT_LOADED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.RIGHT_LOADED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.STORED;

import dev.ranvier.neuroncore.isa.Access;
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
 * each once.
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
    private final Buffer.Tile left;
    private final Buffer.Tile right;
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
        this.left = writer.sbuf("left_block", shape.type(), depth, rows * ROWS);
        this.right = writer.sbuf("right_block", shape.type(), depth, columns * COLUMNS);
        this.result = writer.sbuf("result_tiles", DataType.F32, shape.rowTiles() * columns, COLUMNS);
        this.sums = writer.psum(banks);
    }

    /**
     * Writes the program.
     *
     * @param rows tiles of a block
     * @param depth tiles of a block
     * @param columns tiles of a block; {@code rows · columns} is at most 8 or a multiple of it, which {@code columns} divides
     */
    public static Program of(ProductShape shape, int rows, int depth, int columns) {
        var product = new FullyBlockedProduct(shape, rows, depth, columns);
        product.write();
        return product.writer.builder.build();
    }

    private void write() {
        writer.builder.loop(columnBlocks, n -> {
            depthBlock(n, Affine.of(0), true);
            if (depthBlocks > 1) {
                writer.builder.loop(depthBlocks - 1L, rest -> depthBlock(n, rest.plus(1), false));
            }
            store(n);
        });
    }

    private void depthBlock(Affine n, Affine k, boolean first) {
        var visit = n.times(depthBlocks).plus(k);
        writer.builder.loop(
                depth,
                place -> writer.loadRight(
                                right.slice(place.times((long) columns * COLUMNS), columns * COLUMNS),
                                k.times(depth).plus(place),
                                n.times((long) columns * COLUMNS),
                                columns * COLUMNS)
                        .after(COMPUTED, free(visit.times(rowBlocks), place)));
        writer.builder.loop(rowBlocks, m -> {
            var block = visit.times(rowBlocks).plus(m);
            writer.builder.loop(
                    depth,
                    place -> writer.loadLeft(
                                    left.slice(place.times((long) rows * ROWS), rows * ROWS),
                                    k.times(depth).plus(place),
                                    m.times((long) rows * ROWS),
                                    rows * ROWS)
                            .after(COMPUTED, free(block, place)));
            writer.builder.loop(tiles / banks, group -> {
                for (int bank = 0; bank < banks; bank++) {
                    tile(n, visit, m, block, group, bank, first);
                }
            });
        });
    }

    /** The products that are done when a place in a block that {@code block} is loaded into is no longer read. */
    private Affine free(Affine block, Affine place) {
        return block.times((long) tiles * depth).plus(place).plus(1 - depth);
    }

    private void tile(Affine n, Affine visit, Affine m, Affine block, Affine group, int bank, boolean first) {
        var number = block.times(tiles).plus(group.times(banks)).plus(bank);
        var row = group.times(banks / columns).plus(bank / columns);
        int column = bank % columns;
        var sum = sums.slice(Affine.of((long) bank * COLUMNS), COLUMNS);
        multiply(sum, row, column, Affine.of(0), visit, block, number, false);
        if (depth > 1) {
            writer.builder.loop(
                    depth - 1L, rest -> multiply(sum, row, column, rest.plus(1), visit, block, number, true));
        }
        var into =
                result.slice(m.times(rows).plus(row).times(columns).plus(column).times(COLUMNS), COLUMNS);
        var empty = first
                ? new Elementwise.TensorCopy(into, sum)
                : new Elementwise.TensorTensor(into, into, sum, AluOperator.ADD);
        var emitted = writer.builder
                .on(Engine.VECTOR, empty)
                .after(COMPUTED, number.plus(1).times(depth))
                .signal(EMPTIED);
        if (first) {
            emitted.after(STORED, n.times((long) rowBlocks * tiles));
        }
    }

    private void multiply(
            Access.OfTile sum,
            Affine row,
            int column,
            Affine place,
            Affine visit,
            Affine block,
            Affine number,
            boolean accumulate) {
        var stationary = left.slice(place.times((long) rows * ROWS).plus(row.times(ROWS)), ROWS);
        var moving = right.slice(place.times((long) columns * COLUMNS).plus((long) column * COLUMNS), COLUMNS);
        var emitted = writer.multiply(sum, stationary, moving, accumulate)
                .after(LEFT_LOADED, block.times(depth).plus(place).plus(1))
                .after(RIGHT_LOADED, visit.times(depth).plus(place).plus(1));
        if (!accumulate) {
            emitted.after(EMPTIED, number.plus(1 - banks));
        }
    }

    private void store(Affine n) {
        writer.builder.loop((long) rowBlocks * rows, row -> {
            for (int column = 0; column < columns; column++) {
                writer.store(
                                result.slice(row.times(columns).plus(column).times(COLUMNS), COLUMNS),
                                row,
                                n.times(columns).plus(column))
                        .after(EMPTIED, n.plus(1).times((long) depthBlocks * rowBlocks * tiles));
            }
        });
    }
}
