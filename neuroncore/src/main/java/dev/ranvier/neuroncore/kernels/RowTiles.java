package dev.ranvier.neuroncore.kernels;

import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.ProgramBuilder;
import dev.ranvier.neuroncore.isa.Transfer;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.stablehlo.RanvierException;

/**
 * What kernels share that take the rows of a matrix one by one: 128 rows at a time, in two buffers in turn, so that loads
 * and stores go beside the engines.
 */
final class RowTiles {
    static final int ROWS = 128;
    static final int LOAD_QUEUE = 0;
    static final int STORE_QUEUE = 1;
    static final String LOADED = "loaded";
    static final String VECTOR_DONE = "vector_done";
    static final String SCALAR_DONE = "scalar_done";
    static final String STORED = "stored";

    final ProgramBuilder builder;
    final int columns;
    private final DataType type;
    private final int tiles;
    private final Buffer.Tensor input;
    private final Buffer.Tensor output;
    private int address;

    RowTiles(String name, String machine, DataType type, int rows, int columns) {
        if (rows < 1 || rows % ROWS != 0 || columns < 1) {
            throw RanvierException.invalid(name + " takes a multiple of " + ROWS + " rows of at least one element, not "
                    + rows + " x " + columns);
        }
        this.builder = new ProgramBuilder(name, machine);
        this.type = type;
        this.tiles = rows / ROWS;
        this.columns = columns;
        this.input = builder.input("input", type, rows, columns);
        this.output = builder.output("output", type, rows, columns);
        builder.semaphore(LOADED);
        builder.semaphore(VECTOR_DONE);
        builder.semaphore(SCALAR_DONE);
        builder.semaphore(STORED);
    }

    /** A tile of {@code count} elements of each partition, behind those before it. */
    Buffer.Tile tile(String name, DataType tileType, int count) {
        var tile = builder.sbuf(name, tileType, Math.ceilDiv(address, 4) * 4, ROWS, count);
        address = Math.toIntExact(tile.address() + tile.bytes());
        return tile;
    }

    /** Two tiles of rows of the matrix. */
    Buffer.Tile[] matrixTiles(String name) {
        return pair(name, type, columns);
    }

    /** Two tiles of {@code count} 32-bit floats of each row. */
    Buffer.Tile[] floats(String name, int count) {
        return pair(name, DataType.F32, count);
    }

    private Buffer.Tile[] pair(String name, DataType tileType, int count) {
        return new Buffer.Tile[] {tile(name + "_0", tileType, count), tile(name + "_1", tileType, count)};
    }

    /** Writes what is done with one tile of rows; {@code half} says which of two buffers it takes. */
    @FunctionalInterface
    interface Body {
        void write(Affine tile, int half);
    }

    /** Writes the body for each tile of rows. */
    void forEach(Body body) {
        if (tiles > 1) {
            builder.loop(tiles / 2, pair -> {
                body.write(pair.times(2), 0);
                body.write(pair.times(2).plus(1), 1);
            });
        }
        if (tiles % 2 == 1) {
            body.write(Affine.of(tiles - 1L), 0);
        }
    }

    ProgramBuilder.Emitted load(Buffer.Tile into, Affine tile) {
        var rows = input.block(tile.times((long) ROWS * columns), ROWS, columns);
        return builder.on(LOAD_QUEUE, new Transfer.DmaCopy(into.all(), rows)).signal(LOADED);
    }

    ProgramBuilder.Emitted store(Buffer.Tile from, Affine tile) {
        var rows = output.block(tile.times((long) ROWS * columns), ROWS, columns);
        return builder.on(STORE_QUEUE, new Transfer.DmaCopy(rows, from.all())).signal(STORED);
    }
}
