package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.Element.Real;
import dev.ranvier.cpu.kernel.Index.PerLane;
import dev.ranvier.cpu.kernel.Index.Stepped;
import dev.ranvier.cpu.kernel.Index.Uniform;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import java.util.stream.IntStream;

/** Elements between memory and registers. Positions count elements from the start of a dense tensor. */
final class Memory {
    private final IrFunction f;
    private final int lanes;

    Memory(IrFunction function, int lanes) {
        this.f = function;
        this.lanes = lanes;
    }

    /** What one part of an element is in memory. */
    static IrType type(ElementType type) {
        return switch (type) {
            case ScalarType scalar -> Scalars.memory(scalar);
            case ComplexType complex -> Scalars.memory(complex.part());
            case QuantizedType quantized -> Scalars.memory(quantized.storage());
        };
    }

    /** How many parts an element has. */
    static long parts(ElementType type) {
        return type instanceof ComplexType ? 2 : 1;
    }

    Element load(ElementType type, IrValue base, Index position) {
        return switch (type) {
            case ScalarType scalar -> new Real(loadParts(scalar, base, position));
            case ComplexType(ScalarType part) -> loadComplex(part, base, position);
            case QuantizedType quantized -> new Real(loadParts(quantized.storage(), base, position));
        };
    }

    private IrValue loadParts(ScalarType type, IrValue base, Index position) {
        var memory = Scalars.memory(type);
        return switch (position) {
            case Uniform(IrValue at) ->
                f.splat(Scalars.fromMemory(f, type, f.load(memory, f.element(memory, base, at))), lanes);
            case Stepped(IrValue first, long step) ->
                step == 1
                        ? Scalars.fromMemory(f, type, f.load(memory.withLanes(lanes), f.element(memory, base, first)))
                        : step == -1
                                ? Scalars.fromMemory(f, type, reversed(memory, base, first))
                                : gathered(type, base, new Indices(f, lanes).lanes(position));
            case PerLane(IrValue vector) -> gathered(type, base, vector);
        };
    }

    private IrValue reversed(IrType memory, IrValue base, IrValue first) {
        var lowest = f.binary("sub", first, IrValue.i64(lanes - 1));
        var loaded = f.load(memory.withLanes(lanes), f.element(memory, base, lowest));
        return f.shuffle(
                loaded,
                loaded,
                IntStream.range(0, lanes).map(i -> lanes - 1 - i).toArray());
    }

    private IrValue gathered(ScalarType type, IrValue base, IrValue positions) {
        var memory = Scalars.memory(type);
        var loaded = f.eachLane(memory, positions, at -> f.load(memory, f.element(memory, base, at)));
        return Scalars.fromMemory(f, type, loaded);
    }

    private Element loadComplex(ScalarType part, IrValue base, Index position) {
        var indices = new Indices(f, lanes);
        if (position instanceof Stepped(IrValue first, long step) && step == 1) {
            var memory = Scalars.memory(part);
            var pair = f.load(
                    memory.withLanes(2 * lanes), f.element(memory, base, f.binary("shl", first, IrValue.i64(1))));
            return new Complex(
                    f.shuffle(
                            pair,
                            pair,
                            IntStream.range(0, lanes).map(i -> 2 * i).toArray()),
                    f.shuffle(
                            pair,
                            pair,
                            IntStream.range(0, lanes).map(i -> 2 * i + 1).toArray()));
        }
        var real = indices.multiply(position, 2);
        return new Complex(loadParts(part, base, real), loadParts(part, base, indices.add(real, 1)));
    }

    /** Stores an element, or one for every lane at positions that follow each other from {@code position}. */
    void store(ElementType type, Element element, IrValue base, IrValue position) {
        switch (type) {
            case ScalarType scalar -> storeParts(scalar, element.value(), base, position);
            case ComplexType(ScalarType part) -> {
                var complex = (Complex) element;
                var at = f.binary("shl", position, IrValue.i64(1));
                if (lanes == 1) {
                    storeParts(part, complex.real(), base, at);
                    storeParts(part, complex.imaginary(), base, f.binary("add", at, IrValue.i64(1)));
                } else {
                    var order = IntStream.range(0, 2 * lanes)
                            .map(i -> i / 2 + i % 2 * lanes)
                            .toArray();
                    storeParts(part, f.shuffle(complex.real(), complex.imaginary(), order), base, at);
                }
            }
            case QuantizedType quantized -> storeParts(quantized.storage(), element.value(), base, position);
        }
    }

    private void storeParts(ScalarType type, IrValue value, IrValue base, IrValue position) {
        f.store(Scalars.toMemory(f, type, value), f.element(Scalars.memory(type), base, position));
    }
}
