package dev.ranvier.neuroncore.kernels;

import static dev.ranvier.neuroncore.kernels.ProductShape.COLUMNS;
import static dev.ranvier.neuroncore.kernels.ProductShape.ROWS;
import static dev.ranvier.neuroncore.kernels.ProductWriter.COMPUTED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.EMPTIED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.LEFT_LOADED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.RIGHT_LOADED;
import static dev.ranvier.neuroncore.kernels.ProductWriter.STORED;

import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.isa.ProgramBuilder;
import dev.ranvier.neuroncore.machine.Engine;

/**
 * Products of matrices with ever less traffic: the variants of the AWS Neuron documentation's tutorial on matrix
 * multiplication, in programs of our own. {@link FullyBlockedProduct} is the last of them.
 *
 * <p>For {@code M, K, N} tiles of the three dimensions (128, 128 and 512 elements) the naive one loads {@code M·K·N} tiles
 * of each operand; the one in blocks of {@code m} by {@code n} tiles {@code M·K} of the left one and {@code M·K·N/m} of the
 * right one.
 */
public final class MatrixProducts {
    /** Enough to hide what a transfer takes before and after its bytes move. */
    private static final int BUFFERS = 8;

    private MatrixProducts() {}

    /** Loads both operands of every instruction, into up to {@value #BUFFERS} buffers in turn. */
    public static Program naive(ProductShape shape) {
        int buffers = BUFFERS;
        while (shape.depthTiles() % buffers != 0) {
            buffers /= 2;
        }
        int rounds = shape.depthTiles() / buffers;
        var writer = new ProductWriter("matmul naive", shape);
        var left = writer.sbuf("left_tiles", shape.type(), buffers, ROWS);
        var right = writer.sbuf("right_tiles", shape.type(), buffers, COLUMNS);
        var out = writer.sbuf("out", shape.type(), COLUMNS);
        var sums = writer.psum(1);
        writer.builder.loop(
                shape.rowTiles(),
                m -> writer.builder.loop(shape.columnTiles(), n -> {
                    var tile = m.times(shape.columnTiles()).plus(n);
                    naiveRound(writer, left, right, sums, m, n, Affine.of(0), true);
                    if (rounds > 1) {
                        writer.builder.loop(
                                rounds - 1L,
                                round -> naiveRound(writer, left, right, sums, m, n, round.plus(1), false));
                    }
                    empty(writer, out, sums, 0, tile.plus(1).times(shape.depthTiles()))
                            .after(STORED, tile);
                    writer.store(out.all(), m, n).after(EMPTIED, tile.plus(1));
                }));
        return writer.builder.build();
    }

    /** One product from each buffer. */
    private static void naiveRound(
            ProductWriter writer,
            Buffer.Tile left,
            Buffer.Tile right,
            Buffer.Tile sums,
            Affine m,
            Affine n,
            Affine round,
            boolean first) {
        var shape = writer.shape;
        var tile = m.times(shape.columnTiles()).plus(n);
        int buffers = Math.toIntExact(left.elements() / ROWS);
        for (int buffer = 0; buffer < buffers; buffer++) {
            var depth = round.times(buffers).plus(buffer);
            var product = tile.times(shape.depthTiles()).plus(depth);
            var stationary = left.slice(Affine.of((long) buffer * ROWS), ROWS);
            var moving = right.slice(Affine.of((long) buffer * COLUMNS), COLUMNS);
            writer.loadLeft(stationary, depth, m.times(ROWS), ROWS).after(COMPUTED, product.plus(1 - buffers));
            writer.loadRight(moving, depth, n.times(COLUMNS), COLUMNS).after(COMPUTED, product.plus(1 - buffers));
            boolean begins = first && buffer == 0;
            var multiply = writer.multiply(sums.slice(Affine.of(0), COLUMNS), stationary, moving, !begins)
                    .after(LEFT_LOADED, product.plus(1))
                    .after(RIGHT_LOADED, product.plus(1));
            if (begins) {
                multiply.after(EMPTIED, tile);
            }
        }
    }

    private static ProgramBuilder.Emitted empty(
            ProductWriter writer, Buffer.Tile out, Buffer.Tile sums, int bank, Affine products) {
        var from = sums.slice(Affine.of((long) bank * COLUMNS), COLUMNS);
        return writer.builder
                .on(
                        Engine.VECTOR,
                        new Elementwise.TensorCopy(out.slice(Affine.of((long) bank * COLUMNS), COLUMNS), from))
                .after(COMPUTED, products)
                .signal(EMPTIED);
    }

    /**
     * Keeps a block of rows of the left operand while blocks of columns of the right one pass by. One by one tile is the
     * tutorial's variant with hoisted loads.
     *
     * @param rows of tiles in a block
     * @param columns of tiles in a block; a block has at most as many tiles as PSUM has banks
     */
    public static Program blocked(ProductShape shape, int rows, int columns) {
        int rowBlocks = ProductShape.blocks(shape.rowTiles(), rows);
        int columnBlocks = ProductShape.blocks(shape.columnTiles(), columns);
        var writer = new ProductWriter("matmul in blocks of " + rows + " by " + columns, shape);
        int depth = shape.depthTiles();
        int tiles = rows * columns;
        var left = writer.sbuf("left_block", shape.type(), depth, rows * ROWS);
        var right = writer.sbuf("right_block", shape.type(), depth, columns * COLUMNS);
        var out = writer.sbuf("out", shape.type(), tiles, COLUMNS);
        var sums = writer.psum(tiles);
        writer.builder.loop(rowBlocks, m -> {
            // A place in the block is free when the last product of the block before that reads it is done.
            writer.builder.loop(
                    depth,
                    k -> writer.loadLeft(
                                    left.slice(k.times((long) rows * ROWS), rows * ROWS),
                                    k,
                                    m.times((long) rows * ROWS),
                                    rows * ROWS)
                            .after(
                                    COMPUTED,
                                    m.times((long) columnBlocks * tiles * depth)
                                            .plus(k)
                                            .plus(1 - depth)));
            writer.builder.loop(columnBlocks, n -> {
                var block = m.times(columnBlocks).plus(n);
                writer.builder.loop(
                        depth,
                        k -> writer.loadRight(
                                        right.slice(k.times((long) columns * COLUMNS), columns * COLUMNS),
                                        k,
                                        n.times((long) columns * COLUMNS),
                                        columns * COLUMNS)
                                .after(
                                        COMPUTED,
                                        block.times((long) tiles * depth)
                                                .plus(k)
                                                .plus(1 - depth)));
                for (int tile = 0; tile < tiles; tile++) {
                    int row = tile / columns;
                    int column = tile % columns;
                    var number = block.times(tiles).plus(tile);
                    blockedSum(writer, left, right, sums, tile, columns, m, block);
                    empty(writer, out, sums, tile, number.plus(1).times(depth)).after(STORED, number.plus(1 - tiles));
                    writer.store(
                                    out.slice(Affine.of((long) tile * COLUMNS), COLUMNS),
                                    m.times(rows).plus(row),
                                    n.times(columns).plus(column))
                            .after(EMPTIED, number.plus(1));
                }
            });
        });
        return writer.builder.build();
    }

    /** The products of one tile of a block, over the whole depth. */
    private static void blockedSum(
            ProductWriter writer,
            Buffer.Tile left,
            Buffer.Tile right,
            Buffer.Tile sums,
            int tile,
            int columns,
            Affine m,
            Affine block) {
        int depth = writer.shape.depthTiles();
        int tiles = Math.toIntExact(sums.elements() / COLUMNS);
        var bank = sums.slice(Affine.of((long) tile * COLUMNS), COLUMNS);
        var stationary = left.slice(Affine.of((long) (tile / columns) * ROWS), ROWS);
        var moving = right.slice(Affine.of((long) (tile % columns) * COLUMNS), COLUMNS);
        long leftStep = left.elements() / depth;
        long rightStep = right.elements() / depth;
        writer.multiply(bank, stationary, moving, false)
                .after(LEFT_LOADED, m.times(depth).plus(1))
                .after(RIGHT_LOADED, block.times(depth).plus(1))
                .after(EMPTIED, block.times(tiles).plus(tile + 1 - tiles));
        if (depth > 1) {
            writer.builder.loop(depth - 1L, rest -> {
                var k = rest.plus(1);
                writer.multiply(
                                bank,
                                left.slice(stationary.offset().plus(k.times(leftStep)), ROWS),
                                right.slice(moving.offset().plus(k.times(rightStep)), COLUMNS),
                                true)
                        .after(LEFT_LOADED, m.times(depth).plus(k).plus(1))
                        .after(RIGHT_LOADED, block.times(depth).plus(k).plus(1));
            });
        }
    }
}
