package dev.ranvier.reference;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.UnaryOp;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs regions op by op for one process. */
final class Evaluator {
    private final Program program;
    private final GridProcess process;

    /** The hidden state of {@code rng}, made at its first use: every process starts from the same one. */
    private @Nullable RandomGenerator random;

    Evaluator(Program program, GridProcess process) {
        this.program = program;
        this.process = process;
    }

    /** An evaluator of the same program for another process. */
    Evaluator forProcess(GridProcess other) {
        return new Evaluator(program, other);
    }

    GridProcess process() {
        return process;
    }

    RandomGenerator random() {
        if (random == null) {
            random = new SplittableRandom(0);
        }
        return random;
    }

    Program program() {
        return program;
    }

    /** The results of a function. */
    List<RuntimeValue> call(String function, List<? extends RuntimeValue> arguments) {
        return run(program.function(function).body(), arguments, null);
    }

    /**
     * What {@code region} hands to its terminator.
     *
     * @param outer the scope of the op that holds the region, or null for a function's body
     */
    List<RuntimeValue> run(Region region, List<? extends RuntimeValue> arguments, @Nullable Scope outer) {
        if (region.arguments().size() != arguments.size()) {
            throw RanvierException.invalid(
                    "a region of " + region.arguments().size() + " arguments is given " + arguments.size());
        }
        var ops = region.ops();
        var scope = new Scope(this, outer, arguments.size() + ops.size());
        for (int i = 0; i < arguments.size(); i++) {
            scope.put(region.arguments().get(i), arguments.get(i));
        }
        var lastUses = program.lastUses().of(region);
        for (int i = 0; i < ops.size() - 1; i++) {
            evaluate(ops.get(i), scope);
            scope.drop(lastUses.get(i));
        }
        return scope.all(region.results());
    }

    void evaluate(Op op, Scope scope) {
        process.grid().checkFailure();
        try {
            bindResults(op, scope);
        } catch (RanvierException e) {
            throw e.diagnostics().getFirst().op().isEmpty() ? located(e, op) : e;
        } catch (OutOfMemoryError e) {
            throw new RanvierException(
                    op.diagnostic(Diagnostic.Code.RESOURCE_EXHAUSTED, "the Java heap is full")
                            .withHint("raise RANVIER_HEAP"),
                    e);
        } catch (ArithmeticException | IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new RanvierException(
                    op.diagnostic(Diagnostic.Code.INVALID_ARGUMENT, "the operands do not fit the op: " + e)
                            .withHint("verify the module"),
                    e);
        }
    }

    private static RanvierException located(RanvierException e, Op op) {
        var first = e.diagnostics().getFirst();
        var diagnostic = op.diagnostic(first.code(), first.message()).withHint(first.hint());
        return new RanvierException(diagnostic, e);
    }

    private static void bindResults(Op op, Scope scope) {
        switch (op) {
            case UnaryOp unary -> scope.put(unary.result(), Elementwise.apply(unary, scope.tensor(unary.operand())));
            case BinaryOp binary ->
                scope.put(
                        binary.result(),
                        Elementwise.apply(binary, scope.tensor(binary.lhs()), scope.tensor(binary.rhs())));
            case ElementwiseOp elementwise -> bind(op, scope, ElementwiseOps.evaluate(elementwise, scope));
            case ShapeOp shape -> bind(op, scope, ShapeOps.evaluate(shape, scope));
            case IndexingOp indexing -> bind(op, scope, IndexingOps.evaluate(indexing, scope));
            case DynamicOp dynamic -> bind(op, scope, DynamicOps.evaluate(dynamic, scope));
            case ReductionOp reduction -> bind(op, scope, ReductionOps.evaluate(reduction, scope));
            case LinearAlgebraOp algebra -> bind(op, scope, LinearAlgebraOps.evaluate(algebra, scope));
            case ControlFlowOp control -> bind(op, scope, ControlFlowOps.evaluate(control, scope));
            case HostOp host -> bind(op, scope, HostOps.evaluate(host, scope));
            case CollectiveOp collective -> bind(op, scope, CollectiveOps.evaluate(collective, scope));
            case RandomOp random -> bind(op, scope, RandomOps.evaluate(random, scope));
            case ChloOp chlo -> bind(op, scope, ChloOps.evaluate(chlo, scope));
            case ShardyOp shardy -> bind(op, scope, ShardyOps.evaluate(shardy, scope));
            case Declaration declaration ->
                throw RanvierException.invalid(declaration.opName() + " cannot stand in a function");
        }
    }

    private static void bind(Op op, Scope scope, Tensor result) {
        bind(op, scope, List.of(result));
    }

    private static void bind(Op op, Scope scope, List<? extends RuntimeValue> contents) {
        var results = op.results();
        if (results.size() != contents.size()) {
            throw RanvierException.invalid("expected " + results.size() + " results, got " + contents.size());
        }
        for (int i = 0; i < contents.size(); i++) {
            scope.put(results.get(i), DeclaredTypes.conformed(results.get(i).type(), contents.get(i)));
        }
    }
}
