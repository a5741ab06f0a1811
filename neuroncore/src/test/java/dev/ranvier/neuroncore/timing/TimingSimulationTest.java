package dev.ranvier.neuroncore.timing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.neuroncore.check.Checker;
import dev.ranvier.neuroncore.isa.ActivationFunction;
import dev.ranvier.neuroncore.isa.Affine;
import dev.ranvier.neuroncore.isa.Cursor;
import dev.ranvier.neuroncore.isa.Elementwise;
import dev.ranvier.neuroncore.isa.Node;
import dev.ranvier.neuroncore.isa.Processor;
import dev.ranvier.neuroncore.isa.Program;
import dev.ranvier.neuroncore.isa.ProgramBuilder;
import dev.ranvier.neuroncore.isa.Transfer;
import dev.ranvier.neuroncore.kernels.FullyBlockedProduct;
import dev.ranvier.neuroncore.kernels.FusedMamba;
import dev.ranvier.neuroncore.kernels.LayerNorm;
import dev.ranvier.neuroncore.kernels.MatrixProducts;
import dev.ranvier.neuroncore.kernels.ProductShape;
import dev.ranvier.neuroncore.kernels.Softmax;
import dev.ranvier.neuroncore.machine.DataType;
import dev.ranvier.neuroncore.machine.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of every legal run, of the kernels; and single steps, whose times follow from the documents. */
class TimingSimulationTest {
    static Stream<Program> kernels() {
        var product = new ProductShape("trn1", DataType.BF16, 512, 2048, 2048);
        var mamba = new FusedMamba.Shape("trn1", 1024, 256, 8);
        return Stream.of(
                MatrixProducts.naive(product),
                MatrixProducts.blocked(product, 1, 1),
                MatrixProducts.blocked(product, 2, 2),
                FullyBlockedProduct.of(product, 2, 4, 2),
                FusedMamba.statesOutside(mamba),
                FusedMamba.channelsOutside(mamba),
                Softmax.of("trn2", DataType.F32, 8192, 1000),
                LayerNorm.of("trn2", DataType.BF16, 8192, 1024, 1e-5));
    }

    /** One step as it was told. */
    private record Event(Node.Step step, long begin, long end) {}

    /** Keeps what it is told. */
    private static final class Events implements Observer {
        private final Map<Processor, List<Event>> events = new HashMap<>();
        private long skipped;

        @Override
        public void ran(Node.Step step, long begin, long end) {
            events.computeIfAbsent(step.processor(), _ -> new ArrayList<>()).add(new Event(step, begin, end));
        }

        @Override
        public void skipped(Node.Loop loop, long iterations, long begin, long end) {
            skipped += iterations;
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void summarisedLoopsTakeAsLongAsUnrolledOnes(Program program) {
        var simulation = new TimingSimulation(program);
        var summarised = simulation.run();
        var unrolled = simulation.runUnrolled(Observer.NONE);

        assertThat(summarised.picoseconds()).isEqualTo(unrolled.picoseconds());
        assertThat(summarised.transfers()).isEqualTo(unrolled.transfers());
        unrolled.processors().forEach((processor, usage) -> {
            var other = requireNonNull(summarised.processors().get(processor));
            assertThat(other.steps()).isEqualTo(usage.steps());
            assertThat(other.busy()).isEqualTo(usage.busy());
        });
    }

    @Test
    void longLoopsAreSummarised() {
        var product = new ProductShape("trn1", DataType.BF16, 4096, 8192, 8192);
        var events = new Events();
        new TimingSimulation(MatrixProducts.naive(product)).run(events);

        assertThat(events.skipped).isPositive();
        assertThat(events.events.values().stream().mapToInt(List::size).sum()).isLessThan(10_000);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aProgramTakesAtLeastWhatEachOfItsPartsTakes(Program program) {
        var timing = new TimingSimulation(program).run();

        timing.processors().values().forEach(usage -> assertThat(usage.busy()).isBetween(1L, timing.picoseconds()));
        assertThat(timing.transfers().busy()).isLessThanOrEqualTo(timing.picoseconds());
        assertThat(timing.transfers().deviceBusy()).isLessThanOrEqualTo(timing.picoseconds());
    }

    /** By the definition of happens before, taken from the program and not from the simulator. */
    @ParameterizedTest
    @MethodSource("kernels")
    void everyStepBeginsAfterWhatItWaitsFor(Program program) {
        var events = new Events();
        new TimingSimulation(program).runUnrolled(events);
        var raised = ends(program, events);

        for (var processor : Cursor.processors(program.body())) {
            var cursor = new Cursor(processor, program.body());
            long free = 0;
            for (var event : events.events.getOrDefault(processor, List.of())) {
                assertThat(event.step).isSameAs(cursor.step());
                assertThat(event.begin).isGreaterThanOrEqualTo(free);
                for (var wait : event.step.waits()) {
                    long atLeast = wait.atLeast().at(cursor::value);
                    assertThat(event.begin).isGreaterThanOrEqualTo(end(raised, wait.semaphore(), atLeast));
                }
                free = event.end;
                cursor.advance();
            }
            assertThat(cursor.step()).isNull();
        }
    }

    /** When the steps that raise each semaphore to a value end. */
    private static Map<String, NavigableMap<Long, Long>> ends(Program program, Events events) {
        var ends = new HashMap<String, NavigableMap<Long, Long>>();
        program.semaphores().forEach(semaphore -> ends.put(semaphore, new TreeMap<>(Map.of(0L, 0L))));
        for (var list : events.events.values()) {
            for (var event : list) {
                for (var signal : event.step.signals()) {
                    var values = requireNonNull(ends.get(signal.semaphore()));
                    values.put(values.lastKey() + signal.amount(), event.end);
                }
            }
        }
        return ends;
    }

    private static long end(Map<String, NavigableMap<Long, Long>> ends, String semaphore, long atLeast) {
        return requireNonNull(ends.get(semaphore))
                .ceilingEntry(Math.max(0, atLeast))
                .getValue();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aProgramWithoutWaitsIsNotTimed(Program program) {
        var body = withoutWaits(program.body());
        var free = new Program(program.name(), program.machine(), program.buffers(), program.semaphores(), body);

        assertThat(Checker.verify(free)).isNotEmpty();
    }

    private static List<Node> withoutWaits(List<Node> nodes) {
        return nodes.stream()
                .<Node>map(node -> switch (node) {
                    case Node.Step step ->
                        new Node.Step(step.processor(), step.instruction(), List.of(), step.signals(), step.location());
                    case Node.Loop loop -> new Node.Loop(loop.variable(), loop.count(), withoutWaits(loop.body()));
                })
                .toList();
    }

    @Test
    void anActivationTakesItsElementsAndTheOverhead() {
        var builder = new ProgramBuilder("one", "trn1");
        var x = builder.sbuf("x", DataType.F32, 0, 128, 512);
        builder.on(Engine.GPSIMD, new Elementwise.Memset(x.all(), 0)).signal(builder.semaphore("set"));
        builder.on(Engine.SCALAR, new Elementwise.Activation(x.all(), x.all(), ActivationFunction.EXP))
                .after("set", 1);
        var timing = new TimingSimulation(builder.build()).run();

        double cycles = 512 + Calibration.FITTED.elementwiseOverhead();
        assertThat(timing.share(new Processor.Compute(Engine.SCALAR)) * timing.picoseconds() * 1e-3)
                .isCloseTo(cycles / 1.4, within(1e-2));
    }

    /** The guide of Trn2: 32 KiB on each of 16 engines, 4 KiB a partition, take 1416 ns. */
    @Test
    void aLargeTransferTakesWhatIsDocumented() {
        var builder = new ProgramBuilder("one", "trn2");
        var from = builder.input("from", DataType.F32, 128, 1024);
        var tile = builder.sbuf("tile", DataType.F32, 0, 128, 1024);
        builder.on(0, new Transfer.DmaCopy(tile.all(), from.block(Affine.of(0), 128, 1024)));
        var timing = new TimingSimulation(builder.build()).run();

        assertThat(timing.transfers().busy() * 1e-3).isCloseTo(1416, within(2.0));
        assertThat(timing.transfers().bytes()).isEqualTo(128 * 4096);
    }
}
