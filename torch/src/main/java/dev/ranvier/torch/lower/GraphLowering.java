package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.torch.graph.Argument;
import dev.ranvier.torch.graph.Graph;
import dev.ranvier.torch.graph.Node;
import dev.ranvier.torch.graph.SizeExpression;
import dev.ranvier.torch.graph.TensorMeta;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Lowers the nodes of a graph in order. What cannot be lowered is collected, not thrown: the caller throws all of it at
 * once.
 */
final class GraphLowering implements Scope {
    private static final String ATEN_PREFIX = "torch.ops.";
    /** Ops that check what export has checked, or that only its tracer needs. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "aten._assert_tensor_metadata.default",
            "aten._assert_async.msg",
            "aten._assert_scalar.default",
            // That a matrix could be factored is not checked: factors of others are what LAPACK leaves.
            "aten._linalg_check_errors.default",
            "aten.sym_constrain_range.default",
            "aten.sym_constrain_range_for_size.default");

    private final Graph graph;
    private final Emitter emit;
    private final Symbols symbols;
    private final List<Diagnostic> failures;
    private final Map<String, Cell> cells = new HashMap<>();
    private final Set<String> failed = new HashSet<>();

    GraphLowering(Graph graph, Emitter emit, Symbols symbols, List<Diagnostic> failures) {
        this.graph = graph;
        this.emit = emit;
        this.symbols = symbols;
        this.failures = failures;
    }

    /** Names a tensor of the graph. */
    void define(String name, Cell cell) {
        if (cells.put(name, cell) != null) {
            throw RanvierException.invalid("the graph defines '" + name + "' twice");
        }
    }

    void run() {
        for (var node : graph.nodes()) {
            boolean dependsOnFailure = node.inputs().stream()
                    .flatMap(input -> Call.names(input.value()))
                    .anyMatch(failed::contains);
            if (dependsOnFailure || !tryLower(node)) {
                node.outputs().stream().flatMap(Call::names).forEach(failed::add);
            }
        }
    }

    private boolean tryLower(Node node) {
        try {
            emit.builder().at(node.location(), () -> {
                lower(node);
                return node;
            });
            return true;
        } catch (RanvierException e) {
            e.diagnostics().forEach(diagnostic -> fail(node, diagnostic));
        } catch (IllegalStateException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException
                | ClassCastException
                | NoSuchElementException e) {
            // What a program of PyTorch's does not have: sizes that are open where an op needs them, or lists too
            // short.
            fail(node, Diagnostic.of(Diagnostic.Code.UNIMPLEMENTED, "with these arguments: " + e.getMessage()));
        }
        return false;
    }

    private void fail(Node node, Diagnostic diagnostic) {
        var named = diagnostic.op().isEmpty() ? diagnostic.inOp(name(node) + " (" + node.name() + ")") : diagnostic;
        failures.add(named.place().isEmpty() ? named.at(node.location()) : named);
    }

    private static String name(Node node) {
        return name(node.target());
    }

    private static String name(String target) {
        return target.startsWith(ATEN_PREFIX) ? target.substring(ATEN_PREFIX.length()) : target;
    }

    /** Whether an op, such as {@code torch.ops.aten._assert_async.msg}, is left out. */
    static boolean isWithoutEffect(String target) {
        return WITHOUT_EFFECT.contains(name(target));
    }

    private void lower(Node node) {
        var op = name(node);
        boolean givesNoTensor = !node.outputs().isEmpty()
                && node.outputs().stream().allMatch(output -> output instanceof Argument.Size || isUnread(output));
        // Sizes are computed from their expressions where they are used.
        if (givesNoTensor || WITHOUT_EFFECT.contains(op)) {
            return;
        }
        if (op.startsWith("higher_order.")) {
            HigherOrder.lower(op, node, this);
            return;
        }
        var lowering = OpTable.find(op);
        var schema = Schemas.find(op);
        if (lowering == null || schema == null) {
            throw new RanvierException(Diagnostic.of(Diagnostic.Code.UNIMPLEMENTED, "not lowered by Ranvier")
                    .withHint("export with .run_decompositions(), which may leave it out, or report it"));
        }
        var call = new Call(node, schema, this, emit);
        var written = schema.written();
        var results = lowering.lower(call);
        if (written != null) {
            writeInPlace(node, call, written, results);
        } else {
            defineResults(node, call, lowering, results);
        }
    }

    private static boolean isUnread(Argument argument) {
        return argument instanceof Argument.Unread
                || argument instanceof Argument.None
                || argument instanceof Argument.Bool;
    }

    private void writeInPlace(Node node, Call call, Schema.Parameter written, List<Value> results) {
        if (results.size() != 1 || !(call.argument(written.name()) instanceof Argument.Tensor(String target))) {
            throw RanvierException.unimplemented("writes to several tensors");
        }
        var meta = meta(target);
        var value = emit.broadcast(emit.convert(results.getFirst(), meta.elementType()), shape(meta));
        cell(target).write(value);
        node.outputs().stream().flatMap(Call::names).forEach(name -> define(name, cell(target)));
    }

    private void defineResults(Node node, Call call, OpLowering lowering, List<Value> results) {
        var names = node.outputs().stream().flatMap(Call::names).toList();
        if (names.size() > results.size()) {
            throw RanvierException.invalid("gives " + results.size() + " tensors, but the graph names " + names.size());
        }
        for (int i = 0; i < names.size(); i++) {
            var value = emit.convert(results.get(i), call.resultMeta(i).elementType());
            define(names.get(i), cell(call, lowering, value, i));
        }
    }

    private Cell cell(Call call, OpLowering lowering, Value value, int result) {
        var shown = ViewWrites.shownParameter(call, value, result);
        return shown != null && call.argument(shown) instanceof Argument.Tensor(String base)
                ? new Cell(value, new Cell.View(cell(base), call, lowering, shown, result))
                : new Cell(value);
    }

    // What names mean

    Graph graph() {
        return graph;
    }

    Emitter emit() {
        return emit;
    }

    Symbols symbols() {
        return symbols;
    }

    List<Diagnostic> failures() {
        return failures;
    }

    boolean hasFailed(String name) {
        return failed.contains(name);
    }

    Cell cell(String name) {
        var cell = cells.get(name);
        if (cell == null) {
            throw RanvierException.invalid("the graph uses '" + name + "' before it defines it");
        }
        return cell;
    }

    @Override
    public Value tensor(String name) {
        return cell(name).read();
    }

    @Override
    public TensorMeta meta(String name) {
        var meta = graph.tensors().get(name);
        if (meta == null) {
            throw RanvierException.invalid("the graph does not say what '" + name + "' is");
        }
        return meta;
    }

    @Override
    public Size size(Argument.Size size) {
        return switch (size) {
            case Argument.Int(long value) -> Size.of(value);
            case Argument.SymInt(String name) -> symbols.size(expression(name));
        };
    }

    SizeExpression expression(String name) {
        var expression = graph.integers().get(name);
        if (expression == null) {
            throw RanvierException.invalid("the graph does not say what the integer '" + name + "' is");
        }
        return expression;
    }

    @Override
    public Shape shape(TensorMeta meta) {
        return new Shape(meta.sizes().stream().map(symbols::size).toList());
    }

    @Override
    public void write(String name, Value value) {
        cell(name).write(value);
    }
}
