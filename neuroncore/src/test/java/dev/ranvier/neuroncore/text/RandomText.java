package dev.ranvier.neuroncore.text;

import dev.ranvier.neuroncore.isa.Access;
import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Buffer;
import dev.ranvier.neuroncore.isa.Instruction;
import dev.ranvier.neuroncore.isa.InstructionForm;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Processor;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.isa.Scalar;
import dev.ranvier.neuroncore.isa.Stride;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import dev.ranvier.stablehlo.Location;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Programs that can be written down, legal or not: every instruction, with any operands. */
final class RandomText {
    private final Random random;
    private final Buffer.Tile tile;
    private final Buffer.Tensor tensor;

    RandomText(long seed) {
        random = new Random(seed);
        tile = new Buffer.Tile("tile", Buffer.Tile.Space.PSUM, any(DataType.values()), 32, 64, List.of(3, 5), 128);
        tensor = new Buffer.Tensor("x_1", any(DataType.values()), List.of(), any(Buffer.Tensor.Role.values()));
    }

    Program program(List<String> instructions) {
        var inner = new ArrayList<Node>();
        for (var name : instructions) {
            var form = InstructionForm.named(name);
            if (form != null) {
                inner.add(step(instruction(form)));
            }
        }
        var outer = List.<Node>of(new Node.Loop("j", random.nextInt(9), inner));
        return new Program(
                "random", "trn2", List.of(tile, tensor), List.of("a", "b"), List.of(new Node.Loop("i", 3, outer)));
    }

    private Node.Step step(Instruction instruction) {
        var processor = random.nextBoolean()
                ? new Processor.Queue(random.nextInt(16))
                : new Processor.Compute(any(Engine.values()));
        var waits = random.nextBoolean() ? List.of(new Node.Wait("a", affine())) : List.<Node.Wait>of();
        var signals = random.nextBoolean()
                ? List.of(new Node.Signal("a", 2), new Node.Signal("b", 1))
                : List.<Node.Signal>of();
        return new Node.Step(processor, instruction, waits, signals, Location.unknown());
    }

    private Instruction instruction(InstructionForm form) {
        var values = new ArrayList<@Nullable Object>();
        for (var component : form.components()) {
            values.add(value(component));
        }
        return form.create(values);
    }

    private @Nullable Object value(RecordComponent component) {
        var type = component.getType();
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class) && random.nextBoolean()) {
            return null;
        } else if (type == Access.OfTile.class) {
            return tileAccess();
        } else if (type == Access.class) {
            return random.nextBoolean() ? tileAccess() : new Access.OfTensor(tensor, affine(), stride(), strides());
        } else if (type == Scalar.class) {
            return random.nextBoolean() ? new Scalar.Immediate(number()) : new Scalar.Column(tileAccess());
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == int.class) {
            return random.nextInt(-9, 9);
        } else if (type == float.class) {
            return number();
        } else if (type == List.class) {
            return strides();
        }
        return any(type.getEnumConstants());
    }

    private float number() {
        var special =
                new float[] {0, -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 1e-9f, -3.4e38f};
        return random.nextBoolean() ? random.nextFloat() : special[random.nextInt(special.length)];
    }

    private Access.OfTile tileAccess() {
        var type = random.nextBoolean() ? tile.type() : any(DataType.values());
        return new Access.OfTile(tile, random.nextInt(9), random.nextInt(1, 9), affine(), strides(), type);
    }

    private Affine affine() {
        return Affine.of(random.nextInt(-5, 5))
                .plus(Affine.variable("i").times(random.nextInt(-2, 3)))
                .plus(Affine.variable("j").times(random.nextInt(-2, 3)));
    }

    private Stride stride() {
        return new Stride(random.nextInt(1, 9), random.nextInt(-3, 3));
    }

    private List<Stride> strides() {
        return List.of(stride(), stride()).subList(random.nextInt(2), 2);
    }

    private <E> E any(E[] values) {
        return values[random.nextInt(values.length)];
    }

    /** The same nodes, none of which says where it stands. */
    static List<Node> withoutLocations(List<Node> nodes) {
        var copies = new ArrayList<Node>();
        for (var node : nodes) {
            copies.add(
                    switch (node) {
                        case Node.Step step ->
                            new Node.Step(
                                    step.processor(),
                                    step.instruction(),
                                    step.waits(),
                                    step.signals(),
                                    Location.unknown());
                        case Node.Loop loop ->
                            new Node.Loop(loop.variable(), loop.count(), withoutLocations(loop.body()));
                    });
        }
        return copies;
    }
}
