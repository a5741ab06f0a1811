package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a program, and the memory that it holds until it ends. */
final class Run {
    private final Program program;
    private final List<List<Buffer>> arguments;
    private final Set<Integer> kept;
    private final Event done = Event.pending();

    /** This run's claims on arguments, and the owner's and this run's on results that are not buffers yet. */
    private final List<Storage> claims;

    /** The events of arguments that are not there yet, or will never be. */
    private final List<Event> awaited = new ArrayList<>();

    private final List<Storage> allocated = new ArrayList<>();
    private final List<Storage> takenOver = new ArrayList<>();
    private final List<List<Buffer>> results;
    private final List<Program.Launch> launches;

    /** Puts arguments in the order in which the program reads them, and results in that of their layouts. */
    private final List<Runnable> before = new ArrayList<>();

    private final List<Runnable> after = new ArrayList<>();

    /**
     * Claims the arguments and the memory of the results, then closes what is donated.
     *
     * @param kept indices of parameters that are not donated
     * @throws RanvierException if an argument is closed, or donated and used for another parameter too, or memory is
     *     exhausted; nothing is donated then
     */
    Run(Program program, List<Device> devices, List<List<Buffer>> arguments, Set<Integer> kept) {
        this.program = program;
        this.arguments = arguments;
        this.kept = kept;
        var signature = program.signature();
        this.claims = new ArrayList<>(devices.size()
                * (signature.parameters().size() + signature.results().size()));
        this.results = new ArrayList<>(devices.size());
        this.launches = new ArrayList<>(devices.size());
        try {
            for (int d = 0; d < devices.size(); d++) {
                failIfDonatedIsUsedTwice(arguments.get(d));
                claim(arguments.get(d));
            }
            for (int d = 0; d < devices.size(); d++) {
                prepare(devices.get(d), arguments.get(d));
            }
        } catch (RanvierException e) {
            takenOver.forEach(Storage::giveBack);
            allocated.forEach(Storage::close);
            releaseClaims();
            throw e;
        }
        closeDonated();
    }

    Event done() {
        return done;
    }

    /** The results of each device. */
    List<List<Buffer>> results() {
        return results;
    }

    private void claim(List<Buffer> deviceArguments) {
        for (int i = 0; i < deviceArguments.size(); i++) {
            var argument = deviceArguments.get(i);
            if (!argument.storage().tryRetain()) {
                throw argument.closed("argument '"
                        + program.signature().parameters().get(i).name() + "' of program '" + program.name() + "'");
            }
            claims.add(argument.storage());
            if (!argument.ready().isWell()) {
                awaited.add(argument.ready());
            }
        }
    }

    private void prepare(Device device, List<Buffer> deviceArguments) {
        var declared = program.signature().results();
        var made = new ArrayList<Buffer>(declared.size());
        var outputs = new ArrayList<MemorySegment>(declared.size());
        for (var result : declared) {
            var storage = storageOf(result, device, deviceArguments);
            made.add(new Buffer(device, result.type(), result.layout(), storage, done));
            outputs.add(result.layout().isRowMajor() ? storage.segment() : rowMajorOf(result, storage, device));
        }
        results.add(made);
        var inputs = new ArrayList<Program.Input>(deviceArguments.size());
        for (int i = 0; i < deviceArguments.size(); i++) {
            inputs.add(input(i, deviceArguments.get(i), device));
        }
        launches.add(new Program.Launch(inputs, outputs, device.memory()));
    }

    private Program.Input input(int parameter, Buffer argument, Device device) {
        if (!argument.layout().isRowMajor()) {
            return Program.Input.of(rowMajorOf(argument, device));
        }
        var storage = argument.storage();
        return isDonated(parameter) ? Program.Input.of(storage.segment()) : storage;
    }

    /** Memory of this run alone, for the elements of an argument in the order in which the program reads them. */
    private MemorySegment rowMajorOf(Buffer argument, Device device) {
        var copy = claimed(device.allocate(argument.type())).segment();
        var source = argument.storage().segment();
        var strides = Strides.of(argument.type(), argument.layout());
        before.add(() ->
                strides.copyTo(source, copy, Layout.rowMajor(argument.type().rank())));
        return copy;
    }

    /** Memory of this run alone, for the elements of a result in the order in which the program writes them. */
    private MemorySegment rowMajorOf(Signature.Result result, Storage storage, Device device) {
        var copy = claimed(allocate(result, device)).segment();
        var strides = Strides.of(result.type(), Layout.rowMajor(result.type().rank()));
        after.add(() -> strides.copyTo(copy, storage.segment(), result.layout()));
        return copy;
    }

    /** Passes the owner's claim to this run. */
    private Storage claimed(Storage storage) {
        if (storage.tryRetain()) {
            claims.add(storage);
        }
        storage.close();
        return storage;
    }

    /** The memory of a result, with this run's claim on it beside the result's own. */
    private Storage storageOf(Signature.Result result, Device device, List<Buffer> deviceArguments) {
        var alias = result.alias();
        if (alias != null && !kept.contains(alias)) {
            var donor = deviceArguments.get(alias).storage();
            if (donor.tryTakeOver()) {
                takenOver.add(donor);
                // This run's claim on the donor is among the claims already; the owner's passes to the result.
                return new Storage(device.memory(), donor.segment(), true, donor::release);
            }
        }
        var storage = allocate(result, device);
        allocated.add(storage);
        if (storage.tryRetain()) {
            claims.add(storage);
        }
        return storage;
    }

    private void failIfDonatedIsUsedTwice(List<Buffer> deviceArguments) {
        for (int i = 0; i < deviceArguments.size(); i++) {
            if (isDonated(i)) {
                var donor = deviceArguments.get(i);
                if (Collections.frequency(deviceArguments, donor) > 1) {
                    throw RanvierException.invalid("argument '"
                            + program.signature().parameters().get(i).name()
                            + "' is donated, but the same buffer is given for another parameter too");
                }
            }
        }
    }

    private boolean isDonated(int parameter) {
        return program.signature().parameters().get(parameter).donated() && !kept.contains(parameter);
    }

    private Storage allocate(Signature.Result result, Device device) {
        try {
            return device.allocate(result.type());
        } catch (RanvierException e) {
            var first = e.diagnostics().getFirst();
            var message = first.message() + " for " + result.name() + " of program '" + program.name() + "', "
                    + result.type();
            throw new RanvierException(
                    Diagnostic.of(first.code(), message).at(result.location()).withHint(first.hint()), e);
        }
    }

    private void closeDonated() {
        var parameters = program.signature().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (isDonated(i)) {
                for (var deviceArguments : arguments) {
                    deviceArguments.get(i).close();
                }
            }
        }
    }

    /**
     * Runs as soon as all arguments are ready: on {@code threads}, but for a program that {@linkplain Program#callsHost()
     * calls the host} or is {@linkplain Program#isBrief() brief}.
     */
    void start(Executor threads) {
        if (program.callsHost()) {
            awaitArguments();
            run();
            return;
        }
        if (program.isBrief() && allHaveEnded(awaited)) {
            run();
            return;
        }
        var waiting = new AtomicInteger(awaited.size() + 1);
        Consumer<@Nullable RanvierException> next = _ -> {
            if (waiting.decrementAndGet() == 0) {
                threads.execute(this::run);
            }
        };
        awaited.forEach(event -> event.onReady(next));
        next.accept(null);
    }

    private static boolean allHaveEnded(List<Event> events) {
        for (var event : events) {
            if (!event.isReady()) {
                return false;
            }
        }
        return true;
    }

    private void awaitArguments() {
        for (var event : awaited) {
            var ended = new CompletableFuture<Boolean>();
            event.onReady(error -> ended.complete(error == null));
            var _ = ended.join();
        }
    }

    /** Runs, and gives back what the run held before it is known to have ended: who waits for it finds the memory free. */
    private void run() {
        Throwable error = null;
        try {
            failIfAnArgumentFailed();
            before.forEach(Runnable::run);
            program.run(launches);
            after.forEach(Runnable::run);
        } catch (Throwable e) {
            error = e;
        }
        try {
            releaseClaims();
        } finally {
            end(error);
        }
    }

    private void end(@Nullable Throwable error) {
        if (error == null) {
            done.complete();
        } else {
            done.fail(error);
        }
    }

    private void releaseClaims() {
        for (var claim : claims) {
            claim.release();
        }
    }

    private void failIfAnArgumentFailed() {
        for (var event : awaited) {
            var error = event.error();
            if (error != null) {
                throw new RanvierException(
                        Diagnostic.of(error.code(), "an argument was not computed: " + error.getMessage()), error);
            }
        }
    }
}
