/**
 * MLIR bytecode (versions 0 to 6) with the VHLO dialect: StableHLO's portable artifacts, read from 0.9 to 1.17 and
 * written at 1.17.
 *
 * <p>Data meets the classes in this order when read: {@code Cursor} takes integers from bytes, {@code Sections} finds
 * the parts of the file, {@code EntryTable} decodes each attribute and type once, by the {@code Format} of its dialect,
 * and {@code OperationReader} builds ops, whose attributes {@code PortableOp} translates. Writing takes the same
 * formats and the same {@code PortableOp} the other way.
 *
 * <p>Sources: "MLIR Bytecode Format" of the MLIR documentation; StableHLO's documents on bytecode and compatibility.
 */
@NullMarked
package dev.ranvier.stablehlo.bytecode;

import org.jspecify.annotations.NullMarked;
