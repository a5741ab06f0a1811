package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.cpu.kernel.Element.Complex;
import dev.ranvier.cpu.kernel.FourierPass.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A {@link FourierPass}: each task transforms as many lines as a vector has lanes, each in its lane, in memory of its own
 * where real and imaginary vectors alternate. Stages decimate in frequency, in place, so that the results come out in the
 * order of their reversed digits (Cooley and Tukey, "An algorithm for the machine calculation of complex Fourier series").
 *
 * <p>The arguments are the input, the order of the results, the table of turns, and the output.
 */
public final class FourierKernel {
    private final IrFunction f = new IrFunction(KernelCode.PLACEHOLDER, IrType.POINTER, IrType.I64, IrType.I64);
    private final FourierPass pass;
    private final Butterfly butterfly;
    private final int vectorLanes;
    private final int lanes;
    private final IrType scalar;
    private final IrType vector;
    private final IrValue input;
    private final IrValue order;
    private final IrValue turns;
    private final IrValue output;
    private final IrValue scratch;

    private FourierKernel(FourierPass pass, int vectorLanes) {
        this.pass = pass;
        this.butterfly = new Butterfly(f, pass.inverse());
        this.vectorLanes = vectorLanes;
        this.lanes = pass.lanes(vectorLanes);
        this.scalar = Scalars.memory(pass.part());
        this.vector = scalar.withLanes(lanes);
        this.input = argument(0);
        this.order = argument(1);
        this.turns = argument(2);
        this.output = argument(3);
        this.scratch = f.call(
                IrType.POINTER,
                "malloc",
                IrValue.i64(2L * pass.length() * lanes * pass.part().byteWidth()));
    }

    private IrValue argument(int index) {
        return f.load(IrType.POINTER, f.element(IrType.I64, f.parameter(0), IrValue.i64(index)));
    }

    /**
     * Writes the kernel.
     *
     * @param vectorLanes how many lanes of {@code f32} the machine's vectors have
     */
    public static KernelCode emit(FourierPass pass, int vectorLanes) {
        return new FourierKernel(pass, vectorLanes).emit();
    }

    private KernelCode emit() {
        boolean blocked = pass.lines() >= lanes;
        long blocks = blocked ? pass.blocks(vectorLanes) : 1;
        long tasks = blocked ? pass.outer() * blocks : Math.ceilDiv(pass.outer() * pass.lines(), lanes);
        f.loop(f.parameter(1), f.parameter(2), 1, task -> {
            var block = blocked ? f.binary("urem", task, IrValue.i64(blocks)) : task;
            var read = blocked ? lines(pass.input(), task, block, blocks) : lines(pass.input(), task);
            var written = blocked ? lines(pass.output(), task, block, blocks) : lines(pass.output(), task);
            load(read);
            stages();
            store(written, block);
        });
        f.callVoid("free", scratch);
        long work = 4L * pass.length() * FourierPass.radices(pass.length()).size() * lanes;
        return KernelCode.of(IrText.module(f), tasks, work);
    }

    /**
     * Where the lines of a task begin, counted in complex numbers.
     *
     * @param lines the place of the first element of each
     * @param isTogether whether lines follow each other number by number
     * @param isWhole whether elements of a line follow each other number by number
     */
    private record Lines(List<IrValue> lines, Layout layout, boolean isTogether, boolean isWhole) {}

    private Lines lines(Layout layout, IrValue task, IrValue block, long blocks) {
        var outer = f.binary("udiv", task, IrValue.i64(blocks));
        var first =
                f.intrinsic("llvm.umin", f.binary("mul", block, IrValue.i64(lanes)), IrValue.i64(pass.lines() - lanes));
        var start = f.binary(
                "add",
                f.binary("mul", outer, IrValue.i64(layout.outer())),
                f.binary("mul", first, IrValue.i64(layout.line())));
        var places = IntStream.range(0, lanes)
                .mapToObj(lane -> f.binary("add", start, IrValue.i64(lane * layout.line())))
                .toList();
        return new Lines(places, layout, layout.line() == 1, layout.element() == 1);
    }

    /** Lines by their number in all, where one outer index has too few; beyond the last one it comes again. */
    private Lines lines(Layout layout, IrValue task) {
        var places = new ArrayList<IrValue>();
        for (int lane = 0; lane < lanes; lane++) {
            var number = f.intrinsic(
                    "llvm.umin",
                    f.binary("add", f.binary("mul", task, IrValue.i64(lanes)), IrValue.i64(lane)),
                    IrValue.i64(pass.outer() * pass.lines() - 1));
            var outer = f.binary("udiv", number, IrValue.i64(pass.lines()));
            var line = f.binary("urem", number, IrValue.i64(pass.lines()));
            places.add(f.binary(
                    "add",
                    f.binary("mul", outer, IrValue.i64(layout.outer())),
                    f.binary("mul", line, IrValue.i64(layout.line()))));
        }
        return new Lines(places, layout, false, false);
    }

    private void load(Lines lines) {
        int row = lanes / 2;
        long whole = lines.isTogether() || !lines.isWhole() ? 0 : pass.length() / row * row;
        f.loop(IrValue.i64(0), IrValue.i64(whole), row, element -> {
            var rows = lines.lines().stream()
                    .map(line -> f.load(vector, number(input, f.binary("add", line, element))))
                    .toList();
            var columns = Transposition.of(f, rows);
            for (int i = 0; i < lanes; i++) {
                f.store(columns.get(i), slot(f.binary("shl", element, IrValue.i64(1)), i));
            }
        });
        f.loop(IrValue.i64(whole), IrValue.i64(pass.length()), 1, element -> {
            var offset = f.binary("mul", element, IrValue.i64(lines.layout().element()));
            var loaded = lines.isTogether()
                    ? together(number(input, f.binary("add", lines.lines().getFirst(), offset)))
                    : gathered(lines, offset);
            put(element, loaded);
        });
    }

    private Complex together(IrValue pointer) {
        var pairs = f.load(scalar.withLanes(2 * lanes), pointer);
        return new Complex(f.shuffle(pairs, pairs, alternate(0)), f.shuffle(pairs, pairs, alternate(1)));
    }

    private int[] alternate(int first) {
        return IntStream.range(0, lanes).map(lane -> 2 * lane + first).toArray();
    }

    private Complex gathered(Lines lines, IrValue offset) {
        var real = new IrValue(vector, "poison");
        var imaginary = real;
        for (int lane = 0; lane < lanes; lane++) {
            var pointer = number(input, f.binary("add", lines.lines().get(lane), offset));
            real = f.withLane(real, lane, f.load(scalar, pointer));
            imaginary = f.withLane(imaginary, lane, f.load(scalar, f.element(scalar, pointer, IrValue.i64(1))));
        }
        return new Complex(real, imaginary);
    }

    private void stages() {
        int block = pass.length();
        int table = 0;
        for (int radix : FourierPass.radices(pass.length())) {
            stage(block, radix, table);
            block /= radix;
            table += 2 * block * (radix - 1);
        }
    }

    private void stage(int block, int radix, int table) {
        int part = block / radix;
        f.loop(
                IrValue.i64(0),
                IrValue.i64(pass.length()),
                block,
                start -> f.loop(IrValue.i64(0), IrValue.i64(part), 1, place -> {
                    var first = f.binary("add", start, place);
                    var elements = IntStream.range(0, radix)
                            .mapToObj(j -> f.binary("add", first, IrValue.i64((long) j * part)))
                            .toList();
                    var results =
                            butterfly.transform(elements.stream().map(this::get).toList());
                    put(elements.getFirst(), results.getFirst());
                    for (int k = 1; k < radix; k++) {
                        var turn = f.binary(
                                "add",
                                f.binary("mul", place, IrValue.i64(2L * (radix - 1))),
                                IrValue.i64(table + 2L * (k - 1)));
                        var result = results.get(k);
                        put(elements.get(k), part == 1 ? result : butterfly.multiply(result, spreadTurn(turn)));
                    }
                }));
    }

    private void store(Lines lines, IrValue block) {
        int row = lanes / 2;
        long whole = lines.isTogether() || !lines.isWhole() ? 0 : pass.length() / row * row;
        f.loop(IrValue.i64(0), IrValue.i64(whole), row, element -> {
            var columns = new ArrayList<IrValue>();
            for (int i = 0; i < row; i++) {
                var result = result(f.binary("add", element, IrValue.i64(i)), block);
                columns.add(result.real());
                columns.add(result.imaginary());
            }
            var rows = Transposition.of(f, columns);
            for (int lane = 0; lane < lanes; lane++) {
                f.store(
                        rows.get(lane),
                        number(output, f.binary("add", lines.lines().get(lane), element)));
            }
        });
        f.loop(IrValue.i64(whole), IrValue.i64(pass.length()), 1, element -> {
            var offset = f.binary("mul", element, IrValue.i64(lines.layout().element()));
            var result = result(element, block);
            if (lines.isTogether()) {
                var pairs = IntStream.range(0, 2 * lanes)
                        .map(i -> i / 2 + i % 2 * lanes)
                        .toArray();
                f.store(
                        f.shuffle(result.real(), result.imaginary(), pairs),
                        number(output, f.binary("add", lines.lines().getFirst(), offset)));
            } else {
                scatter(lines, offset, result);
            }
        });
    }

    private void scatter(Lines lines, IrValue offset, Complex result) {
        for (int lane = 0; lane < lanes; lane++) {
            var pointer = number(output, f.binary("add", lines.lines().get(lane), offset));
            f.store(f.lane(result.real(), lane), pointer);
            f.store(f.lane(result.imaginary(), lane), f.element(scalar, pointer, IrValue.i64(1)));
        }
    }

    /** An element of the result, turned and scaled. */
    private Complex result(IrValue element, IrValue block) {
        var place = f.cast("zext", f.load(IrType.I32, f.element(IrType.I32, order, element)), IrType.I64);
        var value = get(place);
        if (pass.turns() != 0) {
            var number = f.binary("add", f.binary("mul", block, IrValue.i64(pass.length())), element);
            var ofBlock = f.binary("add", f.binary("shl", number, IrValue.i64(1)), IrValue.i64(pass.blockTurns()));
            var ofLanes = f.binary(
                    "add", f.binary("mul", element, IrValue.i64(2L * lanes)), IrValue.i64(pass.laneTurns(vectorLanes)));
            var lane = new Complex(
                    f.load(vector, f.element(scalar, turns, ofLanes)),
                    f.load(vector, f.element(scalar, turns, f.binary("add", ofLanes, IrValue.i64(lanes)))));
            value = butterfly.multiply(value, butterfly.multiply(lane, spreadTurn(ofBlock)));
        }
        if (pass.scale() == 1) {
            return value;
        }
        double scale = scalar.equals(IrType.FLOAT) ? (float) pass.scale() : pass.scale();
        var factor = IrValue.real(vector, scale);
        return new Complex(f.binary("fmul", value.real(), factor), f.binary("fmul", value.imaginary(), factor));
    }

    private Complex spreadTurn(IrValue place) {
        var pointer = f.element(scalar, turns, place);
        return new Complex(
                f.splat(f.load(scalar, pointer), lanes),
                f.splat(f.load(scalar, f.element(scalar, pointer, IrValue.i64(1))), lanes));
    }

    /** The address of a complex number. */
    private IrValue number(IrValue base, IrValue place) {
        return f.element(scalar, base, f.binary("shl", place, IrValue.i64(1)));
    }

    private IrValue slot(IrValue real, int further) {
        return f.element(vector, scratch, f.binary("add", real, IrValue.i64(further)));
    }

    private Complex get(IrValue element) {
        var real = f.binary("shl", element, IrValue.i64(1));
        return new Complex(f.load(vector, slot(real, 0)), f.load(vector, slot(real, 1)));
    }

    private void put(IrValue element, Complex value) {
        var real = f.binary("shl", element, IrValue.i64(1));
        f.store(value.real(), slot(real, 0));
        f.store(value.imaginary(), slot(real, 1));
    }
}
