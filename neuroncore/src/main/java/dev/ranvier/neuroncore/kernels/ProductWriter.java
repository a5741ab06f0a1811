package dev.ranvier.neuroncore.kernels;

import static dev.ranvier.neuroncore.kernels.ProductShape.COLUMNS;
import static dev.ranvier.neuroncore.kernels.ProductShape.ROWS;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Matrix;
import dev.ranvier.neuroncore.isa.ProgramBuilder;
import dev.ranvier.neuroncore.isa.Transfer;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;

/**
 * What the variants of a product share: operands and their tiles, and the four semaphores, each raised by one for each
 * load, product, emptied bank of PSUM and store.
 */
final class ProductWriter {
    static final int LEFT_QUEUE = 0;
    static final int RIGHT_QUEUE = 1;
    static final int STORE_QUEUE = 2;
    static final String LEFT_LOADED = "left_loaded";
    static final String RIGHT_LOADED = "right_loaded";
    static final String COMPUTED = "computed";
    static final String EMPTIED = "emptied";
    static final String STORED = "stored";

    private static final int BANK_BYTES = 2048;

    final ProductShape shape;
    final ProgramBuilder builder;
    final Buffer.Tensor left;
    final Buffer.Tensor right;
    final Buffer.Tensor result;
    private int address;

    ProductWriter(String name, ProductShape shape) {
        this.shape = shape;
        this.builder = new ProgramBuilder(name, shape.machine());
        this.left = builder.input("left", shape.type(), shape.k(), shape.m());
        this.right = builder.input("right", shape.type(), shape.k(), shape.n());
        this.result = builder.output("result", shape.type(), shape.m(), shape.n());
        builder.semaphore(LEFT_LOADED);
        builder.semaphore(RIGHT_LOADED);
        builder.semaphore(COMPUTED);
        builder.semaphore(EMPTIED);
        builder.semaphore(STORED);
    }

    /** A tile of all partitions behind those before it. */
    Buffer.Tile sbuf(String name, DataType type, Integer... row) {
        var tile = builder.sbuf(name, type, address, ROWS, row);
        address += Math.toIntExact(tile.bytes());
        return tile;
    }

    /** So many banks of PSUM. */
    Buffer.Tile psum(int banks) {
        return builder.psum("sums", DataType.F32, 0, ROWS, banks * BANK_BYTES / DataType.F32.bytes());
    }

    /** Loads {@code count} columns of the left operand, of rows of one tile, from {@code column} on. */
    ProgramBuilder.Emitted loadLeft(Access.OfTile into, Affine depthTile, Affine column, int count) {
        return load(LEFT_QUEUE, into, left, depthTile, column, count).signal(LEFT_LOADED);
    }

    /** Loads {@code count} columns of the right operand. */
    ProgramBuilder.Emitted loadRight(Access.OfTile into, Affine depthTile, Affine column, int count) {
        return load(RIGHT_QUEUE, into, right, depthTile, column, count).signal(RIGHT_LOADED);
    }

    private ProgramBuilder.Emitted load(
            int queue, Access.OfTile into, Buffer.Tensor from, Affine depthTile, Affine column, int count) {
        var offset = depthTile.times((long) ROWS * from.shape().getLast()).plus(column);
        return builder.on(queue, new Transfer.DmaCopy(into, from.block(offset, ROWS, count)));
    }

    ProgramBuilder.Emitted multiply(
            Access.OfTile sums, Access.OfTile stationary, Access.OfTile moving, boolean accumulate) {
        return builder.on(
                        Engine.TENSOR,
                        new Matrix.Matmul(sums, stationary, moving, accumulate, Matrix.Matmul.Mode.NORMAL))
                .signal(COMPUTED);
    }

    /** Stores one tile of the result, cast to its type. */
    ProgramBuilder.Emitted store(Access.OfTile from, Affine rowTile, Affine columnTile) {
        var offset = rowTile.times((long) ROWS * shape.n()).plus(columnTile.times(COLUMNS));
        return builder.on(STORE_QUEUE, new Transfer.DmaCopy(result.block(offset, ROWS, COLUMNS), from))
                .signal(STORED);
    }
}
