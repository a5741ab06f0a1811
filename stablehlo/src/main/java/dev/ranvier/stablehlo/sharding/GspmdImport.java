package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a module annotated for XLA's older partitioner, GSPMD, in Shardy's terms: {@code mhlo.sharding} of arguments and
 * results as {@code sdy.sharding}, the custom call {@code @Sharding} as a constraint, and a call between {@code
 * @SPMDFullToShardShape} and {@code @SPMDShardToFullShape} as a manual computation.
 */
public final class GspmdImport {
    private static final String SHARDING = "mhlo.sharding";
    private static final HloSharding REPLICATED = HloSharding.parse("{replicated}");
    private static final Pattern UNSPECIFIED = Pattern.compile("unspecified_dims=\\[([\\d,]*)]");

    private final Map<String, HloSharding> shardings = new LinkedHashMap<>();
    private final HloMesh mesh;

    private GspmdImport(Module module, int devices) {
        module.functions().forEach(function -> {
            collect(function.argAttrs());
            collect(function.resAttrs());
            collect(function.body());
        });
        this.mesh = new HloMesh(shardings.values(), devices);
    }

    /**
     * The module in Shardy's terms; itself if it has no annotations for GSPMD.
     *
     * @param devices how many devices share the program
     * @throws dev.ranvier.stablehlo.RanvierException if a sharding cannot be said by axes of one mesh
     */
    public static Module run(Module module, int devices) {
        var pass = new GspmdImport(module, devices);
        return pass.shardings.isEmpty() ? module : pass.rewritten(module);
    }

    private void collect(BuiltinAttribute.@Nullable Sequence attributes) {
        if (attributes != null) {
            attributes.elements().forEach(element -> {
                if (element instanceof Dictionary dictionary) {
                    collect(dictionary);
                }
            });
        }
    }

    private void collect(Dictionary attributes) {
        if (attributes.get(SHARDING) instanceof BuiltinAttribute.Text text) {
            shardings.put(text.value(), HloSharding.parse(text.value()));
        }
    }

    private void collect(Region region) {
        for (var op : region.ops()) {
            if (isSpmdCall(op)) {
                collect(op.info().discardable());
            }
            op.regions().forEach(this::collect);
        }
    }

    private static boolean isSpmdCall(Op op) {
        return isCall(op, "Sharding") || isCall(op, "SPMDFullToShardShape") || isCall(op, "SPMDShardToFullShape");
    }

    static boolean isCall(@Nullable Op op, String target) {
        return op instanceof HostOp.CustomCall call && call.callTargetName().equals(target);
    }

    private Module rewritten(Module module) {
        var ops = module.body().ops().stream()
                .map(op -> op instanceof Declaration.Func function ? rewritten(function) : op)
                .toList();
        return new Module(module.symName(), module.symVisibility(), new Region(List.of(), ops), module.info());
    }

    private Op rewritten(Declaration.Func function) {
        var body = function.body();
        return new Declaration.Func(
                function.symName(),
                function.functionType(),
                function.symVisibility(),
                rewritten(function.argAttrs(), body.arguments()),
                rewritten(function.resAttrs(), body.isEmpty() ? List.of() : body.results()),
                function.noInline(),
                rewritten(body),
                function.info());
    }

    private BuiltinAttribute.@Nullable Sequence rewritten(
            BuiltinAttribute.@Nullable Sequence attributes, List<? extends Value> values) {
        if (attributes == null || attributes.elements().size() != values.size()) {
            return attributes;
        }
        var elements = new ArrayList<Attribute>();
        for (int i = 0; i < values.size(); i++) {
            var element = attributes.elements().get(i);
            if (element instanceof Dictionary dictionary
                    && dictionary.get(SHARDING) instanceof BuiltinAttribute.Text text) {
                var sharding = mesh.sharding(HloSharding.parse(text.value()), rank(values.get(i)), Set.of());
                element = dictionary.without(SHARDING).with("sdy.sharding", sharding);
            }
            elements.add(element);
        }
        return new BuiltinAttribute.Sequence(elements);
    }

    private static int rank(Value value) {
        return value.type() instanceof TensorType type ? type.rank() : 0;
    }

    private Region rewritten(Region region) {
        var manual = new ManualCalls(region, this);
        var ops = new ArrayList<Op>();
        for (var op : region.ops()) {
            if (!manual.isBorder(op)) {
                ops.add(op instanceof ControlFlowOp.Call call ? manual.rewritten(call) : rewritten(op));
            }
        }
        return new Region(region.arguments(), ops);
    }

    private Op rewritten(Op op) {
        if (isCall(op, "Sharding") && sharding(op).kind() != HloSharding.Kind.MANUAL) {
            return new ShardyOp.ShardingConstraint(
                    op.operands().getFirst(),
                    tensorSharding(op, op.results().getFirst()),
                    op.results().getFirst(),
                    OpInfo.at(op.location()));
        }
        if (op.regions().isEmpty()) {
            return op;
        }
        return op.schema()
                .create(
                        op.operands(),
                        op.attributes(),
                        op.regions().stream().map(this::rewritten).toList(),
                        op.results(),
                        op.info());
    }

    /** What a {@code @Sharding} or {@code @SPMDShardToFullShape} says of a value. */
    TensorSharding tensorSharding(Op op, Value value) {
        return mesh.sharding(sharding(op), rank(value), unspecified(op));
    }

    /** What is said of a value that has no annotation: every device has all of it. */
    TensorSharding replicated(Value value) {
        return mesh.sharding(REPLICATED, rank(value), Set.of());
    }

    /** The axes along which a value behind such an op is one device's. */
    List<String> manualAxes(@Nullable Op op) {
        return op == null ? List.of() : mesh.manualAxes(sharding(op));
    }

    private HloSharding sharding(Op op) {
        var text = op.info().discardable().get(SHARDING) instanceof BuiltinAttribute.Text own ? own.value() : "";
        return shardings.getOrDefault(text, REPLICATED);
    }

    /** The dimensions of a {@code @Sharding} that are left to the compiler. */
    private static Set<Integer> unspecified(Op op) {
        var open = new HashSet<Integer>();
        if (op instanceof HostOp.CustomCall call && call.backendConfig() instanceof BuiltinAttribute.Text text) {
            var matcher = UNSPECIFIED.matcher(text.value());
            if (matcher.find() && !matcher.group(1).isEmpty()) {
                for (var dimension : matcher.group(1).split(",", -1)) {
                    open.add(Integer.valueOf(dimension));
                }
            }
        }
        return open;
    }
}
