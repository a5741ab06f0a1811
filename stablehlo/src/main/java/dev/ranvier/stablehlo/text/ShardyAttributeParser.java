package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.ShardyAttribute;
import dev.ranvier.stablehlo.ShardyAttribute.AxisRef;
import dev.ranvier.stablehlo.ShardyAttribute.DimMapping;
import dev.ranvier.stablehlo.ShardyAttribute.DimensionSharding;
import dev.ranvier.stablehlo.ShardyAttribute.ManualAxes;
import dev.ranvier.stablehlo.ShardyAttribute.Mesh;
import dev.ranvier.stablehlo.ShardyAttribute.MeshAxis;
import dev.ranvier.stablehlo.ShardyAttribute.OpShardingRule;
import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;
import dev.ranvier.stablehlo.ShardyAttribute.ReductionOp;
import dev.ranvier.stablehlo.ShardyAttribute.SubAxisInfo;
import dev.ranvier.stablehlo.ShardyAttribute.TensorMapping;
import dev.ranvier.stablehlo.ShardyAttribute.TensorSharding;
import dev.ranvier.stablehlo.ShardyAttribute.TensorShardingPerValue;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The attributes of the {@code sdy} dialect as Shardy's documents write them. */
final class ShardyAttributeParser {
    private final Cursor cursor;

    ShardyAttributeParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The attribute whose mnemonic has just been passed. */
    Attribute parse(String mnemonic) {
        return switch (mnemonic) {
            case "mesh" -> mesh();
            case "mesh_axis" -> meshAxis();
            case "sharding" -> sharding();
            case "sharding_per_value" -> enclosed("<", this::shardings, ">");
            case "dimension_sharding" -> dimensionSharding();
            case "axis_ref" -> axisRef();
            case "sub_axis_info" -> subAxisInfo();
            case "manual_axes" -> manualAxes();
            case "op_sharding_rule" -> rule();
            case "tensor_mapping" -> tensorMapping();
            case "dim_mapping" -> dimMapping();
            default -> throw cursor.error("unknown attribute '" + mnemonic + "' of Shardy");
        };
    }

    private <T> T enclosed(String open, Supplier<T> inner, String close) {
        cursor.expect(open);
        var value = inner.get();
        cursor.expect(close);
        return value;
    }

    private <T> List<T> listOf(String open, Supplier<T> item, String close) {
        cursor.expect(open);
        var items = new ArrayList<T>();
        cursor.list(close, () -> items.add(item.get()));
        return items;
    }

    private MeshAxis meshAxis() {
        var name = cursor.string();
        cursor.expect("=");
        return new MeshAxis(name, cursor.integer());
    }

    /** {@code <["x"=2, "y"=4], device_ids=[...]>}. */
    Mesh mesh() {
        cursor.expect("<");
        var axes = listOf("[", this::meshAxis, "]");
        var deviceIds = Int64Array.of();
        if (cursor.accept(",")) {
            cursor.expect("device_ids");
            cursor.expect("=");
            deviceIds = RecordForm.sizes(cursor);
        }
        cursor.expect(">");
        return new Mesh(axes, deviceIds);
    }

    private SubAxisInfo subAxisInfo() {
        var part = RecordForm.subAxisInfo(cursor);
        return new SubAxisInfo(part.preSize(), part.size());
    }

    private AxisRef axisRef() {
        var name = cursor.string();
        return new AxisRef(name, cursor.accept(":") ? subAxisInfo() : null);
    }

    private List<AxisRef> axes() {
        return listOf("{", this::axisRef, "}");
    }

    /** <code>{"x", "y":(2)2, ?}p1</code>. */
    private DimensionSharding dimensionSharding() {
        cursor.expect("{");
        var axes = new ArrayList<AxisRef>();
        boolean open = false;
        while (!cursor.at("}")) {
            if (!axes.isEmpty()) {
                cursor.expect(",");
            }
            open = cursor.accept("?");
            if (open) {
                break;
            }
            axes.add(axisRef());
        }
        cursor.expect("}");
        return new DimensionSharding(axes, !open, cursor.at(Kind.WORD) ? Long.valueOf(priority()) : null);
    }

    private long priority() {
        int offset = cursor.offset();
        var word = cursor.word();
        var number = word.matches("p(0|[1-9][0-9]*)") ? NumberLiteral.unsigned(word.substring(1)) : null;
        if (number == null || number < 0) {
            throw cursor.error(offset, "expected a priority such as 'p1', got '" + word + "'");
        }
        return number;
    }

    /** {@code <@mesh, [{"x"}, {?}], replicated={...}, unreduced={...}>}. */
    TensorSharding sharding() {
        cursor.expect("<");
        Attribute mesh = cursor.accept("mesh") ? mesh() : new SymbolRef(cursor.symbol());
        cursor.expect(",");
        var dimensions = listOf("[", this::dimensionSharding, "]");
        List<AxisRef> replicated = List.of();
        List<AxisRef> unreduced = List.of();
        var reduction = ReductionOp.SUM;
        while (cursor.accept(",")) {
            if (replicated.isEmpty() && cursor.accept("replicated")) {
                cursor.expect("=");
                replicated = axes();
            } else if (unreduced.isEmpty() && cursor.accept("unreduced")) {
                reduction = cursor.accept("=") ? reduction() : ReductionOp.SUM;
                unreduced = axes();
            } else {
                throw cursor.expected("'replicated' or 'unreduced'");
            }
        }
        cursor.expect(">");
        return new TensorSharding(mesh, dimensions, replicated, unreduced, reduction);
    }

    private ReductionOp reduction() {
        if (cursor.accept("max")) {
            return ReductionOp.MAX;
        }
        if (cursor.accept("min")) {
            return ReductionOp.MIN;
        }
        cursor.accept("sum");
        return ReductionOp.SUM;
    }

    /** {@code [<...>, <...>]}; each can be written in full. */
    TensorShardingPerValue shardings() {
        return new TensorShardingPerValue(listOf("[", this::shardingOrFull, "]"));
    }

    private TensorSharding shardingOrFull() {
        if (cursor.at(Kind.ATTRIBUTE) && cursor.spelling().equals("#sdy.sharding")) {
            cursor.advance();
        }
        return sharding();
    }

    /** <code>{"x", "y"}</code>. */
    ManualAxes manualAxes() {
        return new ManualAxes(listOf("{", cursor::string, "}"));
    }

    /** {@code NONE}, {@code FORWARD}, {@code BACKWARD} or {@code BOTH}. */
    PropagationDirection direction() {
        int offset = cursor.offset();
        var word = cursor.word();
        for (var direction : PropagationDirection.values()) {
            if (direction.name().equals(word)) {
                return direction;
            }
        }
        throw cursor.error(
                offset, "expected one of " + List.of(PropagationDirection.values()) + ", got '" + word + "'");
    }

    /** <code><([i, j], [j, k])->([i, k]) {i=2, j=4, k=8} reduction={j}, custom></code>. */
    private ShardyAttribute rule() {
        cursor.expect("<");
        var operands = listOf("(", this::tensorMapping, ")");
        cursor.expect("->");
        var results = listOf("(", this::tensorMapping, ")");
        var sizes = new ArrayList<Long>();
        if (cursor.accept("{")) {
            cursor.list("}", () -> sizes.add(factorSize(sizes.size())));
        }
        var reduction = factors("reduction");
        var needReplication = factors("need_replication");
        var permutation = factors("permutation");
        var blocked = factors("blocked_propagation");
        boolean custom = cursor.accept(",");
        if (custom) {
            cursor.expect("custom");
        }
        cursor.expect(">");
        return new OpShardingRule(
                Int64Array.of(sizes), operands, results, reduction, needReplication, permutation, blocked, custom);
    }

    private long factorSize(int index) {
        int offset = cursor.offset();
        if (!ShardyFactors.parse(cursor).equals(List.of((long) index))) {
            throw cursor.error(offset, "factors come in order: expected '" + ShardyFactors.name(index) + "'");
        }
        cursor.expect("=");
        return cursor.integer();
    }

    private Int64Array factors(String kind) {
        if (!cursor.accept(kind)) {
            return Int64Array.of();
        }
        cursor.expect("=");
        var all = new ArrayList<Long>();
        listOf("{", () -> all.addAll(ShardyFactors.parse(cursor)), "}");
        return Int64Array.of(all);
    }

    private TensorMapping tensorMapping() {
        return new TensorMapping(listOf("[", this::dimMapping, "]"));
    }

    private DimMapping dimMapping() {
        return new DimMapping(cursor.at(Kind.WORD) ? Int64Array.of(ShardyFactors.parse(cursor)) : Int64Array.of());
    }
}
